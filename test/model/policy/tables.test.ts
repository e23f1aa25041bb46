import { describe, expect, test } from 'vitest';
import * as needs from '../../../src/data/action-needs.ts';
import * as actions from '../../../src/data/actions.ts';
import * as paths from '../../../src/data/escalation-paths.ts';
import * as issuers from '../../../src/data/issuers.ts';
import * as policies from '../../../src/data/managed-policies.ts';
import * as services from '../../../src/data/managed-services.ts';
import type { Role } from '../../../src/model/identity.ts';
import { awsStatements } from '../../../src/model/policy/aws-managed.ts';
import { mayDo, mayFreelyDo } from '../../../src/model/policy/evaluate.ts';
import { actionsLike, knownAction, takesResource } from '../../../src/model/policy/known-action.ts';
import { EVERY_ROLE, every, NO_RESOURCE, some } from '../../../src/model/policy/resource.ts';
import { piecesIn, shown } from '../../../src/model/text.ts';
import { NOWHERE } from '../../../src/model/world.ts';
import { read } from '../../harness.ts';
import { roleOf } from './policies.ts';

test('every table says when it was so, and who says so', () => {
  for (const { asOf } of [actions, policies, services, needs, paths, issuers]) expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  for (const { source } of [actions, policies, services, ...needs.ACTION_NEEDS, ...paths.ESCALATION_PATHS, ...issuers.ISSUERS])
    expect(source).toMatch(/^https:\/\//);
});

test('every right that an action of a pipeline needs is one that AWS knows', () => {
  for (const { actions: rights } of needs.ACTION_NEEDS) for (const name of rights.flat()) expect(knownAction(name)?.name).toBe(name);
});

describe('actions', () => {
  test('what is known of one', () => {
    expect(knownAction('IAM:passrole')).toEqual({
      name: 'iam:PassRole',
      level: 'write',
      resources: ['arn:*:iam::*:role/*'],
      keys: ['iam:AssociatedResourceArn', 'iam:PassedToService'],
    });
    expect(knownAction('codebuild:StartBuild')).toMatchObject({ level: 'write', resources: ['arn:*:codebuild:*:*:project/*'] });
    expect(knownAction('iam:PutRolePolicy')?.level).toBe('permissions');
    expect(knownAction('s3:GetObject')?.level).toBe('read');
    expect(knownAction('s3:ListBucket')?.level).toBe('list');
    expect(knownAction('ecr:TagResource')?.level).toBe('tagging');
  });
  test('what is not', () =>
    expect(['codebuild:Start', 'quicksight:CreateUser', 'codebuild', '', 'constructor:x'].map(knownAction)).toEqual(
      Array(5).fill(undefined),
    ));
  test('which take no resource', () =>
    expect(
      [
        'ecr:GetAuthorizationToken',
        'sts:GetCallerIdentity',
        'ecs:DescribeTaskDefinition',
        'codebuild:StartBuild',
        'lambda:UpdateFunctionCode',
        'nothing:Here',
      ].map(takesResource),
    ).toEqual([false, false, false, true, true, undefined]));
  test('which a pattern reaches', () => {
    expect(actionsLike('codebuild:StartBuild*').map(({ name }) => name)).toEqual(['codebuild:StartBuild', 'codebuild:StartBuildBatch']);
    expect(actionsLike('co?epipeline:Put*result').map(({ name }) => name)).toContain('codepipeline:PutApprovalResult');
    expect(actionsLike('*').length).toBeGreaterThan(4000);
    expect(actionsLike('nothing:*')).toEqual([]);
  });
  test('every line has its parts, every action its level, every resource an ARN', () => {
    for (const line of actions.readActions().trim().split('\n')) expect(line.split('|'), line.slice(0, 40)).toHaveLength(4);
    for (const { name, resources, keys } of actionsLike('*')) {
      for (const arn of resources) expect(arn, name).toMatch(/^arn:\*:[a-z0-9*-]+:/);
      for (const key of keys) expect(key, name).toMatch(/^[^:\s,;|]+:[^\s,;|]+$/);
    }
  });
});

const attached = (arn: unknown): Role =>
  read(
    JSON.stringify({
      Parameters: { Env: { Type: 'String', AllowedValues: ['AdministratorAccess', 'IAMFullAccess'] } },
      Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [arn] } } },
    }),
  ).all('role')[0] as Role;
const granted = (arn: unknown): string[] =>
  attached(arn).managed.flatMap((managed) =>
    awsStatements(managed).map(({ actions, notActions, conditions, when }) =>
      [
        ...actions.map(({ text }) => shown(piecesIn(text, NOWHERE))),
        ...notActions.map(({ text }) => `!${shown(piecesIn(text, NOWHERE))}`),
        ...conditions.flatMap(({ values }) => values.map(({ text }) => `>${shown(piecesIn(text, NOWHERE))}`)),
        ...(when.in(NOWHERE).is === 'unknown' ? ['?'] : []),
      ].join(' '),
    ),
  );

describe('managed policies of AWS', () => {
  const of = (name: string): string[] => granted(`arn:aws:iam::aws:policy/${name}`);
  test.each([
    ['AdministratorAccess', ['*']],
    ['PowerUserAccess', ['!account:* !iam:* !organizations:*']],
    ['IAMFullAccess', ['iam:*']],
    ['AWSCodePipeline_FullAccess', ['codebuild:CreateProject codepipeline:*', 'iam:PassRole >codepipeline.amazonaws.com']],
    ['service-role/AWSCodeDeployRoleForECS', ['lambda:InvokeFunction', 'iam:PassRole >ecs-tasks.amazonaws.com']],
    ['AWSDenyAll', []],
    ['NoSuchPolicy', []],
  ])('%s', (name, wanted) => expect(of(name)).toEqual(wanted));
  test('in any partition, by a choice, and not of an account', () => {
    expect(granted({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/IAMFullAccess' })).toEqual(['iam:*']);
    expect(granted({ 'Fn::Sub': 'arn:aws:iam::aws:policy/${Env}' })).toEqual(['* ?', 'iam:* ?']);
    expect(granted({ Ref: 'Env' })).toEqual([]);
    expect(granted('arn:aws:iam::111122223333:policy/IAMFullAccess')).toEqual([]);
  });
  test('each line has a name and grants', () => {
    for (const line of policies.MANAGED_POLICIES.trim().split('\n')) expect(line).toMatch(/^[\w+=.@-]+ !?[\w*:-]+/);
  });
  test('grant what they grant, and what else is not known', () => {
    const role = attached('arn:aws:iam::aws:policy/AWSCodeBuildDeveloperAccess');
    const may = (action: string): string => mayDo(role, { action, on: every('codebuild', 'project/') }).in(NOWHERE).is;
    expect([may('codebuild:StartBuild'), may('codebuild:BatchGetBuilds'), may('codebuild:DeleteProject')]).toEqual([
      'yes',
      'unknown',
      'unknown',
    ]);
  });
});

describe('what a request is on', () => {
  const statement = (Resource: string | string[], more: object = {}) =>
    roleOf([{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource, ...more } }]);
  const on = (resource: string | string[], scope: Parameters<typeof mayFreelyDo>[1]['on']): string =>
    mayFreelyDo(statement(resource), { action: 'x:Y', on: scope }).in(NOWHERE).is;
  test.each([
    ['*', EVERY_ROLE, 'yes'],
    ['arn:aws:iam::111122223333:role/*', EVERY_ROLE, 'yes'],
    ['arn:aws:iam::*', EVERY_ROLE, 'yes'],
    ['arn:aws:iam::111122223333:role/web-*', EVERY_ROLE, 'no'],
    ['arn:aws:iam::111122223333:role/?', EVERY_ROLE, 'no'],
    ['arn:aws:iam::111122223333:role/${aws:username}', EVERY_ROLE, 'no'],
    ['arn:aws:codebuild:us-east-1:111122223333:*', every('codebuild', 'project/'), 'yes'],
    ['arn:aws:*:us-east-1:*:*', every(), 'no'],
    ['arn:aws:*:*:*:*', every(), 'yes'],
    ['*', NO_RESOURCE, 'yes'],
    ['arn:aws:ecr:*:*:*', NO_RESOURCE, 'no'],
    ['arn:aws:lambda:us-east-1:111122223333:function:web', some('lambda', 'function:'), 'yes'],
    ['arn:aws:lambda:us-east-1:111122223333:function:web', some('lambda', 'layer:'), 'no'],
    ['arn:aws:s3:::web', some('lambda'), 'no'],
    ['arn:aws:s3:::${aws:username}', some('s3'), 'yes'],
  ])('%s', (resource, scope, wanted) => expect(on(resource, scope)).toBe(wanted));
  test('all but a few is at least one of each, unless none is left', () => {
    const left = (NotResource: string): string =>
      mayFreelyDo(roleOf([{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', NotResource } }]), {
        action: 'x:Y',
        on: some('lambda', 'function:'),
      }).in(NOWHERE).is;
    expect(['arn:aws:lambda:us-east-1:111122223333:function:web', 'arn:aws:s3:::*', 'arn:aws:lambda:*:*:*', '*'].map(left)).toEqual([
      'yes',
      'yes',
      'no',
      'no',
    ]);
  });
  test('one of several', () => expect(on(['arn:aws:s3:::web', '*'], EVERY_ROLE)).toBe('yes'));
});
