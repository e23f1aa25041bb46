import rule from '../../../src/rules/identity/start-any-build.ts';
import { testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services, trusting } from './fixtures.ts';

const START = 'codebuild:StartBuild';
const BUILDS = services('codebuild');

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow(START)), '', services('events')),
    'one project': may(START, '', { on: '[!GetAtt Build.Arn, "arn:aws:codebuild:eu-west-1:111122223333:project/web-*"]' }),
    'what only reads': may('codebuild:BatchGetBuilds'),
    'all of the service is service-wildcard': may('codebuild:*'),
    'everything is admin-role': may('*'),
    'it is denied': role(policy(allow(START), '{ Effect: Deny, Action: "codebuild:Start*", Resource: "*" }')),
  },
  bad: {
    'a build': role(policy(allow(START, 'problem')), '', BUILDS),
    'a build and a service that nobody knows': role(
      policy(allow(START, 'problem')),
      '',
      trusting('{ Service: [codebuild.amazonaws.com, !Ref Given] }'),
    ),
    'a batch': role(policy(allow('codebuild:StartBuildBatch', 'problem')), '', BUILDS),
    'a pipeline': may('["codebuild:BatchGetBuilds", "codebuild:StartBuild*"]', 'problem (medium)'),
    'every project of the account': may(START, 'problem (medium)', { on: '"arn:aws:codebuild:eu-west-1:111122223333:project/*"' }),
    'all of the service on every project': may('codebuild:*', 'problem (medium)', { on: '"arn:aws:codebuild:*:*:project/*"' }),
    'in one world': may(START, 'problem (medium) when IsProd is true', { on: '!If [IsProd, "*", !GetAtt Build.Arn]' }),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(allow(START, 'undecided'))) },
});
