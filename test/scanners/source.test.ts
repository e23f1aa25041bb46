import { describe, expect, test } from 'vitest';
import { read } from '../harness.ts';
import { follow, say } from './tell.ts';

const resource = (type: string, properties: string) =>
  read(`Parameters: { Name: { Type: String }, Token: { Type: String, NoEcho: true } }
Resources:
  web: { Type: AWS::CodePipeline::Pipeline, Properties: { Name: web } }
  R: { Type: ${type}, Properties: ${properties} }\n`);

describe('a connection', () => {
  test.each(['AWS::CodeStarConnections::Connection', 'AWS::CodeConnections::Connection'])('%s', (type) => {
    const [known] = resource(type, '{ ConnectionName: hub, ProviderType: GitHub }').all('connection');
    expect([known?.name, known?.provider, known?.host, known?.status].map(say)).toEqual(['hub', 'GitHub', '-', '-']);
    const [open] = resource(type, '{ ConnectionName: !Ref Name, HostArn: !Ref Name }').all('connection');
    expect([open?.name, open?.provider, open?.host].map(say)).toEqual(['?${Name}', '-', '?${Name}']);
  });

  test('of an answer', () => {
    const connection = {
      ConnectionName: 'hub',
      ConnectionArn: 'arn:aws:codeconnections:eu-west-1:1:connection/a',
      ConnectionStatus: 'PENDING',
    };
    for (const answer of [{ Connection: connection }, { Connections: [connection] }]) {
      const [found] = read(JSON.stringify(answer)).all('connection');
      expect([say(found?.name), say(found?.status)]).toEqual(['hub', 'PENDING']);
    }
  });
});

test('a repository of CodeCommit', () => {
  expect(say(resource('AWS::CodeCommit::Repository', '{ RepositoryName: web }').all('source-repository')[0]?.name)).toBe('web');
  expect(say(read('{ "repositoryMetadata": { "repositoryName": "web" } }').all('source-repository')[0]?.name)).toBe('web');
});

describe('what CodeBuild logs in with', () => {
  const told = (...texts: Parameters<typeof read>) =>
    read(...texts)
      .all('source-credential')
      .map(({ authType, serverType, token, username }) => [authType, serverType, token, username].map(say));

  test('in a template', () => {
    const [written] = resource(
      'AWS::CodeBuild::SourceCredential',
      '{ AuthType: BASIC_AUTH, ServerType: BITBUCKET, Token: abc, Username: u }',
    ).all('source-credential');
    expect([written?.authType, written?.serverType, written?.token, written?.username].map(say)).toEqual([
      'BASIC_AUTH',
      'BITBUCKET',
      'abc',
      'u',
    ]);
    const [open] = resource('AWS::CodeBuild::SourceCredential', '{ ServerType: GITHUB, Token: !Ref Token }').all('source-credential');
    expect([open?.authType, open?.token].map(say)).toEqual(['-', '?${Token}']);
  });

  test('in an answer, and in what is imported', () => {
    const info = { arn: 'arn:aws:codebuild:eu-west-1:1:token/github', serverType: 'GITHUB', authType: 'PERSONAL_ACCESS_TOKEN' };
    expect(told(JSON.stringify({ sourceCredentialsInfos: [info] }))).toEqual([['PERSONAL_ACCESS_TOKEN', 'GITHUB', '-', '-']]);
    expect(told('{ "serverType": "GITHUB", "authType": "OAUTH", "token": "abc" }')).toEqual([['OAUTH', 'GITHUB', 'abc', '-']]);
  });
});

describe('a webhook of a pipeline', () => {
  const definition = {
    Name: 'hook',
    TargetPipeline: 'web',
    TargetAction: 'Source',
    Authentication: 'GITHUB_HMAC',
    AuthenticationConfiguration: { SecretToken: 'abc' },
    Filters: [{ JsonPath: '$.ref', MatchEquals: 'refs/heads/{Branch}' }],
  };
  const lower = (data: unknown): unknown =>
    Array.isArray(data)
      ? data.map(lower)
      : typeof data === 'object' && data !== null
        ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key[0]?.toLowerCase() + key.slice(1), lower(value)]))
        : data;

  test.each([
    ['a template', resource('AWS::CodePipeline::Webhook', JSON.stringify(definition)), 'web', 'abc'],
    [
      'list-webhooks',
      read(JSON.stringify({ webhooks: [{ definition: lower({ ...definition, AuthenticationConfiguration: {} }) }] })),
      /^\?/,
      '-',
    ],
    [
      'put-webhook',
      read(JSON.stringify({ webhook: lower({ ...definition, AuthenticationConfiguration: { SecretToken: 'abc' } }) })),
      /^\?/,
      'abc',
    ],
  ])('of %s', (_, model, pipeline, secret) => {
    const [hook] = model.all('pipeline-webhook');
    expect([hook?.name, hook?.action, hook?.authentication].map(say)).toEqual(['hook', 'Source', 'GITHUB_HMAC']);
    expect(follow(hook?.pipeline)).toMatch(pipeline);
    expect(hook?.filters.map((filter) => [say(filter.jsonPath), say(filter.equals)])).toEqual([['$.ref', 'refs/heads/{Branch}']]);
    expect([say(hook?.secret), say(hook?.addresses)]).toEqual([secret, '-']);
  });

  test('by address, of a pipeline that a parameter names', () => {
    const [hook] = resource(
      'AWS::CodePipeline::Webhook',
      '{ TargetPipeline: !Ref Name, Authentication: IP, AuthenticationConfiguration: { AllowedIPRange: 0.0.0.0/0 } }',
    ).all('pipeline-webhook');
    expect([say(hook?.authentication), say(hook?.addresses), say(hook?.secret), hook?.filters]).toEqual(['IP', '0.0.0.0/0', '-', []]);
    expect(follow(hook?.pipeline)).toBe('? the pipeline ${Name} is not in what was read');
  });
});

test('machines of builds, and where their reports are kept', () => {
  const [fleet] = resource(
    'AWS::CodeBuild::Fleet',
    '{ Name: big, EnvironmentType: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_LARGE, ImageId: ami-1 }',
  ).all('fleet');
  expect([fleet?.name, fleet?.environmentType, fleet?.computeType, fleet?.image].map(say)).toEqual([
    'big',
    'LINUX_CONTAINER',
    'BUILD_GENERAL1_LARGE',
    'ami-1',
  ]);
  const [told] = read('{ "fleets": [{ "name": "big", "environmentType": "ARM_EC2", "computeType": "C" }] }').all('fleet');
  expect([told?.name, told?.environmentType, told?.image].map(say)).toEqual(['big', 'ARM_EC2', '-']);
  const group = { Type: 'TEST', ExportConfig: { ExportConfigType: 'S3', S3Destination: { EncryptionDisabled: true } } };
  const [reports] = resource('AWS::CodeBuild::ReportGroup', JSON.stringify(group)).all('report-group');
  expect([reports?.name, reports?.type, reports?.exports, reports?.encryptionDisabled].map(say)).toEqual(['-', 'TEST', 'S3', 'true']);
  const [kept] = read('{ "reportGroups": [{ "name": "r", "exportConfig": { "exportConfigType": "NO_EXPORT" } }] }').all('report-group');
  expect([kept?.name, kept?.exports, kept?.encryptionDisabled].map(say)).toEqual(['r', 'NO_EXPORT', '-']);
});
