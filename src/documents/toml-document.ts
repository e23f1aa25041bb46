import type { Origin } from '../model/location.ts';
import { Document } from './document.ts';
import { fromData } from './json.ts';
import { parseToml } from './toml.ts';
import { put, type Tree } from './tree.ts';

const HEADER = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/;
const KEY = /^(\s*)("[^"]*"|'[^']*'|[\w-]+)(\s*=\s*)(.*)$/;

/** The document of a TOML text: few runs need one, and load this. @throws ParseError */
export const tomlDocument = (origin: Origin, text: string): Document =>
  Document.whole(origin, withPlaces(fromData(parseToml(text)), text), text);

/**
 * Gives the keys of a TOML text their places, as far as each stands on a line of its own: the parser tells none. What has
 * no place stands where the table does.
 */
function withPlaces(root: Tree, text: string): Tree {
  let offset = 0;
  let table: Tree | undefined = place(root, 0, text.length);
  for (const line of text.split('\n')) {
    const [, header] = HEADER.exec(line) ?? [];
    const [, margin = '', key = '', equals = '', rest = ''] = KEY.exec(line) ?? [];
    if (header !== undefined) {
      table = root;
      for (const name of header.split('.')) table = table && enter(table, plain(name), offset, offset + line.length);
    } else if (key && table) {
      const start = offset + margin.length;
      const value = start + key.length + equals.length;
      enter(table, plain(key), start, value + rest.trimEnd().length, value);
    }
    offset += line.length + 1;
  }
  return root;
}

const plain = (key: string): string => key.trim().replace(/^(["'])(.*)\1$/, '$2');

/** What stands under a key, in its place; what has one keeps it. */
function enter(table: Tree, key: string, start: number, end: number, value = start): Tree | undefined {
  const found = table.kind === 'map' ? table.entries.get(key) : undefined;
  if (!found || table.kind !== 'map') return undefined;
  if (found.start < 0) {
    table.entries.delete(key); // it is put anew, and is no duplicate
    put(table, key, start, place(found.value, value, end));
  }
  return found.value;
}

function place(tree: Tree, start: number, end: number): Tree {
  tree.start = start;
  tree.end = end;
  if (tree.kind === 'list') for (const item of tree.items) place(item, start, end);
  return tree;
}
