import { describe, expect, test } from 'vitest';
import type { Member } from '../../src/model/member.ts';
import type { Pipeline } from '../../src/model/pipeline.ts';
import type { Argument } from '../../src/model/stack.ts';
import type { EventFilter } from '../../src/model/trigger.ts';
import { read } from '../harness.ts';
import { follow, is, paths, say } from './tell.ts';

const texts = (members: readonly Member[] | undefined): string[] => members?.map(({ text }) => say(text)) ?? [];
const given = (parameters: readonly Argument[] | undefined): string[] =>
  parameters?.map(({ name, value }) => `${say(name)}=${say(value)}`) ?? [];
const filter = ({ events, branches, tags, files }: EventFilter) =>
  [events, branches.includes, branches.excludes, tags.includes, files.excludes].map((list) => texts(list).join());

const STORE = { Type: 'S3', Location: 'artifacts', EncryptionKey: { Id: 'alias/artifacts', Type: 'KMS' } };
const RULE = (Provider: string, Configuration: object) => ({
  Name: Provider,
  RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider, Version: '1' },
  Configuration,
  RoleArn: 'watcher',
});
const PIPELINE = {
  Name: 'web',
  PipelineType: 'V2',
  ExecutionMode: 'QUEUED',
  RoleArn: 'arn:aws:iam::111122223333:role/pipeline',
  Triggers: [
    {
      ProviderType: 'CodeStarSourceConnection',
      GitConfiguration: {
        SourceActionName: 'Source',
        Push: [{ Branches: { Includes: ['main'], Excludes: ['x'] }, Tags: { Includes: ['v*'] }, FilePaths: { Excludes: ['docs/**'] } }],
        PullRequest: [{ Events: ['OPEN', 'UPDATED'], Branches: { Includes: ['main'] } }],
      },
    },
  ],
  Stages: [
    {
      Name: 'Prod',
      BeforeEntry: { Conditions: [{ Result: 'FAIL', Rules: [RULE('DeploymentWindow', { Cron: '0 9-17 * * MON-FRI' })] }] },
      OnSuccess: { Conditions: [{ Result: 'ROLLBACK', Rules: [RULE('CloudWatchAlarm', { AlarmName: 'errors' })] }] },
      OnFailure: {
        Result: 'RETRY',
        RetryConfiguration: { RetryMode: 'FAILED_ACTIONS' },
        Conditions: [{ Result: 'ROLLBACK', Rules: [RULE('LambdaInvoke', { FunctionName: 'ask' })] }],
      },
      Actions: [
        {
          Name: 'Run',
          ActionTypeId: { Category: 'Compute', Owner: 'AWS', Provider: 'Commands', Version: '1' },
          Commands: ['make'],
          InputArtifacts: [{ Name: 'Source' }],
          OutputArtifacts: [{ Name: 'Out', Files: ['dist/**', 'a.json'] }],
          OutputVariables: ['VERSION'],
          Namespace: 'run',
          TimeoutInMinutes: 30,
        },
      ],
    },
  ],
};
const lower = (data: unknown): unknown => {
  if (Array.isArray(data)) return data.map(lower);
  if (typeof data !== 'object' || data === null) return data;
  const own = Object.entries(data).map(([key, value]) => [
    key[0]?.toLowerCase() + key.slice(1),
    key === 'Configuration' ? value : lower(value),
  ]);
  return Object.fromEntries(own);
};
const AROUND = `Resources:
  Store: { Type: AWS::S3::Bucket, Properties: { BucketName: artifacts } }
  Key: { Type: AWS::KMS::Key }
  Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/artifacts, TargetKeyId: !Ref Key } }
  Errors: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: errors } }
  Ask: { Type: AWS::Lambda::Function, Properties: { FunctionName: ask } }
  Watcher: { Type: AWS::IAM::Role, Properties: { RoleName: watcher } }
  Hub: { Type: AWS::CodeConnections::Connection, Properties: { ConnectionName: hub } }
  Code: { Type: AWS::CodeCommit::Repository, Properties: { RepositoryName: code } }
  Told: { Type: AWS::SNS::Topic, Properties: { TopicName: told } }
`;
const template = (properties: object) =>
  JSON.stringify({ Resources: { web: { Type: 'AWS::CodePipeline::Pipeline', Properties: properties } } });
const pipelineOf = (file: string, more: Record<string, string> = {}) =>
  read({ 'a.json': file, 'b.yaml': AROUND, ...more }).all('pipeline')[0] as Pipeline;

describe.each([
  ['a template', template({ ...PIPELINE, ArtifactStores: [{ Region: 'eu-west-1', ArtifactStore: STORE }] })],
  ['get-pipeline', JSON.stringify({ pipeline: { ...(lower(PIPELINE) as object), artifactStores: { 'eu-west-1': lower(STORE) } } })],
])('a pipeline as %s has it', (_, file) => {
  const pipeline = pipelineOf(file);
  const [stage] = pipeline.stages;

  test('itself', () => {
    expect([pipeline.type, pipeline.executionMode, pipeline.restartsOnUpdate].map(say)).toEqual(['V2', 'QUEUED', '-']);
  });

  test('its stores', () => {
    expect(
      pipeline.stores.map(({ region, location, bucket, key }) => [
        say(region),
        say(location),
        follow(bucket),
        follow(key.key),
        follow(key.alias),
      ]),
    ).toEqual([['eu-west-1', 'artifacts', 'Store', 'Key', 'Alias']]);
  });

  test('its triggers', () => {
    const [trigger] = pipeline.triggers;
    expect([say(trigger?.provider), say(trigger?.source)]).toEqual(['CodeStarSourceConnection', 'Source']);
    expect(trigger?.pushes.map(filter)).toEqual([['', 'main', 'x', 'v*', 'docs/**']]);
    expect(trigger?.pullRequests.map(filter)).toEqual([['OPEN,UPDATED', 'main', '', '', '']]);
  });

  test('what its stages ask and do', () => {
    expect(
      stage?.conditions.map(({ moment, result, provider, alarm, function: asked }) => [
        moment,
        say(result),
        say(provider),
        follow(alarm),
        follow(asked),
      ]),
    ).toEqual([
      ['beforeEntry', 'FAIL', 'DeploymentWindow', '-', '-'],
      ['onSuccess', 'ROLLBACK', 'CloudWatchAlarm', 'Errors', '-'],
      ['onFailure', 'ROLLBACK', 'LambdaInvoke', '-', 'Ask'],
    ]);
    expect(say(stage?.conditions[0]?.configuration('Cron'))).toBe('0 9-17 * * MON-FRI');
    expect([say(stage?.failure.result), say(stage?.failure.retryMode)]).toEqual(['RETRY', 'FAILED_ACTIONS']);
  });

  test('its actions', () => {
    const action = stage?.actions[0];
    expect(action?.inputs.map(({ name }) => say(name))).toEqual(['Source']);
    expect(action?.outputs.map(({ name, files }) => [say(name), texts(files)])).toEqual([['Out', ['dist/**', 'a.json']]]);
    expect([say(action?.namespace), texts(action?.outputVariables), action?.timeout.in(new Map())]).toMatchObject([
      'run',
      ['VERSION'],
      { value: 30 },
    ]);
  });
});

describe('a pipeline', () => {
  test('that says nothing has nothing', () => {
    const pipeline = pipelineOf(template({ Stages: [{ Name: 'A', Actions: [{ Name: 'B' }] }] }));
    expect([pipeline.type, pipeline.executionMode].map(say)).toEqual(['-', '-']);
    expect([pipeline.stores, pipeline.triggers, pipeline.disabledTransitions(), pipeline.stages[0]?.conditions]).toEqual([[], [], [], []]);
    const action = pipeline.steps[0]?.action;
    expect([action?.inputs, action?.outputs, action?.outputVariables, action?.overrides]).toEqual([[], [], [], []]);
    expect(
      [action?.template, action?.values, action?.pipeline, action?.connection, action?.bucket, action?.topic, action?.repository].map(
        follow,
      ),
    ).toEqual(Array(7).fill('-'));
  });

  test('with one store, under a condition', () => {
    const pipeline = read(`Conditions: { C: !Equals [!Ref AWS::Region, x] }
Resources: { P: { Type: AWS::CodePipeline::Pipeline, Properties: { ArtifactStore: !If [C, { Location: a }, { Location: !Ref AWS::StackName }], Triggers: !If [C, [{ ProviderType: x }], !Ref AWS::NoValue] } } }`).all(
      'pipeline',
    )[0];
    expect(pipeline?.stores.map(({ when, location, region }) => [is(when), say(location), say(region)])).toEqual([
      ['unknown', 'a', '-'],
      ['unknown', '?${AWS::StackName}', '-'],
    ]);
    expect(pipeline?.triggers.map(({ when }) => is(when))).toEqual(['unknown']);
  });

  test('with a store that a condition brings', () => {
    const pipeline = read(`Conditions: { C: !Equals [!Ref AWS::Region, x] }
Resources: { P: { Type: AWS::CodePipeline::Pipeline, Properties: { ArtifactStores: [!If [C, { Region: a, ArtifactStore: { Location: b } }, !Ref AWS::NoValue]] } } }`).all(
      'pipeline',
    )[0];
    expect(pipeline?.stores.map(({ when, location }) => [is(when), say(location)])).toEqual([['unknown', 'b']]);
  });

  test('with transitions that are switched off, in the template and in the account', () => {
    const off = template({ Name: 'web', DisableInboundStageTransitions: [{ StageName: 'Prod', Reason: 'freeze' }] });
    const state = {
      pipelineName: 'web',
      stageStates: [
        { stageName: 'Source' },
        { stageName: 'Test', inboundTransitionState: { enabled: true } },
        { stageName: 'Prod', inboundTransitionState: { enabled: false, disabledReason: 'later' } },
      ],
    };
    const told = (pipeline: Pipeline) =>
      pipeline.disabledTransitions().map(({ when, stage, reason }) => `${is(when)} ${say(stage)} ${say(reason)}`);
    expect(told(pipelineOf(off))).toEqual(['yes Prod freeze']);
    expect(told(pipelineOf(template({ Name: 'web' }), { 'c.json': JSON.stringify(state) }))).toEqual(['no Test -', 'yes Prod later']);
  });

  test('knows who starts and watches it', () => {
    const more = `Resources:
  R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: go, Arn: "arn:aws:codepipeline:eu-west-1:111122223333:web" }] } }
  N: { Type: AWS::CodeStarNotifications::NotificationRule, Properties: { Resource: "arn:aws:codepipeline:eu-west-1:111122223333:web" } }
  First: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Actions: [{ Name: Start, Configuration: { PipelineName: web } }] }] } }
`;
    expect(
      paths(
        pipelineOf(template({ Name: 'web' }), { 'c.yaml': more })
          .users()
          .map(({ by }) => by),
      ),
    ).toEqual(['R/go', 'N', 'First/Start']);
  });
});

describe('an action refers to', () => {
  const action = (configuration: object, more: Record<string, string> = {}) =>
    pipelineOf(template({ Stages: [{ Name: 'S', Actions: [{ Name: 'A', Configuration: configuration }] }] }), more).steps[0]?.action;

  test.each([
    ['connection', { ConnectionArn: 'arn:aws:codestar-connections:eu-west-1:111122223333:connection/hub' }, 'Hub'],
    ['repository', { RepositoryName: 'code' }, 'Code'],
    ['bucket', { S3Bucket: 'artifacts', S3ObjectKey: 'a.zip' }, 'Store'],
    ['bucket', { BucketName: 'artifacts' }, 'Store'],
    ['topic', { NotificationArn: 'arn:aws:sns:eu-west-1:111122223333:told' }, 'Told'],
    ['pipeline', { PipelineName: 'other' }, '? the pipeline other is not in what was read'],
  ] as const)('its %s %j', (what, configuration, expected) => expect(follow(action(configuration)?.[what])).toBe(expected));

  const BUCKET = 'Parameters: { Env: { Type: String } }\nResources: { B: { Type: AWS::S3::Bucket } }\n';
  test('a template and its values, as files of an artifact', () => {
    const found = action(
      {
        TemplatePath: 'Source::infra/web.yaml',
        TemplateConfiguration: 'Source::infra/prod.json',
        ParameterOverrides: '{"Env":"prod","Key":{"Fn::GetArtifactAtt":["Source","ObjectKey"]}}',
      },
      { 'infra/web.yaml': BUCKET, 'infra/prod.json': '{ "Parameters": { "Size": "big" } }' },
    );
    const file = found?.template.in(new Map());
    expect(file?.state === 'known' && file.value.at.source.origin).toEqual({ kind: 'file', path: 'infra/web.yaml' });
    const values = found?.values.in(new Map());
    expect(values?.state === 'known' && given(values.value.parameters)).toEqual(['Size=big']);
    expect(given(found?.overrides)).toEqual(['Env=prod', 'Key=?${…}']);
  });

  test.each([
    [{ TemplatePath: 'Build::packaged.yaml' }, '? packaged.yaml is not here to read'],
    [{ TemplatePath: { Ref: 'X' } }, /^\?/],
  ])('no template that is not here: %j', (configuration, expected) => expect(follow(action(configuration)?.template)).toMatch(expected));

  test('what a stack set is given', () => {
    const found = action({
      TemplatePath: 'Source::t.yaml',
      Parameters: 'ParameterKey=Env,ParameterValue=prod ParameterKey=Note,ParameterValue="a b"',
    });
    expect([given(found?.overrides), follow(found?.values)]).toEqual([['Env=prod', 'Note=a b'], '-']);
    const byFile = action({ Parameters: 'Source::v.json' }, { 'v.json': '[{ "ParameterKey": "Env", "ParameterValue": "prod" }]' });
    const values = byFile?.values.in(new Map());
    expect(values?.state === 'known' && given(values.value.parameters)).toEqual(['Env=prod']);
  });

  test('values that nobody can see', () => {
    expect(action({ ParameterOverrides: { Ref: 'X' } })?.overrides.map(({ when }) => is(when))).toEqual(['unknown']);
  });

  test('a template with the values that a template fills in', () => {
    const overrides = { 'Fn::Sub': '{"Env":"${AWS::StackName}-prod","Bucket":"${B}"}' };
    expect(given(action({ ParameterOverrides: overrides })?.overrides)).toEqual(['Env=${AWS::StackName}-prod', 'Bucket=${B}']);
  });
});
