/** Where a document came from: a file of the repository, or an answer of an AWS account. */
export type Origin =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'live'; readonly arn: string; readonly call: string };

/** Zero-based line and UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Zero-based, end-exclusive. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** A document as far as places are concerned. */
export interface Source {
  readonly origin: Origin;
  /** The text in another document that this one was found in. */
  readonly host: Location | undefined;
  /** The whole text, if there is one: an answer of an account has none. */
  readonly text: string | undefined;
  /** The entry at a pointer, from its key to the end of its value; with an offset, that one character of the decoded text. */
  span(pointer: string, offset?: number): Span | undefined;
  /** The value alone, without its key: what an edit replaces. */
  valueSpan(pointer: string): Span | undefined;
}

/** A place in a source, held symbolically: its line and column are computed only when a reporter asks. */
export interface Location {
  readonly source: Source;
  /** JSON pointer (RFC 6901); '' is the whole document. */
  readonly pointer: string;
  /** Into the decoded text that stands there, in UTF-16 units. */
  readonly offset?: number;
}

export const spanOf = ({ source, pointer, offset }: Location): Span | undefined => source.span(pointer, offset);

/** Is `inner` the outer place or under it, also through embedded documents? */
export function contains(outer: Location, inner: Location): boolean {
  return inner.source === outer.source
    ? `${inner.pointer}/`.startsWith(`${outer.pointer}/`)
    : inner.source.host !== undefined && contains(outer, inner.source.host);
}

/** The document that is a file or an answer of its own, whatever is embedded in whatever. */
export const outermost = ({ source }: Location): Source => (source.host ? outermost(source.host) : source);

/** A file's path, or a live resource's ARN. */
export const nameOfOrigin = (origin: Origin): string => (origin.kind === 'file' ? origin.path : origin.arn);

/** `buildspec.yml` of `web/ci/buildspec.yml`. */
export const bareName = (path: string): string => path.replace(/^.*\//, '');

/** The resource of a template that something stands in. */
export const resourceAt = ({ pointer }: Location): string | undefined => /^\/Resources\/(\w+)/.exec(pointer)?.[1];

export const escapePointer = (segment: string): string =>
  /[~/]/.test(segment) ? segment.replaceAll('~', '~0').replaceAll('/', '~1') : segment;
export const unescapePointer = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

/** One character of the text that stands there. */
export const atOffset = ({ source, pointer }: Location, offset: number): Location => ({ source, pointer, offset });

/** The place one step further down. */
export const below = ({ source, pointer }: Location, name: string): Location => ({
  source,
  pointer: `${pointer}/${escapePointer(name)}`,
});
