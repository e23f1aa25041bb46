import type { Guarded, SimpleCommand } from '../model/command.ts';
import { NO_OPTIONS } from './shell-nodes.ts';
import { ShellReader } from './shell-reader.ts';

/** What a shell would make of one item of a list of commands. */
export interface ShellText {
  readonly runs: readonly SimpleCommand[];
  /** Does it end the phase where the build has failed? */
  readonly guards: Guarded;
}

/** Longer scripts are no commands of a build, and nobody waits for them. */
export const LONGEST = 200_000;

const NOTHING: ShellText = { runs: [], guards: 'no' };
const NO_HOLES: ReadonlySet<string> = new Set();

const known = new Map<string, ShellText>(); // one command stands in many buildspecs

/**
 * `holes` are the places that something else fills in before the shell sees the text, as they are shown in it; `errexit`
 * tells that the shell was started with `-e`.
 */
export function readShell(text: string, holes: ReadonlySet<string> = NO_HOLES, errexit = false): ShellText {
  const key = [text, errexit, ...holes].join('\0');
  const before = known.get(key);
  if (before) return before;
  const options = errexit ? { ...NO_OPTIONS, errexit } : NO_OPTIONS;
  const read = text.length > LONGEST ? NOTHING : new ShellReader(text, { holes, place: (position) => position }, options).read();
  known.set(key, read);
  return read;
}

/**
 * The simple commands of a shell text in the order in which they stand, those inside loops, substitutions and
 * `bash -c '…'` included. A text that no shell would take gives what could be read of it.
 */
export const simpleCommands = (text: string): readonly SimpleCommand[] => readShell(text).runs;
