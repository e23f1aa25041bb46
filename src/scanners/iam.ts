import { embedded } from '../documents/embedded.ts';
import type { Meaning, Node } from '../documents/node.ts';
import type { Condition, ManagedPolicy, Policy, Principal, Role, Statement, Term } from '../model/identity.ts';
import type { Text } from '../model/text.ts';
import { written } from '../model/text.ts';
import { add, type Context, named, pathOf, type Reader, thingAt } from './reader.ts';

/** A role with its trust policy, its inline policies and the managed ones. */
export const readRole: Reader = (node, context) => {
  const { linker } = context;
  const name = node.prop('RoleName').text();
  const path = pathOf(context, name);
  const inline = [...node.prop('Policies').items(), ...node.key('RolePolicyList').items()].map((policy) => readInline(policy, path));
  const boundary = node.prop('PermissionsBoundary');
  const role: Role = {
    ...thingAt(node, path),
    name,
    trust: statements(node.prop('AssumeRolePolicyDocument'), path),
    policies: () => [...inline, ...linker.attached('policy', role)],
    managed: [
      ...node.prop('ManagedPolicyArns').items(),
      ...node
        .key('AttachedManagedPolicies')
        .items()
        .map((policy) => under(policy, 'PolicyArn')),
    ].map((arn) => readManaged(arn, path, context)),
    boundary: (boundary.meanings.some(isMap) ? boundary.prop('PermissionsBoundaryArn') : boundary).text(),
    users: () => linker.users(role),
  };
  add(context, 'role', role, name);
};

/** A field of a member, there where the member is. */
const under = (member: Node, key: string): Node => member.key(key).under(member.when);

const isMap = (meaning: Meaning): boolean => 'tree' in meaning && meaning.tree?.kind === 'map';

function readInline(node: Node, above: readonly string[]): Policy {
  const name = node.prop('PolicyName').text();
  const path = [...above, ...named(name)];
  return { ...thingAt(node, path), name, statements: statements(node.prop('PolicyDocument'), path) };
}

function readManaged(node: Node, path: readonly string[], { linker }: Context): ManagedPolicy {
  const arn = node.text();
  const thing = thingAt(node, [...path, ...named(arn)]);
  return { ...thing, arn, policy: linker.link('policy', thing, arn, 'attached to a role') };
}

/** A policy of its own that names the roles it is attached to. */
export const readPolicy: Reader = (node, context) => {
  const managed = node.prop('ManagedPolicyName').text();
  const name = node.prop('PolicyName').exists ? node.prop('PolicyName').text() : managed;
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const policy: Policy = { ...thing, name, statements: statements(documentOf(node), path) };
  const roles: Text[] = [
    ...node
      .prop('Roles')
      .items()
      .map((role) => role.text()),
    ...(node.prop('RoleName').exists ? [node.prop('RoleName').text()] : []),
  ];
  for (const role of roles) context.linker.attach('policy', policy, 'role', role);
  add(context, 'policy', policy, name);
};

/** Where the document of a policy stands: named, in a version (the default one of several), or the node itself. */
function documentOf(node: Node): Node {
  const versions = node.key('PolicyVersionList').items();
  const version = versions.find((one) => /^true$/i.test(one.key('IsDefaultVersion').plain() ?? ''));
  if (version) return version.key('Document');
  const [first] = ['PolicyDocument', 'Document'].map((name) => node.prop(name)).filter(({ exists }) => exists);
  return first ?? (node.key('Statement').exists ? node : node.prop('PolicyDocument'));
}

/** The statements of a policy document: an object, or the text of one, raw or URL-encoded. */
export function statements(node: Node, path: readonly string[]): Statement[] {
  return embedded(node, node.dialect)
    .key('Statement')
    .itemsOrSelf()
    .map((statement) => readStatement(statement, path));
}

function readStatement(node: Node, above: readonly string[]): Statement {
  const sid = node.key('Sid').text();
  const path = [...above, ...named(sid)];
  const terms = (key: string): Term[] => readTerms(node.key(key), path);
  return {
    ...thingAt(node, path),
    sid,
    effect: node.key('Effect').text(),
    actions: terms('Action'),
    notActions: terms('NotAction'),
    resources: terms('Resource'),
    notResources: terms('NotResource'),
    principals: readPrincipals(node.key('Principal'), path),
    conditions: readConditions(node.key('Condition'), path),
  };
}

const readTerms = (node: Node, path: readonly string[]): Term[] =>
  node.itemsOrSelf().map((item) => ({ ...thingAt(item, path), text: item.text() }));

/** `"*"`, or a map from kind to one or several. */
function readPrincipals(node: Node, path: readonly string[]): Principal[] {
  const everybody = node.plain();
  if (everybody !== undefined) return [{ ...thingAt(node, path), kind: '*', text: written(node.at, everybody) }];
  return node.entries().flatMap(({ name, node: values }) => readTerms(values, path).map((term) => ({ ...term, kind: name })));
}

const readConditions = (node: Node, path: readonly string[]): Condition[] =>
  node
    .entries()
    .flatMap(({ name: operator, node: keys }) =>
      keys.entries().map(({ name: key, node: values }) => ({ ...thingAt(values, path), operator, key, values: readTerms(values, path) })),
    );
