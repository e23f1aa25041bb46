import { Node } from '../../documents/node.ts';
import { literal, type Text } from '../../model/text.ts';
import { ALWAYS, all, not, type Truth } from '../../model/truth.ts';
import { map, present } from '../../model/value.ts';
import { NOWHERE } from '../../model/world.ts';
import { type Data, type Expanded, made } from './sam-made.ts';

/** A policy of AWS that the transform attaches by itself, and when it does. */
export interface Attached {
  readonly policy: string;
  readonly when: Truth;
}

export const trustOf = (service: string): Data => ({
  Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: [service] } }],
});

/** The role that a function or a state machine gets where it names none. */
export function roleOf(id: string, resource: Node, properties: Node, service: string, attached: readonly Attached[]): Expanded {
  const { at } = resource;
  const trust = properties.key('AssumeRolePolicyDocument');
  const letters = properties.key('DeadLetterQueue');
  const policies = properties.key('Policies').itemsOrSelf();
  const inline = policies.filter((policy) => !isManaged(policy)).map((policy) => inlineOf(`${id}Role`, policy));
  const managed = policies
    .filter(isManaged)
    .flatMap((policy) => policy.itemsOrSelf())
    .map(managedOf); // one for each branch of `!If [IsProd, A, B]`
  const own = attached.map(({ policy, when }) => made(resource, arnOf(policy), at, when));
  const role: Data = {
    AssumeRolePolicyDocument: trust.exists ? trust : trustOf(service),
    ManagedPolicyArns: [...own, ...unlike(managed, attached)],
    Policies: [...(letters.exists ? [deadLetters(letters)] : []), ...inline],
    PermissionsBoundary: properties.key('PermissionsBoundary'),
  };
  const when = all(resource.when, not(present(properties.key('Role').text(), 'has a role of its own')));
  return { id: `${id}Role`, type: 'AWS::IAM::Role', properties: made(resource, role, at, when) };
}

/** A name or a reference; a document of statements and a template of SAM's are maps. */
const isManaged = ({ meanings }: Node): boolean => meanings.every((meaning) => !('tree' in meaning) || meaning.tree?.kind === 'text');

/** By name or by ARN. AWS's own are told apart by nothing else, so every bare name is taken for one; the path in front of it is not known. */
function managedOf(policy: Node): Node {
  const { at, dialect, when } = policy;
  const text: Text = map(policy.text(), (pieces) => {
    const name = literal(pieces);
    return name === undefined || name.startsWith('arn:') ? pieces : [{ literal: arnOf(name), at }];
  });
  return new Node(dialect, at, [{ when: ALWAYS, at, text }], when);
}

const arnOf = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

/** What SAM attaches anyway is attached once. */
const unlike = (policies: readonly Node[], attached: readonly Attached[]): readonly Node[] =>
  policies.filter((policy) => !attached.some(({ policy: own, when }) => when === ALWAYS && endOf(policy) === own.replace(/^.*\//, '')));

function endOf(policy: Node): string | undefined {
  const fact = policy.text().in(NOWHERE);
  return fact.state === 'known' ? literal(fact.value.slice(-1))?.replace(/^.*\//, '') : undefined;
}

/** Statements stand as they are; those of a policy template are known to SAM alone. */
function inlineOf(role: string, policy: Node): Node {
  const [, index] = /\/Policies\/(\d+)/.exec(policy.at.pointer) ?? [];
  const [template] = policy.key('Statement').exists ? [] : policy.entries();
  const text = `the statements of the policy template ${template?.name ?? ''} are not written out`;
  const document = template
    ? new Node(policy.dialect, policy.at, [{ when: ALWAYS, at: policy.at, hidden: { at: policy.at, text } }])
    : policy;
  return made(policy, { PolicyName: template?.name ?? `${role}Policy${index ?? '0'}`, PolicyDocument: document }, policy.at, policy.when);
}

const SENDS: Readonly<Record<string, string>> = { SQS: 'sqs:SendMessage', SNS: 'sns:Publish' };

function deadLetters(letters: Node): Node {
  const action = SENDS[letters.key('Type').plain() ?? ''];
  const statement = { Effect: 'Allow', Action: action, Resource: letters.key('TargetArn') };
  return made(letters, { PolicyName: 'DeadLetterQueuePolicy', PolicyDocument: { Statement: [statement] } }, letters.at);
}
