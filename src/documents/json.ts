import { DEEPEST, failAt, type ListTree, listTree, type MapTree, mapTree, ParseError, put, TOO_DEEP, type Tree, textTree } from './tree.ts';

/**
 * `JSON.parse` says whether it is JSON at all; a scan that can rely on that then makes a tree with places. Together they
 * are several times faster than any YAML parser. Undefined if it is no JSON. @throws ParseError
 */
export function parseJson(text: string): Tree | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined; // YAML in flow style, or broken: the YAML parser says which, and where
  }
  return scan(text);
}

/** What begins in JSON: a text, a collection or its end, a number or a word. */
const TOKEN = /["[\]{}]|[^\s",:[\]{}]+/g;

interface Frame {
  readonly tree: ListTree | MapTree;
  key: string;
  /** Of the key; -1 until one was read. */
  start: number;
}

/** Reads a text that is known to be JSON: it looks for the next thing, never for errors. */
function scan(text: string): Tree {
  const stack: Frame[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const { 0: token, index: start } = found;
    const top = stack.at(-1);
    if (token === ']' || token === '}') {
      if (top) top.tree.end = start + 1;
      stack.pop();
      if (stack.length === 0 && top) return top.tree;
      continue;
    }
    if (stack.length >= DEEPEST) failAt(text, start, TOO_DEEP);
    let tree: Tree;
    if (token === '"') {
      const end = closing(text, start);
      TOKEN.lastIndex = end;
      const raw = text.slice(start + 1, end - 1);
      const decoded = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
      if (top?.tree.kind === 'map' && top.start < 0) {
        top.key = decoded;
        top.start = start;
        continue;
      }
      tree = textTree(decoded, false, start, end);
    } else if (token === '{') tree = mapTree(start);
    else if (token === '[') tree = listTree(start);
    else tree = textTree(token, true, start, start + token.length); // the source text: `3.10`, and every digit
    if (top?.tree.kind === 'list') top.tree.items.push(tree);
    else if (top?.tree.kind === 'map') {
      put(top.tree, top.key, top.start, tree);
      top.start = -1;
    }
    if (tree.kind !== 'text') stack.push({ tree, key: '', start: -1 });
  }
  return textTree('', true);
}

/** Behind the quote that closes the text. */
function closing(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** Behind an odd number of backslashes. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === 0x5c) before -= 1;
  return (at - before) % 2 === 1;
}

/** A tree without places, of plain data that was never a text: an answer of an account, TOML. @throws ParseError */
export function fromData(data: unknown, depth = 0): Tree {
  if (depth >= DEEPEST) throw new ParseError(TOO_DEEP, 0);
  if (typeof data !== 'object' || data === null) return textTree(String(data ?? 'null'), typeof data !== 'string');
  if (data instanceof Date) return textTree(data.toISOString(), false);
  if (Array.isArray(data))
    return listTree(
      -1,
      '',
      data.map((item) => fromData(item, depth + 1)),
    );
  const tree = mapTree();
  for (const [key, value] of Object.entries(data)) if (value !== undefined) put(tree, key, -1, fromData(value, depth + 1));
  return tree;
}
