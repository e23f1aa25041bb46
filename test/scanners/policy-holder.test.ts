import { describe, expect, test } from 'vitest';
import { placeOf } from '../../src/engine/place.ts';
import type { IamScope } from '../../src/model/identity.ts';
import { RULES } from '../../src/rules/index.ts';
import { check, type Input } from '../harness.ts';
import { allow, policy, role, services, template } from '../rules/identity/fixtures.ts';

const IDENTITY = RULES.filter(({ category }) => category === 'identity');

/** What the rules of identity tell at medium or above: the file, the rule and its words. */
const told = (input: Input, scope: IamScope = 'delivery'): string[] =>
  check(IDENTITY, input, {}, {}, scope)
    .findings.filter(({ outcome, severity }) => outcome === 'problem' && !/low|info/.test(severity))
    .map(({ at, rule, message }) => `${placeOf(at).path} ${rule.id}: ${message}`);
const rules = (input: Input, scope?: IamScope): string[] => told(input, scope).map((line) => line.replace(/^\S+ ([\w-]+):.*/, '$1'));

const document = (...statements: string[]): string => `{ "Version": "2012-10-17", "Statement": [${statements.join(', ')}] }`;
const grant = (action: string, more = ''): string => `{ "Effect": "Allow", "Action": "${action}", "Resource": "*"${more} }`;
const trust = (principal: string): string => `{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ${principal} }`;

describe('a policy that nobody in sight has', () => {
  test.each([
    ['*', 'admin-role'],
    ['s3:*', 'service-wildcard'],
    ['iam:PassRole', 'pass-any-role'],
    ['sts:AssumeRole', 'assume-any-role'],
    ['secretsmanager:GetSecretValue', 'read-any-secret'],
    ['codebuild:StartBuild', 'start-any-build'],
    ['codeconnections:UseConnection', 'use-any-connection'],
    ['ecr:PutImage', 'push-to-any-repository'],
    ['ecr:SetRepositoryPolicy', 'repository-tampering-rights'],
    ['lambda:UpdateFunctionCode', 'deploy-to-any-service'],
    ['iam:CreatePolicyVersion', 'privilege-escalation'],
  ])('%s is told of by %s', (action, rule) => expect(rules({ 'p.json': document(grant(action)) }, 'all')).toEqual([rule]));
  test('all but a list, and roles without a boundary', () => {
    const allBut = '{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }';
    expect(rules({ 'p.json': document(allBut) }, 'all')).toEqual(['not-action-allow']);
    expect(rules({ 'p.json': document(grant('iam:CreateRole'), grant('iam:PutRolePolicy')) }, 'all')).toContain('create-unbounded-role');
  });
  test('is told as itself', () =>
    expect(told({ 'p.json': document(grant('*')) }, 'all')).toEqual([
      'p.json admin-role: lets whoever has the policy p.json do everything',
    ]));
  test('what it denies counts, and so does what limits it', () => {
    expect(told({ 'p.json': document(grant('ecr:PutImage'), grant('ecr:*').replace('Allow', 'Deny')) }, 'all')).toEqual([]);
    expect(told({ 'p.json': document(grant('ecr:PutImage', ', "Condition": { "StringEquals": { "a": "b" } }')) }, 'all')).toEqual([]);
  });
  test('a managed policy of a template', () => {
    const own = template(`Wide:\n  Type: AWS::IAM::ManagedPolicy\n  Properties:\n    PolicyDocument: { Statement: [${allow('s3:*')}] }\n`);
    expect(told(own, 'all')).toEqual(['input.yaml service-wildcard: lets whoever has the policy Wide do everything in s3']);
    expect(told(own)).toEqual([]);
  });
  test('is no boundary, and no policy of a resource', () => {
    expect(told({ 'iam/boundary.json': document(grant('*')) }, 'all')).toEqual([]);
    expect(told({ 'p.json': document(grant('s3:*', ', "Principal": { "AWS": "111122223333" }')) }, 'all')).toEqual([]);
  });
});

describe('where only delivery counts, a policy alone is told where it is called so', () => {
  test.each([
    'cicd/policy.json',
    'codebuild-policy.json',
    'iam/CodeBuildServiceRole.json',
    'iam/pipeline-role.json',
    'x/deploy/p.json',
    'cicd/tscp.json',
    'cicd/scpfiles.json',
  ])('%s', (path) => expect(rules({ [path]: document(grant('s3:*')) })).toEqual(['service-wildcard']));
  test.each([
    'policy.json',
    'iam/app.json',
    'cicd/app/policy.json',
    'codecommit.json',
    'deployments.json',
    'cicd/scp.json',
    'deploy/guardrail.json',
    'cicd/guardrails.json',
  ])('not %s', (path) => expect(told({ [path]: document(grant('s3:*')) })).toEqual([]));
});

describe('a trust policy alone', () => {
  const anybody = document(trust('"*"'));
  test('is told of by the rules of trust', () => {
    expect(told({ 'trust.json': anybody }, 'all')).toEqual([
      'trust.json open-trust: lets anybody, in any account of AWS, assume the role trust.json',
    ]);
    expect(told({ 'codebuild/trust.json': anybody })).toHaveLength(1);
    expect(told({ 'trust.json': anybody })).toEqual([]);
  });
  test('is told of where strangers may build with it, too', () => {
    const github =
      '{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" } }';
    expect(rules({ 'trust.json': document(github) }, 'all')).toEqual(['oidc-without-subject']);
    expect(rules({ 'codebuild/trust.json': document(github) })).toEqual(['oidc-without-subject']);
    expect(rules({ 'trust.json': document(github) })).toEqual([]);
  });
  test('grants nothing', () => expect(told({ 'trust.json': document(trust('{ "Service": "ec2.amazonaws.com" }')) }, 'all')).toEqual([]));
});

describe('a policy that a command gives to a role', () => {
  const wide = { 'p.json': document(grant('s3:*')) };
  const put = (name: string): string => `aws iam put-role-policy --role-name ${name} --policy-name p --policy-document file://p.json`;
  const buildspec = (...commands: string[]): string =>
    `version: 0.2\nphases:\n  build:\n    commands:\n${commands.map((one) => `      - ${one}\n`).join('')}`;
  test('counts by the link, whatever it is called', () =>
    expect(told({ 'buildspec.yml': buildspec(put('web-codebuild')), ...wide })).toEqual([
      'p.json service-wildcard: lets whoever has the policy p do everything in s3',
    ]));
  test('is told once where the file counts too', () =>
    expect(rules({ 'buildspec.yml': buildspec(put('web-codebuild')), ...wide }, 'all')).toEqual(['service-wildcard']));
  test('not of a role of something else', () => expect(told({ 'buildspec.yml': buildspec(put('web-app')), ...wide })).toEqual([]));
  test('is told of the role where that is here', () => {
    const make = 'aws iam create-role --role-name web --assume-role-policy-document file://t.json';
    const files = {
      'buildspec.yml': buildspec(make, put('web')),
      ...wide,
      't.json': document(trust('{ "Service": "codebuild.amazonaws.com" }')),
    };
    for (const scope of ['delivery', 'all'] as const) expect(rules(files, scope)).toEqual(['service-wildcard']);
    expect(told(files)[0]).toContain('lets the delivery role web do everything in s3');
  });
});

test('every role counts where all do', () => {
  const app = role(policy(allow('s3:*')), '', services('lambda'));
  expect(told(app)).toEqual([]);
  expect(told(app, 'all')).toEqual(['input.yaml service-wildcard: lets the role Role do everything in s3']);
  const logs = role(policy(allow('logs:*')), '', services('lambda'));
  expect(check(IDENTITY, logs, {}, {}, 'all').findings).toEqual([]);
});
