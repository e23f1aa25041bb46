import type { Node } from '../../documents/node.ts';
import type { Output, Template } from '../../model/stack.ts';
import type { Parameter } from '../../model/variable.ts';
import { thingAt } from '../reader.ts';
import type { Scan } from '../scanner.ts';
import type { Template as Dialect } from './template.ts';

/** What a template says of itself beside its resources. */
export function readTemplate(root: Node, { condition }: Dialect, { linker, context }: Scan): void {
  const parameters = root
    .key('Parameters')
    .entries()
    .map(({ name, label, node }): Parameter => readParameter(name, label, node));
  const outputs = root
    .key('Outputs')
    .entries()
    .map(({ name, label, node }): Output => {
      const guard = node.key('Condition').plain();
      return readOutput(name, label, guard === undefined ? node : node.under(condition(guard)));
    });
  const template: Template = {
    parameters,
    outputs,
    transforms: root
      .key('Transform')
      .itemsOrSelf()
      .map((macro) => ({ text: (macro.prop('Name').exists ? macro.prop('Name') : macro).text(), ...thingAt(macro, []) })),
    ...thingAt(root, []),
  };
  linker.add('template', template, [], context);
  for (const parameter of parameters) linker.add('parameter', parameter, [], context);
  for (const output of outputs) linker.add('output', output, [output.export], context);
}

const readParameter = (name: string, label: Parameter['name'], node: Node): Parameter => ({
  name: label,
  type: node.key('Type').text(),
  description: node.key('Description').text(),
  noEcho: node.key('NoEcho').text(),
  default: node.key('Default').text(),
  allowed: node
    .key('AllowedValues')
    .items()
    .map((value) => value.text()),
  ...thingAt(node, [name]),
});

const readOutput = (name: string, label: Output['name'], node: Node): Output => ({
  name: label,
  value: node.key('Value').text(),
  export: node.key('Export').key('Name').text(),
  ...thingAt(node, [name]),
});
