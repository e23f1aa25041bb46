import type { Node } from '../documents/node.ts';
import type { AlarmReference } from '../model/deployment.ts';
import type { Argument, Output, Stack, StackSet } from '../model/stack.ts';
import type { Text } from '../model/text.ts';
import { add, type Context, members, named, pathOf, type Reader, thingAt } from './reader.ts';

/** A nested stack, as a template writes it, and any stack as `create-stack` writes it and `describe-stacks` tells of it. */
export const readStack: Reader = (node, context) => {
  const name = node.prop('StackName').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const rollback = node.prop('RollbackConfiguration');
  const stack: Stack = {
    name,
    template: context.linker.file('template', thing, (context.asset ?? node.prop('TemplateURL')).text(), 'made into a nested stack'),
    parameters: readArguments(node.prop('Parameters'), path),
    capabilities: members(node.prop('Capabilities'), path),
    role: context.linker.link('role', thing, node.prop('RoleARN').text(), 'role that CloudFormation makes a stack with'),
    disableRollback: node.prop('DisableRollback').text(),
    onFailure: node.prop('OnFailure').text(),
    rollback: {
      alarms: rollback
        .prop('RollbackTriggers')
        .items()
        .map((trigger) => readTrigger(trigger, path, context)),
      minutes: rollback.prop('MonitoringTimeInMinutes').number(),
    },
    ...thing,
  };
  add(context, 'stack', stack, name);
  for (const output of node.prop('Outputs').items())
    addOutput(output, output.prop('OutputKey').text(), output.prop('OutputValue').text(), output.prop('ExportName').text(), context);
};

/** One of `list-exports`. */
export const readExport: Reader = (node, context) => {
  const name = node.prop('Name').text();
  addOutput(node, name, node.prop('Value').text(), name, context);
};

function addOutput(node: Node, name: Text, value: Text, exported: Text, context: Context): void {
  const output: Output = { name, value, export: exported, ...thingAt(node, [...context.path, ...named(name)]) };
  context.linker.add('output', output, [exported], context.context);
}

function readTrigger(node: Node, path: readonly string[], { linker }: Context): AlarmReference {
  const name = node.prop('Arn').text();
  const thing = thingAt(node, [...path, ...named(name)]);
  return { name, alarm: linker.link('alarm', thing, name, 'watched while a stack is updated'), ...thing };
}

/** A stack set, as a template writes it and `describe-stack-set` tells of it. */
export const readStackSet: Reader = (node, context) => {
  const { linker } = context;
  const name = node.prop('StackSetName').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const set: StackSet = {
    name,
    template: linker.file('template', thing, (context.asset ?? node.prop('TemplateURL')).text(), 'made into a stack set'),
    parameters: readArguments(node.prop('Parameters'), path),
    capabilities: members(node.prop('Capabilities'), path),
    role: linker.link('role', thing, node.prop('AdministrationRoleARN').text(), 'role that CloudFormation makes a stack set with'),
    permissionModel: node.prop('PermissionModel').text(),
    ...thing,
  };
  add(context, 'stack-set', set, name);
};

/** Values of parameters: a list of `{ ParameterKey, ParameterValue }`, or a map. */
export function readArguments(node: Node, path: readonly string[]): Argument[] {
  const isList = node.meanings.some((meaning) => 'tree' in meaning && meaning.tree?.kind === 'list');
  if (!isList)
    return node.entries().map(({ name, label, node: value }) => ({ name: label, value: value.text(), ...thingAt(value, [...path, name]) }));
  return node.items().map((item) => {
    const name = item.prop('ParameterKey').text();
    return { name, value: item.prop('ParameterValue').text(), ...thingAt(item, [...path, ...named(name)]) };
  });
}
