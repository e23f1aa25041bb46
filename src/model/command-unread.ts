import type { Command } from './command.ts';
import { isRun, type Run, runsOf } from './run.ts';
import { all, any, NEVER, type Truth, unknown } from './truth.ts';
import { ask } from './value.ts';

/** Unknown where a command runs a script that is not here to read, or is not known itself; no where all is read. */
export const mayRunAnything = (commands: readonly Command[]): Truth =>
  any(
    ...runsOf(commands).map((run) => all(isRun(run), unread(run))),
    ...commands.map(({ when, text }) =>
      all(
        when,
        ask(text, () => 'no', ''),
      ),
    ),
  );

function unread({ unread: note, command, at }: Run): Truth {
  if (note) return unknown(note);
  const [program] = command.spelled;
  const length = (program?.end ?? 0) - (program?.offset ?? 0);
  const isOpen = program?.expansions.some(({ offset, end }) => end - offset >= length - 2); // quotes aside it is all of the word
  return isOpen ? unknown({ at, text: `what \`${program?.value}\` runs is only known to the build` }) : NEVER;
}
