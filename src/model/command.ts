import { atOffset, type Location } from './location.ts';
import type { Script } from './script.ts';
import { isHole, type Piece, piecesIn, shown, type Text } from './text.ts';
import type { Thing } from './truth.ts';
import { NOWHERE, type Note } from './world.ts';

/** Who reads the text: PowerShell and cmd.exe are recognised, and judged by little more than their words. */
export type Shell = 'posix' | 'powershell' | 'cmd';

/** What is known to run only where the build succeeded so far; `perhaps` where something asks that nobody can follow. */
export type Guarded = 'yes' | 'no' | 'perhaps';

/** One item of a list of commands, as it stands there; and the simple commands that a shell would run for it. */
export interface Command extends Thing {
  readonly text: Text;
  /** `build`, or '' where there are no phases. */
  readonly phase: string;
  /** In a `finally` block. */
  readonly last: boolean;
  readonly shell: Shell;
  /** Parsed when first asked for, in the order in which they stand; a shell that cannot be read gives none. */
  readonly runs: readonly SimpleCommand[];
  /** Does it end the phase where the build has failed, so that what follows it is guarded? */
  readonly guards: Guarded;
  /**
   * What one of its simple commands runs out of a file of the repository: `npm run ci`, `make test`, `./build.sh`. A note
   * where it runs such a file that is not here to read; nothing where it runs none.
   */
  readonly follow: (run: SimpleCommand) => Script | Note | undefined;
}

/**
 * `CI=1 npm test -- --watch=false > log`: one program and its words, or mere assignments without a program. Every offset is
 * one into the decoded text of the item, in UTF-16 units; `placeIn` makes a location of it.
 */
export interface SimpleCommand {
  /** Without assignments and redirections, quotes removed: `['npm', 'test', '--', '--watch=false']`. Empty for `X=1`. */
  readonly words: readonly string[];
  /** The same words with their places and with what they hold. */
  readonly spelled: readonly Word[];
  readonly offset: number;
  /** In front of the program, or alone: `CI=1`; also those of `export X=1`. */
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  /** The command that reads what this one prints: `curl … | sh`. */
  readonly pipesInto: SimpleCommand | undefined;
  readonly pipedFrom: SimpleCommand | undefined;
  /** What it prints becomes text of another command: `X=$(…)`, `docker login -p $(…)`. */
  readonly captured: Captured | undefined;
  /** What stands around it, outermost first. */
  readonly inside: readonly Enclosure[];
  /** Its failure does not stop anything: `|| true`, `;` in the middle of a block, a pipe that hides it. */
  readonly ignored: boolean;
  /** Not ignored after all where an earlier command of the same shell has set this: `set -e`, `set -o pipefail`. */
  readonly unless?: 'errexit' | 'pipefail';
  /** What hides its failure; there exactly where `ignored` is. */
  readonly hidden: Hiding | undefined;
  /** Is it run only where `CODEBUILD_BUILD_SUCCEEDING` says so, by what stands in the same item? */
  readonly guarded: Guarded;
}

/** What a simple command stands in. `and` and `or`: it runs only after another one succeeded, or failed. */
export type Enclosure = 'if' | 'loop' | 'case' | 'function' | 'subshell' | 'substitution' | 'shell' | 'and' | 'or';

export interface Captured {
  /** The command that gets the text; its words are empty for a mere assignment. */
  readonly by: SimpleCommand;
  /** `X` of `X=$(…)` and of `export X=$(…)`; empty where it becomes a word. */
  readonly variable: string;
}

/** Why nobody notices a failure. `row`: only the last command of a block counts. */
export interface Hiding {
  readonly by: 'or' | 'row' | 'set +e' | 'pipe' | 'background' | 'condition' | 'substitution' | 'negation';
  /** What hides it: the `true` of `|| true`, the command behind the pipe, the one that runs on. */
  readonly offset: number;
}

export interface Word {
  /** Quotes removed; what the shell expands stands as it is written: `$TAG`, `${TAG:-1}`, `$(date)`. */
  readonly value: string;
  /** From where to where it stands, quotes included. */
  readonly offset: number;
  readonly end: number;
  /** All of it stands in quotes. */
  readonly quoted: boolean;
  /** What is filled in later; a word without any is written out. */
  readonly expansions: readonly Expansion[];
}

/** Something in a word that is filled in: by the shell, or, a `hole`, by CloudFormation before any shell sees it. */
export interface Expansion {
  readonly of: 'variable' | 'command' | 'arithmetic' | 'hole';
  /** Of the variable or the hole; empty for the others. */
  readonly name: string;
  readonly offset: number;
  readonly end: number;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
  readonly offset: number;
}

/** `> file`, `2>&1`, `<<EOF`. */
export interface Redirection {
  readonly operator: string;
  /** 1 for `>` and 0 for `<` where none is written. */
  readonly descriptor: number;
  /** The file, the descriptor of `>&1`, the delimiter of a heredoc. */
  readonly to: Word | undefined;
  /** Of a heredoc or a here-string: the text that is read. */
  readonly body: Word | undefined;
}

/** Where an offset of an item leads: through the pieces of its text, so that it is right behind a hole, too. */
export function placeIn({ text }: Pick<Command, 'text'>, offset: number): Location {
  let start = 0;
  let before: Piece | undefined;
  for (const piece of piecesIn(text, NOWHERE)) {
    const { length } = shown([piece]);
    if (offset < start + length) return isHole(piece) ? piece.at : atOffset(piece.at, (piece.at.offset ?? 0) + offset - start);
    start += length;
    before = piece;
  }
  return before?.at ?? text.at;
}
