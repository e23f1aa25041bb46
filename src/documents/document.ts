import { type Location, type Origin, type Position, type Source, type Span, unescapePointer } from '../model/location.ts';
import { align } from './align.ts';
import { isRecipes, isScriptName } from './files-listing.ts';
import { fromData, parseJson } from './json.ts';
import { Lines } from './lines.ts';
import { type Entry, type Tree, textTree } from './tree.ts';
import { parseYaml } from './yaml.ts';

/** From an offset of an embedded text on, its characters stand at this place of its host. */
export interface Segment {
  readonly start: number;
  readonly at: Location;
}

/** From where to where a document, with the comments above it, stands in its text. */
export type Region = readonly [from: number, to: number];

/** One YAML or JSON document, or one answer of an account. A file may hold several. */
export class Document implements Source {
  private constructor(
    readonly origin: Origin,
    readonly root: Tree,
    /** Which of the file's documents this is. */
    readonly index: number,
    readonly lines: Lines | undefined,
    readonly region: Region,
    readonly host: Location | undefined = undefined,
    readonly segments: readonly Segment[] = [],
  ) {}

  /** Every document of a text; a shell script is one text, whole. @throws ParseError */
  static parse(origin: Origin, text: string): Document[] {
    if (origin.kind === 'file' && isScript(origin.path, text))
      return [Document.whole(origin, textTree(text, false, 0, text.length, '', 0), text)];
    const lines = new Lines(text);
    let from = 0;
    return read(text).map((tree, index) => {
      const region = [from, endOf(text, tree)] as const;
      from = region[1];
      return new Document(origin, tree, index, lines, region);
    });
  }

  /** A text inside another document; without segments, all of it stands where its host does. @throws ParseError */
  static embedded(text: string, host: Location, segments: readonly Segment[]): Document | undefined {
    const [tree] = read(text);
    return tree && new Document(host.source.origin, tree, 0, new Lines(text), [0, text.length], host, segments);
  }

  /** A text that is one document; the tree's places count in it. */
  static whole(origin: Origin, root: Tree, text: string): Document {
    return new Document(origin, root, 0, new Lines(text), [0, text.length]);
  }

  /** What somebody read out of a text inside another document; the tree's places count in that text. */
  static within(root: Tree, text: string, host: Location, segments: readonly Segment[]): Document {
    return new Document(host.source.origin, root, 0, new Lines(text), [0, text.length], host, segments);
  }

  /** Plain data that was never a text: it has names, but no lines. @throws ParseError */
  static ofData(origin: Origin, data: unknown): Document {
    return new Document(origin, fromData(data), 0, undefined, [0, 0]);
  }

  get text(): string | undefined {
    return this.lines?.text;
  }

  at(pointer: string): Location {
    return { source: this, pointer };
  }

  span(pointer: string, offset?: number): Span | undefined {
    const { start, value } = locate(this.root, pointer);
    const text = value.kind === 'text' ? value : undefined;
    if (text && offset !== undefined) return this.#between(align(this.text ?? '', text, offset));
    const isBlock = text && text.header >= 0 && start === text.start; // an item: it begins with its first word
    return this.#between(isBlock ? align(this.text ?? '', text, 0) : start, value.end);
  }

  valueSpan(pointer: string): Span | undefined {
    const { value } = locate(this.root, pointer);
    return this.#between(value.kind === 'text' && value.header >= 0 ? value.header : value.start, value.end);
  }

  /** What stands elsewhere, behind an alias, ends where it begins. */
  #between(start: number, end = start): Span | undefined {
    if (start < 0) return this.host?.source.span(this.host.pointer, this.host.offset);
    const [from, to] = [this.#position(start), this.#position(end)];
    return from && to && { start: from, end: isBefore(to, from) ? from : to };
  }

  #position(offset: number): Position | undefined {
    if (!this.host) return this.lines?.position(offset);
    const { start = offset, at = this.host } = lastAt(this.segments, offset) ?? {};
    return at.source.span(at.pointer, (at.offset ?? 0) + offset - start)?.start;
  }
}

/** By its name, or by its first line. */
const isScript = (path: string, text: string): boolean =>
  isScriptName(path) || isRecipes(path) || /^#!.*[/\s](?:ba|da|k|z)?sh\b/.test(text);

const read = (text: string): Tree[] => {
  const json = parseJson(text);
  return json ? [json] : parseYaml(text);
};

/** Up to the marker that ends the document; no text can hold such a line. */
function endOf(text: string, { end }: Tree): number {
  const marker = /^(?:---|\.\.\.)(?=\s|$)/gm;
  marker.lastIndex = end;
  return marker.exec(text)?.index ?? text.length;
}

const isBefore = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.column < b.column);

/** The last segment that begins at the offset or before it. */
export function lastAt(segments: readonly Segment[], offset: number): Segment | undefined {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return segments[low - 1];
}

/** As deep as the pointer leads; what has a key begins there. */
function locate(root: Tree, pointer: string): Entry {
  let found: Entry = { start: root.start, value: root };
  for (const segment of pointer.split('/').slice(1).map(unescapePointer)) {
    const tree = found.value;
    const item = tree.kind === 'list' ? tree.items[Number(segment)] : undefined;
    const next = tree.kind === 'map' ? tree.entries.get(segment) : item && { start: item.start, value: item };
    if (!next) break;
    found = next;
  }
  return found;
}
