import type { Report } from '../engine/report.ts';

/** How a report is to look, and what a reporter cannot know by itself. */
export interface Look {
  readonly color: boolean;
  /** Columns to wrap at; `Infinity` in a pipe. */
  readonly width: number;
  readonly showUndecided: boolean;
  /** What to write instead, at its full length. */
  readonly showSuggestions: boolean;
  readonly version: string;
  /** The documentation of a rule as Markdown. */
  readonly pageOf: (rule: string) => string | undefined;
  /** A file's URI relative to the root of its repository; absolute where it stands outside. */
  readonly uriOf: (path: string) => string;
}

/** A report as the text of a file. The same report gives the same bytes. */
export type Reporter = (report: Report, look: Look) => string;
