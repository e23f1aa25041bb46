import type { Node } from '../documents/node.ts';
import type { CodeDeployApplication, DeploymentGroup } from '../model/deployment.ts';
import type { Link } from '../model/link.ts';
import { literal, type Piece, type Text } from '../model/text.ts';
import type { Thing } from '../model/truth.ts';
import { map } from '../model/value.ts';
import { alarmReferences } from './alarm.ts';
import { alike } from './names.ts';
import { add, type Context, either, members, named, pathOf, type Reader, thingAt } from './reader.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-deploymentgroup.html */
export const readDeploymentGroup: Reader = (node, context) => {
  const name = node.prop('DeploymentGroupName').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const { linker } = context;
  const alarms = node.prop('AlarmConfiguration');
  const rollback = node.prop('AutoRollbackConfiguration');
  const style = node.prop('DeploymentStyle');
  const blueGreen = node.prop('BlueGreenDeploymentConfiguration');
  const blue = blueGreen.prop('TerminateBlueInstancesOnDeploymentSuccess');
  const application = node.prop('ApplicationName').text();
  const config = node.prop('DeploymentConfigName').text();
  const applicationLink = linker.link('application', thing, application, 'application of a deployment group');
  const group: DeploymentGroup = {
    name,
    application,
    applicationLink,
    platform: platformOf(node.prop('ComputePlatform').text(), applicationLink),
    config,
    configLink: linker.link('deployment-config', thing, ownConfig(config), 'followed by deployments'),
    style: { type: style.prop('DeploymentType').text(), option: style.prop('DeploymentOption').text() },
    onPremises: ['OnPremisesInstanceTagFilters', 'OnPremisesTagSet'].flatMap((key) => {
      const tags = node.prop(key);
      return tags.exists ? [thingAt(tags, path)] : [];
    }),
    alarms: {
      enabled: alarms.prop('Enabled').text(),
      ignorePollFailure: alarms.prop('IgnorePollAlarmFailure').text(),
      alarms: alarmReferences(alarms.prop('Alarms'), (alarm) => alarm.prop('Name').text(), path, context),
    },
    rollback: { enabled: rollback.prop('Enabled').text(), events: members(rollback.prop('Events'), path) },
    onTimeout: blueGreen.prop('DeploymentReadyOption', 'ActionOnTimeout').text(),
    blue: { action: blue.prop('Action').text(), wait: blue.prop('TerminationWaitTimeInMinutes').number() },
    role: linker.link('role', thing, node.prop('ServiceRoleArn').text(), 'service role of a deployment group'),
    services: node
      .prop('ECSServices')
      .items()
      .map((service) => readTarget(service, thing, context)),
    testListeners: node
      .prop('LoadBalancerInfo', 'TargetGroupPairInfoList')
      .items()
      .flatMap((pair) => members(pair.prop('TestTrafficRoute', 'ListenerArns'), path)),
    outdated: node.prop('OutdatedInstancesStrategy').text(),
    ...thing,
  };
  add(context, 'deployment-group', group, name);
};

/** An answer tells it of the group itself, a template of its application. */
const platformOf = (own: Text, application: Link<CodeDeployApplication>): Text => ({
  at: own.at,
  in(world) {
    const said = own.in(world);
    if (said.state !== 'absent') return said;
    const fact = application.in(world);
    return fact.state === 'known' ? fact.value.platform.in(world) : fact;
  },
});

/** AWS's own configurations are in no file. */
const ownConfig = (config: Text): Text =>
  map<readonly Piece[], readonly Piece[]>(config, (pieces) =>
    literal(pieces)?.startsWith('CodeDeployDefault.') ? { state: 'absent', given: [] } : pieces,
  );

function readTarget(node: Node, { path }: Thing, { linker }: Context): DeploymentGroup['services'][number] {
  const [name, cluster] = [node.prop('ServiceName').text(), node.prop('ClusterName').text()];
  const thing = thingAt(node, [...path, ...named(name)]);
  const service = linker.link('service', thing, name, 'deployed to by a deployment group', ({ clusterName }) =>
    alike(clusterName, cluster),
  );
  return { service, ...thing };
}

/** An application, as a template, `get-application` and `batch-get-applications` write it. */
export const readApplication: Reader = (node, context) => {
  const name = node.prop('ApplicationName').text();
  const application = { name, platform: node.prop('ComputePlatform').text(), ...thingAt(node, pathOf(context, name)) };
  add(context, 'application', application, name);
};

/** How fast a deployment goes, as a template and `get-deployment-config` write it. */
export const readDeploymentConfig: Reader = (node, context) => {
  const name = node.prop('DeploymentConfigName').text();
  const routing = node.prop('TrafficRoutingConfig');
  const step = either(routing, 'TimeBasedCanary', 'TimeBasedLinear');
  const healthy = node.prop('MinimumHealthyHosts');
  const config = {
    name,
    platform: node.prop('ComputePlatform').text(),
    routing: routing.prop('Type').text(),
    interval: either(step, 'CanaryInterval', 'LinearInterval').number(),
    percentage: either(step, 'CanaryPercentage', 'LinearPercentage').number(),
    healthyType: healthy.prop('Type').text(),
    healthyValue: healthy.prop('Value').number(),
    ...thingAt(node, pathOf(context, name)),
  };
  add(context, 'deployment-config', config, name);
};
