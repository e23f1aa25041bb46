import rule from '../../../src/rules/testing/on-failure-has-no-effect.ts';
import { testRule } from '../../harness.ts';
import { build, buildspec, phase, project, template } from './fixtures.ts';

const aborting = buildspec([phase('build', ['npm test'], 'on-failure: ABORT'), phase('post_build', ['docker push web'])]);
const on = (environment: string, mark = '', spec = aborting): string => template(project(spec, environment, mark));
const CURATED = 'Image: "aws/codebuild/standard:7.0"';

testRule(rule, {
  good: {
    'on EC2 in an image of CodeBuild': on(`Type: LINUX_CONTAINER, ${CURATED}`),
    'nothing is set': on(`Type: LINUX_LAMBDA_CONTAINER, ${CURATED}`, '', build('npm test')),
    'nothing is set, in an image of its own': on('Type: LINUX_CONTAINER, Image: "example.com/build:1"', '', build('npm test')),
    'an image that is not known': on('Type: LINUX_CONTAINER, Image: !Ref Image'),
    'no image': on('Type: LINUX_CONTAINER'),
    'a buildspec alone': aborting,
    'a buildspec that is not here': template(
      'Build: { Type: AWS::CodeBuild::Project, Properties: { Environment: { Type: ARM_LAMBDA_CONTAINER }, Source: { BuildSpec: ci.yml } } }',
    ),
  },
  bad: {
    'on Lambda': on(`Type: LINUX_LAMBDA_CONTAINER, ${CURATED}`, 'problem'),
    'on Lambda, ARM': on(`Type: ARM_LAMBDA_CONTAINER, ${CURATED}`, 'problem'),
    'on a fleet': on(
      `Type: LINUX_CONTAINER, ${CURATED}, Fleet: { FleetArn: "arn:aws:codebuild:eu-west-1:111122223333:fleet/a:b" }`,
      'problem',
    ),
    'in an image of its own': on('Type: LINUX_CONTAINER, Image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/build:1"', 'problem'),
    'a phase that goes on': on(
      `Type: LINUX_LAMBDA_CONTAINER, ${CURATED}`,
      'problem',
      buildspec([phase('install', ['npm ci'], 'on-failure: CONTINUE')]),
    ),
    'in one environment': on(`Type: !If [IsProd, LINUX_LAMBDA_CONTAINER, LINUX_CONTAINER], ${CURATED}`, 'problem when IsProd is true'),
    'a buildspec in a file': {
      'template.yaml': template(
        `Build: # problem\n  Type: AWS::CodeBuild::Project\n  Properties:\n    Environment: { Type: LINUX_LAMBDA_CONTAINER, ${CURATED} }\n    Source: { Type: CODEPIPELINE, BuildSpec: ci.yml }`,
      ),
      'ci.yml': aborting,
    },
  },
  undecided: {},
});
