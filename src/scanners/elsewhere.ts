import { api, type Dialect, Node } from '../documents/node.ts';
import { type MapTree, mapTree, type Tree, textTree } from '../documents/tree.ts';
import { ALWAYS } from '../model/truth.ts';

/** What one answer leaves to another call: fields that it never has, why, and what to do about it. */
export interface Elsewhere {
  readonly keys: readonly string[];
  readonly text: string;
  readonly settle: string;
}

const left = new WeakMap<Tree, Elsewhere>();

/** The dialect of answers: what one leaves to another call is as hidden as anything that nobody has read. */
const answer: Dialect = {
  ...api,
  resolve(tree, at) {
    const elsewhere = left.get(tree);
    return elsewhere ? [{ when: ALWAYS, at, hidden: { at, text: elsewhere.text, settle: elsewhere.settle } }] : api.resolve(tree, at);
  },
};

/** The noun of an answer, with the fields that the answer does not have hidden where they would be absent. */
export const withElsewhere = (node: Node, elsewhere: Elsewhere): Node =>
  new Node(
    answer,
    node.at,
    node.meanings.map((meaning) =>
      'tree' in meaning && meaning.tree?.kind === 'map' ? { ...meaning, tree: hiding(meaning.tree, elsewhere) } : meaning,
    ),
    node.when,
  );

function hiding(tree: MapTree, elsewhere: Elsewhere): MapTree {
  const whole = { ...mapTree(tree.start), end: tree.end, entries: new Map(tree.entries) };
  for (const key of elsewhere.keys.filter((one) => !tree.entries.has(one))) {
    const value = textTree('', true);
    left.set(value, elsewhere);
    whole.entries.set(key, { start: -1, value });
  }
  return whole;
}
