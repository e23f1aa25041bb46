import { ParseError, type Tree } from '../../src/documents/tree.ts';

/** A tree as plain data: maps as lists of entries, so that order, odd keys and places count. */
export function shown(tree: Tree): unknown {
  const at = `${tree.start}-${tree.end}`;
  if (tree.kind === 'text') return [tree.text, tree.plain, tree.tag, at, tree.header];
  if (tree.kind === 'list') return [tree.kind, tree.tag, at, tree.items.map(shown)];
  const entries = [...tree.entries].map(([key, { start, value }]) => [key, start, shown(value)]);
  return [tree.kind, tree.tag, at, entries, tree.duplicates ?? []];
}

/** What it says, without places: texts as they are read, maps as lists of entries. */
export function said(tree: Tree): unknown {
  if (tree.kind === 'text') return tree.tag ? `${tree.tag} ${tree.text}` : tree.text;
  if (tree.kind === 'list') return tree.items.map(said);
  return { [tree.tag || 'map']: [...tree.entries].map(([key, { value }]) => [key, said(value)]) };
}

/** The error of a text that cannot be read. */
export function refusal(read: () => unknown): ParseError {
  try {
    read();
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  throw new Error('was read');
}
