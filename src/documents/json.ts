import { DEEPEST, listTree, mapTree, ParseError, type Tree, textTree } from './tree.ts';

/** A number whose source text `JSON.parse` loses: `3.10`, and more digits than a double holds. */
const LOSES = /[:[,\s](-?\d+\.\d*0|-?\d{16,}(\.\d*)?)\s*[,}\]]/;

/** `JSON.parse` is far faster than anything with places; those are found later, if asked for. Undefined if it is no JSON. */
export function parseJson(text: string): Tree | undefined {
  if (!/^\s*[[{]/.test(text) || LOSES.test(text)) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined; // YAML in flow style, or broken: the YAML parser says which, and where
  }
  return fromData(data);
}

/** A tree without places, of plain data: an answer of an account, TOML, JSON. */
export function fromData(data: unknown, depth = 0): Tree {
  if (depth > DEEPEST) throw new ParseError(`is nested more than ${DEEPEST} deep`, 0);
  if (typeof data !== 'object' || data === null) return textTree(String(data ?? 'null'), typeof data !== 'string');
  if (data instanceof Date) return textTree(data.toISOString(), false);
  if (Array.isArray(data))
    return listTree(
      -1,
      '',
      data.map((item) => fromData(item, depth + 1)),
    );
  const tree = mapTree();
  for (const [key, value] of Object.entries(data)) tree.entries.set(key, { start: -1, value: fromData(value, depth + 1) });
  return tree;
}
