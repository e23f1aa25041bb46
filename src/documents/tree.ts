import { Lines } from './lines.ts';

/** Our own plain tree, whatever parser made it; scalars keep their source text (`3.10` stays `3.10`). */
export type Tree = TextTree | ListTree | MapTree;

interface Placed {
  /** A local tag, `!Sub`; '' for none. */
  readonly tag: string;
  /** Offsets into the document's text, end-exclusive; -1 where the parser gave no places. */
  start: number;
  end: number;
}

export interface TextTree extends Placed {
  readonly kind: 'text';
  readonly text: string;
  /** Not quoted, so that `null`, `true` and numbers may be meant. */
  readonly plain: boolean;
  /** Where the `|` or `>` of a block stands, whose `start` is the line behind it; -1 for every other style. */
  readonly header: number;
}

export interface ListTree extends Placed {
  readonly kind: 'list';
  readonly items: Tree[];
}

export interface MapTree extends Placed {
  readonly kind: 'map';
  readonly entries: Map<string, Entry>;
  /** Keys that stood there before and were overridden by a later one of the same name. */
  duplicates?: { readonly key: string; readonly start: number }[];
}

export interface Entry {
  /** Of the key. */
  readonly start: number;
  readonly value: Tree;
}

/** Deeper than this is refused: no definition of a pipeline is, and every walk may recurse. */
export const DEEPEST = 200;
export const TOO_DEEP = `is nested more than ${DEEPEST} deep`;

export const textTree = (text: string, plain: boolean, start = -1, end = -1, tag = '', header = -1): TextTree => ({
  kind: 'text',
  text,
  plain,
  tag,
  start,
  end,
  header,
});
export const listTree = (start = -1, tag = '', items: Tree[] = []): ListTree => ({ kind: 'list', items, tag, start, end: start });
export const mapTree = (start = -1, tag = ''): MapTree => ({ kind: 'map', entries: new Map(), tag, start, end: start });

/** `null`, `~`, or nothing at all. */
export const isNothing = (tree: Tree | undefined): boolean =>
  !tree || (tree.kind === 'text' && tree.plain && !tree.tag && /^(|~|null|Null|NULL)$/.test(tree.text));

/** Set a key of a map; the last of several wins, as it does everywhere at AWS, and the others are remembered. */
export function put(tree: MapTree, key: string, start: number, value: Tree): void {
  const before = tree.entries.get(key);
  if (before) {
    tree.duplicates ??= [];
    tree.duplicates.push({ key, start: before.start });
  }
  tree.entries.set(key, { start, value });
}

/** A text that cannot be read; the place is zero-based. The message never quotes the text: it may hold a secret. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  constructor(
    message: string,
    readonly line: number,
    readonly column = 0,
  ) {
    super(message);
  }
}

/** What goes wrong at the end goes wrong on the last line that says something. */
export function failAt(text: string, offset: number, message: string): never {
  const { line, column } = new Lines(text).position(Math.max(0, Math.min(offset, text.trimEnd().length)));
  throw new ParseError(message, line, column);
}
