import { describe, expect, test } from 'vitest';
import { commandsOf } from '../../src/model/buildspec.ts';
import { heedsOnFailure, runsAfterFailure } from '../../src/model/failure.ts';
import { runsOf } from '../../src/model/run.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { read } from '../harness.ts';

const template = (
  phases: unknown,
  environment: Readonly<Record<string, unknown>> = { Type: 'LINUX_CONTAINER', Image: 'aws/codebuild/standard:7.0' },
): string =>
  JSON.stringify({
    Resources: {
      B: {
        Type: 'AWS::CodeBuild::Project',
        Properties: { Source: { Type: 'CODEPIPELINE', BuildSpec: JSON.stringify({ version: 0.2, phases }) }, Environment: environment },
      },
    },
  });

/** Of the command `x`. */
function told(text: string): string {
  const model = read(text);
  const [buildspec] = model.all('buildspec');
  const run = buildspec && runsOf(commandsOf(buildspec)).find(({ command }) => command.words[0] === 'x');
  return buildspec && run ? runsAfterFailure(run, buildspec, model.all('project')).in(NOWHERE).is : 'nothing';
}

describe('what runs after a failure', () => {
  const build = { commands: ['a'] };
  const OK = '[ $CODEBUILD_BUILD_SUCCEEDING = 1 ]';
  test.each<[string, string, unknown]>([
    ['post_build', 'yes', { build, post_build: { commands: ['x'] } }],
    ['post_build behind a guard', 'no', { build, post_build: { commands: [OK, 'x'] } }],
    ['post_build behind something like a guard', 'unknown', { build, post_build: { commands: [`${OK} || exit 0`, 'x'] } }],
    ['post_build of no build', 'no', { pre_build: { commands: ['a'] }, post_build: { commands: ['x'] } }],
    ['post_build of an empty build', 'no', { build: { commands: [] }, post_build: { commands: ['x'] } }],
    ['a build', 'no', { install: { commands: ['a'] }, pre_build: { commands: ['a'] }, build: { commands: ['x'] } }],
    ['finally', 'yes', { build: { commands: ['a'], finally: ['x'] } }],
    ['finally behind a guard', 'no', { build: { commands: ['a'], finally: [`${OK} && x`] } }],
    ['post_build of a build that aborts', 'no', { build: { ...build, 'on-failure': 'ABORT' }, post_build: { commands: ['x'] } }],
    ['post_build of a build that goes on', 'yes', { build: { ...build, 'on-failure': 'CONTINUE' }, post_build: { commands: ['x'] } }],
  ])('%s: %s', (_, is, phases) => expect(told(template(phases))).toBe(is));

  const aborting = { build: { ...build, 'on-failure': 'ABORT' }, post_build: { commands: ['x'] } };
  test.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['Lambda compute', 'yes', { Type: 'LINUX_LAMBDA_CONTAINER', Image: 'aws/codebuild/amazonlinux-x86_64-lambda-standard:nodejs20' }],
    ['Lambda compute on Arm', 'yes', { Type: 'ARM_LAMBDA_CONTAINER', Image: 'aws/codebuild/amazonlinux-aarch64-lambda-standard:nodejs20' }],
    [
      'a fleet',
      'yes',
      {
        Type: 'LINUX_CONTAINER',
        Image: 'aws/codebuild/standard:7.0',
        Fleet: { FleetArn: 'arn:aws:codebuild:eu-west-1:111122223333:fleet/a' },
      },
    ],
    ['an image of its own', 'yes', { Type: 'LINUX_CONTAINER', Image: 'docker.io/node:22' }],
    ['an image that nobody knows', 'unknown', { Type: 'LINUX_CONTAINER', Image: { Ref: 'Image' } }],
  ])('ABORT on %s: %s', (_, is, environment) => expect(told(template(aborting, environment))).toBe(is));

  test('of a buildspec that no project here runs nobody knows whether it aborts', () => {
    const [buildspec] = read({ 'buildspec.yml': JSON.stringify({ version: 0.2, phases: aborting }) }).all('buildspec');
    expect(buildspec && heedsOnFailure(buildspec, []).in(NOWHERE).is).toBe('unknown');
  });
});
