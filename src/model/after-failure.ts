import type { BuildProject } from './build.ts';
import { type Buildspec, commandsOf } from './buildspec.ts';
import { deedsLike } from './deeds.ts';
import { runsAfterFailure } from './failure.ts';
import { givesOut } from './publishing.ts';
import { hidingOf, isRun, itemOf, type Run, runsOf, stopsBuild } from './run.ts';
import { testRuns } from './test-run.ts';
import { all, any, asFarAsKnown, type Truth } from './truth.ts';

/** The first command of `post_build` that gives something out after a failed `build`. */
export interface AfterFailure {
  readonly run: Run;
  /** It runs although the phase `build` failed. */
  readonly truth: Truth;
  /** What runs in `build` are tests: what is given out has failed them. */
  readonly tested: Truth;
}

/** What a build gives out in `post_build`, if it gives out anything there that a failed `build` has not kept from being made. */
export function givenOutAfterFailure(buildspec: Buildspec, projects: readonly BuildProject[]): AfterFailure | undefined {
  const runs = runsOf(commandsOf(buildspec));
  const inPhase = (name: string): readonly Run[] => runs.filter((run) => itemOf(run).phase.toLowerCase() === name && !itemOf(run).last);
  const build = inPhase('build');
  const after = inPhase('post_build');
  const end = after.findIndex((one) => failsByItself(one, build) && !hidingOf(one)); // what follows it does not run
  const run = after
    .slice(0, end < 0 ? after.length : end)
    .find((one) => givesOut(one) && one.guarded !== 'yes' && !failsByItself(one, build));
  if (!run || build.length === 0) return undefined;
  const tested = any(...testRuns(build).map((one) => all(isRun(one), stopsBuild(one))));
  return { run, truth: all(isRun(run), asFarAsKnown(runsAfterFailure(run, buildspec, projects))), tested: asFarAsKnown(tested) };
}

/** An image that was to be built in the phase that failed is not there to be pushed, unless the tests come after it. */
function failsByItself({ command }: Run, build: readonly Run[]): boolean {
  const images = deedsLike(command, 'publishes').filter(({ what }) => what === 'image');
  const built = build.findIndex((run) => deedsLike(run.command, 'builds-image').length > 0);
  return images.length > 0 && built >= 0 && testRuns(build.slice(built + 1)).length === 0;
}
