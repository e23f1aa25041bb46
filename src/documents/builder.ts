import { DEEPEST, failAt, type ListTree, listTree, type MapTree, mapTree, put, TOO_DEEP, type Tree, textTree } from './tree.ts';

/** More nodes than this behind aliases is refused: a bomb, not a definition. */
const MOST_ALIASED = 500_000;

/** The tag, the anchor (or '') and where the last of them ends (or -1). */
export interface Properties {
  readonly tag: string;
  readonly anchor: string;
  readonly end: number;
}

/** A collection that is being read. */
interface Frame {
  readonly tree: ListTree | MapTree;
  readonly anchor: string;
  key: Key | undefined;
  /** Keys that only a merge brought so far: a key of the map's own replaces them, and duplicates nothing. */
  merged: Set<string> | undefined;
  /** Nodes in it, those behind aliases counted each time. */
  nodes: number;
}

interface Key {
  readonly text: string;
  readonly start: number;
  readonly merges: boolean;
}

interface Anchored {
  readonly tree: Tree;
  readonly nodes: number;
}

/**
 * Makes trees of what a YAML parser says, node by node: what anchors, merges, keys and places mean is decided here, once
 * for both parsers. @throws ParseError
 */
export class Builder {
  /** One for each document. */
  readonly roots: Tree[] = [];
  #stack: Frame[] = [];
  #anchors = new Map<string, Anchored>(); // filled as things close, so that nothing can hold itself
  #aliased = 0;
  /** Where the last token ended. */
  #last = 0;

  constructor(readonly source: string) {}

  document(): void {
    this.#stack = [];
    this.#anchors = new Map();
    this.#aliased = 0;
  }

  scalar(text: string, plain: boolean, start: number, end: number, { tag, anchor }: Properties): void {
    this.#scalar(textTree(text, plain && !isText(tag), start, end, local(tag)), anchor);
  }

  /** A block begins with the line behind its header, `|2-`, and ends with what is to be seen of it. */
  block(text: string, start: number, end: number, { tag, anchor, end: behind }: Properties): void {
    const header = skip(this.source, Math.max(this.#last, behind), ':?-');
    let last = end;
    while (last > start && /[ \t\r\n]/.test(this.source[last - 1] ?? '')) last -= 1;
    this.#scalar(textTree(text, false, start, last, local(tag), header), anchor);
  }

  /** A value that is not written stands behind its tag or anchor, or else behind its `:` or `-`. */
  empty({ tag, anchor, end }: Properties): void {
    const at = end >= 0 ? end : this.#behindIndicator();
    this.#scalar(textTree('', !isText(tag), at, at, local(tag)), anchor);
  }

  list(start: number, properties: Properties): void {
    this.#open(listTree(start, local(properties.tag)), properties.anchor);
  }

  map(start: number, properties: Properties): void {
    this.#open(mapTree(start, local(properties.tag)), properties.anchor);
  }

  close(): void {
    const frame = this.#stack.pop();
    if (!frame) return;
    const { tree, anchor, nodes } = frame;
    const [open, shut] = tree.kind === 'list' ? '[]' : '{}';
    if (this.source[tree.start] === open) {
      const at = skip(this.source, this.#last, ',');
      if (this.source[at] === shut) this.#last = at + 1; // a map in block style can begin with a key in brackets
    }
    tree.end = this.#last;
    if (anchor) this.#anchors.set(anchor, { tree, nodes });
    this.#add(tree, nodes, tree.start);
  }

  alias(name: string, start: number, end: number): void {
    const found = this.#anchors.get(name) ?? failAt(this.source, start, 'an alias refers to an anchor that is not there, or to itself');
    this.#aliased += found.nodes;
    if (this.#aliased > MOST_ALIASED) failAt(this.source, start, `aliases expand to more than ${MOST_ALIASED} nodes`);
    this.#last = end;
    this.#add(found.tree, found.nodes, start);
  }

  #open(tree: ListTree | MapTree, anchor: string): void {
    this.#guard(tree.start);
    const bracket = this.source.charCodeAt(tree.start);
    this.#last = tree.start + (bracket === 0x5b || bracket === 0x7b ? 1 : 0);
    this.#stack.push({ tree, anchor, key: undefined, merged: undefined, nodes: 1 });
  }

  #scalar(tree: Tree, anchor: string): void {
    this.#guard(tree.start);
    this.#last = tree.end;
    if (anchor) this.#anchors.set(anchor, { tree, nodes: 1 });
    this.#add(tree, 1, tree.start);
  }

  #guard(offset: number): void {
    if (this.#stack.length >= DEEPEST) failAt(this.source, offset, TOO_DEEP);
  }

  #add(tree: Tree, nodes: number, start: number): void {
    const top = this.#stack.at(-1);
    if (!top) {
      this.roots.push(tree);
      return;
    }
    const isFirst = top.nodes === 1;
    top.nodes += nodes;
    if (isFirst && top.tree.kind === 'map' && this.source[top.tree.start] !== '{') top.tree.start = start; // not at the key's tag
    if (top.tree.kind === 'list') top.tree.items.push(tree);
    else if (!top.key) top.key = this.#keyOf(tree, start);
    else {
      this.#entry(top, top.tree, top.key, tree);
      top.key = undefined;
    }
  }

  /** A key that is no text goes by the way it is written. */
  #keyOf(tree: Tree, start: number): Key {
    if (tree.kind !== 'text') return { text: this.source.slice(tree.start, tree.end), start, merges: false };
    return { text: tree.text, start, merges: tree.text === '<<' && tree.plain };
  }

  #entry(frame: Frame, map: MapTree, { text, start, merges }: Key, value: Tree): void {
    const from = value.kind === 'list' ? value.items : [value];
    if (!merges || from.some(({ kind }) => kind !== 'map')) {
      if (frame.merged?.delete(text)) map.entries.set(text, { start, value });
      else put(map, text, start, value);
      return;
    }
    frame.merged ??= new Set();
    for (const one of from) {
      if (one.kind !== 'map') continue;
      for (const [name, entry] of one.entries) {
        if (map.entries.has(name)) continue; // a merge overrides nothing, and the first of several wins
        map.entries.set(name, entry);
        frame.merged.add(name);
      }
    }
  }

  #behindIndicator(): number {
    const at = skip(this.source, this.#last);
    const indicator = this.source[at];
    const top = this.#stack.at(-1);
    const isKey = top?.tree.kind === 'map' && !top.key;
    return indicator === '-' || indicator === '?' || (indicator === ':' && !isKey) ? at + 1 : this.#last;
  }
}

/** Past blanks, comments and some characters more. */
function skip(source: string, from: number, more = ''): number {
  let at = from;
  for (let seen = source[at]; seen !== undefined; seen = source[at]) {
    if (seen === '#') at = endOfLine(source, at);
    else if (/\s/.test(seen) || more.includes(seen)) at += 1;
    else break;
  }
  return at;
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}

/** `!Sub`, also as `!<!Sub>`; what YAML itself names means nothing to AWS. */
const local = (tag: string): string => (tag === '' ? '' : (/^(?:!<)?(![A-Za-z][^>!]*)>?$/.exec(tag)?.[1] ?? ''));

/** Tags that make a text of anything: `! 010`, `!!str 010`. */
const isText = (tag: string): boolean => tag === '!' || /^(?:!!|(?:!<)?tag:yaml\.org,2002:)str>?$/.test(tag);
