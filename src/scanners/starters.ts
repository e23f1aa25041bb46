import type { BuildProject } from '../model/build.ts';
import type { DeploymentGroup } from '../model/deployment.ts';
import type { Link } from '../model/link.ts';
import { oncePer } from '../model/once-per.ts';
import type { Action, Pipeline, Starters, Step } from '../model/pipeline.ts';
import { push } from '../model/table.ts';
import { all } from '../model/truth.ts';
import { settled } from '../model/value.ts';
import { type Called, calledByAction, calledByBuild } from './called.ts';
import type { Linker } from './linker.ts';
import { alike } from './names.ts';

interface Found {
  readonly steps: ReadonlyMap<Pipeline, readonly Step[]>;
  readonly builds: ReadonlyMap<Pipeline, readonly BuildProject[]>;
}

/**
 * Who starts a pipeline by a command: https://docs.aws.amazon.com/cli/latest/reference/codepipeline/start-pipeline-execution.html.
 * To be asked when everything is read.
 */
export function startersOf(pipeline: Pipeline, linker: Linker): Starters {
  const { steps, builds } = startersIn(linker);
  return { steps: steps.get(pipeline) ?? [], builds: builds.get(pipeline) ?? [] };
}

const startersIn = oncePer((linker: Linker): Found => {
  const steps = new Map<Pipeline, Step[]>();
  const builds = new Map<Pipeline, BuildProject[]>();
  const run = new Set<BuildProject>();
  for (const step of linker.every('pipeline').flatMap((pipeline) => pipeline.steps)) {
    const project = settled(step.action.project);
    if (project && project.webhooks.length === 0) run.add(project);
    for (const { pipeline, when } of startedIn(calledByAction(step.action), linker)) {
      push(steps, pipeline, { ...step, when: all(step.when, when) });
    }
  }
  for (const project of linker.every('project')) {
    if (run.has(project)) continue;
    for (const { pipeline } of startedIn(calledByBuild(project), linker)) push(builds, pipeline, project);
  }
  return { steps, builds };
});

/** The pipelines that are started, as far as their names can be told. */
const startedIn = (calls: readonly Called[], linker: Linker): { readonly pipeline: Pipeline; readonly when: Called['when'] }[] =>
  calls.flatMap((call) => {
    const name = call.verb === 'start-pipeline-execution' ? call.option('name') : undefined;
    const pipeline = name && settled(linker.link('pipeline', call, name, 'started by a command'));
    return pipeline ? { pipeline, when: call.when } : [];
  });

/** The groups that an action deploys to: https://docs.aws.amazon.com/cli/latest/reference/deploy/create-deployment.html */
export const groupsOf = (action: Action, linker: Linker): readonly Link<DeploymentGroup>[] => [
  action.deploymentGroup,
  ...calledByAction(action).flatMap((call) => {
    const [name, application] = call.verb === 'create-deployment' ? ['deployment-group-name', 'application-name'].map(call.option) : [];
    return name
      ? linker.link(
          'deployment-group',
          call,
          name,
          'deployed to by a command',
          application && ((group) => alike(group.application, application)),
        )
      : [];
  }),
];
