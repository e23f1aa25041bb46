import { guarded, Node } from '../../documents/node.ts';
import { isNothing, type Tree } from '../../documents/tree.ts';
import { table } from '../../model/table.ts';
import { isOneOf } from '../../model/text.ts';
import { ALWAYS, all, NEVER, not, type Truth } from '../../model/truth.ts';
import { present } from '../../model/value.ts';
import { deploymentsOf, type Preference, shiftOf } from './sam-deployment.ts';
import { withGlobals } from './sam-globals.ts';
import { attribute, type Data, type Expanded, made, reference } from './sam-made.ts';
import { roleOf } from './sam-role.ts';

/** A serverless resource in the worlds of its condition. */
export interface Serverless {
  readonly id: string;
  readonly resource: Node;
  readonly condition: Truth;
}

interface Expansion {
  readonly resources: readonly Expanded[];
  readonly preference?: Preference;
}

const expansionOf = table<(one: Serverless, globals: Node) => Expansion>({
  'AWS::Serverless::Function': expandFunction,
  'AWS::Serverless::StateMachine': expandStateMachine,
});

/** Is there anything to expand? */
export function isServerless(root: Tree): boolean {
  const resources = root.kind === 'map' ? root.entries.get('Resources')?.value : undefined;
  if (resources?.kind !== 'map') return false;
  return [...resources.entries.values()].some(({ value }) => {
    const type = value.kind === 'map' ? value.entries.get('Type')?.value : undefined;
    return type?.kind === 'text' && expansionOf(type.text) !== undefined;
  });
}

/** What the transform makes of the serverless resources, as far as it deploys, or holds permissions or variables. */
export function expand(root: Node, resources: readonly Serverless[]): readonly Expanded[] {
  const found = resources.flatMap((one) => {
    const type = one.resource.key('Type').plain() ?? '';
    return expansionOf(type)?.(one, root.key('Globals').key(type.replace('AWS::Serverless::', ''))) ?? [];
  });
  return [...found.flatMap((one) => one.resources), ...deploymentsOf(found.flatMap(({ preference }) => preference ?? []))];
}

function expandFunction({ id, resource, condition }: Serverless, globals: Node): Expansion {
  const { at } = resource;
  const properties = withGlobals(globals, resource);
  const node = properties.key('DeploymentPreference');
  const own = resource.key('Properties').key('DeploymentPreference');
  const tracing = properties.key('Tracing').text();
  const executes = properties.key('DurableConfig').exists ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole';
  const role = roleOf(id, resource, properties, 'lambda.amazonaws.com', [
    { policy: `service-role/${executes}`, when: ALWAYS },
    { policy: XRAY, when: all(present(tracing, 'is traced'), not(isOneOf(tracing, ['Disabled'], 'is not traced'))) },
    { policy: 'service-role/AWSLambdaVPCAccessExecutionRole', when: properties.key('VpcConfig').exists ? ALWAYS : NEVER },
  ]);
  const members = Object.fromEntries(properties.entries().map(({ name }): [string, Data] => [name, properties.key(name)]));
  const data = { ...members, Role: orElse(properties.key('Role'), made(resource, attribute(`${id}Role`, 'Arn'), at)) };
  const preference: Preference | undefined = node.exists ? { id, node, condition, at: own.exists ? own.at : at } : undefined;
  const lambda = { id, type: 'AWS::Lambda::Function', properties: made(resource, data, at, resource.when) };
  return {
    resources: [lambda, ...publishedOf(id, resource, properties.key('AutoPublishAlias'), preference), role],
    ...(preference && { preference }),
  };
}

/** Another value in the worlds in which there is none. */
const orElse = (node: Node, other: Node): Node =>
  new Node(
    node.dialect,
    node.at,
    node.meanings.flatMap((meaning) => ('tree' in meaning && isNothing(meaning.tree) ? guarded(other.meanings, meaning.when) : [meaning])),
  );

const XRAY = 'AWSXrayWriteOnlyAccess';

/** A version of every change, and the alias that leads to it. */
function publishedOf(id: string, resource: Node, alias: Node, preference: Preference | undefined): Expanded[] {
  if (!alias.exists) return [];
  const when = all(resource.when, present(alias.text(), 'is published'));
  const version = `${id}Version`;
  const leads = { Name: alias, FunctionName: reference(id), FunctionVersion: attribute(version, 'Version') };
  return [
    {
      id: version,
      type: 'AWS::Lambda::Version',
      properties: made(resource, { FunctionName: reference(id) }, alias.at, when),
      also: `${id}.Version`,
    },
    {
      id: `${id}Alias${alias.plain() ?? ''}`,
      type: 'AWS::Lambda::Alias',
      properties: made(resource, leads, alias.at, when),
      ...(preference && { updatePolicy: shiftOf(preference) }),
      also: `${id}.Alias`,
    },
  ];
}

function expandStateMachine({ id, resource }: Serverless): Expansion {
  const properties = resource.key('Properties');
  const traced = isOneOf(properties.key('Tracing').key('Enabled').text(), ['true', 'True', 'yes'], 'is traced');
  return { resources: [roleOf(id, resource, properties, 'states.amazonaws.com', [{ policy: XRAY, when: traced }])] };
}
