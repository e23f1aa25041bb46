import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/elevated-managed-policy.ts';
import { check, testRule } from '../../harness.ts';
import { BOUNDARY, managed, ofAws, role, services } from './fixtures.ts';

testRule(rule, {
  good: {
    'a role that delivers nothing': role(managed(ofAws('PowerUserAccess')), '', services('lambda')),
    'AdministratorAccess is admin-role': role(managed(ofAws('AdministratorAccess'))),
    'policies that read': role(`${managed(ofAws('ReadOnlyAccess'))}\n  - ${ofAws('AWSCodePipeline_ReadOnlyAccess')}`),
    'policies for the service': role(`${managed(ofAws('service-role/AWSCodeDeployRole'))}\n  - ${ofAws('AWSCodeDeployRoleForECSLimited')}`),
    'a policy of the account': role(managed('arn:aws:iam::111122223333:policy/PowerUserAccess')),
    'a name that only ends or begins alike': role(`${managed(ofAws('MyPowerUserAccess'))}\n  - ${ofAws('PowerUserAccessPlus')}`),
    'a policy that nobody knows is told by admin-role': role(managed('!Ref Given')),
  },
  bad: {
    IAMFullAccess: role(managed(ofAws('IAMFullAccess'), 'problem (critical)')),
    PowerUserAccess: role(managed(ofAws('PowerUserAccess'), 'problem')),
    'in another partition, under a path': role(managed('arn:aws-us-gov:iam::aws:policy/job-function/SystemAdministrator', 'problem')),
    'in any partition': role(managed('!Sub "arn:${AWS::Partition}:iam::aws:policy/AWSCodePipeline_FullAccess"', 'problem')),
    'all of a service': role(managed(ofAws('AmazonS3FullAccess'), 'problem (medium)')),
    'all of a service, with more in its name': role(managed(ofAws('AmazonDynamoDBFullAccess_v2'), 'problem (medium)')),
    'every repository of images': role(managed(ofAws('AmazonEC2ContainerRegistryPowerUser'), 'problem (medium)')),
    logs: role(managed(ofAws('CloudWatchLogsFullAccess'), 'problem (low)')),
    'where a limited one is there': role(managed(ofAws('AWSCodeDeployRoleForECS'), 'problem (low)')),
    'in one world': role(
      managed(`!If [IsProd, "${ofAws('ReadOnlyAccess')}", "${ofAws('PowerUserAccess')}"]`, 'problem when IsProd is false'),
    ),
    'attached in one world': role(managed(`!If [IsProd, "${ofAws('PowerUserAccess')}", !Ref AWS::NoValue]`, 'problem when IsProd is true')),
    'for stacks': role(managed(ofAws('PowerUserAccess'), 'problem'), '', services('cloudformation')),
  },
  undecided: {
    'a boundary that nobody can see': role(BOUNDARY + managed(ofAws('PowerUserAccess'), 'undecided')),
    'whoever may assume it': role(
      managed(ofAws('PowerUserAccess'), 'undecided'),
      '',
      services('codebuild').replace('codebuild.amazonaws.com', '!Ref Given'),
    ),
  },
});

test.each([
  ['IAMFullAccess', 'which can make itself an administrator'],
  ['PowerUserAccess', 'which is next to an administrator'],
  ['AmazonS3FullAccess', 'which is for people, and for all of a service'],
  ['CloudWatchLogsFullAccess', 'which gives more than is needed'],
])('%s is one %s', (name, what) =>
  expect(check([rule], role(managed(ofAws(name)))).findings.map(({ message }) => message)).toEqual([
    `gives the delivery role Role a managed policy of AWS ${what}`,
  ]),
);
