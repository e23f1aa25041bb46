import { describe, expect, test } from 'vitest';
import type { Role } from '../../src/model/identity.ts';
import type { Model } from '../../src/model/model.ts';
import { isBounded } from '../../src/model/policy/administration.ts';
import { isDeliveryRole } from '../../src/model/policy/owner.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import { NOWHERE } from '../../src/model/world.ts';
import adminRole from '../../src/rules/identity/admin-role.ts';
import privilegeEscalation from '../../src/rules/identity/privilege-escalation.ts';
import { check, read } from '../harness.ts';

const say = (text: Text): string => shown(piecesIn(text, NOWHERE));
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const HARMLESS = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } };
const TRUST = { Statement: [{ Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
const ENCODED = encodeURIComponent(JSON.stringify(TRUST));

const model = (data: unknown): Model => read(JSON.stringify(data));
const outcomes = (...files: readonly unknown[]): string[] =>
  check([adminRole], Object.fromEntries(files.map((file, i) => [`${i}.json`, JSON.stringify(file)]))).findings.map(
    ({ outcome }) => outcome,
  );
const actions = (found: Model): string[] =>
  found.all('policy').flatMap(({ statements }) => statements.flatMap((statement) => statement.actions.map(({ text }) => say(text))));

describe('a policy of its own', () => {
  test.each([
    ['a document', HARMLESS],
    ['get-policy-version', { PolicyVersion: { Document: HARMLESS, VersionId: 'v3', IsDefaultVersion: true } }],
    ['get-role-policy', { RoleName: 'build', PolicyName: 'own', PolicyDocument: encodeURIComponent(JSON.stringify(HARMLESS)) }],
  ])('%s', (_, data) => expect(actions(model(data))).toEqual(['s3:GetObject']));
  test('no rule about roles speaks of it', () => expect(outcomes(EVERYTHING)).toEqual([]));
  test('what only has the keys is none', () => {
    expect(model({ Statement: 'x' }).all('policy')).toEqual([]);
    expect(model({ ...HARMLESS, Other: 1 }).all('policy')).toEqual([]);
  });
});

describe('a role', () => {
  const role = { RoleName: 'build', AssumeRolePolicyDocument: ENCODED };
  test.each([
    ['get-role', { Role: role }],
    ['list-roles', { Roles: [role] }],
    ['create-role', { RoleName: 'build', AssumeRolePolicyDocument: JSON.stringify(TRUST) }],
  ])('%s tells who may assume it, and not what it may do', (_, data) => {
    const [one] = model(data).all('role') as [Role];
    expect(say(one.name)).toBe('build');
    expect(model(data).all('policy')).toEqual([]);
    expect(isDeliveryRole(one).in(NOWHERE).is).toBe('yes');
    expect(outcomes(data)).toEqual(['undecided', 'undecided']); // what is written into it, and what is attached to it
  });
  test('a policy that was printed beside it belongs to it', () => {
    expect(outcomes({ Role: role }, { RoleName: 'build', PolicyName: 'own', PolicyDocument: EVERYTHING })).toContain('problem');
    expect(outcomes({ Role: role }, { RoleName: 'other', PolicyName: 'own', PolicyDocument: EVERYTHING })).not.toContain('problem');
  });
  test('list-attached-role-policies names no role: nobody has what it names, and what the role has stays open', () => {
    const attached = {
      AttachedPolicies: [{ PolicyName: 'AdministratorAccess', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
    };
    expect(outcomes(attached)).toEqual([]);
    expect(outcomes({ Role: role }, attached)).toEqual(['undecided', 'undecided']);
  });
  test('a boundary is an object in answers', () => {
    const PermissionsBoundary = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/limit' };
    const [one] = model({ Role: { ...role, PermissionsBoundary } }).all('role') as [Role];
    expect(say(one.boundary.arn)).toBe('arn:aws:iam::111122223333:policy/limit');
    expect(isBounded(one).in(NOWHERE).is).toBe('unknown');
  });
});

describe('get-account-authorization-details', () => {
  const role = {
    RoleName: 'build',
    AssumeRolePolicyDocument: ENCODED,
    RolePolicyList: [] as unknown[],
    AttachedManagedPolicies: [] as unknown[],
  };
  const own = 'arn:aws:iam::111122223333:policy/own';
  const versions = (used: unknown, old: unknown) => [
    { Document: old, VersionId: 'v1', IsDefaultVersion: false },
    { Document: used, VersionId: 'v2', IsDefaultVersion: true },
  ];
  const details = (more: object, policies: unknown[] = []) => ({ RoleDetailList: [{ ...role, ...more }], Policies: policies });

  test('everything about the role is there', () => expect(outcomes(details({}))).toEqual([]));
  test.each([
    ['inline', details({ RolePolicyList: [{ PolicyName: 'p', PolicyDocument: EVERYTHING }] })],
    ['inline, encoded', details({ RolePolicyList: [{ PolicyName: 'p', PolicyDocument: encodeURIComponent(JSON.stringify(EVERYTHING)) }] })],
    ['attached', details({ AttachedManagedPolicies: [{ PolicyName: 'A', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] })],
    [
      'a policy of the account',
      details({ AttachedManagedPolicies: [{ PolicyName: 'own', PolicyArn: own }] }, [
        { PolicyName: 'own', Arn: own, PolicyVersionList: versions(EVERYTHING, HARMLESS) },
      ]),
    ],
  ])('%s', (_, data) => expect(outcomes(data)).toEqual(['problem']));
  test('only the default version counts', () => {
    const policies = [{ PolicyName: 'own', Arn: own, PolicyVersionList: versions(HARMLESS, EVERYTHING) }];
    expect(outcomes(details({ AttachedManagedPolicies: [{ PolicyName: 'own', PolicyArn: own }] }, policies))).toEqual([]);
  });
});

describe('answers about one account in several files', () => {
  const arn = (name: string, account = '111122223333') => `arn:aws:iam::${account}:role/${name}`;
  const get = (name: string, account?: string) => ({
    Role: { RoleName: name, Arn: arn(name, account), AssumeRolePolicyDocument: ENCODED },
  });
  const own = 'arn:aws:iam::111122223333:policy/own';
  const held = [{ PolicyName: 'own', PolicyArn: own }];
  const details = (name: string, more: object = {}, account?: string) => ({
    RoleDetailList: [{ ...get(name, account).Role, RolePolicyList: [], AttachedManagedPolicies: [], ...more }],
    Policies: [],
  });
  const document = (Document: object) => [{ Document, VersionId: 'v1', IsDefaultVersion: true }];
  const policies = { RoleDetailList: [], Policies: [{ PolicyName: 'own', Arn: own, PolicyVersionList: document(EVERYTHING) }] };

  test('a page with policies and no roles belongs to the pages before', () =>
    expect(outcomes(details('build', { AttachedManagedPolicies: held }), policies)).toEqual(['problem']));
  test('a list of policies does not show what they grant', () => {
    const list = { Policies: [{ PolicyName: 'own', Arn: own, DefaultVersionId: 'v1' }] };
    expect(model(list).all('policy')).toEqual([]);
    expect(outcomes(details('build', { AttachedManagedPolicies: held }), list)).toEqual(['undecided']);
  });

  test('a role that two answers show is one role, and the fuller answer tells of it', () => {
    expect(outcomes(get('build'), details('build'))).toEqual([]);
    expect(outcomes(details('build'), get('build'))).toEqual([]);
    expect(outcomes(get('build'), details('other'))).toEqual(['undecided', 'undecided']);
    expect(outcomes(get('build'), details('build', {}, '444455556666'))).toEqual(['undecided', 'undecided']);
    expect(outcomes({ Roles: [{ RoleName: 'build', AssumeRolePolicyDocument: ENCODED }] }, details('build'))).toEqual([
      'undecided',
      'undecided',
    ]);
  });
  test('whoever names that role means it', () => {
    const project = { projects: [{ name: 'web', source: { type: 'S3' }, environment: {}, serviceRole: arn('build') }] };
    const files = [project, get('build'), details('build')].map((file, i): [string, string] => [`${i}.json`, JSON.stringify(file)]);
    const [role] = read(Object.fromEntries(files))
      .all('project')
      .map((one) => one.role.in(NOWHERE));
    expect(role).toMatchObject({ state: 'known', value: { at: { source: { origin: { path: '2.json' } } } } });
  });

  const makes = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' },
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: arn('strong', '*') },
    ],
  };
  const strong = (account?: string) =>
    details(
      'strong',
      {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        AttachedManagedPolicies: [{ PolicyName: 'A', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
      },
      account,
    );
  test.each([
    ['of one account', undefined, ['gives the delivery role web more than it was given: it can act as strong']],
    ['of two accounts', '444455556666', []],
  ])('a way to a role of another file, %s', (_, account, told) => {
    const files = { 'a.json': details('web', { RolePolicyList: [{ PolicyName: 'p', PolicyDocument: makes }] }), 'b.json': strong(account) };
    const { findings } = check(
      [privilegeEscalation],
      Object.fromEntries(Object.entries(files).map(([name, file]) => [name, JSON.stringify(file)])),
    );
    expect(findings.map(({ message }) => message)).toEqual(told);
  });
});

describe('deployment groups', () => {
  const group = { applicationName: 'web', deploymentGroupName: 'prod', serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy' };
  test.each([
    ['get-deployment-group', { deploymentGroupInfo: group }, 1],
    ['batch-get-deployment-groups', { deploymentGroupsInfo: [group, { ...group, deploymentGroupName: 'test' }], errorMessage: '' }, 2],
    ['create-deployment-group', group, 1],
  ])('%s', (_, data, count) => {
    const groups = model(data).all('deployment-group');
    expect(groups).toHaveLength(count);
    expect(groups.map(({ name, application }) => [say(name), say(application)])[0]).toEqual(['prod', 'web']);
  });
});
