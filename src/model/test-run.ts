import type { SimpleCommand } from './command.ts';
import { testing } from './command-testing.ts';
import { deedsOf } from './deeds.ts';
import type { Run } from './run.ts';
import { push } from './table.ts';

/**
 * The commands that run tests, as far as anybody can see. A script that was read counts by what stands in it; one that
 * keeps to itself what it does, by the name that it has: `npm test` that runs `node check.js`.
 */
export function testRuns(runs: readonly Run[]): readonly Run[] {
  const within = new Map<Run, Run[]>();
  for (const run of runs) for (const outer of run.via) push(within, outer, run);
  return runs.filter((run) => testing(run.command) === 'yes' && (!run.script || keepsItsWord(run, within)));
}

/** It promises tests, and nothing in it runs any by its own words, nor is all of it something else. */
function keepsItsWord(run: Run, within: ReadonlyMap<Run, readonly Run[]>): boolean {
  const inner = within.get(run) ?? [];
  return (
    !inner.some(({ command }) => testing(command) === 'yes') && !inner.every(({ command, script }) => script || isSomethingElse(command))
  );
}

/** Surely no test: it prints, lints, moves files about, or only ends. */
const isSomethingElse = (command: SimpleCommand): boolean =>
  /^(|echo|printf|exit|true|false|:|cd|mkdir|rm|cp|mv|export|set|sleep|rimraf|tsc|webpack|vite)$/.test(command.words[0] ?? '') ||
  deedsOf(command).some(({ does }) => does === 'lints' || does === 'prints' || does === 'scans');
