import { embedded } from '../documents/embedded.ts';
import { type Meaning, Node } from '../documents/node.ts';
import { textTree } from '../documents/tree.ts';
import type { Condition, ManagedPolicy, Policy, Principal, Role, Statement, Term } from '../model/identity.ts';
import { lazy } from '../model/once-per.ts';
import type { Text } from '../model/text.ts';
import { join, written } from '../model/text.ts';
import { hidden } from '../model/value.ts';
import { NOWHERE } from '../model/world.ts';
import { trusting } from './identity-provider.ts';
import { addHolder } from './policy-holder.ts';
import { add, type Context, named, pathOf, type Reader, thingAt } from './reader.ts';

/** A role with its trust policy, its inline policies and the managed ones. */
export const readRole: Reader = (node, context) => {
  const { linker } = context;
  const name = node.prop('RoleName').text();
  const path = pathOf(context, name);
  const inline = [...node.prop('Policies').items(), ...node.key('RolePolicyList').items()].map((policy) => readInline(policy, path));
  const boundary = node.prop('PermissionsBoundary');
  const role: Role = {
    name,
    arns: lazy(() => arnsOf(node, name, context)),
    trust: trusting(statements(node.prop('AssumeRolePolicyDocument'), path), linker),
    policies: () => [...inline, ...linker.attached('policy', role)],
    managed: [
      ...node
        .prop('ManagedPolicyArns')
        .items()
        .flatMap((item) => item.itemsOrSelf()), // one for each branch of `!If [IsProd, !Ref A, !Ref B]`
      ...node
        .key('AttachedManagedPolicies')
        .items()
        .map((policy) => under(policy, 'PolicyArn')),
    ].map((arn) => readManaged(arn, path, context)),
    boundary: readManaged(boundary.meanings.some(isMap) ? boundary.prop('PermissionsBoundaryArn') : boundary, path, context, BOUNDARY),
    users: () => linker.users(role),
    scope: linker.scope,
    ...thingAt(node, path),
  };
  add(context, 'role', role, name);
};

/** A field of a member, there where the member is. */
const under = (member: Node, key: string): Node => member.key(key).under(member.when);

const isMap = (meaning: Meaning): boolean => 'tree' in meaning && meaning.tree?.kind === 'map';

function readInline(node: Node, above: readonly string[]): Policy {
  const name = node.prop('PolicyName').text();
  const path = [...above, ...named(name)];
  return { name, statements: statements(node.prop('PolicyDocument'), path), ...thingAt(node, path) };
}

const BOUNDARY = 'permissions boundary of a role';

function readManaged(node: Node, path: readonly string[], { linker }: Context, as = 'attached to a role'): ManagedPolicy {
  const arn = node.text();
  const thing = thingAt(node, [...path, ...named(arn)]);
  return { arn, policy: linker.link('policy', thing, arn, as), ...thing };
}

/** As `Fn::GetAtt` says it, and as it is written out, with the name or with a `Ref` to the role for a name. */
function arnsOf(node: Node, name: Text, { references }: Context): Text[] {
  const { at } = node;
  const own = node.prop('Arn');
  if (own.exists) return [own.text()];
  const [reference] = references;
  const fact = reference?.in(NOWHERE);
  const symbol = fact?.state === 'unknown' ? fact.symbol : undefined;
  const late = (of?: string): Text => hidden({ at, text: 'is known when the role is there' }, of);
  const pseudo = (named: string): Text =>
    symbol === undefined ? late() : Node.of(node.dialect, textTree(named, false, -1, -1, '!Ref'), at).text(); // told, of a stack for one account
  const path = node.prop('Path');
  const arn = (named: Text): Text =>
    join(at, [
      written(at, 'arn:'),
      pseudo('AWS::Partition'),
      written(at, ':iam::'),
      pseudo('AWS::AccountId'),
      written(at, ':role'),
      path.exists ? path.text() : written(at, '/'),
      named,
    ]);
  const names = [name, ...(reference ? [reference] : [])].filter(isThere);
  return [...(symbol === undefined ? [] : [late(`${symbol}.Arn`)]), ...names.map(arn)];
}

const isThere = (text: Text): boolean => text.in(NOWHERE).state !== 'absent';

/** A policy of its own that names the roles it is attached to. */
export const readPolicy: Reader = (node, context) => {
  const managed = node.prop('ManagedPolicyName').text();
  const name = node.prop('PolicyName').exists ? node.prop('PolicyName').text() : managed;
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const roles: Text[] = [
    ...node
      .prop('Roles')
      .items()
      .map((role) => role.text()),
    ...(node.prop('RoleName').exists ? [node.prop('RoleName').text()] : []),
  ];
  const policy: Policy = { name, roles, statements: statements(documentOf(node), path), ...thing };
  const [only] = node.prop('RoleName').exists ? roles.slice(-1) : [];
  addHolder(node, policy, only, context);
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
  const document = embedded(node, node.dialect);
  const version = document.key('Version').text();
  return document
    .key('Statement')
    .itemsOrSelf()
    .map((statement) => readStatement(statement, version, path));
}

function readStatement(node: Node, version: Text, above: readonly string[]): Statement {
  const sid = node.key('Sid').text();
  const path = [...above, ...named(sid)];
  const terms = (key: string): Term[] => readTerms(node.key(key), path);
  return {
    sid,
    version,
    effect: node.key('Effect').text(),
    actions: terms('Action'),
    notActions: terms('NotAction'),
    resources: terms('Resource'),
    notResources: terms('NotResource'),
    principals: readPrincipals(node.key('Principal'), path),
    notPrincipals: readPrincipals(node.key('NotPrincipal'), path),
    conditions: readConditions(node.key('Condition'), path),
    ...thingAt(node, path),
  };
}

const readTerms = (node: Node, path: readonly string[]): Term[] =>
  node.itemsOrSelf().map((item) => ({ text: item.text(), ...thingAt(item, path) }));

/** `"*"`, or a map from kind to one or several. */
const readPrincipals = (node: Node, path: readonly string[]): Principal[] =>
  node.itemsOrSelf().flatMap((one) => {
    const everybody = one.plain();
    if (everybody !== undefined) return [{ kind: '*', text: written(one.at, everybody), ...thingAt(one, path) }];
    return one.entries().flatMap(({ name, node: values }) => readTerms(values, path).map((term) => ({ ...term, kind: name })));
  });

const readConditions = (node: Node, path: readonly string[]): Condition[] =>
  node
    .entries()
    .flatMap(({ name: operator, node: keys }) =>
      keys.entries().map(({ name: key, node: values }) => ({ operator, key, values: readTerms(values, path), ...thingAt(values, path) })),
    );
