import { api, Node } from '../documents/node.ts';
import type { Tree } from '../documents/tree.ts';
import { named, thingAt } from './reader.ts';
import type { Scanner } from './scanner.ts';
import { readArguments } from './stack.ts';

const hasKeys = (tree: Tree, ...keys: readonly string[]): boolean => tree.kind === 'map' && keys.every((key) => tree.entries.has(key));

/** `imagedefinitions.json` of a rolling ECS deployment, and `imageDetail.json` of a blue/green one. */
export const imageDefinitions: Scanner = {
  name: 'image definitions',
  accepts: ({ root }) =>
    root.kind === 'list'
      ? root.items.some((item) => hasKeys(item, 'name', 'imageUri'))
      : hasKeys(root, 'ImageURI') || hasKeys(root, 'imageUri'),
  scan(document, { linker, context }) {
    const root = Node.of(api, document.root, document.at(''));
    const images = root.itemsOrSelf().map((item) => {
      const name = item.key('name').text();
      const upper = item.key('ImageURI');
      return { name, image: (upper.exists ? upper : item.key('imageUri')).text(), ...thingAt(item, named(name)) };
    });
    linker.add('image-definitions', { images, ...thingAt(root, []) }, [], context);
  },
};

/** Values for a template: `[{ ParameterKey, ParameterValue }]` of the command line, or CodePipeline's TemplateConfiguration. */
export const templateParameters: Scanner = {
  name: 'template parameters',
  accepts({ root }) {
    if (root.kind === 'list') return root.items.some((item) => hasKeys(item, 'ParameterKey'));
    if (root.kind !== 'map') return false;
    const parameters = root.entries.get('Parameters')?.value;
    const only = [...root.entries.keys()].every((key) => /^(Parameters|Tags|StackPolicy)$/.test(key));
    return only && parameters?.kind === 'map' && [...parameters.entries.values()].every(({ value }) => value.kind === 'text');
  },
  scan(document, { linker, context }) {
    const root = Node.of(api, document.root, document.at(''));
    const parameters = readArguments(document.root.kind === 'list' ? root : root.key('Parameters'), []);
    linker.add('template-configuration', { parameters, ...thingAt(root, []) }, [], context);
  },
};
