import { embedded } from '../documents/embedded.ts';
import { api, type Node } from '../documents/node.ts';
import type { Location } from '../model/location.ts';
import { lazy } from '../model/once-per.ts';
import type { Action, Pipeline, Stage, StageCondition, Step } from '../model/pipeline.ts';
import { type Text, written } from '../model/text.ts';
import type { EnvironmentVariable } from '../model/variable.ts';
import { referencesOf } from './action-references.ts';
import { readVariables } from './codebuild.ts';
import { commands } from './commands.ts';
import { readRule, readStores, readTransitions, readTriggers } from './pipeline-parts.ts';
import { add, type Context, members, named, pathOf, type Reader, thingAt } from './reader.ts';
import { following } from './scripts/index.ts';
import { groupsOf, startersOf } from './starters.ts';
import { targetsOf } from './targets.ts';

/** A pipeline, as a template, `get-pipeline` and `create-pipeline` write it. */
export const readPipeline: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const stages = node
    .prop('Stages')
    .items()
    .map((stage) => readStage(stage, path, context));
  const steps: Step[] = [];
  const disabled = readTransitions(node.prop('DisableInboundStageTransitions'), path);
  const pipeline: Pipeline = {
    name,
    type: node.prop('PipelineType').text(),
    executionMode: node.prop('ExecutionMode').text(),
    restartsOnUpdate: node.prop('RestartExecutionOnUpdate').text(),
    triggers: readTriggers(node.prop('Triggers'), path),
    stores: readStores(node, path, context),
    disabledTransitions: () => [...disabled, ...context.linker.attached('disabled-transition', pipeline)],
    users: () => context.linker.users(pipeline),
    startedBy() {
      const { steps, builds } = startersOf(pipeline, context.linker);
      return { steps: [...context.linker.users(pipeline).flatMap(({ by }) => stepsAt.get(by.at) ?? []), ...steps], builds };
    },
    role: context.linker.link('role', thing, node.prop('RoleArn').text(), 'service role of a pipeline'),
    variables: node
      .prop('Variables')
      .items()
      .map((variable) => readPipelineVariable(variable, path)),
    stages,
    steps,
    ...thing,
  };
  for (const [index, stage] of stages.entries()) {
    for (const action of stage.actions) {
      const deploymentGroups = lazy(() => groupsOf(action, context.linker));
      const step: Step = { pipeline, stage, index, action, deploymentGroups, at: action.at, path: action.path, when: action.when };
      steps.push(step);
      stepsAt.set(action.at, step);
    }
  }
  add(context, 'pipeline', pipeline, name);
};

/** What refers to something is known by its place: of an action, the step that it is. */
const stepsAt = new WeakMap<Location, Step>();

function readPipelineVariable(node: Node, path: readonly string[]): EnvironmentVariable {
  const name = node.prop('Name').text();
  return {
    name,
    value: node.prop('DefaultValue').text(),
    type: written(node.at, 'PLAINTEXT'),
    ...thingAt(node, [...path, ...named(name)]),
  };
}

function readStage(node: Node, above: readonly string[], context: Context): Stage {
  const name = node.prop('Name').text();
  const path = [...above, ...named(name)];
  const actions = node
    .prop('Actions')
    .items()
    .map((action) => readAction(action, path, context));
  const failure = node.prop('OnFailure');
  return {
    name,
    actions,
    conditions: readConditions(node, path, context),
    failure: { result: failure.prop('Result').text(), retryMode: failure.prop('RetryConfiguration', 'RetryMode').text() },
    ...thingAt(node, path),
  };
}

const MOMENTS = { beforeEntry: 'BeforeEntry', onSuccess: 'OnSuccess', onFailure: 'OnFailure' } as const;

const readConditions = (node: Node, path: readonly string[], context: Context): StageCondition[] =>
  (['beforeEntry', 'onSuccess', 'onFailure'] as const).flatMap((moment) =>
    node
      .prop(MOMENTS[moment], 'Conditions')
      .items()
      .flatMap((condition) =>
        condition
          .prop('Rules')
          .items()
          .map((rule) => {
            const thing = thingAt(rule, [...path, ...named(rule.prop('Name').text())]);
            return {
              ...readRule(rule, thing, context),
              result: condition.prop('Result').text(),
              moment,
              provider: rule.prop('RuleTypeId', 'Provider').text(),
              commands: commands(rule.prop('Commands'), { phase: '', follow: following(context.linker.repository, node.at) }, thing.path),
              project: context.linker.link(
                'project',
                thing,
                rule.prop('Configuration').key('ProjectName').text(),
                'asked by a stage condition',
              ),
              ...thing,
            };
          }),
      ),
  );

function readAction(node: Node, above: readonly string[], context: Context): Action {
  const name = node.prop('Name').text();
  const path = [...above, ...named(name)];
  const thing = thingAt(node, path);
  const type = node.prop('ActionTypeId');
  const settings = node.prop('Configuration');
  const configuration = remembered((key) => settings.key(key).text());
  const { linker } = context;
  const run = commands(node.prop('Commands'), { phase: '', follow: following(linker.repository, node.at) }, path);
  linker.shell(
    run.map(({ text }) => text),
    context.context,
  );
  return {
    name,
    category: type.prop('Category').text(),
    owner: type.prop('Owner').text(),
    provider: type.prop('Provider').text(),
    runOrder: node.prop('RunOrder').number(),
    role: linker.link('role', thing, node.prop('RoleArn').text(), 'role of an action'),
    passedRole: linker.link('role', thing, configuration('RoleArn'), 'role that an action hands to CloudFormation'),
    region: node.prop('Region').text(),
    configuration,
    variables: [
      ...readVariables(node.prop('EnvironmentVariables'), path),
      ...readVariables(embedded(settings.key('EnvironmentVariables'), { ...api, resolve: node.dialect.resolve }), path),
    ],
    commands: run,
    inputs: node
      .prop('InputArtifacts')
      .items()
      .map((item) => ({ name: item.prop('Name').text(), ...thingAt(item, path) })),
    outputs: node
      .prop('OutputArtifacts')
      .items()
      .map((item) => ({ name: item.prop('Name').text(), files: members(item.prop('Files'), path), ...thingAt(item, path) })),
    namespace: node.prop('Namespace').text(),
    outputVariables: members(node.prop('OutputVariables'), path),
    timeout: node.prop('TimeoutInMinutes').number(),
    project: linker.link('project', thing, configuration('ProjectName'), 'run by an action'),
    ...targetsOf(settings, thing, linker),
    ...referencesOf(settings, thing, linker),
    ...thing,
  };
}

function remembered(read: (key: string) => Text): (key: string) => Text {
  const seen = new Map<string, Text>();
  return (key) => {
    const text = seen.get(key) ?? read(key);
    seen.set(key, text);
    return text;
  };
}
