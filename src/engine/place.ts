import { type Location, outermost, spanOf } from '../model/location.ts';
import { oncePer } from '../model/once-per.ts';

/** A location as reporters write it: lines and columns are 1-based, the end column is exclusive. */
export interface Place {
  /** Of the file, relative as the user named it; of a live resource, nothing. */
  readonly path: string | undefined;
  readonly arn: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Tight on purpose: a region ends with its first line, so that a review shows it beside the change that made it. Searched for once: it is asked for to sort by it, and to tell it. */
export const placeOf = oncePer((location: Location): Place => {
  const { origin } = outermost(location);
  const names = origin.kind === 'file' ? { path: origin.path, arn: undefined } : { path: undefined, arn: origin.arn };
  const span = spanOf(location);
  if (!span) return { ...names, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const { start, end } = span;
  const width = (lineOf(location, start.line)?.trimEnd().length ?? start.column) + 1;
  const endColumn = end.line === start.line && end.column > start.column ? end.column + 1 : Math.max(width, start.column + 2);
  return {
    ...names,
    line: start.line + 1,
    column: start.column + 1,
    endLine: start.line + 1,
    endColumn: Math.min(endColumn, Math.max(width, start.column + 2)),
  };
});

const lines = new WeakMap<object, readonly string[]>();

/** A line of the user's file; zero-based. Never written out unmasked. */
export function lineOf(location: Location, line: number): string | undefined {
  const source = outermost(location);
  if (source.text === undefined) return undefined;
  const known = lines.get(source.origin) ?? source.text.split(/\r?\n/); // shared by the documents of a file
  lines.set(source.origin, known);
  return known[line];
}
