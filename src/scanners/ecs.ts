import type { Node } from '../documents/node.ts';
import type { Container } from '../model/image.ts';
import { readVariables } from './codebuild.ts';
import { add, named, pathOf, type Reader, thingAt } from './reader.ts';

/** A task definition, as a template and `register-task-definition --cli-input-json` write it. */
export const readTaskDefinition: Reader = (node, context) => {
  const family = node.prop('Family').text();
  const path = pathOf(context, family);
  const containers = node
    .prop('ContainerDefinitions')
    .items()
    .map((container) => readContainer(container, path));
  add(context, 'task-definition', { ...thingAt(node, path), family, containers }, family);
};

function readContainer(node: Node, above: readonly string[]): Container {
  const name = node.prop('Name').text();
  const path = [...above, ...named(name)];
  return { ...thingAt(node, path), name, image: node.prop('Image').text(), variables: readVariables(node.prop('Environment'), path) };
}

const EXCLUDED = 'ImageTagMutabilityExclusionFilterValue';

/** An ECR repository. */
export const readRepository: Reader = (node, context) => {
  const name = node.prop('RepositoryName').text();
  const path = pathOf(context, name);
  const exclusions = node
    .prop('ImageTagMutabilityExclusionFilters')
    .items()
    .map((filter) => ({
      ...thingAt(filter, path),
      text: filter.prop(EXCLUDED).exists ? filter.prop(EXCLUDED).text() : filter.prop('Filter').text(), // templates, and the API
    }));
  add(context, 'repository', { ...thingAt(node, path), name, mutability: node.prop('ImageTagMutability').text(), exclusions }, name);
};
