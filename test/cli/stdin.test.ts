import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, folder, pipeline } from './command.ts';

const json = (data: unknown): string => JSON.stringify(data);
const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const target = { web: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: '<TASK_DEFINITION>' } } };

const group = {
  applicationName: 'web',
  deploymentGroupName: 'all',
  alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
};

/** A text of every kind that is read, under a name that says nothing of it. */
const KINDS: readonly (readonly [kind: string, text: string])[] = [
  ['cloudformation', 'Resources: { Images: { Type: AWS::ECR::Repository } }\n'],
  ['cloudformation', json({ AWSTemplateFormatVersion: '2010-09-09', Resources: { Images: { Type: 'AWS::ECR::Repository' } } })],
  ['codepipeline', pipeline(true)],
  ['codebuild', json({ name: 'web', source: { type: 'S3' }, environment: {}, serviceRole: 'builder' })],
  ['codedeploy', json({ deploymentGroupInfo: group })],
  ['ecs', json({ family: 'web', containerDefinitions: [{ name: 'web', image: 'web:1' }] })],
  ['buildspec', 'version: 0.2\nphases: { build: { commands: [make] } }\n'],
  ['buildspec', 'phases: { pre_build: { commands: [make] } }\n'],
  ['buildspec', 'version: 0.2\nbatch: { fast-fail: true, build-list: [{ identifier: one }] }\n'],
  ['buildspec', 'batch: { build-graph: [{ identifier: one, buildspec: one.yml }] }\n'],
  ['appspec', 'version: 0.0\nos: linux\nfiles: [{ source: /, destination: /srv }]\n'],
  ['appspec', json({ version: 1, Resources: [target] })],
  ['appspec', json({ Resources: [target], Hooks: [{ BeforeInstall: 'check' }] })],
  ['iam', json({ Version: '2012-10-17', Statement: [statement] })],
  ['image definitions', json([{ name: 'web', imageUri: 'web:1' }])],
  ['image definitions', json({ ImageURI: 'web:1' })],
  ['template parameters', json([{ ParameterKey: 'Env', ParameterValue: 'prod' }])],
  ['template parameters', json({ Parameters: { Env: 'prod' } })],
];

const asStdin = (stdin: string, name: string) =>
  command(['scan', '-', '--stdin-filename', name, '--verbose'], { cwd: folder({ '.git/HEAD': '' }), stdin });

test.each(KINDS)('%s from stdin: %s', async (kind, text) => {
  const { stderr } = await asStdin(text, 'x/thing'); // whatever is found in it
  expect(stderr).toBe(`x/thing: ${kind}\n`);
});

test.each([
  ['a batch of something else', 'batch: { size: 3 }\n# build-list\n'],
  ['phases of something else', 'phases: { first: {} }\n'],
])('%s is not ours', async (_, text) => expect((await asStdin(text, 'x.yml')).stderr).toBe('x.yml: not ours\n'));

test('what does not parse is told under its name', async () => {
  const ran = await asStdin('phases: {\n', 'ci/buildspec.yml');
  expect(ran).toMatchObject({ code: 4, stdout: expect.stringMatching(/error: ci\/buildspec\.yml:\d+: /) });
});

test('a finding stands where the text would stand', async () => {
  const { code, stdout } = await command(['scan', '-', '--stdin-filename', 'infra/pipeline.json'], {
    cwd: folder({ '.git/HEAD': '' }),
    stdin: pipeline(false),
  });
  expect([code, stdout]).toEqual([1, expect.stringMatching(/--> infra\/pipeline\.json:\d+:\d+/)]);
});

test('a pipe that is named, as a shell names `<(…)`, is read as well', async () => {
  const cwd = folder({ '.git/HEAD': '' });
  const text = join(folder({ text: pipeline(false) }), 'text');
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', join(cwd, 'pipe')]);
  const writer = spawn('sh', ['-c', 'cat "$1" > "$2"', 'sh', text, join(cwd, 'pipe')]);
  const { code, stdout } = await command(['scan', 'pipe'], { cwd });
  expect([code, stdout]).toEqual([1, expect.stringMatching(/--> pipe:\d+:\d+/)]);
  writer.kill();
});
