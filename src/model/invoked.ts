import type { BuildProject } from './build.ts';
import { isSource, type Pipeline, type Step } from './pipeline.ts';
import { isOneOf } from './text.ts';
import { all, any, NEVER, not, type Truth } from './truth.ts';

/** Sources that are looked at for changes unless this key of their configuration says no. */
const WATCHED = {
  CodeCommit: 'PollForSourceChanges',
  GitHub: 'PollForSourceChanges',
  S3: 'PollForSourceChanges',
  CodeStarSourceConnection: 'DetectChanges',
};

/** A change of the source starts the pipeline: https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-about-starting.html */
const isWatched = (step: Step): Truth => {
  const { provider, configuration } = step.action;
  return any(
    ...Object.entries(WATCHED).map(([name, key]) =>
      all(
        isOneOf(provider, [name], 'a source that is watched'),
        not(isOneOf(configuration(key), ['false', 'False', 'FALSE'], 'is not watched')),
      ),
    ),
    isOneOf(provider, ['ECR'], 'a source whose events start it'),
  );
};

/** Something else than another pipeline starts it: a change of its source, a trigger, a webhook, an event or a schedule. */
const startsByItself = (pipeline: Pipeline): Truth =>
  any(
    ...pipeline.steps.map((step) => all(step.when, isSource(step), isWatched(step))),
    ...pipeline.triggers.map(({ when }) => when),
    ...pipeline.users().flatMap(({ by, as }) => (as === 'started by events' || as === 'started by a webhook' ? by.when : [])),
  );

/**
 * Only steps of other pipelines start this one, and builds that run by themselves, and each of them satisfies `is`: what held
 * a change there, or tested it, did so for this pipeline.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-PipelineInvoke.html
 */
export function startedAfter(pipeline: Pipeline, is: Asked, through: readonly Pipeline[] = [pipeline]): Truth {
  const { steps, builds } = pipeline.startedBy();
  const starters = steps.filter((starter) => !through.includes(starter.pipeline)); // two may start each other
  if (starters.length + builds.length === 0) return NEVER;
  const holds = (starter: Step): Truth => any(is.step(starter), startedAfter(starter.pipeline, is, [...through, starter.pipeline]));
  return all(
    not(startsByItself(pipeline)),
    ...starters.map((starter) => any(not(starter.when), holds(starter))),
    ...builds.map((build) => any(not(build.when), is.build(build))),
  );
}

/** What is asked of whatever starts a pipeline. */
interface Asked {
  readonly step: (starter: Step) => Truth;
  readonly build: (starter: BuildProject) => Truth;
}
