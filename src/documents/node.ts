import { possible } from '../model/answer.ts';
import { below, type Location } from '../model/location.ts';
import { holes, literal, type Text, written } from '../model/text.ts';
import { ALWAYS, all, type Truth, unknown } from '../model/truth.ts';
import { absent, choose, hidden, type Value } from '../model/value.ts';
import { NOWHERE, type Note } from '../model/world.ts';
import { isNothing, type MapTree, type Tree } from './tree.ts';

/** What stands at a place, in the worlds of `when`: a tree (or nothing), a text in pieces, or what nobody can see yet. */
export type Meaning = { readonly when: Truth; readonly at: Location; readonly symbol?: string | undefined } & (
  | { readonly tree: Tree | undefined }
  | { readonly text: Text }
  | { readonly hidden: Note }
);

/** How a family of documents writes things down. */
export interface Dialect {
  /** Of a name that AWS gave, the likeliest first; what users name is exact. */
  spellings(name: string): readonly string[];
  resolve(tree: Tree, at: Location): readonly Meaning[];
  /** A key that stands for others, nobody knows which. */
  hides(key: string): boolean;
  /** A key that users name, as text: it can hold a hole too. */
  keyText(key: string, at: Location): Text;
  /** Trees that were moved, or made: what they mean, and where. */
  readonly stands?: WeakMap<Tree, Node>;
}

/** The name of what may be hidden in a map. */
export const UNSEEN = '…';

/** A member of a map that users name. */
export interface Member {
  readonly name: string;
  readonly label: Text;
  readonly node: Node;
}

/** A cursor: one place, and everything it can mean. */
export class Node {
  constructor(
    readonly dialect: Dialect,
    readonly at: Location,
    readonly meanings: readonly Meaning[],
    readonly when: Truth = ALWAYS,
  ) {}

  static of(dialect: Dialect, tree: Tree | undefined, at: Location, when?: Truth): Node {
    const stand = tree && dialect.stands?.get(tree);
    if (stand) return new Node(dialect, stand.at, stand.meanings, when ?? stand.when);
    return new Node(dialect, at, tree ? dialect.resolve(tree, at) : [{ when: ALWAYS, at, tree }], when);
  }

  /** A field that AWS named, in any spelling of the dialect. */
  prop(...path: readonly string[]): Node {
    let node: Node = this;
    for (const name of path) node = node.#child(this.dialect.spellings(name));
    return node;
  }

  /** A key that a user named: exactly that. */
  key(name: string): Node {
    return this.#child([name]);
  }

  under(when: Truth): Node {
    return new Node(this.dialect, this.at, this.meanings, all(this.when, when));
  }

  /** Is there anything, as far as anybody can see? False only where nothing stands in any world. */
  get exists(): boolean {
    return this.meanings.some((meaning) => !('tree' in meaning) || !isNothing(meaning.tree));
  }

  /** The members of a list, without `AWS::NoValue`; what may be hidden among them is one more, of which all is unknown. */
  items(): Node[] {
    return this.#members(({ tree, at }) =>
      tree.kind === 'list' ? tree.items.map((item, i) => ['', Node.of(this.dialect, item, below(at, String(i)))]) : undefined,
    )
      .map(([, node]) => node)
      .filter((node) => node.exists);
  }

  /** A list, or a single thing where AWS takes both: an `Action` of a policy. */
  itemsOrSelf(): Node[] {
    return this.meanings.flatMap((meaning) => {
      const one = new Node(this.dialect, meaning.at, [meaning], this.when);
      if ('tree' in meaning && isNothing(meaning.tree)) return [];
      const list = 'hidden' in meaning ? meaning.symbol === undefined : 'tree' in meaning && meaning.tree?.kind === 'list'; // a reference is one thing
      if (list) return one.items();
      const when = all(this.when, meaning.when);
      return possible(when) ? [new Node(this.dialect, meaning.at, [{ ...meaning, when: ALWAYS }], when)] : [];
    });
  }

  /** The members of a map that users name; a hidden one is `UNSEEN`. */
  entries(): Member[] {
    return this.#members(({ tree, at }) =>
      tree.kind === 'map'
        ? [...tree.entries].map(([name, { value }]) =>
            this.dialect.hides(name) ? [UNSEEN, this.#phantom(at, name)] : [name, Node.of(this.dialect, value, below(at, name))],
          )
        : undefined,
    ).map(([name, node]) => ({ name, node, label: this.dialect.keyText(name, node.at) }));
  }

  text(): Text {
    const only = this.#only;
    if (only?.when === ALWAYS) return textOf(only);
    const [first] = this.meanings;
    const symbol = this.meanings.every((meaning) => meaning.symbol === first?.symbol) ? first?.symbol : undefined;
    return choose(
      this.at,
      this.meanings.map((meaning) => ({ when: meaning.when, value: textOf(meaning) })),
      symbol,
    );
  }

  number(): Value<number> {
    const text = this.text();
    return {
      at: this.at,
      in: (world) => {
        const fact = text.in(world);
        if (fact.state !== 'known') return fact;
        const value = Number(literal(fact.value) ?? NaN);
        const open = holes(fact.value);
        return Number.isNaN(value)
          ? { state: 'unknown', because: open.length > 0 ? open : [{ at: this.at, text: 'expected a number' }] }
          : { ...fact, value };
      },
    };
  }

  /** The text where it is the same in every world and written out: what dispatch needs. */
  plain(): string | undefined {
    const only = this.#only;
    if (only?.when === ALWAYS && 'tree' in only) return only.tree?.kind === 'text' && !isNothing(only.tree) ? only.tree.text : undefined;
    const fact = this.text().in(NOWHERE);
    return fact.state === 'known' ? literal(fact.value) : undefined;
  }

  /** What it means in every world that it is in; undefined where there are several meanings. */
  get #only(): Meaning | undefined {
    return this.meanings.length === 1 ? this.meanings[0] : undefined;
  }

  #child(names: readonly string[]): Node {
    const only = this.#only;
    if (only) {
      const found = this.#look(only, names);
      if (only.when === ALWAYS && found.when === this.when) return found;
      return new Node(this.dialect, found.at, guarded(found.meanings, only.when), this.when);
    }
    const found = this.meanings.map((meaning) => ({ meaning, node: this.#look(meaning, names) }));
    const meanings = found.flatMap(({ meaning, node }) => guarded(node.meanings, meaning.when));
    return new Node(this.dialect, found[0]?.node.at ?? this.at, meanings, this.when);
  }

  #look(meaning: Meaning, names: readonly string[]): Node {
    const { at } = meaning;
    if (!('tree' in meaning)) return new Node(this.dialect, at, [{ ...meaning, symbol: undefined, when: ALWAYS }]); // unknown, and so is all in it
    const { tree } = meaning;
    if (tree?.kind !== 'map') return Node.of(this.dialect, undefined, at);
    for (const name of names) {
      const entry = tree.entries.get(name);
      if (entry) return Node.of(this.dialect, entry.value, below(at, name));
    }
    const veil = this.#veil(tree);
    return veil ? this.#phantom(at, veil) : Node.of(this.dialect, undefined, at);
  }

  /** The first key of a map that hides others; remembered, since a miss must not cost a walk over the whole map. */
  #veil(tree: MapTree): string | undefined {
    const { hides } = this.dialect;
    const known = veils.get(hides) ?? new WeakMap<Tree, string | undefined>();
    veils.set(hides, known);
    if (!known.has(tree))
      known.set(
        tree,
        [...tree.entries.keys()].find((key) => hides(key)),
      );
    return known.get(tree);
  }

  #phantom(at: Location, veil: string): Node {
    return this.#unseen({ at: below(at, veil), text: `${veil} may bring more` });
  }

  #unseen(note: Note): Node {
    return new Node(this.dialect, note.at, [{ when: ALWAYS, at: note.at, hidden: note }], unknown(note));
  }

  #members(read: (meaning: { tree: Tree; at: Location }) => [string, Node][] | undefined): [string, Node][] {
    return this.meanings.flatMap((meaning): [string, Node][] => {
      if ('tree' in meaning && isNothing(meaning.tree)) return [];
      const { at, when } = meaning;
      const found = 'tree' in meaning && meaning.tree && read({ tree: meaning.tree, at });
      const note = 'hidden' in meaning ? meaning.hidden : { at, text: 'cannot be read as a collection' };
      return (found || [[UNSEEN, this.#unseen(note)] as [string, Node]]).flatMap(([name, node]) =>
        this.#alternatives(node, all(this.when, when, node.when)).map((one): [string, Node] => [name, one]),
      );
    });
  }

  /** Each meaning of a member is a member of its own, in its own worlds; what is in none is dropped. */
  #alternatives(node: Node, when: Truth): Node[] {
    if (node.#only?.when === ALWAYS) {
      return when === ALWAYS ? [node] : [new Node(this.dialect, node.at, node.meanings, when)];
    }
    // Alternatives that are mere texts stay one member: a name that a parameter decides is one name.
    if (
      node.meanings.every(
        (meaning) => 'text' in meaning || 'hidden' in meaning || (meaning.tree?.kind === 'text' && !isNothing(meaning.tree)),
      )
    ) {
      return [new Node(this.dialect, node.at, node.meanings, when)];
    }
    return node.meanings
      .filter((meaning) => !('tree' in meaning && isNothing(meaning.tree)))
      .map((meaning) => new Node(this.dialect, meaning.at, [{ ...meaning, when: ALWAYS }], all(when, meaning.when)))
      .filter((one) => possible(one.when));
  }
}

/** The same meanings, in fewer worlds. */
export const guarded = (meanings: readonly Meaning[], when: Truth): readonly Meaning[] =>
  when === ALWAYS ? meanings : meanings.map((meaning) => ({ ...meaning, when: all(when, meaning.when) }));

const veils = new WeakMap<Dialect['hides'], WeakMap<Tree, string | undefined>>(); // dialects see different things in one tree

function textOf(meaning: Meaning): Text {
  if ('text' in meaning) return meaning.text;
  if ('hidden' in meaning) return hidden(meaning.hidden, meaning.symbol);
  const { tree, at } = meaning;
  if (!tree || isNothing(tree)) return absent(at);
  return tree.kind === 'text' ? written(at, tree.text) : hidden({ at, text: 'expected text' });
}

/** The dialect of AWS's own answers: camel case where templates have Pascal case, nothing to resolve. */
export const api: Dialect = {
  spellings: remember((name) => [...new Set([lowerFirst(name), name])]),
  resolve: (tree, at) => [{ when: ALWAYS, at, tree }],
  hides: () => false,
  keyText: (key, at) => written(at, key),
};

/** What AWS did not name is exact: a buildspec's `phases`, a policy's `Statement`. */
export const exact: Dialect = { ...api, spellings: (name) => [name] };

const lowerFirst = (name: string): string => name.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());

function remember<T>(read: (name: string) => T): (name: string) => T {
  const seen = new Map<string, T>();
  return (name) => {
    const known = seen.get(name);
    if (known !== undefined) return known;
    const value = read(name);
    seen.set(name, value);
    return value;
  };
}
