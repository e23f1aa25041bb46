import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/service-wildcard.ts';
import { check, testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services, template, trusting } from './fixtures.ts';

const STACKS = services('cloudformation');

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow('s3:*')), '', services('lambda')),
    'some actions of a service': may('["s3:Get*", "s3:*Object", "s3:?*"]'),
    'all of a service on one thing': may('s3:*', '', { on: '["arn:aws:s3:::artifacts/*", !GetAtt Bucket.Arn]' }),
    'all of a service on another service': may('lambda:*', '', { on: '"arn:aws:s3:::*"' }),
    'all of a service under a condition': may('s3:*', '', { more: 'Condition: { StringEquals: { "aws:ResourceTag/team": web } }' }),
    'everything is admin-role': may('["*", "s3:*"]'),
    'iam, sts and connections are rules of their own': may('["iam:*", "sts:*", "codeconnections:*", "codestar-connections:*"]'),
    'it is denied': role(policy(allow('s3:*'), '{ Effect: Deny, Action: "s3:*", Resource: "*" }')),
    'a statement that denies': role(policy('{ Effect: Deny, Action: "s3:*", Resource: "*" }')),
    'logs, of a role that nobody knows': role(policy(allow('logs:*')), '', trusting('{ Service: !Ref Given }')),
    'a service that nobody knows': may('!Sub "${Given}:*"'),
  },
  bad: {
    'a service that holds data': may('S3:*', 'problem'),
    'with other actions': may('["logs:PutLogEvents", "ec2:**"]', 'problem'),
    'everything of it by its ARN': may('s3:*', 'problem', { on: '"arn:aws:s3:::*"' }),
    'another service': may('["sns:*", "logs:*"]', 'problem (medium)'),
    'several services are told once': may('["s3:*", "sqs:*", "logs:*"]', 'problem'),
    'logs and measurements': may('["logs:*", "cloudwatch:*"]', 'problem (low)'),
    'data and logs': may('["s3:*", "logs:*"]', 'problem'),
    'logs, for stacks only': role(policy(allow('logs:*', 'problem (low)')), '', STACKS),
    'for stacks only': role(policy(allow('["s3:*", "sns:*"]', 'problem (medium)'), allow('sqs:*', 'problem (medium)')), '', STACKS),
    'for stacks, and a service that nobody knows': role(
      policy(allow('s3:*', 'problem')),
      '',
      trusting('{ Service: [cloudformation.amazonaws.com, !Ref Given] }'),
    ),
    'a build of stacks': role(policy(allow('s3:*', 'problem')), '', services('cloudformation', 'codebuild')),
    'in one world': may('!If [IsProd, "s3:GetObject", "s3:*"]', 'problem when IsProd is false'),
    'a statement is told of what it grants itself': role(
      policy(allow('s3:*', 'problem'), allow('s3:*', '', { on: '"arn:aws:s3:::web/*"' }), allow('sns:*', 'problem (medium)')),
    ),
    'beside one that grants it in one world': role(
      policy(allow('s3:*', 'problem'), allow('s3:*', 'problem when IsProd is true', { on: '!If [IsProd, "*", !GetAtt Bucket.Arn]' })),
    ),
    'of a role that is there in one world': template(
      `Role:\n  Type: AWS::IAM::Role\n  Condition: IsProd\n  Properties:\n    ${services('codebuild')}\nPolicy:\n  Type: AWS::IAM::Policy\n  Properties:\n    PolicyName: own\n    Roles: [!Ref Role]\n    PolicyDocument:\n      Statement:\n        - ${allow('s3:*', 'problem when IsProd is true')}`,
    ),
    'in a policy of its own': role(
      'Path: /',
      `Policy:\n  Type: AWS::IAM::Policy\n  Properties:\n    PolicyName: own\n    Roles: [!Ref Role]\n    PolicyDocument:\n      Statement:\n        - ${allow('s3:*', 'problem')}`,
    ),
  },
  undecided: {
    'a boundary that nobody can see': role(BOUNDARY + policy(allow('s3:*', 'undecided'))),
    'a condition that nobody can see': may('s3:*', 'undecided', { more: 'Condition: !ImportValue limits' }),
  },
});

test('says what is granted as a policy writes it', () => {
  const [finding] = check([rule], { 'template.yaml': may('s3:*') }).findings;
  expect(finding?.related.map(({ text }) => text)).toContain('may do s3:*');
});

test('names the services, and none that is granted in part', () => {
  const [finding] = check([rule], { 'template.yaml': may('["s3:*", "sqs:*", "logs:Put*"]') }).findings;
  expect(finding?.message).toMatch(/ do everything in s3 and sqs$/);
});
