import type { BuildProject } from './build.ts';
import type { Buildspec } from './buildspec.ts';
import { oncePer } from './once-per.ts';
import { isGuarded, itemOf, type Run } from './run.ts';
import { push } from './table.ts';
import { equals, startsWith } from './text.ts';
import { all, NEVER, not, type Truth, unknown, yes } from './truth.ts';
import { present, settled } from './value.ts';

/**
 * Does this run although something failed before it in the same build? A failed `install` or `pre_build` ends the build, a
 * failed `build` goes on with `post_build`, and every `finally` runs:
 * https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html
 * `projects` are all that there are: those that build with it tell whether `on-failure` counts.
 */
export function runsAfterFailure(run: Run, buildspec: Buildspec, projects: readonly BuildProject[]): Truth {
  const { phase, last } = itemOf(run);
  if (last) return all(not(isGuarded(run)), yes({ at: run.at, text: '`finally` runs whatever failed' }));
  const build = buildspec.phases.find(({ name }) => name.toLowerCase() === 'build');
  if (phase.toLowerCase() !== 'post_build' || !build || build.commands.length === 0) return NEVER;
  const aborts = all(equals(build.onFailure, 'ABORT', 'a failed build ends here'), heedsOnFailure(buildspec, projects));
  return all(build.when, not(isGuarded(run)), not(aborts), yes({ at: run.at, text: 'post_build runs after a failed build, too' }));
}

/**
 * Does `on-failure` do anything in the builds that run it? Not on Lambda compute, not on a fleet, and not in an image of
 * one's own: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.phases
 */
export function heedsOnFailure(buildspec: Buildspec, projects: readonly BuildProject[]): Truth {
  const builders = buildersAmong(projects).get(buildspec) ?? [];
  if (builders.length === 0) return unknown({ at: buildspec.at, text: 'no project that builds with it is here to tell on what' });
  return all(...builders.map(heeds));
}

/** The projects by the buildspec that each builds with: gathered once, since every buildspec asks. */
const buildersAmong = oncePer((projects: readonly BuildProject[]): ReadonlyMap<Buildspec, readonly BuildProject[]> => {
  const builders = new Map<Buildspec, BuildProject[]>();
  for (const project of projects) {
    const buildspec = settled(project.buildspec);
    if (buildspec) push(builders, buildspec, project);
  }
  return builders;
});

const heeds = ({ image, environment: { type, fleet } }: BuildProject): Truth =>
  all(
    not(equals(type, 'LINUX_LAMBDA_CONTAINER', 'Lambda compute')),
    not(equals(type, 'ARM_LAMBDA_CONTAINER', 'Lambda compute')),
    not(fleet.text ? present(fleet.text, 'a fleet') : NEVER),
    startsWith(image, 'aws/codebuild/', 'an image of CodeBuild'),
  );
