import type { Node } from '../documents/node.ts';
import type { Container, ContainerSecret } from '../model/image.ts';
import { repositoryOf } from '../model/image.ts';
import type { EcsService, ServiceHook } from '../model/service.ts';
import { isHole, type Piece, type Text } from '../model/text.ts';
import { map } from '../model/value.ts';
import { alarmReferences } from './alarm.ts';
import { readVariables } from './codebuild.ts';
import { add, type Context, either, members, named, pathOf, type Reader, thingAt } from './reader.ts';

/** A task definition, as a template, `describe-task-definition` and `register-task-definition --cli-input-json` write it. */
export const readTaskDefinition: Reader = (node, context) => {
  const family = node.prop('Family').text();
  const path = pathOf(context, family);
  const thing = thingAt(node, path);
  const { linker } = context;
  const task = {
    family,
    containers: node
      .prop('ContainerDefinitions')
      .items()
      .map((container) => readContainer(container, path, context)),
    role: linker.link('role', thing, node.prop('TaskRoleArn').text(), 'role of the containers of a task'),
    executionRole: linker.link('role', thing, node.prop('ExecutionRoleArn').text(), 'role that starts a task'),
    ...thing,
  };
  add(context, 'task-definition', task, family);
};

function readContainer(node: Node, above: readonly string[], { linker }: Context): Container {
  const name = node.prop('Name').text();
  const path = [...above, ...named(name)];
  const thing = thingAt(node, path);
  const image = node.prop('Image').text();
  return {
    name,
    image,
    repository: linker.link('repository', thing, repositoryOf(image), 'run by a container'),
    variables: readVariables(node.prop('Environment'), path),
    secrets: node
      .prop('Secrets')
      .items()
      .map((secret) => readSecret(secret, path)),
    versionConsistency: node.prop('VersionConsistency').text(),
    ...thing,
  };
}

function readSecret(node: Node, path: readonly string[]): ContainerSecret {
  const name = node.prop('Name').text();
  return { name, from: node.prop('ValueFrom').text(), ...thingAt(node, [...path, ...named(name)]) };
}

/** A service, as a template, `describe-services` and `create-service --cli-input-json` write it. */
export const readService: Reader = (node, context) => {
  const name = node.prop('ServiceName').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const { linker } = context;
  const clusterName = either(node, 'Cluster', 'ClusterArn').text();
  const deployment = node.prop('DeploymentConfiguration');
  const [breaker, alarms] = [deployment.prop('DeploymentCircuitBreaker'), deployment.prop('Alarms')];
  const [canary, linear] = [deployment.prop('CanaryConfiguration'), deployment.prop('LinearConfiguration')];
  const service: EcsService = {
    name,
    clusterName,
    cluster: linker.link('cluster', thing, clusterName, 'runs a service'),
    taskDefinition: linker.link('task-definition', thing, familyOf(node.prop('TaskDefinition').text()), 'run by a service'),
    controller: node.prop('DeploymentController', 'Type').text(),
    strategy: deployment.prop('Strategy').text(),
    circuitBreaker: { enabled: breaker.prop('Enable').text(), rollback: breaker.prop('Rollback').text() },
    alarms: {
      enabled: alarms.prop('Enable').text(),
      rollback: alarms.prop('Rollback').text(),
      alarms: alarmReferences(alarms.prop('AlarmNames'), (item) => item.text(), path, context),
    },
    bakeTime: deployment.prop('BakeTimeInMinutes').number(),
    canary: { percent: canary.prop('CanaryPercent').number(), bakeTime: canary.prop('CanaryBakeTimeInMinutes').number() },
    linear: { percent: linear.prop('StepPercent').number(), bakeTime: linear.prop('StepBakeTimeInMinutes').number() },
    hooks: deployment
      .prop('LifecycleHooks')
      .items()
      .map((hook) => readHook(hook, path, context)),
    earlySuccess: deployment.prop('EarlySuccessCriteria', 'Enable').text(),
    ...thing,
  };
  add(context, 'service', service, name);
};

function readHook(node: Node, path: readonly string[], { linker }: Context): ServiceHook {
  const thing = thingAt(node, path);
  const timeout = node.prop('TimeoutConfiguration');
  return {
    target: node.prop('TargetType').text(),
    function: linker.link('function', thing, node.prop('HookTargetArn').text(), 'called during deployments'),
    stages: members(node.prop('LifecycleStages'), path),
    timeout: timeout.prop('TimeoutInMinutes').number(),
    onTimeout: timeout.prop('Action').text(),
    ...thing,
  };
}

/** The family of `web:3`, by whatever name or ARN. */
const familyOf = (definition: Text): Text => map(definition, withoutRevision);

function withoutRevision(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  const before = last && isHole(last) ? pieces.at(-2) : last;
  if (!before || isHole(before)) return pieces;
  const literal = before === last ? before.literal.replace(/:\d+$/, '') : before.literal.replace(/:$/, '');
  if (literal === before.literal) return pieces;
  return [...pieces.slice(0, pieces.indexOf(before)), ...(literal ? [{ ...before, literal }] : [])];
}

/** A cluster, as a template and `describe-clusters` write it. */
export const readCluster: Reader = (node, context) => {
  const name = node.prop('ClusterName').text();
  add(context, 'cluster', { name, ...thingAt(node, pathOf(context, name)) }, name);
};
