import type { Node } from '../documents/node.ts';
import type { AlarmReference } from '../model/deployment.ts';
import { add, type Context, named, pathOf, type Reader, thingAt } from './reader.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-deploymentgroup.html */
export const readDeploymentGroup: Reader = (node, context) => {
  const name = node.prop('DeploymentGroupName').text();
  const path = pathOf(context, name);
  const alarms = node.prop('AlarmConfiguration');
  const rollback = node.prop('AutoRollbackConfiguration');
  const style = node.prop('DeploymentStyle');
  const group = {
    ...thingAt(node, path),
    name,
    application: node.prop('ApplicationName').text(),
    config: node.prop('DeploymentConfigName').text(),
    style: { type: style.prop('DeploymentType').text(), option: style.prop('DeploymentOption').text() },
    alarms: {
      enabled: alarms.prop('Enabled').text(),
      ignorePollFailure: alarms.prop('IgnorePollAlarmFailure').text(),
      alarms: alarms
        .prop('Alarms')
        .items()
        .map((alarm) => readAlarmReference(alarm, path, context)),
    },
    rollback: {
      enabled: rollback.prop('Enabled').text(),
      events: rollback
        .prop('Events')
        .items()
        .map((event) => ({ ...thingAt(event, path), text: event.text() })),
    },
    onTimeout: node.prop('BlueGreenDeploymentConfiguration', 'DeploymentReadyOption', 'ActionOnTimeout').text(),
  };
  add(context, 'deployment-group', group, name);
};

function readAlarmReference(node: Node, path: readonly string[], { linker }: Context): AlarmReference {
  const name = node.prop('Name').text();
  const thing = thingAt(node, [...path, ...named(name)]);
  return { ...thing, name, alarm: linker.link('alarm', thing, name, 'watched during deployments') };
}

/** A CloudWatch alarm, or a composite one. */
export const readAlarm: Reader = (node, context) => {
  const name = node.prop('AlarmName').text();
  add(context, 'alarm', { ...thingAt(node, pathOf(context, name)), name }, name);
};
