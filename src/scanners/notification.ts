import { embedded } from '../documents/embedded.ts';
import type { Node } from '../documents/node.ts';
import type { EventPattern, EventTarget, NotificationRule, Subscription, Topic } from '../model/notification.ts';
import type { Text } from '../model/text.ts';
import { statements } from './iam.ts';
import { lastPart } from './names.ts';
import { add, type Context, inService, members, named, pathOf, type Reader, thingAt } from './reader.ts';
import { keyOf } from './storage.ts';

/** A topic, with the subscriptions that are written into it. */
export const readTopic: Reader = (node, context) => {
  const name = node.prop('TopicName').exists ? node.prop('TopicName').text() : lastPart(node.prop('TopicArn').text());
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const inline = node
    .prop('Subscription')
    .items()
    .map((subscription) => subscriptionAt(subscription, path));
  const own = node
    .prop('Policy') // of `get-topic-attributes`: the text of a document
    .itemsOrSelf()
    .map((policy) => ({ name, statements: statements(policy, path), ...thingAt(policy, path) }));
  const topic: Topic = {
    name,
    key: keyOf(node.prop('KmsMasterKeyId').text(), thing, 'encrypts a topic', context),
    subscriptions: () => [...inline, ...context.linker.attached('subscription', topic)],
    policies: () => [...own, ...context.linker.attached('resource-policy', topic)],
    ...thing,
  };
  add(context, 'topic', topic, name);
};

const subscriptionAt = (node: Node, path: readonly string[]): Subscription => ({
  protocol: node.prop('Protocol').text(),
  endpoint: node.prop('Endpoint').text(),
  ...thingAt(node, path),
});

/** A subscription that names its topic. */
export const readSubscription: Reader = (node, context) => {
  const endpoint = node.prop('Endpoint').text();
  const subscription = subscriptionAt(node, pathOf(context, endpoint));
  context.linker.attach('subscription', subscription, 'topic', node.prop('TopicArn').text());
  add(context, 'subscription', subscription, node.prop('SubscriptionArn').text());
};

/** A rule of EventBridge, as a template and `put-rule` write it; `describe-rule` leaves the targets out. */
export const readEventRule: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const rule = {
    name,
    state: node.prop('State').text(),
    schedule: node.prop('ScheduleExpression').text(),
    pattern: readPattern(node.prop('EventPattern'), path),
    targets: node
      .prop('Targets')
      .items()
      .map((target) => readTarget(target, path, context)),
    role: context.linker.link('role', thing, node.prop('RoleArn').text(), 'role of an event rule'),
    ...thing,
  };
  add(context, 'event-rule', rule, name);
};

/** A map, or the text of one; its keys are exact. */
function readPattern(node: Node, path: readonly string[]): EventPattern {
  const pattern = embedded(node, node.dialect);
  return {
    sources: members(pattern.key('source'), path),
    detailTypes: members(pattern.key('detail-type'), path),
    resources: members(pattern.key('resources'), path),
    details: pattern
      .key('detail')
      .entries()
      .map(({ name, label, node: values }) => ({ name: label, values: members(values, path), ...thingAt(values, [...path, name]) })),
    ...thingAt(node, path),
  };
}

function readTarget(node: Node, above: readonly string[], { linker }: Context): EventTarget {
  const thing = thingAt(node, [...above, ...named(node.prop('Id').text())]);
  const arn = node.prop('Arn').text();
  return {
    arn,
    pipeline: linker.link('pipeline', thing, inService('codepipeline', arn), 'started by events'),
    project: linker.link('project', thing, inService('codebuild', arn), 'started by events'),
    topic: linker.link('topic', thing, inService('sns', arn), 'told of events'),
    role: linker.link('role', thing, node.prop('RoleArn').text(), 'role with which events start something'),
    ...thing,
  };
}

/** A notification rule, as a template and `create-notification-rule` write it, and as `describe-notification-rule` tells of it. */
export const readNotificationRule: Reader = (node, context) => {
  const { linker } = context;
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const resource = node.prop('Resource').text();
  const rule: NotificationRule = {
    name,
    resource,
    pipeline: linker.link('pipeline', thing, inService('codepipeline', resource), 'watched by a notification rule'),
    project: linker.link('project', thing, inService('codebuild', resource), 'watched by a notification rule'),
    events: node.prop('EventTypes').exists
      ? node
          .prop('EventTypes')
          .items()
          .map((type) => ({ text: type.prop('EventTypeId').text(), ...thingAt(type, path) }))
      : members(node.prop('EventTypeIds'), path),
    targets: node
      .prop('Targets')
      .items()
      .map((target) => readAddress(target, path, context)),
    status: node.prop('Status').text(),
    ...thing,
  };
  add(context, 'notification-rule', rule, name);
};

function readAddress(node: Node, path: readonly string[], { linker }: Context): NotificationRule['targets'][number] {
  const thing = thingAt(node, path);
  const address: Text = node.prop('TargetAddress').text();
  const topic = linker.link('topic', thing, inService('sns', address), 'told of what happens');
  return { type: node.prop('TargetType').text(), address, topic, ...thing };
}
