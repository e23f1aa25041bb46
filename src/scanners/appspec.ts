import { api, Node } from '../documents/node.ts';
import type { MapTree, Tree } from '../documents/tree.ts';
import type { Appspec, AppspecResource, Hook } from '../model/appspec.ts';
import { type Piece, shown, type Text } from '../model/text.ts';
import { NEVER } from '../model/truth.ts';
import { absent, map } from '../model/value.ts';
import { appspecFaults } from './appspec-grammar.ts';
import { isNearly, keysOf } from './grammar.ts';
import type { Linker } from './linker.ts';
import { thingAt } from './reader.ts';
import type { Scanner } from './scanner.ts';

/** The events of every platform: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
const EVENT =
  /^(ApplicationStop|BeforeInstall|AfterInstall|ApplicationStart|ValidateService|AfterAllowTestTraffic|(Before|After)(Block|Allow)Traffic)$/;

/** What else CodeDeploy deploys to. */
const TARGET = /^AWS::(ECS::Service|Lambda::Function)$/;

/** An appspec for instances, ECS or Lambda, in YAML or JSON. Its version is kept as it is written: valid, wrong, or left out. */
export const appspec: Scanner = {
  name: 'appspec',
  accepts: ({ root }) => root.kind === 'map' && (deploysResources(root) || deploysFiles(root)),
  scan(document, { linker, context }) {
    linker.add('appspec', readAppspec(Node.of(api, document.root, document.at('')), linker), [], context);
  },
};

const fieldOf = (root: Tree | undefined, ...names: readonly string[]): Tree | undefined =>
  root?.kind === 'map' ? names.map((name) => root.entries.get(name)?.value).find(Boolean) : undefined;

/** Without a version, only by what nothing else has: the types of CodeDeploy's targets, its events with their scripts. */
const isSaid = (root: MapTree): boolean => root.entries.has('version');

function deploysResources(root: MapTree): boolean {
  const resources = fieldOf(root, 'Resources', 'resources');
  if (resources?.kind !== 'list') return false;
  const targets = resources.items.flatMap((item) => (item.kind === 'map' ? [...item.entries.values()].map(({ value }) => value) : []));
  return targets.some((target) => {
    const type = fieldOf(target, 'Type', 'type');
    return fieldOf(target, 'Properties', 'properties') && (isSaid(root) || (type?.kind === 'text' && TARGET.test(type.text)));
  });
}

function deploysFiles(root: MapTree): boolean {
  const [os, files, hooks] = [fieldOf(root, 'os'), fieldOf(root, 'files'), fieldOf(root, 'hooks')];
  const copies = files?.kind === 'list' && files.items.some((item) => fieldOf(item, 'source') && fieldOf(item, 'destination'));
  const events = hooks?.kind === 'map' ? [...hooks.entries].flatMap(([event, { value }]) => (EVENT.test(event) ? value : [])) : [];
  const runs = events.some((event) => event.kind === 'list' && event.items.some((script) => fieldOf(script, 'location')));
  const onSystem = os?.kind === 'text' && /^(linux|windows)$/i.test(os.text);
  return isSaid(root) ? events.length > 0 || copies || (onSystem && Boolean(files ?? hooks)) : runs || (onSystem && copies);
}

const readAppspec = (node: Node, linker: Linker): Appspec => ({
  version: node.key('version').text(),
  os: node.key('os').text(),
  files: node
    .key('files')
    .items()
    .map((file) => ({ source: file.key('source').text(), destination: file.key('destination').text(), ...thingAt(file, []) })),
  permissions: node
    .key('permissions')
    .items()
    .map((permission) => thingAt(permission, [])),
  resources: node
    .prop('Resources')
    .items()
    .flatMap((item) => item.entries().map(({ name, node: resource }) => readResource(resource, [name]))),
  hooks: readHooks(hooksOf(node), linker),
  faults: appspecFaults(node),
  ...thingAt(node, []),
});

function readResource(node: Node, path: readonly string[]): AppspecResource {
  const of = node.prop('Properties');
  const container = of.prop('LoadBalancerInfo');
  return {
    type: node.prop('Type').text(),
    taskDefinition: of.prop('TaskDefinition').text(),
    container: { name: container.prop('ContainerName').text(), port: container.prop('ContainerPort').text() },
    platformVersion: of.prop('PlatformVersion').text(),
    name: of.prop('Name').text(),
    alias: of.prop('Alias').text(),
    currentVersion: of.prop('CurrentVersion').text(),
    targetVersion: of.prop('TargetVersion').text(),
    ...thingAt(node, path),
  };
}

/** Of instances, those of a section that is nearly called so, `hook`: what is wrong there is the name, as its fault tells. */
function hooksOf(node: Node): Node {
  const hooks = node.prop('Hooks');
  if (hooks.exists || node.prop('Resources').exists) return hooks;
  return keysOf(node).find(({ name }) => isNearly('hooks', name))?.node ?? hooks;
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
          event,
          script,
          scriptIsThere: calls ? NEVER : linker.presence(inRevision(script)),
          folderIsThere: calls ? NEVER : linker.presence(folderOf(inRevision(script)), 'folder'),
          function: calls ? hook.text() : nothing,
          timeout: hook.key('timeout').text(),
          runAs: hook.key('runas').text(),
          ...thingAt(hook, [event]),
        };
      }),
    ),
  );
}

/**
 * `scripts/start.sh` of `/scripts/start.sh`: the agent puts the root of the revision in front of either.
 * https://github.com/aws/aws-codedeploy-agent/blob/master/lib/instance_agent/plugins/codedeploy/hook_executor.rb
 */
const inRevision = (script: Text): Text =>
  map<readonly Piece[], readonly Piece[]>(script, (pieces) =>
    pieces.map((piece, i) => (i === 0 && 'literal' in piece ? { ...piece, literal: piece.literal.replace(/^\/+/, '') } : piece)),
  );

/** `scripts` of `scripts/start.sh`; absent where it stands in no folder. */
const folderOf = (script: Text): Text =>
  map<readonly Piece[], readonly Piece[]>(script, (pieces) => {
    const folder = /^(.+)\/[^/]+$/.exec(shown(pieces))?.[1];
    return folder === undefined ? { state: 'absent', given: [] } : [{ literal: folder, at: script.at }];
  });
