import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { Node } from '../../src/documents/node.ts';
import { placeOf } from '../../src/engine/place.ts';
import { answer } from '../../src/model/answer.ts';
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import type { Policy, Role, Statement, Term } from '../../src/model/identity.ts';
import type { Model } from '../../src/model/model.ts';
import { statementsOf } from '../../src/model/policy/grants.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import type { Thing, Truth } from '../../src/model/truth.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { RULES } from '../../src/rules/index.ts';
import { expand } from '../../src/scanners/cloudformation/sam.ts';
import { template } from '../../src/scanners/cloudformation/template.ts';
import { check, read, yaml } from '../harness.ts';

const folder = join(import.meta.dirname, '..', 'fixtures', 'sam');
const load = (file: string): string => readFileSync(join(folder, file), 'utf8');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

/** Each value of each parameter that has a list of them. */
function worldsOf(text: string): Record<string, string>[] {
  const [document] = Document.parse({ kind: 'file', path: 'x' }, text);
  if (!document) return [];
  const parameters = Node.of(template(document, new Map()), document.root, document.at('')).key('Parameters').entries();
  return parameters.reduce<Record<string, string>[]>(
    (worlds, { name, node }) => {
      const values = node
        .key('AllowedValues')
        .items()
        .flatMap((item) => item.plain() ?? []);
      return values.length === 0 ? worlds : worlds.flatMap((world) => values.map((value) => ({ ...world, [name]: value })));
    },
    [{}],
  );
}

const say = (text: Text): string | undefined => (text.in(NOWHERE).state === 'absent' ? undefined : shown(piecesIn(text, NOWHERE)));
const there = <T extends Thing>(things: readonly T[]): readonly T[] => things.filter(({ when }) => when.in(NOWHERE).is !== 'no');
const terms = (list: readonly Term[]): (string | undefined)[] => there(list).map(({ text }) => say(text));
const byPath = <T extends { readonly path: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => (a.path < b.path ? -1 : 1));
/** The transform knows the path of every policy of AWS; it tells nothing that the name does not. */
const withoutPath = (arn: string | undefined): string | undefined => arn?.replace(/:aws:policy\/.*\//, ':aws:policy/');

const groupsOf = (model: Model) =>
  byPath(
    there(model.all('deployment-group')).map(
      ({ path, name, application, config, style, alarms, rollback, onTimeout }: DeploymentGroup) => ({
        path: path.join('/'),
        name: say(name),
        application: say(application),
        config: say(config),
        style: [say(style.type), say(style.option)],
        alarms: {
          enabled: say(alarms.enabled),
          ignore: say(alarms.ignorePollFailure),
          names: there(alarms.alarms).map((alarm) => say(alarm.name)),
          known: there(alarms.alarms).map(({ alarm }) => alarm.in(NOWHERE).state),
        },
        rollback: { enabled: say(rollback.enabled), events: terms(rollback.events) },
        onTimeout: say(onTimeout),
      }),
    ),
  );

const statementOf = ({ sid, effect, actions, resources, principals, conditions }: Statement) => ({
  sid: say(sid),
  effect: say(effect),
  actions: terms(actions),
  resources: terms(resources),
  principals: there(principals).map(({ kind, text }) => [kind, say(text)]),
  conditions: conditions.length,
});
const policyOf = ({ name, statements }: Policy) => ({ name: say(name), statements: there(statements).map(statementOf) });
const rolesOf = (model: Model) =>
  byPath(
    there(model.all('role')).map(({ path, name, trust, policies, managed, boundary }: Role) => ({
      path: path.join('/'),
      name: say(name),
      trust: there(trust).map(statementOf),
      policies: there(policies()).map(policyOf),
      managed: there(managed)
        .map(({ arn }) => withoutPath(say(arn)))
        .sort(),
      boundary: say(boundary.arn),
    })),
  );

/** Told of a function by one rule, and of the deployment group that SAM makes of it by others. */
const TOLD_OTHERWISE = [
  'sam-deployment-without-alarms',
  'rollback-without-alarm',
  'codedeploy-without-alarm-rollback',
  'lambda-shift-without-alarms',
];

const findingsOf = (text: string, given = {}): string[] =>
  check(RULES, text, given)
    .findings.filter(({ rule }) => !TOLD_OTHERWISE.includes(rule.id))
    .map(({ rule, outcome, severity, confidence, subject, message }) =>
      [rule.id, outcome, severity, confidence, withoutPath(subject), message].join(' '),
    )
    .sort();

describe.each(names)("%s is what AWS's own transform makes of it", (name) => {
  const [own, theirs] = [load(`${name}.yaml`), load(`${name}.expanded.json`)];
  const worlds = worldsOf(own);

  test.each(worlds)('deployment groups %o', (given) => expect(groupsOf(read(own, given))).toEqual(groupsOf(read(theirs, given))));
  const worldless = (findings: readonly string[]): string[] => findings.map((finding) => finding.replace(/ when .*$/, '')); // conditions of SAM's own have other names
  test('findings', () => expect(worldless(findingsOf(own))).toEqual(worldless(findingsOf(theirs))));
  test.each(worlds)('findings %o', (given) => expect(findingsOf(own, given)).toEqual(findingsOf(theirs, given)));
  test.each(worlds)('lambda functions and aliases %o', (given) => expect(lambdasOf(own, given)).toEqual(lambdasOf(theirs, given)));
  if (name !== 'policy-templates') {
    test.each(worlds)('roles %o', (given) => expect(rolesOf(read(own, given))).toEqual(rolesOf(read(theirs, given))));
  }
});

/** The functions whose traffic moves and is watched by no alarm, by whichever rule it is told. */
const unwatched = (text: string, given: Readonly<Record<string, string>>): readonly string[] =>
  check(
    RULES.filter(({ id }) => TOLD_OTHERWISE.includes(id)),
    text,
    given,
  )
    .findings.map(({ outcome, subject }) => `${subject.replace(/DeploymentGroup$/, '')} ${outcome}`)
    .sort();

test.each(names.flatMap((name) => worldsOf(load(`${name}.yaml`)).map((given) => [name, given] as const)))(
  'in %s nothing watches the same functions as in what the transform makes of it, %o',
  (name, given) => expect(unwatched(load(`${name}.yaml`), given)).toEqual(unwatched(load(`${name}.expanded.json`), given)),
);
test('such functions are told of', () => {
  expect(unwatched(load('hooks.yaml'), { Stage: 'prod' })).toEqual(['Sometimes problem']);
  expect(unwatched(load('hooks.yaml'), { Stage: 'dev' })).toEqual([]);
});

/** Every function and alias of a template, plain or expanded. */
function lambdasOf(text: string, given: Readonly<Record<string, string>>) {
  const [document] = Document.parse({ kind: 'file', path: 'input.yaml' }, text);
  if (!document) return [];
  const dialect = template(document, new Map(Object.entries(given)), new WeakMap());
  const root = Node.of(dialect, document.root, document.at(''));
  const resources = root
    .key('Resources')
    .entries()
    .map(({ name, node }) => {
      const condition = node.key('Condition').plain();
      return {
        id: name,
        resource: condition ? node.under(dialect.condition(condition)) : node,
        condition: dialect.condition(condition ?? ''),
      };
    });
  const plain = resources.map(({ id, resource }) => ({
    id,
    type: resource.key('Type').plain(),
    properties: new Node(dialect, resource.at, resource.key('Properties').meanings, resource.when),
  }));
  return byPath(
    [...plain, ...expand(root, resources)]
      .filter(({ type, properties }) => (type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Function') && isThere(properties))
      .map(({ id, properties }) => ({
        path: id,
        texts: ['Name', 'FunctionName', 'Handler', 'Runtime', 'Timeout', 'Role'].map((key) => say(properties.key(key).text())),
        version: say(properties.key('FunctionVersion').text())?.replace(/Version\w{10}\./, 'Version.'),
        variables: properties
          .key('Environment')
          .key('Variables')
          .entries()
          .map(({ name, node }) => [name, say(node.text())]),
      })),
  );
}
const isThere = ({ when }: Node): boolean => when.in(NOWHERE).is !== 'no';

describe('places are those of the template that the user wrote', () => {
  const lineOf = (text: string, wanted: string): number => text.split('\n').findIndex((line) => line.includes(wanted)) + 1;
  const at = (thing: Pick<Thing, 'at'> | undefined): number | undefined => thing && placeOf(thing.at).line;
  const text = load('globals.yaml');
  const group = (id: string, from = text): DeploymentGroup | undefined =>
    read(from)
      .all('deployment-group')
      .find(({ path }) => path[0] === `${id}DeploymentGroup`);

  test("a group is at the function's own preference, or at the function", () => {
    expect(at(group('Plain'))).toBe(lineOf(text, 'Plain:'));
    expect(at(group('Appends'))).toBe(lineOf(text, 'Alarms: [own-errors]'));
  });

  test('alarms where they are named, in Globals too', () => {
    expect(group('Appends')?.alarms.alarms.map(at)).toEqual([lineOf(text, '[all-errors]'), lineOf(text, '[own-errors]')]);
    expect(group('Plain')?.alarms.alarms.map(at)).toEqual([lineOf(text, '[all-errors]')]);
    const canary = load('canary-alarms.yaml');
    expect(group('Orders', canary)?.alarms.alarms.map(at)).toEqual([lineOf(canary, '!Ref Errors'), lineOf(canary, 'orders-latency')]);
  });

  test('policies where they are written', () => {
    const roles = load('roles.yaml');
    const role = read(roles)
      .all('role')
      .find(({ path }) => path[0] === 'DeploysRole');
    expect(at(role)).toBe(lineOf(roles, 'Deploys:'));
    expect(role?.policies().map(at)).toEqual([
      lineOf(roles, 'DeadLetterQueue'),
      lineOf(roles, 'Sid: Pass'),
      lineOf(roles, "Version: '2012-10-17'"),
    ]);
    expect(role?.managed.map(at)).toContain(lineOf(roles, '- AdministratorAccess'));
    const findings = check(RULES, roles).findings.filter(
      ({ outcome, subject, severity }) => outcome === 'problem' && severity !== 'info' && subject.startsWith('DeploysRole'),
    );
    expect(findings.map((finding) => `${at(finding)}: ${finding.rule.id}`).sort()).toEqual(
      [
        `${lineOf(roles, '- AdministratorAccess')}: admin-role`,
        `${lineOf(roles, 'Sid: Pass')}: pass-any-role`,
        `${lineOf(roles, '-Amplify')}: elevated-managed-policy`,
      ].sort(),
    );
  });
});

test('a policy template is one policy, called so, of which nobody sees the statements', () => {
  const role = read(load('policy-templates.yaml')).all('role')[0];
  expect(role?.policies().map(({ name }) => say(name))).toEqual(['S3ReadPolicy', 'AWSSecretsManagerGetSecretValuePolicy']);
  expect(role?.policies().flatMap(({ statements }) => statements.map(({ when }) => when.in(NOWHERE).is))).toEqual(['unknown', 'unknown']);
  expect(rolesOf(read(load('policy-templates.expanded.json')))[0]?.policies).toHaveLength(2);
});

test('of a policy that is one of two, each counts in its own worlds, as in a role', () => {
  const [role] = read(yaml`
    Transform: AWS::Serverless-2016-10-31
    Parameters: { Env: { Type: String } }
    Conditions: { IsProd: !Equals [!Ref Env, prod] }
    Resources:
      F: { Type: AWS::Serverless::Function, Properties: { Policies: [!If [IsProd, !Ref Few, AmazonS3FullAccess]] } }
      Few: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } } } }
  `).all('role');
  const told = (truth: Truth): string => answer(truth).when.join();
  expect(role && statementsOf(role).map(({ when }) => told(when))).toEqual(['IsProd is true']);
  expect(role?.managed.map(({ arn, when }) => [say(arn), told(when)])).toEqual([
    ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', ''],
    ['${Few}', 'IsProd is true'],
    ['arn:aws:iam::aws:policy/AmazonS3FullAccess', 'IsProd is false'],
  ]);
});

describe('what nobody can see', () => {
  const withPreference = (preference: string): string => yaml`
    Transform: AWS::Serverless-2016-10-31
    Parameters: { Names: { Type: CommaDelimitedList }, On: { Type: String } }
    Resources:
      F: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live, DeploymentPreference: ${preference} } }
  `;
  const alarms = (preference: string): unknown => {
    const [group] = read(withPreference(preference)).all('deployment-group');
    return group?.alarms.alarms.map(({ when }) => when.in(NOWHERE).is);
  };

  test('alarms behind a parameter or a map that is no list are unknown', () => {
    expect(alarms('{ Type: AllAtOnce, Alarms: !Ref Names }')).toEqual(['unknown']);
    expect(alarms('{ Type: AllAtOnce, Alarms: { A: b } }')).toEqual(['unknown']);
    expect(alarms('{ Type: AllAtOnce, Alarms: [a] }')).toEqual(['yes']);
  });

  test('whether it is enabled at all, too', () => {
    const [group] = read(withPreference('{ Type: AllAtOnce, Enabled: !Ref On }')).all('deployment-group');
    expect(group?.when.in(NOWHERE).is).toBe('unknown');
  });
});

test('an alias leads to its version, by every name that SAM gives it', () => {
  const [own] = Document.parse({ kind: 'file', path: 'x' }, load('canary-alarms.yaml'));
  const dialect = own && template(own, new Map(), new WeakMap());
  if (!own || !dialect) throw new Error('no document');
  const root = Node.of(dialect, own.root, own.at(''));
  const Orders = root.key('Resources').key('Orders');
  const found = expand(root, [{ id: 'Orders', resource: Orders, condition: dialect.condition('None') }]);
  expect(found.map(({ id, type, also }) => [id, type, also].filter(Boolean).join(' '))).toEqual([
    'Orders AWS::Lambda::Function',
    'OrdersVersion AWS::Lambda::Version Orders.Version',
    'OrdersAliaslive AWS::Lambda::Alias Orders.Alias',
    'OrdersRole AWS::IAM::Role',
    'ServerlessDeploymentApplication AWS::CodeDeploy::Application',
    'CodeDeployServiceRole AWS::IAM::Role',
    'OrdersDeploymentGroup AWS::CodeDeploy::DeploymentGroup',
  ]);
});

test('a template without serverless resources has nothing to expand', () => {
  expect(read('Transform: AWS::Serverless-2016-10-31\nResources: { Q: { Type: AWS::SQS::Queue } }').all('role')).toEqual([]);
});
