import type { Node } from '../documents/node.ts';
import type { EnvironmentVariable } from '../model/variable.ts';
import { buildspecLink } from './buildspec.ts';
import { add, named, pathOf, type Reader, thingAt } from './reader.ts';

/** A build project, as a template, `batch-get-projects` and `create-project` write it. */
export const readProject: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const source = node.prop('Source');
  const environment = node.prop('Environment');
  const { linker } = context;
  const project = {
    ...thing,
    name,
    sourceType: source.prop('Type').text(),
    buildspec: buildspecLink(buildspecNode(source), thing, linker, context.context),
    image: environment.prop('Image').text(),
    privileged: environment.prop('PrivilegedMode').text(),
    variables: readVariables(environment.prop('EnvironmentVariables'), path),
    role: linker.link('role', thing, node.prop('ServiceRole').text(), 'service role of a build project'),
  };
  add(context, 'project', project, name);
};

/** Templates say `BuildSpec`, the API says `buildspec`. */
function buildspecNode(source: Node): Node {
  const node = source.prop('BuildSpec');
  return node.exists ? node : source.prop('buildspec');
}

/** A list of `{ Name, Value, Type }`, the same in projects, actions and containers. */
export const readVariables = (node: Node, path: readonly string[]): EnvironmentVariable[] =>
  node.items().map((item) => {
    const name = item.prop('Name').text();
    return { ...thingAt(item, [...path, ...named(name)]), name, value: item.prop('Value').text(), type: item.prop('Type').text() };
  });
