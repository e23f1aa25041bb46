import type { Node } from '../documents/node.ts';
import { isNothing, type Tree } from '../documents/tree.ts';
import type { Fault } from '../model/fault.ts';
import { fault, keysOf, listed, misspelt, treesOf, wrongWord } from './grammar.ts';

const SECTIONS = ['version', 'os', 'files', 'file_exists_behavior', 'permissions', 'hooks'];

/** The events that run something: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
const TRAFFIC = ['BeforeAllowTraffic', 'AfterAllowTraffic'];
const EVENTS = {
  instances: [
    'ApplicationStop',
    'BeforeInstall',
    'AfterInstall',
    'ApplicationStart',
    'ValidateService',
    'BeforeBlockTraffic',
    'AfterBlockTraffic',
    ...TRAFFIC,
  ],
  'AWS::ECS::Service': ['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic', ...TRAFFIC],
  'AWS::Lambda::Function': TRAFFIC,
};

/** What a deployment cannot do without, below `Properties`. */
const NEEDED = {
  'AWS::ECS::Service': [['TaskDefinition'], ['LoadBalancerInfo', 'ContainerName'], ['LoadBalancerInfo', 'ContainerPort']],
  'AWS::Lambda::Function': [['Name'], ['Alias'], ['CurrentVersion'], ['TargetVersion']],
} as const;
type Target = keyof typeof NEEDED;
const TARGETS = Object.keys(NEEDED) as readonly Target[];

/** What CodeDeploy refuses in an appspec, or passes over in silence; the agent on the instances is the stricter reader. */
export function appspecFaults(node: Node): Fault[] {
  const resources = node.prop('Resources');
  return resources.exists ? functionsOrService(resources, node.prop('Hooks')) : onInstances(node);
}

/** https://github.com/aws/aws-codedeploy-agent/tree/master/lib/instance_agent/plugins/codedeploy/application_specification */
const onInstances = (node: Node): Fault[] => [
  ...misspelt(node, [], SECTIONS),
  ...missing(node, 'version'),
  ...treesOf(node.key('version')).flatMap(({ tree, at }) =>
    isVersion(tree) ? [] : [fault(at, [], 'is no version: only 0.0 is, without quotes')],
  ),
  ...missing(node, 'os'),
  ...wrongWord(node.key('os'), [], /^(linux|windows)$/, 'is neither `linux` nor `windows`'),
  ...wrongWord(node.key('file_exists_behavior'), [], /^(DISALLOW|OVERWRITE|RETAIN)$/, 'is none of DISALLOW, OVERWRITE and RETAIN'),
  ...node
    .key('files')
    .items()
    .flatMap((file) => missing(file, 'source', 'destination')),
  ...permissions(node),
  ...keysOf(node.key('hooks')).flatMap(scripts),
];

/** What a tool puts in before the file is used: `{{ version }}`, `<VERSION>`. */
const FILLED_IN = /[{$<]/;

/** To YAML a number: the agent compares it with one. */
const isVersion = (tree: Tree): boolean => tree.kind === 'text' && tree.plain && (FILLED_IN.test(tree.text) || Number(tree.text) === 0);

const permissions = (node: Node): Fault[] =>
  node
    .key('permissions')
    .items()
    .flatMap((one) =>
      node.key('os').plain() === 'windows' ? [fault(one, [], 'gives permissions, which are for Linux only')] : missing(one, 'object'),
    );

function scripts({ name, at, node }: ReturnType<typeof keysOf>[number]): Fault[] {
  if (!EVENTS.instances.includes(name)) return [notCalled(name, at, EVENTS.instances)];
  const isList = treesOf(node).some(({ tree }) => tree.kind === 'list');
  return isList
    ? node.items().flatMap((script) => missing(script, 'location'))
    : [fault(at, [name], `\`${name}\` has no list of scripts, and the deployment fails`)];
}

function functionsOrService(resources: Node, hooks: Node): Fault[] {
  const targets = resources.items().flatMap((item) => item.entries());
  const types = targets.map(({ node }) => node.prop('Type').plain());
  const [target] = TARGETS.filter((one) => types.every((type) => type === one));
  const events = treesOf(hooks).flatMap(({ tree, at }) => (tree.kind === 'list' ? at.items().flatMap(keysOf) : keysOf(at)));
  return [
    ...targets.flatMap(({ name, node }) => ofTarget(node, [name])),
    ...(target ? events.flatMap(({ name, at }) => (EVENTS[target].includes(name) ? [] : [notCalled(name, at, EVENTS[target])])) : []),
  ];
}

function ofTarget(node: Node, path: readonly string[]): Fault[] {
  const type = node.prop('Type');
  const target = TARGETS.find((one) => one === type.plain());
  const wrong = wrongWord(type, path, /^AWS::(ECS::Service|Lambda::Function)$/, 'is nothing that CodeDeploy deploys to');
  const absent = target
    ? NEEDED[target].filter((names) => !names.reduce((at: Node, name) => at.prop(name), node.prop('Properties')).exists)
    : [];
  return [...wrong, ...absent.map((names) => fault(node, path, `has no ${names.join('.')}`))];
}

const notCalled = (name: string, at: Node, events: readonly string[]): Fault =>
  fault(at, [name], `\`${name}\` is no event that runs anything here: there are ${listed(events)}`);

/** In every world in which something is there and written out. */
const missing = (node: Node, ...keys: readonly string[]): Fault[] =>
  treesOf(node).flatMap(({ tree, at }) => {
    if (tree.kind === 'text' && FILLED_IN.test(tree.text)) return [];
    if (tree.kind !== 'map') return [fault(at, [], `is no map with ${listed(keys)}`)];
    return keys.filter((key) => isNothing(tree.entries.get(key)?.value)).map((key) => fault(at, [], `has no \`${key}\``));
  });
