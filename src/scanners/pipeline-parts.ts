import type { Node } from '../documents/node.ts';
import type { ArtifactStore } from '../model/artifact.ts';
import type { DisabledTransition, StageCondition } from '../model/pipeline.ts';
import type { Text } from '../model/text.ts';
import { isTrue } from '../model/text.ts';
import type { EventFilter, Patterns, Trigger } from '../model/trigger.ts';
import { not, type Thing } from '../model/truth.ts';
import { absent } from '../model/value.ts';
import { bucketIn } from './names.ts';
import { add, type Context, members, type Reader, thingAt } from './reader.ts';
import { keyOf } from './storage.ts';

/** One store, a list of stores (templates), or a map of them by region (the API). */
export function readStores(node: Node, path: readonly string[], context: Context): ArtifactStore[] {
  const many = node.prop('ArtifactStores');
  const isMap = many.meanings.some((meaning) => 'tree' in meaning && meaning.tree?.kind === 'map');
  const single = node.prop('ArtifactStore').itemsOrSelf();
  return [
    ...single.map((store) => readStore(store, absent(store.at), path, context)),
    ...(isMap
      ? many.entries().map(({ label, node: store }) => readStore(store, label, path, context))
      : many.items().map((item) => readStore(item.prop('ArtifactStore'), item.prop('Region').text(), path, context))),
  ];
}

function readStore(node: Node, region: Text, path: readonly string[], context: Context): ArtifactStore {
  const thing = thingAt(node, path);
  const location = node.prop('Location').text();
  return {
    region,
    location,
    bucket: context.linker.link('bucket', thing, bucketIn(location), 'keeps the artifacts of a pipeline'),
    key: keyOf(node.prop('EncryptionKey', 'Id').text(), thing, 'encrypts the artifacts of a pipeline', context),
    ...thing,
  };
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html */
export const readTriggers = (node: Node, path: readonly string[]): Trigger[] =>
  node.items().map((trigger) => {
    const git = trigger.prop('GitConfiguration');
    const filters = (name: string): EventFilter[] =>
      git
        .prop(name)
        .items()
        .map((filter) => readFilter(filter, path));
    return {
      provider: trigger.prop('ProviderType').text(),
      source: git.prop('SourceActionName').text(),
      pushes: filters('Push'),
      pullRequests: filters('PullRequest'),
      ...thingAt(trigger, path),
    };
  });

const readFilter = (node: Node, path: readonly string[]): EventFilter => {
  const patterns = (name: string): Patterns => ({
    includes: members(node.prop(name, 'Includes'), path),
    excludes: members(node.prop(name, 'Excludes'), path),
  });
  return {
    events: members(node.prop('Events'), path),
    branches: patterns('Branches'),
    tags: patterns('Tags'),
    files: patterns('FilePaths'),
    ...thingAt(node, path),
  };
};

/** `DisableInboundStageTransitions` of a template. */
export const readTransitions = (node: Node, path: readonly string[]): DisabledTransition[] =>
  node.items().map((item) => ({ stage: item.prop('StageName').text(), reason: item.prop('Reason').text(), ...thingAt(item, path) }));

/** `get-pipeline-state` tells which stages are not entered. */
export const readPipelineState: Reader = (node, context) => {
  const pipeline = node.prop('PipelineName').text();
  for (const stage of node.prop('StageStates').items()) {
    const inbound = stage.prop('InboundTransitionState');
    if (!inbound.exists) continue;
    const closed = inbound.under(not(isTrue(inbound.prop('Enabled').text(), '')));
    const stageName = stage.prop('StageName').text();
    const transition = { stage: stageName, reason: inbound.prop('DisabledReason').text(), ...thingAt(closed, context.path) };
    context.linker.attach('disabled-transition', transition, 'pipeline', pipeline);
    add(context, 'disabled-transition', transition, stageName);
  }
};

/** What a rule of a condition looks at. */
export function readRule(rule: Node, thing: Thing, { linker }: Context): Pick<StageCondition, 'alarm' | 'function' | 'configuration'> {
  const settings = rule.prop('Configuration');
  const configuration = (key: string): Text => settings.key(key).text();
  linker.link('role', thing, rule.prop('RoleArn').text(), 'role of a stage condition');
  return {
    configuration,
    alarm: linker.link('alarm', thing, configuration('AlarmName'), 'watched by a stage'),
    function: linker.link('function', thing, configuration('FunctionName'), 'asked by a stage condition'),
  };
}
