import { type Location, type Origin, type Source, type Span, unescapePointer } from '../model/location.ts';
import { align } from './align.ts';
import { fromData, parseJson } from './json.ts';
import { type Entry, ParseError, type Tree } from './tree.ts';
import { parseYaml } from './yaml.ts';

/** From an offset of an embedded text on, its characters stand at this place of its host. */
export interface Segment {
  readonly start: number;
  readonly at: Location;
}

/** One YAML or JSON document, or one answer of an account. A file may hold several. */
export class Document implements Source {
  #located: Tree | undefined; // JSON is read without places: they cost a second look, at documents with findings
  #lines: readonly number[] | undefined;

  private constructor(
    readonly origin: Origin,
    readonly text: string | undefined,
    readonly root: Tree,
    /** Which of the file's documents this is. */
    readonly index: number,
    readonly host: Location | undefined = undefined,
    readonly segments: readonly Segment[] = [],
  ) {
    if (root.start >= 0) this.#located = root;
  }

  /** Every document of a text. @throws ParseError */
  static parse(origin: Origin, text: string): Document[] {
    const json = parseJson(text);
    const trees = json ? [json] : parseYaml(text);
    return trees.map((tree, index) => new Document(origin, text, tree, index));
  }

  /** A text inside another document. @throws ParseError */
  static embedded(text: string, host: Location, segments: readonly Segment[]): Document | undefined {
    const [tree] = [parseJson(text) ?? parseYaml(text)[0]];
    return tree && new Document(host.source.origin, text, tree, 0, host, segments);
  }

  /** Plain data that was never a text: it has names, but no lines. */
  static ofData(origin: Origin, data: unknown): Document {
    return new Document(origin, undefined, fromData(data), 0);
  }

  at(pointer: string): Location {
    return { source: this, pointer };
  }

  /** The tree with places, whatever it was read with. */
  get located(): Tree {
    if (!this.#located && this.text !== undefined) {
      try {
        this.#located = parseYaml(this.text)[this.index];
      } catch (error) {
        if (!(error instanceof ParseError)) throw error; // JSON that YAML refuses: a tab in the wrong place
      }
    }
    return this.#located ?? this.root;
  }

  span(pointer: string, offset?: number): Span | undefined {
    const { start: key, value: tree } = locate(this.located, pointer);
    const start = offset === undefined || tree.kind !== 'text' ? key : align(this.text ?? '', tree, offset);
    return this.#between(start, offset === undefined ? tree.end : start);
  }

  valueSpan(pointer: string): Span | undefined {
    const { value } = locate(this.located, pointer);
    return this.#between(value.start, value.end);
  }

  #between(start: number, end: number): Span | undefined {
    if (start < 0) return this.host && this.host.source.span(this.host.pointer, this.host.offset);
    const [from, to] = [this.#position(start), this.#position(end)];
    return from && to && { start: from, end: to };
  }

  #position(offset: number): Span['start'] | undefined {
    if (this.host) {
      const segment = this.segments.findLast(({ start }) => start <= offset);
      const at = segment?.at ?? this.host;
      return at.source.span(at.pointer, (at.offset ?? 0) + offset - (segment?.start ?? 0))?.start;
    }
    if (this.text === undefined) return undefined;
    this.#lines ??= lineStarts(this.text);
    let [low, high] = [0, this.#lines.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low, column: offset - (this.#lines[low] ?? 0) };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
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
