import { describe, expect, test } from 'vitest';
import { answer } from '../../src/model/answer.ts';
import { isGated } from '../../src/model/gate.ts';
import { testsBefore } from '../../src/model/testing.ts';
import { type Input, read } from '../harness.ts';

const action = (name: string, category: string, provider: string, configuration = '{}'): string =>
  `{ Name: ${name}, ActionTypeId: { Category: ${category}, Provider: ${provider} }, Configuration: ${configuration} }`;
const pipeline = (id: string, stages: readonly string[], more = ''): string => `
  ${id}:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: ${id}
      ${more}
      Stages:
${stages.map((actions, i) => `        - { Name: S${i}, Actions: [${actions}] }`).join('\n')}`;

const QUIET = action('Source', 'Source', 'S3', '{ PollForSourceChanges: false }');
const DEPLOY = action('Deploy', 'Deploy', 'ECS');
const APPROVAL = action('Approve', 'Approval', 'Manual');
const TEST = action('Test', 'Test', 'CodeBuild');
const start = (of: string): string => action(`Start${of}`, 'Invoke', 'CodePipeline', `{ PipelineName: ${of} }`);

/** What is known of the deploy of `Release`, by what is asked of it. */
function told(input: Input): { readonly gated: string; readonly tested: string } {
  const release = read(typeof input === 'string' ? `Resources:${input}` : input)
    .all('pipeline')
    .find(({ path }) => path.includes('Release'));
  const deploy = release?.steps.at(-1);
  if (!deploy) throw new Error('Release deploys');
  const is = (truth: Parameters<typeof answer>[0]): string => [answer(truth).is, ...answer(truth).when].join(' when ');
  return { gated: is(isGated(deploy)), tested: is(testsBefore(deploy)) };
}
const release = (source = QUIET, more = ''): string => pipeline('Release', [source, DEPLOY], more);

describe('a pipeline that another one starts', () => {
  test('was held and tested where that one was', () => {
    expect(told(pipeline('Main', [TEST, APPROVAL, start('Release')]) + release())).toEqual({ gated: 'yes', tested: 'yes' });
    expect(told(pipeline('Main', [APPROVAL, start('Release')]) + release())).toEqual({ gated: 'yes', tested: 'no' });
    expect(told(pipeline('Main', [start('Release'), TEST, APPROVAL]) + release())).toEqual({ gated: 'no', tested: 'no' });
    expect(told(release())).toEqual({ gated: 'no', tested: 'no' });
  });

  test('through a third one, too', () => {
    const between = pipeline('Between', [QUIET, start('Release')]);
    expect(told(pipeline('Main', [APPROVAL, TEST, start('Between')]) + between + release())).toEqual({ gated: 'yes', tested: 'yes' });
  });

  test('by every one that starts it, or not at all', () => {
    const hasty = pipeline('Hasty', [TEST, start('Release')]);
    expect(told(pipeline('Main', [TEST, APPROVAL, start('Release')]) + hasty + release())).toEqual({ gated: 'no', tested: 'yes' });
  });

  test('an action that is there in some worlds only holds for these', () => {
    const condition =
      '\nConditions: { Fast: !Equals [!Ref Fast, "yes"] }\nParameters: { Fast: { Type: String, AllowedValues: ["yes", "no"] } }';
    const hasty = pipeline('Hasty', [`!If [Fast, ${start('Release')}, !Ref AWS::NoValue]`]);
    const { gated } = told(`${pipeline('Main', [APPROVAL, start('Release')])}${hasty}${release()}${condition}`);
    expect(gated).toBe('yes when Fast is false');
  });

  test.each([
    ['a repository that is looked at', action('Source', 'Source', 'CodeCommit'), ''],
    ['a bucket that is looked at', action('Source', 'Source', 'S3', '{ PollForSourceChanges: true }'), ''],
    ['a connection', action('Source', 'Source', 'CodeStarSourceConnection'), ''],
    ['images', action('Source', 'Source', 'ECR'), ''],
    ['a trigger', QUIET, 'Triggers: [{ ProviderType: CodeStarSourceConnection, GitConfiguration: { SourceActionName: Source } }]'],
  ])('is not held where it starts by itself: %s', (_, source, more) => {
    expect(told(pipeline('Main', [TEST, APPROVAL, start('Release')]) + release(source, more))).toEqual({ gated: 'no', tested: 'no' });
  });

  test('nor where events start it', () => {
    const rule = `
  Rule:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: a, Arn: !Sub "arn:aws:codepipeline:\${AWS::Region}:\${AWS::AccountId}:\${Release}" }] }`;
    expect(told(pipeline('Main', [TEST, APPROVAL, start('Release')]) + release() + rule)).toEqual({ gated: 'no', tested: 'no' });
  });

  test('nor where a webhook starts it', () => {
    const webhook = `
  Hook:
    Type: AWS::CodePipeline::Webhook
    Properties: { TargetPipeline: !Ref Release, TargetAction: Source, Authentication: GITHUB_HMAC, Filters: [{ JsonPath: $.ref }] }`;
    expect(told(pipeline('Main', [TEST, APPROVAL, start('Release')]) + release() + webhook)).toEqual({ gated: 'no', tested: 'no' });
  });

  test('a connection that tells of nothing starts nothing', () => {
    const source = action('Source', 'Source', 'CodeStarSourceConnection', '{ DetectChanges: false }');
    expect(told(pipeline('Main', [TEST, APPROVAL, start('Release')]) + release(source))).toEqual({ gated: 'yes', tested: 'yes' });
  });

  test('two that start each other hold nothing', () => {
    const one = pipeline('Release', [QUIET, start('Other'), DEPLOY]);
    expect(told(one + pipeline('Other', [QUIET, start('Release')]))).toEqual({ gated: 'no', tested: 'unknown' });
  });
});

/** A build that runs these commands, in an action of a pipeline or on its own. */
const project = (id: string, commands: string, more = ''): string => `
  ${id}:
    Type: AWS::CodeBuild::Project
    Properties:
      Name: ${id}
      Source: { Type: CODEPIPELINE, BuildSpec: !Sub '{ "version": 0.2, "phases": { "build": { "commands": [${commands}] } } }' }
      ${more}`;
const START = '"aws codepipeline start-pipeline-execution --name Release"';
const run = (id: string, more = ''): string => action(`Run${id}`, 'Build', 'CodeBuild', `{ ProjectName: ${id} ${more} }`);

describe('a pipeline that a command starts', () => {
  const held = pipeline('Main', [TEST, APPROVAL, run('Go')]);

  test('was held and tested where the build runs that starts it', () => {
    expect(told(held + project('Go', START) + release())).toEqual({ gated: 'yes', tested: 'yes' });
    expect(told(held + project('Go', '"echo start-pipeline-execution --name Release"') + release())).toEqual({ gated: 'no', tested: 'no' });
    expect(told(held + project('Go', START.replace('aws', 'echo aws')) + release())).toEqual({ gated: 'no', tested: 'no' });
    expect(told(held + project('Go', START.replace('Release', 'Other')) + release())).toEqual({ gated: 'no', tested: 'no' });
    expect(told(held + project('Go', START.replace('codepipeline', 'stepfunctions')) + release())).toEqual({ gated: 'no', tested: 'no' });
  });

  test.each([
    ['behind the options of the CLI', '"aws --region eu-west-1 codepipeline start-pipeline-execution --name=Release"', ''],
    ['by what it refers to', `"aws codepipeline start-pipeline-execution --name \${Release}"`, ''],
    [
      'beside something else that is filled in',
      `"aws --region \${AWS::Region} codepipeline start-pipeline-execution --name \${Release}"`,
      '',
    ],
    ['in parts', `"aws codepipeline start-pipeline-execution --name Rel''''ease"`, ''],
    ['in quotes', `"ID=$(aws codepipeline start-pipeline-execution --name ''\${Release}'' --query x)"`, ''],
    ['in one word', `"aws codepipeline start-pipeline-execution --name=\${Release}"`, ''],
    ['by a variable of the shell', '"P=Release", "aws codepipeline start-pipeline-execution --name $P"', ''],
    [
      'by a variable of the build',
      '"aws codepipeline start-pipeline-execution --name $NEXT"',
      'Environment: { EnvironmentVariables: [{ Name: NEXT, Value: !Ref Release }] }',
    ],
    [
      'by a part of a variable',
      '"aws codepipeline start-pipeline-execution --name Re${!END}"',
      'Environment: { EnvironmentVariables: [{ Name: END, Value: lease }] }',
    ],
  ])('is known %s', (_, commands, more) => {
    expect(told(held + project('Go', commands, more) + release())).toEqual({ gated: 'yes', tested: 'yes' });
  });

  test.each([
    ['what the shell sets anew', '"NEXT=$(cat name)", "aws codepipeline start-pipeline-execution --name $NEXT"', '!Ref Release'],
    ['a parameter of the account', '"aws codepipeline start-pipeline-execution --name $NEXT"', '!Ref Release, Type: PARAMETER_STORE'],
  ])('is not known by %s', (_, commands, value) => {
    const more = `Environment: { EnvironmentVariables: [{ Name: NEXT, Value: ${value} }] }`;
    expect(told(held + project('Go', commands, more) + release())).toEqual({ gated: 'no', tested: 'no' });
  });

  test.each(['x$NEXT', '$NEXT-x', '$OTHER'])('is not known by %s', (name) => {
    const more = 'Environment: { EnvironmentVariables: [{ Name: NEXT, Value: !Ref Release }] }';
    const go = project('Go', `"aws codepipeline start-pipeline-execution --name ${name}"`, more);
    expect(told(held + go + release())).toEqual({ gated: 'no', tested: 'no' });
  });

  test('is known by a name of which a part is filled in', () => {
    const go = project('Go', `"aws codepipeline start-pipeline-execution --name \${AWS::StackName}-next --output text"`);
    const next = release().replace('Name: Release', 'Name: !Sub "${AWS::StackName}-next"');
    expect(told(held + go + next)).toEqual({ gated: 'yes', tested: 'yes' });
    expect(told(held + go + next.replace('-next', '-other'))).toEqual({ gated: 'no', tested: 'no' });
  });

  test('by a build of a batch; a build that nobody can read starts nothing', () => {
    const batch = (file: string): ReturnType<typeof told> => {
      const go = project('Go', '').replace('BuildSpec: !Sub', `BuildSpec: ${file} } #`);
      const files = {
        'batch.yml':
          'version: 0.2\nbatch: { build-list: [{ identifier: a, buildspec: go.yml }, { identifier: b, buildspec: none.yml }] }\n',
        'go.yml': `version: 0.2\nphases: { build: { commands: [${START}] } }\n`,
      };
      return told({ 't.yaml': `Resources:${held}${go}${release()}`, ...files });
    };
    expect(batch('batch.yml')).toEqual({ gated: 'yes', tested: 'yes' });
    expect(batch('none.yml')).toEqual({ gated: 'no', tested: 'no' });
  });

  test('by the variable of the action rather than by that of the project', () => {
    const more = 'Environment: { EnvironmentVariables: [{ Name: NEXT, Value: Other }] }';
    const given = `, EnvironmentVariables: '[{"name":"NEXT","value":"Release"}]'`;
    const go = project('Go', '"aws codepipeline start-pipeline-execution --name $NEXT"', more);
    expect(told(pipeline('Main', [APPROVAL, run('Go', given)]) + go + release()).gated).toBe('yes');
  });

  test('is not held by a build that also runs by itself', () => {
    const webhook = 'Triggers: { Webhook: true }';
    expect(told(held + project('Go', START, webhook) + release())).toEqual({ gated: 'no', tested: 'no' });
    expect(told(held + project('Go', START) + project('Hook', START) + release())).toEqual({ gated: 'no', tested: 'no' });
  });

  test('was tested by a build that runs by itself', () => {
    expect(told(held + project('Go', START) + project('Ci', `"npm test", ${START}`) + release())).toEqual({ gated: 'no', tested: 'yes' });
    expect(told(project('Ci', `"npm test", ${START}`) + release())).toEqual({ gated: 'no', tested: 'yes' });
    expect(told(project('Ci', `"npm test || true", ${START}`) + release())).toEqual({ gated: 'no', tested: 'no' });
  });
});
