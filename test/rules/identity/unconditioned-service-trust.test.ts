import rule from '../../../src/rules/identity/unconditioned-service-trust.ts';
import { testRule } from '../../harness.ts';
import { role, services, trustedBy } from './fixtures.ts';

const trust = (service: string, mark = '', more = ''): string =>
  trustedBy([`{ Effect: Allow, Action: "sts:AssumeRole", Principal: { Service: ${service} }${more} }${mark && ` # ${mark}`}`]);

testRule(rule, {
  good: {
    'for one account': trust('codebuild.amazonaws.com', '', ', Condition: { StringEquals: { "aws:SourceAccount": !Ref AWS::AccountId } }'),
    'for one project': trust(
      'codebuild.amazonaws.com',
      '',
      ', Condition: { ArnLike: { "aws:SourceArn": "arn:aws:codebuild:*:111122223333:project/web" } }',
    ),
    stacks: trust('cloudformation.amazonaws.com'),
    'other services': role('Path: /', '', services('lambda', 'ec2')),
    'no service': trustedBy(['{ Effect: Allow, Action: "sts:AssumeRole", Principal: { AWS: codebuild.amazonaws.com } }']),
    'it is denied': trustedBy(['{ Effect: Deny, Action: "sts:AssumeRole", Principal: { Service: codebuild.amazonaws.com } }']),
    'a service that nobody knows': trust('!Ref Given'),
  },
  bad: {
    'a build': trust('codebuild.amazonaws.com', 'problem'),
    'a pipeline': trust('codepipeline.amazonaws.com', 'problem'),
    'a build, among others': trust('[lambda.amazonaws.com, codebuild.amazonaws.com]', 'problem'),
    'in one world': trust('!If [IsProd, codebuild.amazonaws.com, lambda.amazonaws.com]', 'problem when IsProd is true'),
  },
  undecided: { 'a condition that nobody can see': trust('codebuild.amazonaws.com', 'undecided', ', Condition: !ImportValue limits') },
});
