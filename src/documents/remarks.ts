import type { Document } from './document.ts';
import type { TextTree, Tree } from './tree.ts';

/** A comment, and where the thing begins that it is about. Lines are zero-based. */
export interface Remark {
  readonly match: RegExpMatchArray;
  readonly line: number;
  readonly about: readonly number[];
}

/** Something that begins somewhere: an item, or an entry, which begins at its key. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly tree: Tree;
  readonly parent: Place | undefined;
}

/**
 * The comments of a document that match. One beside a thing is about that thing, one alone on its line about the next. In a
 * script they are about lines. What only looks like a comment, in a quoted text, is none; so JSON has none.
 */
export function* remarks(document: Document, pattern: RegExp): Generator<Remark> {
  const { lines, root } = document;
  const [from, to] = document.region;
  const matches = lines ? [...lines.text.slice(from, to).matchAll(pattern)] : [];
  if (!lines || matches.length === 0) return;
  const places = placesOf(root);
  let next = 0; // the line of a script behind the comments: thousands of them may stand above it
  for (const match of matches) {
    const at = from + match.index;
    const near = places[after(places, at) - 1];
    const script = near?.tree.kind === 'text' && isWithin(near.tree, at) ? near.tree : undefined;
    if (script ? script.header < 0 || isQuoted(lines.text, at) : near && isInKey(lines.text, near, at)) continue;
    const { line } = lines.position(at);
    if (script && next <= at) next = nextLine(lines.text, at);
    const offsets = script ? linesOf(lines.text, at, Math.min(next, script.end)) : startsOf(places, lines.text, at);
    const about = offsets.map((offset) => lines.position(offset).line);
    yield { match, line, about };
  }
}

/** Where the thing begins that a comment of a document is about; nowhere, if there is none. */
function startsOf(places: readonly Place[], text: string, at: number): number[] {
  const line = startOfLine(text, at);
  if (text.slice(line, at).trim() !== '') {
    const first = places[after(places, line - 1)];
    if (first && first.start < at) return [first.start];
    const whole = closed(places[after(places, line - 1) - 1], text, line, at);
    if (whole) return [whole.start];
  }
  const next = places[after(places, at)];
  return next ? [next.start] : [];
}

/** Of a thing and those around it, the widest that a bracket or a quote on this line ends: `] # …`. */
function closed(inner: Place | undefined, text: string, from: number, to: number): Place | undefined {
  let widest: Place | undefined;
  for (let place = inner; place; place = place.parent) {
    const { tree, end } = place;
    if (end > from && end <= to && (tree.kind === 'text' || /[[{]/.test(text[tree.start] ?? ''))) widest = place;
  }
  return widest;
}

/** The line of a comment in a script, which is where the script begins if it begins with it; above a line, that one too. */
const linesOf = (text: string, at: number, next: number): number[] => {
  const line = startOfLine(text, at);
  return text.slice(line, at).trim() === '' ? [line, next] : [line];
};

/** The next line that is neither empty nor a comment. */
function nextLine(text: string, at: number): number {
  const next = /^[^\S\n]*(?!#)\S/gm;
  next.lastIndex = at;
  return next.exec(text)?.index ?? text.length;
}

const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const isWithin = ({ start, end }: TextTree, at: number): boolean => start <= at && at < end;

/** Is a quote open where a comment of a script seems to begin? */
function isQuoted(text: string, at: number): boolean {
  let open: string | undefined;
  for (let i = startOfLine(text, at); i < at; i++) {
    const seen = text[i];
    if (seen === '\\' && open !== "'") i += 1;
    else if (open === seen) open = undefined;
    else if (open === undefined && (seen === '"' || seen === "'")) open = seen;
  }
  return open !== undefined;
}

/** Is it in the quotes of a key? */
function isInKey(text: string, { start, tree }: Place, at: number): boolean {
  const quote = text[start];
  if (start === tree.start || (quote !== '"' && quote !== "'")) return false;
  for (let i = start + 1; i < at; i++) {
    if (quote === '"' ? text[i] === '\\' : text.startsWith("''", i)) i += 1;
    else if (text[i] === quote) return false;
  }
  return true;
}

/** How many begin at the offset or before it. */
function after(places: readonly Place[], offset: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In the order of the text, the wider of two first; what several aliases share is looked at once. */
function placesOf(root: Tree): Place[] {
  const places: Place[] = [];
  const seen = new Set<Tree>();
  const visit = (tree: Tree, start: number, parent: Place | undefined): void => {
    const place = { start, end: Math.max(start, tree.end), tree, parent };
    places.push(place);
    if (!seen.has(tree)) within(tree, place);
  };
  const within = (tree: Tree, place: Place | undefined): void => {
    seen.add(tree);
    if (tree.kind === 'list') for (const item of tree.items) visit(item, item.start, place);
    if (tree.kind === 'map') for (const { start, value } of tree.entries.values()) visit(value, start, place);
  };
  if (root.kind === 'text')
    visit(root, root.start, undefined); // a script
  else within(root, undefined);
  return places.sort((a, b) => a.start - b.start);
}
