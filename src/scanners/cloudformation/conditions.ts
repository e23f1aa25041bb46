import type { Node } from '../../documents/node.ts';
import type { Tree } from '../../documents/tree.ts';
import { below, type Location } from '../../model/location.ts';
import { equalPieces, holes, identity, literal, piecesIn, type Text } from '../../model/text.ts';
import { all, any, choiceOf, chosen, not, once, type Truth, unknown } from '../../model/truth.ts';
import type { Choice, Note } from '../../model/world.ts';
import { intrinsic } from './intrinsic.ts';

/** The conditions of a template, by name: each is a truth over parameters, or a choice of its own if nobody can tell. */
export function conditions(declared: Node, read: (tree: Tree, at: Location) => Node): (name: string) => Truth {
  const seen = new Map<string, Truth>();
  const condition = (name: string): Truth => {
    const known = seen.get(name);
    if (known) return known;
    const node = declared.key(name);
    const choice: Choice = { name, values: ['true', 'false'], at: node.at, free: true, settle: () => '' };
    const opaque = chosen(choice, 'true');
    seen.set(name, opaque); // while it is being read: a condition that needs itself is opaque
    const [meaning] = node.meanings;
    const truth = meaning && 'tree' in meaning && meaning.tree ? once(named(choice, evaluate(meaning.tree, node.at), opaque)) : opaque;
    seen.set(name, truth);
    return truth;
  };
  const evaluate = (tree: Tree, at: Location): Truth => {
    const fn = intrinsic(tree) ?? reference(tree);
    if (!fn) return unknown({ at, text: 'is no condition' });
    const args = fn.arg.kind === 'list' ? fn.arg.items : [];
    const parts = (): Truth[] => args.map((part, i) => evaluate(part, below(at, String(i))));
    switch (fn.name) {
      case 'Fn::And':
        return all(...parts());
      case 'Fn::Or':
        return any(...parts());
      case 'Fn::Not':
        return not(all(...parts()));
      case 'Fn::Equals': {
        const [left, right] = args;
        return left && right ? same(read(left, at).text(), read(right, at).text(), at) : unknown({ at, text: 'needs two sides' });
      }
      case 'Condition':
        return fn.arg.kind === 'text' ? condition(fn.arg.text) : unknown({ at, text: 'is no condition' });
      default:
        return unknown({ at, text: `${fn.name} is only known at deploy time` });
    }
  };
  return condition;
}

/** `{ Condition: IsProd }` */
function reference(tree: Tree): { name: 'Condition'; arg: Tree } | undefined {
  const arg = tree.kind === 'map' ? tree.entries.get('Condition')?.value : undefined;
  return arg && { name: 'Condition', arg };
}

/** In evidence a condition goes by its own name, so that a world does too. */
const named = ({ name, at }: Choice, truth: Truth, opaque: Truth): Truth => ({
  in(world) {
    const verdict = truth.in(world);
    const { is, because } = verdict;
    if (is === 'unknown') return choiceOf(verdict) ? verdict : opaque.in(world);
    return { is, because: (): Note[] => [{ at, text: `${name} is ${is === 'yes'}`, given: given(name, is === 'yes', because()) }] };
  },
});

const given = (name: string, is: boolean, because: readonly Note[]): NonNullable<Note['given']> => {
  const free = because.some((note) => note.given?.free);
  return { name, value: String(is), ...(free && { free }) };
};

/** Equal texts; which of them is the known one does not matter. */
const same = (left: Text, right: Text, at: Location): Truth => ({
  in(world) {
    const [a, b] = [piecesIn(left, world), piecesIn(right, world)];
    const because = (): Note[] => holes([...a, ...b]);
    const [one, two] = [identity(a), identity(b)];
    if (one !== undefined && one === two) return { is: 'yes', because: () => [{ at, text: 'both sides are the same' }] };
    const [wholeA, wholeB] = [literal(a), literal(b)];
    if (wholeB !== undefined) return { is: equalPieces(a, wholeB), because };
    return { is: wholeA === undefined ? 'unknown' : equalPieces(b, wholeA), because };
  },
});
