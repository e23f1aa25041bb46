import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/role-shared-by-services.ts';
import { check, testRule } from '../../harness.ts';
import { services, template } from './fixtures.ts';

const shared = (trust: string, mark = ''): string =>
  template(`Role:${mark && ` # ${mark}`}\n  Type: AWS::IAM::Role\n  Properties:\n    ${trust}`);

testRule(rule, {
  good: {
    'one service': shared(services('codebuild')),
    'one of these and another': shared(services('codebuild', 'lambda')),
    'a service that nobody knows': shared(services('codebuild', 'x').replace('x.amazonaws.com', '!Ref Given')),
    'one or the other': shared(
      services('x').replace('x.amazonaws.com', '!If [IsProd, codebuild.amazonaws.com, codepipeline.amazonaws.com]'),
    ),
  },
  bad: {
    'a pipeline and its builds': shared(services('codepipeline', 'codebuild'), 'problem'),
    'builds and deployments': shared(services('codebuild', 'codedeploy'), 'problem'),
    'a pipeline and its stacks': shared(services('codepipeline', 'cloudformation'), 'problem'),
    'in one world': shared(
      services('codebuild', 'x').replace('x.amazonaws.com', '!If [IsProd, codepipeline.amazonaws.com, lambda.amazonaws.com]'),
      'problem when IsProd is true',
    ),
  },
  undecided: {},
});

test('names the services, and no others', () => {
  const [finding] = check([rule], { 'template.yaml': shared(services('codebuild', 'lambda', 'codepipeline')) }).findings;
  expect(finding?.message).toMatch(/^is a role that (codepipeline and codebuild|codebuild and codepipeline) share$/);
});
