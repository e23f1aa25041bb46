import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/privilege-escalation.ts';
import { check, testRule } from '../../harness.ts';
import { allow, BOUNDARY, managed, may, ofAws, policy, role, services, template, trusting } from './fixtures.ts';

const TO = (service: string) => ({ more: `Condition: { StringEquals: { "iam:PassedToService": ${service}.amazonaws.com } }` });
const STACK = 'cloudformation:CreateStack';

/** A managed policy that allows it. */
const more = (action: string): string =>
  `More: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [${allow(action)}] } } }`;

/** A role that pipelines assume and one that it may act as. */
const two = (own: string, other: string): string =>
  template(
    `Other:\n  Type: AWS::IAM::Role\n  Properties:\n    RoleName: other\n    ${services('lambda').replace('{ Service: [lambda.amazonaws.com] }', '{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }')}\n${other.replace(/^/gm, '    ')}\nRole:\n  Type: AWS::IAM::Role\n  Properties:\n    ${services('codepipeline')}\n${own.replace(/^/gm, '    ')}`,
  );

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow(STACK), allow('iam:PassRole', '', TO('cloudformation'))), '', services('lambda')),
    'a role is passed, and nothing made': role(policy(allow('iam:PassRole', '', TO('cloudformation')))),
    'something is made, and no role passed': may(STACK),
    'some roles are passed': role(policy(allow(STACK), allow('iam:PassRole', '', { on: '"arn:aws:iam::111122223333:role/web-*"' }))),
    'roles are passed to another service': role(policy(allow(STACK), allow('iam:PassRole', '', TO('ecs-tasks')))),
    'every role is passed to anybody: pass-any-role': role(policy(allow(STACK), allow('iam:PassRole'))),
    'every build is started: start-any-build': may('codebuild:StartBuild'),
    'every role is assumed: assume-any-role': may('sts:AssumeRole'),
    'every function is changed: deploy-to-any-service': may('["lambda:UpdateFunctionCode", "cloudformation:UpdateStack"]'),
    'every batch of builds is started: start-any-build': may('codebuild:StartBuildBatch'),
    'everything is deployed: deploy-to-any-service': may(
      '["codedeploy:CreateDeployment", "codedeploy:RegisterApplicationRevision", "codedeploy:GetDeploymentConfig"]',
    ),
    'every service of App Runner is changed: deploy-to-any-service': may('apprunner:UpdateService'),
    'change sets are made and executed: deploy-to-any-service': may(
      '["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"]',
    ),
    'roles are created and filled: create-unbounded-role': may('["iam:CreateRole", "iam:PutRolePolicy"]'),
    'roles are created and given policies: create-unbounded-role': may('["iam:CreateRole", "iam:AttachRolePolicy"]'),
    'all of a service: service-wildcard': may('["codepipeline:*", "ssm:*"]'),
    'everything: admin-role': may('*'),
    'AdministratorAccess: admin-role': role(`${managed(ofAws('AdministratorAccess'))}\n${policy(allow('iam:CreateAccessKey'))}`),
    'all but a list: not-action-allow': role(policy('{ Effect: Allow, NotAction: "organizations:*", Resource: "*" }')),
    'a managed policy: elevated-managed-policy': role(managed(ofAws('AWSLambda_FullAccess'))),
    'it is denied': role(policy(allow('iam:CreateAccessKey'), '{ Effect: Deny, Action: "iam:*", Resource: "*" }')),
    'another role in one world, and nobody knows which in the other': two(
      policy(allow('sts:AssumeRole', '', { on: '!If [IsProd, !Ref Given, "arn:aws:iam::111122223333:role/web"]' })),
      `ManagedPolicyArns: [${ofAws('AdministratorAccess')}]`,
    ),
    'another role that is an administrator in one world': two(
      policy(allow('sts:AssumeRole', '', { on: '!GetAtt Other.Arn' })),
      `ManagedPolicyArns: !If [IsProd, [${ofAws('AdministratorAccess')}], []]`,
    ),
    'a stack has a strong role, as it is meant': template(
      `Other:\n  Type: AWS::IAM::Role\n  Properties:\n    ${services('cloudformation')}\n    ManagedPolicyArns: [${ofAws('AdministratorAccess')}]\nRole:\n  Type: AWS::IAM::Role\n  Properties:\n    ${services('codepipeline')}\n    ${policy(allow(STACK), allow('iam:PassRole', '', { on: '!GetAtt Other.Arn' })).replaceAll('\n', '\n    ')}`,
    ),
  },
  bad: {
    'the role of a stack may take a strong one: told of it, and not of the pipeline that passes it': template(
      `Strong:\n  Type: AWS::IAM::Role\n  Properties:\n    ${trusting('{ AWS: !GetAtt Other.Arn }')} # problem (medium)\n    ManagedPolicyArns: [${ofAws('AdministratorAccess')}]\nOther:\n  Type: AWS::IAM::Role\n  Properties:\n    ${services('cloudformation')}\nRole:\n  Type: AWS::IAM::Role\n  Properties:\n    ${services('codepipeline')}\n    ${policy(allow(STACK), allow('iam:PassRole', '', { on: '!GetAtt Other.Arn' })).replaceAll('\n', '\n    ')}`,
    ),
    'a stack as any role': role(policy(allow(STACK, 'problem'), allow('iam:PassRole', '', TO('cloudformation')))),
    'beside a statement of which nobody knows whether it lets pass every role': role(
      policy(
        allow(STACK, 'problem'),
        allow('iam:PassRole', '', TO('cloudformation')),
        '{ Effect: Allow, Action: !Sub "iam:${Given}Role", Resource: "*" }',
      ),
    ),
    'a task as any role': role(
      policy(allow('["ecs:RegisterTaskDefinition", "ecs:RunTask"]', 'problem'), allow('iam:PassRole', '', TO('ecs-tasks'))),
    ),
    'keys, where any role can be passed too': role(policy(allow('iam:PassRole'), allow('iam:CreateAccessKey', 'problem (critical)'))),
    'keys, in a statement that lets any role be passed too': may(
      `["iam:PassRole", "${STACK}", "iam:CreateAccessKey"]`,
      'problem (critical)',
    ),
    'all of one of the services that it takes': role(
      policy(allow('["ecs:*", "ec2:RunInstances"]', 'problem'), allow('iam:PassRole', '', TO('ec2'))),
    ),
    'by stacks only': role(
      policy(allow('lambda:*Function', 'problem (medium)'), allow('iam:PassRole', '', TO('lambda'))),
      '',
      services('cloudformation'),
    ),
    'by stacks, and by a service that nobody knows': role(
      policy(allow('iam:CreateAccessKey', 'problem (critical)')),
      '',
      trusting('{ Service: [cloudformation.amazonaws.com, !Ref Given] }'),
    ),
    'the keys of every user': may('iam:CreateAccessKey', 'problem (critical)'),
    'beside a policy that nobody can see': role(`${managed('!Ref Given')}\n${policy(allow('iam:CreateAccessKey', 'problem (critical)'))}`),
    'the rights of every role': may('iam:PutRolePolicy', 'problem (critical)'),
    'two ways are told once': may('["iam:CreateAccessKey", "iam:CreatePolicyVersion"]', 'problem (critical)'),
    'where it is granted, and not beside it': role(
      policy(
        allow('iam:CreateAccessKey', '', { on: '"arn:aws:iam::111122223333:user/web"' }),
        '{ Effect: Deny, Action: "iam:CreateAccessKey", Resource: "arn:aws:iam::111122223333:user/admin" }',
        allow('iam:CreateAccessKey', 'problem (critical)'),
      ),
    ),
    'two ways of stacks are told once': role(
      policy(allow('["iam:CreateAccessKey", "iam:CreatePolicyVersion"]', 'problem (medium)')),
      '',
      services('cloudformation'),
    ),
    'three ways are told once, one of them in one world': may(
      '["iam:CreatePolicyVersion", !If [IsProd, "iam:CreateAccessKey", "iam:GetUser"], "iam:UpdateAssumeRolePolicy"]',
      'problem (critical)',
    ),
    'all but a list, on every user': role(
      policy('{ Effect: Allow, NotAction: "organizations:*", Resource: "arn:aws:iam::*:user/*" } # problem (critical)'),
    ),
    'every pipeline is changed': may('codepipeline:UpdatePipeline', 'problem'),
    'commands on every instance': may('ssm:SendCommand', 'problem'),
    'through another role': two(
      policy(allow('sts:AssumeRole', 'problem', { on: '!GetAtt Other.Arn' })),
      `ManagedPolicyArns: [${ofAws('AdministratorAccess')}]`,
    ),
    'through another role in one world': two(
      policy(
        allow('sts:AssumeRole', 'problem when IsProd is true', {
          on: '!If [IsProd, !GetAtt Other.Arn, "arn:aws:iam::111122223333:role/web"]',
        }),
      ),
      `ManagedPolicyArns: [${ofAws('AdministratorAccess')}]`,
    ),
    'a managed policy tells it in one world': role(
      `${managed(`!If [IsProd, "${ofAws('PowerUserAccess')}", !Ref AWS::NoValue]`)}\n${policy(allow('iam:CreateAccessKey', 'problem (critical) when IsProd is false'))}`,
    ),
    'an administrator in one world': role(
      `ManagedPolicyArns: !If [IsProd, [${ofAws('AdministratorAccess')}], []]\n${policy(allow('iam:CreateAccessKey', 'problem (critical) when IsProd is false'))}`,
    ),
    'a policy that grants everything in one world': role(
      `ManagedPolicyArns: !If [IsProd, [!Ref More], []]\n${policy(allow('iam:CreateAccessKey', 'problem (critical) when IsProd is false'))}`,
      more('*'),
    ),
    'a policy that lets pass every role in one world': role(
      `ManagedPolicyArns: !If [IsProd, [!Ref More], []]\n${policy(allow(STACK, 'problem when IsProd is false'), allow('iam:PassRole', '', TO('cloudformation')))}`,
      more('iam:PassRole'),
    ),
    'in one world': may('!If [IsProd, "iam:CreateAccessKey", "iam:GetUser"]', 'problem (critical) when IsProd is true'),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(allow('iam:CreateAccessKey', 'undecided'))) },
});

test('says what the role comes to, by itself or as whom', () => {
  const told = (template: string): string | undefined => check([rule], { 'template.yaml': template }).findings[0]?.message;
  expect(told(may('iam:CreateAccessKey'))).toMatch(/: it can act as every user$/);
  const through = two(
    policy(allow('sts:AssumeRole', '', { on: '!GetAtt Other.Arn' })),
    `ManagedPolicyArns: [${ofAws('AdministratorAccess')}]`,
  );
  expect(told(through)).toMatch(/: it can act as (other|Other)$/);
});

const ADMINISTRATOR = `ManagedPolicyArns: [${ofAws('AdministratorAccess')}]`;
const ROOT = '{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }';
const THROUGH = two(policy(allow('sts:AssumeRole', '', { on: '!GetAtt Other.Arn' })), ADMINISTRATOR);

test.each([
  ['in one statement', ROOT.replace('{ ', '{ Service: lambda.amazonaws.com, ')],
  ['in another one', `{ Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }, { Effect: Allow, Principal: ${ROOT}`],
])('through a role that a service may assume, too, by what is said %s', (_, trust) => {
  const { findings } = check([rule], { 'template.yaml': THROUGH.replace(ROOT, trust) });
  expect(findings.map(({ message }) => message)).toEqual([expect.stringMatching(/can act as (other|Other)$/)]);
});

test('through a role that only a service may assume there is no way', () => {
  expect(check([rule], { 'template.yaml': THROUGH.replace(ROOT, '{ Service: lambda.amazonaws.com }') }).findings).toEqual([]);
});

test.each(['${AWS::AccountId}', '*'])('roles of two templates may be of two accounts, whatever they are called: %s', (account) => {
  const named = THROUGH.replace('!GetAtt Other.Arn', `!Sub "arn:\${AWS::Partition}:iam::${account}:role/other"`);
  const [before = '', other = '', own = ''] =
    /^([\s\S]*?\nResources:\n)( {2}Other:[\s\S]*?)( {2}Role:[\s\S]*)$/.exec(named)?.slice(1) ?? [];
  const told = (files: Readonly<Record<string, string>>): readonly string[] => check([rule], files).findings.map(({ outcome }) => outcome);
  expect(told({ 'a.yaml': before + other + own })).toEqual(['problem']);
  expect(told({ 'a.yaml': before + other, 'b.yaml': before + own })).toEqual([]);
});
