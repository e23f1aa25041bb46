import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/model/answer.ts';
import type { Role } from '../../../src/model/identity.ts';
import { mayDo, mayFreelyDo, type Request } from '../../../src/model/policy/evaluate.ts';
import { statementsOf } from '../../../src/model/policy/grants.ts';
import { every } from '../../../src/model/policy/resource.ts';
import { read } from '../../harness.ts';

const allow = (Action: unknown, more: object = {}): object => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const documentOf = (Statement: unknown): object => ({ PolicyDocument: { Version: '2012-10-17', Statement } });

/** A role with statements of its own and these managed policies, beside other resources. */
function holding(statements: readonly object[], ManagedPolicyArns: unknown, more: object = {}): Role {
  const Policies = statements.length > 0 ? [{ PolicyName: 'own', ...documentOf(statements) }] : [];
  const [role] = read(
    JSON.stringify({
      Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] }, Given: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
      Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { Policies, ManagedPolicyArns } }, ...more },
    }),
  ).all('role') as readonly [Role];
  return role;
}
const managed = (statement: object, more: object = {}): object => ({
  Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ...documentOf(statement), ...more } },
});
const START: Request = { action: 'codebuild:StartBuild', on: every('codebuild', 'project/') };
const may = (role: Role, ask = mayDo): string => {
  const { is, when } = answer(ask(role, START));
  return [is, ...when].join(' ');
};
const ifProd = (arn: unknown): object => ({ 'Fn::If': ['IsProd', arn, { Ref: 'AWS::NoValue' }] });
const ofAws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const inPartition = (name: string): object => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` });
const OURS = 'arn:aws:iam::111122223333:policy/';
const HERE = { Ref: 'Managed' };
const OTHER = { Ref: 'Other' };
const either = (one: unknown, other: unknown): object => ({ 'Fn::If': ['IsProd', one, other] });
const both = (action: string, other: string, more?: object): object => ({
  ...managed(allow(action), more),
  Other: { Type: 'AWS::IAM::ManagedPolicy', Properties: documentOf(allow(other)) },
});

describe('what a managed policy adds', () => {
  test.each<[string, unknown, object, string]>([
    ['that is here and grants it', HERE, managed(allow('codebuild:*')), 'yes'],
    ['that is here and does not', HERE, managed(allow('s3:*')), 'no'],
    ['that is attached in one world', ifProd(HERE), managed(allow('codebuild:*')), 'yes IsProd is true'],
    ['that is attached in one world, another one in the others', either(HERE, OTHER), both('codebuild:*', 's3:*'), 'yes IsProd is true'],
    ['that is attached where another one is not', either(OTHER, HERE), both('codebuild:*', 's3:*'), 'yes IsProd is false'],
    ['or that stands in its place', either(HERE, OTHER), both('codebuild:*', 'codebuild:StartBuild'), 'yes'],
    ['of which one is not here', either(HERE, `${OURS}builds`), managed(allow('codebuild:*')), 'yes IsProd is true'],
    ['whose statement is there in one world', HERE, managed(ifProd(allow('codebuild:*'))), 'yes IsProd is true'],
    ['that is not here', `${OURS}builds`, {}, 'unknown'],
    ['that is not here, in one world', ifProd(`${OURS}builds`), {}, 'unknown'],
    ['that nobody knows', { Ref: 'Given' }, {}, 'unknown'],
    ['of AWS that grants it', ofAws('AWSCodeBuildDeveloperAccess'), {}, 'yes'],
    ['of AWS that grants it in one world', ifProd(ofAws('AWSCodeBuildDeveloperAccess')), {}, 'yes IsProd is true'],
  ])('%s', (_, arn, more, wanted) => expect(may(holding([], [arn], more))).toBe(wanted));
  test('is no more than it says where rules warn', () => {
    expect(may(holding([], [`${OURS}builds`]), mayFreelyDo)).toBe('no');
    expect(may(holding([], [HERE], managed(allow('codebuild:*'))), mayFreelyDo)).toBe('yes');
    expect(may(holding([], [ofAws('AWSCodeBuildDeveloperAccess')]), mayFreelyDo)).toBe('yes');
  });
});

describe('what a managed policy takes from a role that may do it', () => {
  test.each<[string, unknown, object, string]>([
    ['that is here and denies it', HERE, managed({ ...allow('codebuild:*'), Effect: 'Deny' }), 'no'],
    ['that is here and denies it in one world', ifProd(HERE), managed({ ...allow('*'), Effect: 'Deny' }), 'yes IsProd is false'],
    ['that is here and denies something else', HERE, managed({ ...allow('s3:*'), Effect: 'Deny' }), 'yes'],
    ['that is not here', `${OURS}limits`, {}, 'unknown'],
    ['that is not here, in one world', ifProd(`${OURS}limits`), {}, 'yes IsProd is false'],
    ['that nobody knows', { Ref: 'Given' }, {}, 'unknown'],
    ['of AWS that grants', ofAws('AmazonS3FullAccess'), {}, 'yes'],
    ['of AWS that grants, in whatever partition', inPartition('AmazonS3FullAccess'), {}, 'yes'],
    ['of AWS that denies everything, in whatever partition', inPartition('AWSDenyAll'), {}, 'unknown'],
    ['of AWS that a parameter names', inPartition('${Given}'), {}, 'unknown'],
    [
      'of AWS, whose name is one of two',
      { 'Fn::Sub': ['arn:aws:iam::aws:policy/${Name}', { Name: either('AmazonS3FullAccess', 'AWSDenyAll') }] },
      {},
      'yes IsProd is true',
    ],
    ['of ours, in whatever partition', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::111122223333:policy/limits' }, {}, 'unknown'],
    ['of AWS, one of two', { 'Fn::If': ['IsProd', ofAws('AmazonS3FullAccess'), ofAws('AWSDenyAll')] }, {}, 'yes IsProd is true'],
    ['of AWS that denies everything', ofAws('AWSDenyAll'), {}, 'unknown'],
    ['of AWS for a key that leaked', ofAws('AWSCompromisedKeyQuarantineV3'), {}, 'unknown'],
    ['of AWS whose name begins alike', ofAws('AWSDenyAllOfIt'), {}, 'yes'],
    ['of AWS whose name ends alike', ofAws('NoAWSDenyAll'), {}, 'yes'],
    ['of ours with a name of AWS', `${OURS}AmazonS3FullAccess`, {}, 'unknown'],
  ])('%s', (_, arn, more, wanted) => expect(may(holding([allow('codebuild:StartBuild')], [arn], more))).toBe(wanted));
});

test('a policy that is attached by both counts once', () => {
  const role = holding([allow('s3:*')], [HERE], managed([allow('codebuild:*'), allow('ecr:*')], { Roles: [{ Ref: 'Role' }] }));
  expect(statementsOf(role)).toHaveLength(3);
});

test('a policy that is attached in several ways counts once, in the worlds of all of them', () => {
  const worlds = (arns: readonly unknown[], more?: object): string[] =>
    statementsOf(holding([], arns, both('s3:*', 'ecr:*', more))).map(({ when }) => {
      const { is, when: chosen } = answer(when);
      return [is, ...chosen].join(' ');
    });
  expect(worlds([either(HERE, OTHER), ifProd(HERE)])).toEqual(['yes IsProd is true', 'yes IsProd is false']);
  expect(worlds([either(HERE, OTHER), either(OTHER, HERE)])).toEqual(['yes', 'yes']);
  expect(worlds([either(HERE, OTHER)], { Roles: [{ Ref: 'Role' }] })).toEqual(['yes', 'yes IsProd is false']);
});
