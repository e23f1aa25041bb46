import { type Buildspec, commandsOf } from './buildspec.ts';
import { deedsLike, deedsOf } from './deeds.ts';
import { givesOut } from './publishing.ts';
import { isGuarded, isRun, itemOf, type Run, runsOf, stopsBuild } from './run.ts';
import { testRuns } from './test-run.ts';
import { matches } from './text.ts';
import { all, any, asFarAsKnown, not, type Truth } from './truth.ts';

/** The first command that gives something out after a failed `build` phase, and how much that phase had to say. */
export interface AfterFailure {
  readonly run: Run;
  /** It runs although the phase `build` failed. */
  readonly truth: Truth;
  /** What runs in `build` are tests: what is given out has failed them. */
  readonly tested: Truth;
}

/**
 * CodeBuild runs `post_build` after a failed `build` too, unless `on-failure: ABORT` keeps it:
 * https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html
 */
export function givenOutAfterFailure(buildspec: Buildspec): AfterFailure | undefined {
  const runs = runsOf(commandsOf(buildspec));
  const inPhase = (name: string): readonly Run[] => runs.filter((run) => itemOf(run).phase === name && !itemOf(run).last);
  const build = inPhase('build');
  const run = inPhase('post_build').find((one) => givesOut(one) && !failsByItself(one, build));
  if (!run || build.length === 0) return undefined;
  const phases = buildspec.phases.filter(({ name }) => name === 'build');
  const aborts = any(...phases.map(({ onFailure }) => matches(onFailure, /^ABORT$/, 'a failed build ends here')));
  const tested = any(...testRuns(build).map((one) => all(isRun(one), stopsBuild(one))));
  return { run, truth: all(isRun(run), not(isGuarded(run)), not(asFarAsKnown(aborts))), tested: asFarAsKnown(tested) };
}

/** An image that was to be built in the phase that failed is not there to be pushed. */
function failsByItself({ command }: Run, build: readonly Run[]): boolean {
  const images = deedsLike(command, 'publishes').filter(({ what }) => what === 'image');
  const others = deedsOf(command).some((deed) => deed.does === 'deploys' || (deed.does === 'publishes' && deed.what !== 'image'));
  return images.length > 0 && !others && build.some((run) => deedsLike(run.command, 'builds-image').length > 0);
}
