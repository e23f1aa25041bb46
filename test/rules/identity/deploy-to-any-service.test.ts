import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/deploy-to-any-service.ts';
import { check, testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services, trusting } from './fixtures.ts';

const BUILDS = services('codebuild');

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow('ecs:UpdateService')), '', services('lambda')),
    'one of each': may('["ecs:UpdateService", "lambda:UpdateFunctionCode", "cloudformation:UpdateStack"]', '', {
      on: '["arn:aws:ecs:*:*:service/web/*", !GetAtt Function.Arn, !Sub "arn:aws:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/web/*"]',
    }),
    'the services of one cluster': may('ecs:UpdateService', '', {
      more: 'Condition: { ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/web" } }',
    }),
    'what only reads': may('["ecs:Describe*", "lambda:Get*", "cloudformation:Describe*", "codedeploy:Get*"]'),
    'what takes no resource': may('["ecs:RegisterTaskDefinition", "cloudformation:ValidateTemplate"]'),
    'a role of stacks': role(policy(allow('["lambda:UpdateFunctionCode", "codedeploy:CreateDeployment"]')), '', services('cloudformation')),
    'deployment groups, by a pipeline to which it is denied': role(
      policy(allow('codedeploy:CreateDeployment'), '{ Effect: Deny, Action: "codedeploy:*", Resource: "*" }'),
    ),
    'all of the service is service-wildcard': may('["ecs:*", "lambda:*"]'),
    'everything is admin-role': may('*'),
  },
  bad: {
    'services of ECS': may('["ecs:UpdateService", "ecs:DescribeServices"]', 'problem'),
    functions: may('lambda:UpdateFunctionCode', 'problem', { on: '"arn:aws:lambda:eu-west-1:111122223333:function:*"' }),
    stacks: may('cloudformation:UpdateStack', 'problem', { on: '"arn:aws:cloudformation:*:*:stack/*"' }),
    'change sets': may('cloudformation:ExecuteChangeSet', 'problem'),
    'environments of Elastic Beanstalk': may('elasticbeanstalk:UpdateEnvironment', 'problem'),
    'services of App Runner': may('apprunner:UpdateService', 'problem'),
    'deployment groups, by a build': role(policy(allow('codedeploy:CreateDeployment', 'problem')), '', BUILDS),
    'deployment groups, by a build and a service that nobody knows': role(
      policy(allow('codedeploy:CreateDeployment', 'problem')),
      '',
      trusting('{ Service: [codebuild.amazonaws.com, !Ref Given] }'),
    ),
    'by stacks, and by a service that nobody knows': role(
      policy(allow('lambda:UpdateFunctionCode', 'problem')),
      '',
      trusting('{ Service: [cloudformation.amazonaws.com, !Ref Given] }'),
    ),
    'deployment groups, by a pipeline': may('codedeploy:CreateDeployment', 'problem (low)'),
    'deployment groups and more, by a pipeline': may('["codedeploy:CreateDeployment", "ecs:UpdateService"]', 'problem'),
    'in one world': may('ecs:UpdateService', 'problem when IsProd is true', { on: '!If [IsProd, "*", !Ref Service]' }),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(allow('ecs:UpdateService', 'undecided'))) },
});

test('says what is deployed to, each kind once', () => {
  const actions = '["cloudformation:UpdateStack", "cloudformation:ExecuteChangeSet", "ecs:UpdateService"]';
  const [finding] = check([rule], { 'template.yaml': may(actions) }).findings;
  expect(finding?.message).toMatch(/ deploy to every service of ECS and every stack$/);
});

test.each([
  ['ecs:UpdateService', 'service/', 'service of ECS'],
  ['lambda:UpdateFunctionCode', 'function:', 'function'],
  ['codedeploy:CreateDeployment', 'deploymentgroup:', 'deployment group'],
  ['elasticbeanstalk:UpdateEnvironment', 'environment/', 'Elastic Beanstalk environment'],
  ['apprunner:UpdateService', 'service/', 'service of App Runner'],
  ['cloudformation:UpdateStack', 'stack/', 'stack'],
  ['cloudformation:ExecuteChangeSet', 'stack/', 'stack'],
])('%s on each %s', (action, kind, words) => {
  const told = (name: string): readonly string[] => {
    const on = `"arn:aws:${action.split(':')[0]}:eu-west-1:111122223333:${name}*"`;
    return check([rule], may(action, '', { on })).findings.map(({ message }) => message.replace(/^.* deploy to /, ''));
  };
  expect(told(kind)).toEqual([`every ${words}`]);
  expect(told(`${kind}web`)).toEqual([]);
});
