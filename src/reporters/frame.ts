import { lineOf, type Place } from '../engine/place.ts';
import type { Report } from '../engine/report.ts';
import type { Location } from '../model/location.ts';

/** A line of a frame that is wider than this is shown in part: minified JSON has one line. */
const WIDEST = 160;

/** A line that says nothing by itself: `{` of a JSON list, where the next one has the name. */
const BARE = /^[\s{[(,-]*$/;

/** A piece of the user's file, with secrets masked. */
export interface FrameLine {
  /** 1-based; nothing for the line of carets. */
  readonly number: number | undefined;
  readonly text: string;
}

/** The line of a finding with a caret under it, and the next one where the first says nothing. */
export function frameOf(at: Location, { line, column, endColumn }: Place, mask: Report['mask']): FrameLine[] {
  const source = lineOf(at, line - 1);
  if (source === undefined) return [];
  const shown = plain(mask.line(source));
  const masked = shown !== plain(source);
  const from = masked ? shown.search(/\S|$/) : column - 1;
  const to = masked ? shown.length : endColumn - 1;
  const [start, end] = from < WIDEST && shown.length <= WIDEST ? [0, shown.length] : [Math.max(0, from - 40), from + WIDEST - 40];
  const carets = '^'.repeat(Math.max(1, Math.min(to, end, shown.length) - from));
  const cut = (text: string): string => `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  const indent = ' '.repeat(Math.max(0, from - start) + (start > 0 ? 1 : 0));
  const next = BARE.test(source) ? lineOf(at, line) : undefined;
  return [
    { number: line, text: cut(shown).trimEnd() },
    { number: undefined, text: indent + carets },
    ...(next === undefined ? [] : [{ number: line + 1, text: plain(mask.line(next)).slice(0, WIDEST).trimEnd() }]),
  ];
}

/** One column a character, and nothing that a terminal would obey: what a file says must not move the cursor. */
export const plain = (text: string): string =>
  text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '\ufffd');
