import type { Command } from './command.ts';
import { deedsOf } from './deeds.ts';
import { anyRun, type Run, runsOf } from './run.ts';
import type { Truth } from './truth.ts';

/** Puts a new version in place, or gives it to others: an image, a package, files. */
export const givesOut = ({ command }: Run): boolean => deedsOf(command).some(({ does }) => does === 'deploys' || does === 'publishes');

/** Does one of these commands give an image or a package to others, or put a new version in place? Files alone may be anything. */
export const commandsGiveOut = (commands: readonly Command[]): Truth =>
  anyRun(
    runsOf(commands).filter(({ command }) =>
      deedsOf(command).some((deed) => deed.does === 'deploys' || (deed.does === 'publishes' && deed.what !== 'files')),
    ),
    'published or deployed here',
  );
