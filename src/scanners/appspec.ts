import { api, Node } from '../documents/node.ts';
import type { MapTree, Tree } from '../documents/tree.ts';
import type { Appspec, AppspecResource, Hook } from '../model/appspec.ts';
import { NEVER } from '../model/truth.ts';
import { absent } from '../model/value.ts';
import type { Linker } from './linker.ts';
import { thingAt } from './reader.ts';
import type { Scanner } from './scanner.ts';

/** The events of every platform: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
const EVENT =
  /^(ApplicationStop|BeforeInstall|AfterInstall|ApplicationStart|ValidateService|AfterAllowTestTraffic|(Before|After)(Block|Allow)Traffic)$/;

/** An appspec for instances, ECS or Lambda, in YAML or JSON. Its version is kept as it is written, valid or not. */
export const appspec: Scanner = {
  name: 'appspec',
  accepts: ({ root }) => root.kind === 'map' && root.entries.has('version') && (deploysResources(root) || deploysFiles(root)),
  scan(document, { linker, context }) {
    linker.add('appspec', readAppspec(Node.of(api, document.root, document.at('')), linker), [], context);
  },
};

const fieldOf = (root: Tree | undefined, ...names: readonly string[]): Tree | undefined =>
  root?.kind === 'map' ? names.map((name) => root.entries.get(name)?.value).find(Boolean) : undefined;

function deploysResources(root: MapTree): boolean {
  const resources = fieldOf(root, 'Resources', 'resources');
  if (resources?.kind !== 'list') return false;
  return resources.items.some(
    (item) => item.kind === 'map' && [...item.entries.values()].some(({ value }) => fieldOf(value, 'Properties', 'properties')),
  );
}

function deploysFiles(root: MapTree): boolean {
  const [os, files, hooks] = [fieldOf(root, 'os'), fieldOf(root, 'files'), fieldOf(root, 'hooks')];
  const copies = files?.kind === 'list' && files.items.some((item) => fieldOf(item, 'source') && fieldOf(item, 'destination'));
  const events = hooks?.kind === 'map' && [...hooks.entries.keys()].some((event) => EVENT.test(event));
  return events || copies || (os?.kind === 'text' && /^(linux|windows)$/i.test(os.text) && Boolean(files ?? hooks));
}

const readAppspec = (node: Node, linker: Linker): Appspec => ({
  ...thingAt(node, []),
  version: node.key('version').text(),
  os: node.key('os').text(),
  files: node
    .key('files')
    .items()
    .map((file) => ({ ...thingAt(file, []), source: file.key('source').text(), destination: file.key('destination').text() })),
  permissions: node
    .key('permissions')
    .items()
    .map((permission) => thingAt(permission, [])),
  resources: node
    .prop('Resources')
    .items()
    .flatMap((item) => item.entries().map(({ name, node: resource }) => readResource(resource, [name]))),
  hooks: readHooks(node.prop('Hooks'), linker),
});

function readResource(node: Node, path: readonly string[]): AppspecResource {
  const of = node.prop('Properties');
  const container = of.prop('LoadBalancerInfo');
  return {
    ...thingAt(node, path),
    type: node.prop('Type').text(),
    taskDefinition: of.prop('TaskDefinition').text(),
    container: { name: container.prop('ContainerName').text(), port: container.prop('ContainerPort').text() },
    platformVersion: of.prop('PlatformVersion').text(),
    name: of.prop('Name').text(),
    alias: of.prop('Alias').text(),
    currentVersion: of.prop('CurrentVersion').text(),
    targetVersion: of.prop('TargetVersion').text(),
  };
}

/** A map from events to lists of scripts, or a list of maps from one event to a function. */
function readHooks(node: Node, linker: Linker): Hook[] {
  const [only] = node.meanings;
  const maps = only && 'tree' in only && only.tree?.kind === 'list' ? node.items() : [node];
  return maps.flatMap((map) =>
    map.entries().flatMap(({ name: event, node: hooks }) =>
      hooks.itemsOrSelf().map((hook) => {
        const calls = hook.plain() !== undefined;
        const nothing = absent<never>(hook.at);
        const script = calls ? nothing : hook.key('location').text();
        return {
          ...thingAt(hook, [event]),
          event,
          script,
          scriptIsThere: calls ? NEVER : linker.presence(script),
          function: calls ? hook.text() : nothing,
          timeout: hook.key('timeout').text(),
          runAs: hook.key('runas').text(),
        };
      }),
    ),
  );
}
