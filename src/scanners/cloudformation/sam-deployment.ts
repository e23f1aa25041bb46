import { guarded, type Meaning, Node } from '../../documents/node.ts';
import { isNothing } from '../../documents/tree.ts';
import { below, type Location } from '../../model/location.ts';
import { isOneOf, literal, type Text } from '../../model/text.ts';
import { ALWAYS, all, any, NEVER, not, type Truth } from '../../model/truth.ts';
import { map, present } from '../../model/value.ts';
import { intrinsic } from './intrinsic.ts';
import { attribute, type Data, type Expanded, made, reference } from './sam-made.ts';
import { trustOf } from './sam-role.ts';

/** The `DeploymentPreference` of a function, with what `Globals` say. */
export interface Preference {
  readonly id: string;
  /** Where to look first: the function's own preference, or the function. */
  readonly at: Location;
  readonly node: Node;
  readonly condition: Truth;
}

const APPLICATION = 'ServerlessDeploymentApplication';
const ROLE = 'CodeDeployServiceRole';

/** Of all functions together: a deployment group each, and the one application and role that they share. */
export function deploymentsOf(preferences: readonly Preference[]): Expanded[] {
  const groups = preferences.map((preference) => ({ ...preference, when: isThere(preference) }));
  const [first] = groups;
  if (!first) return [];
  const some = any(...groups.map(({ when }) => when));
  const unserved = any(...groups.map(({ node, when }) => all(when, not(present(node.key('Role').text(), 'has a role of its own')))));
  const { node, at } = first;
  const role = {
    AssumeRolePolicyDocument: trustOf('codedeploy.amazonaws.com'),
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda'],
  };
  return [
    { id: APPLICATION, type: 'AWS::CodeDeploy::Application', properties: made(node, { ComputePlatform: 'Lambda' }, at, some) },
    { id: ROLE, type: 'AWS::IAM::Role', properties: made(node, role, at, all(some, unserved)) },
    ...groups.map(groupOf),
  ];
}

/** What CodeDeploy does when the alias of the function is moved, in the worlds in which it is asked to. */
export function shiftOf(preference: Preference): Node {
  const { id, node, at } = preference;
  const shift = {
    ApplicationName: reference(APPLICATION),
    DeploymentGroupName: reference(groupId(id)),
    BeforeAllowTrafficHook: node.key('Hooks').key('PreTraffic'),
    AfterAllowTrafficHook: node.key('Hooks').key('PostTraffic'),
  };
  const policy = made(node, { CodeDeployLambdaAliasUpdate: shift }, at);
  return new Node(policy.dialect, at, guarded(policy.meanings, isThere(preference)));
}

const groupId = (id: string): string => `${id}DeploymentGroup`;

/** On unless it says no; the condition of the function counts only where it is passed through. */
function isThere({ node, condition }: Preference): Truth {
  const enabled = node.key('Enabled');
  const off = isDecidedLate(node, 'Enabled') ? NEVER : isOneOf(enabled.text(), NO, 'deploys all at once, by itself');
  return all(not(off), any(condition, not(isOneOf(node.key('PassthroughCondition').text(), YES, 'has the condition of the function'))));
}

/** The transform knows parameters and mappings; every other function it takes for a yes. */
const isDecidedLate = (node: Node, name: string): boolean =>
  node.meanings.some((meaning) => {
    const value = 'tree' in meaning && meaning.tree?.kind === 'map' ? meaning.tree.entries.get(name)?.value : undefined;
    const fn = value && intrinsic(value);
    return fn !== undefined && !['Ref', 'Fn::FindInMap'].includes(fn.name);
  });

const NO = ['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF', ''];
const YES = ['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'];

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html */
function groupOf({ id, node, at, when }: Preference & { readonly when: Truth }): Expanded {
  const role = node.key('Role');
  const group: Data = {
    ApplicationName: reference(APPLICATION),
    AlarmConfiguration: alarmsOf(node.key('Alarms')),
    AutoRollbackConfiguration: {
      Enabled: 'true',
      Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
    },
    DeploymentConfigName: configOf(node.key('Type')),
    DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
    ServiceRoleArn: role.exists ? role : attribute(ROLE, 'Arn'),
    TriggerConfigurations: node.key('TriggerConfigurations'),
  };
  return { id: groupId(id), type: 'AWS::CodeDeploy::DeploymentGroup', properties: made(node, group, at, when) };
}

const PREDEFINED = /^(Canary10Percent(5|10|15|30)Minutes|Linear10PercentEvery(1Minute|[23]Minutes|10Minutes)|AllAtOnce)$/;

/** AWS's own configurations go by a longer name in CodeDeploy. */
function configOf(type: Node): Node {
  const text: Text = map(type.text(), (pieces) => {
    const whole = literal(pieces);
    return whole !== undefined && PREDEFINED.test(whole) ? [{ literal: `CodeDeployDefault.Lambda${whole}`, at: type.at }] : pieces;
  });
  return new Node(type.dialect, type.at, [{ when: ALWAYS, at: type.at, text }]);
}

/** A list of names, or what a condition makes of it, in each of its branches. A list that leads with nothing is none. */
function alarmsOf(alarms: Node): Node {
  const meanings = alarms.meanings.flatMap((meaning): readonly Meaning[] => {
    if (!('tree' in meaning) || isNothing(meaning.tree)) return [meaning];
    if (meaning.tree?.kind !== 'list')
      return [{ when: meaning.when, at: meaning.at, hidden: { at: meaning.at, text: 'expected a list of alarms' } }];
    const names = meaning.tree.items.map((name, i) => Node.of(alarms.dialect, name, below(meaning.at, String(i))));
    if (!names[0]?.exists) return [{ ...meaning, tree: undefined }];
    const configuration = made(alarms, { Enabled: 'true', Alarms: names.map((name) => made(alarms, { Name: name }, name.at)) }, meaning.at);
    return configuration.meanings.map((one) => ({ ...one, when: meaning.when }));
  });
  return new Node(alarms.dialect, alarms.at, meanings);
}
