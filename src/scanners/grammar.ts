import { Node } from '../documents/node.ts';
import { isNothing, type Tree } from '../documents/tree.ts';
import type { Fault } from '../model/fault.ts';
import { all } from '../model/truth.ts';
import { thingAt } from './reader.ts';

/** Other keys are nobody's business; one that is nearly that of a section was meant for it. */
export const misspelt = (node: Node, path: readonly string[], sections: readonly string[]): Fault[] =>
  keysOf(node).flatMap(({ name, at }) => {
    const meant = sections.find((section) => isNearly(section, name));
    return meant && !sections.includes(name) ? [fault(at, path, `\`${name}\` is passed over: the section is called \`${meant}\``)] : [];
  });

/** A word that is written out, and is none of those that count. */
export const wrongWord = (node: Node, path: readonly string[], right: RegExp, says: string): Fault[] =>
  treesOf(node).flatMap(({ tree, at }) =>
    tree.kind === 'text' && !tree.tag && !right.test(tree.text) && !/[$#{]/.test(tree.text)
      ? [fault(at, path, `\`${tree.text}\` ${says}`)]
      : [],
  );

export const fault = (node: Node, path: readonly string[], what: string): Fault => ({ what, ...thingAt(node, path) });

export const listed = (names: readonly string[]): string =>
  names.length < 2
    ? `\`${names[0]}\``
    : `${names
        .slice(0, -1)
        .map((name) => `\`${name}\``)
        .join(', ')} and \`${names.at(-1)}\``;

/** Letter case, hyphens and a plural are what people get wrong. */
export const isNearly = (section: string, name: string): boolean => plainly(section) === plainly(name);

const plainly = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[-_\s]/g, '')
    .replace(/s$/, '');

/** The keys of a map that is written out, each with the place of its key. */
export const keysOf = (node: Node): { name: string; at: Node; node: Node }[] =>
  treesOf(node).flatMap(({ tree, at }) =>
    tree.kind === 'map' && !tree.tag
      ? at
          .entries()
          .filter(({ name }) => tree.entries.has(name))
          .map(({ name, node: value }) => ({ name, at: value, node: value }))
      : [],
  );

/** What is written out at a place, each in its worlds. */
export const treesOf = (node: Node): { tree: Tree; at: Node }[] =>
  node.meanings.flatMap((meaning) => {
    if (!('tree' in meaning) || !meaning.tree || isNothing(meaning.tree)) return [];
    return [{ tree: meaning.tree, at: new Node(node.dialect, meaning.at, [meaning], all(node.when, meaning.when)) }];
  });
