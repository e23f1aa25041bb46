import type { Node } from '../documents/node.ts';
import type { AlarmReference } from '../model/deployment.ts';
import type { Text } from '../model/text.ts';
import { add, type Context, named, pathOf, type Reader, thingAt } from './reader.ts';

/** A CloudWatch alarm, or a composite one. */
export const readAlarm: Reader = (node, context) => {
  const name = node.prop('AlarmName').text();
  add(context, 'alarm', { name, ...thingAt(node, pathOf(context, name)) }, name);
};

/** `describe-alarms` prints them in two lists: all that there are, but for a page of several, which says nothing of the others. */
export const readAlarms: Reader = (node, context) => {
  const alarms = [...node.prop('MetricAlarms').items(), ...node.prop('CompositeAlarms').items()];
  for (const alarm of alarms) readAlarm(alarm, context);
  const [first] = alarms;
  if (!first || node.prop('NextToken').exists) return;
  add(context, 'alarm-list', { arn: first.prop('AlarmArn').text(), ...thingAt(node, []) });
};

/** Alarms that something watches, by name or by ARN: each item of a list holds one, or is one. */
export const alarmReferences = (
  list: Node,
  nameIn: (item: Node) => Text,
  path: readonly string[],
  { linker }: Context,
): readonly AlarmReference[] =>
  list.items().map((item) => {
    const name = nameIn(item);
    const thing = thingAt(item, [...path, ...named(name)]);
    return { name, alarm: linker.link('alarm', thing, name, 'watched during deployments'), ...thing };
  });
