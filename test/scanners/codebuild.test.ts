import { describe, expect, test } from 'vitest';
import { answer } from '../../src/model/answer.ts';
import type { BuildProject } from '../../src/model/build.ts';
import { read } from '../harness.ts';
import { follow, is, paths, say } from './tell.ts';

/** The same project as a template, `batch-get-projects` and `create-project` have it: names, numbers and booleans as they write them. */
const PROJECT = {
  Name: 'web',
  Source: {
    Type: 'GITHUB',
    Location: 'https://github.com/example/web.git',
    BuildSpec: 'ci/build.yml',
    InsecureSsl: true,
    Auth: { Type: 'CODECONNECTIONS', Resource: 'arn:aws:codeconnections:eu-west-1:111122223333:connection/hub' },
  },
  SecondarySources: [{ Type: 'S3', Location: 'b/tools.zip', SourceIdentifier: 'tools' }],
  Artifacts: {
    Type: 'S3',
    Location: 'artifacts',
    Name: 'web.zip',
    Path: 'out',
    NamespaceType: 'BUILD_ID',
    Packaging: 'ZIP',
    OverrideArtifactName: true,
    EncryptionDisabled: true,
  },
  SecondaryArtifacts: [{ Type: 'S3', ArtifactIdentifier: 'docs', Location: 'artifacts' }],
  Cache: { Type: 'S3', Location: 'artifacts/cache', CacheNamespace: 'shared', Modes: ['LOCAL_SOURCE_CACHE'] },
  Environment: {
    Type: 'LINUX_CONTAINER',
    ComputeType: 'BUILD_GENERAL1_SMALL',
    Image: 'registry.example.com/build:1',
    PrivilegedMode: true,
    ImagePullCredentialsType: 'SERVICE_ROLE',
    RegistryCredential: {
      Credential: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry',
      CredentialProvider: 'SECRETS_MANAGER',
    },
    Certificate: 'arn:aws:s3:::certificates/ca.pem',
    Fleet: { FleetArn: 'arn:aws:codebuild:eu-west-1:111122223333:fleet/big' },
  },
  ServiceRole: 'arn:aws:iam::111122223333:role/builder',
  LogsConfig: {
    CloudWatchLogs: { Status: 'DISABLED', GroupName: 'builds' },
    S3Logs: { Status: 'ENABLED', Location: 'artifacts/logs', EncryptionDisabled: true },
  },
  EncryptionKey: 'alias/artifacts',
  ResourceAccessRole: 'builder',
  TimeoutInMinutes: 20,
  QueuedTimeoutInMinutes: 30,
  BuildBatchConfig: { ServiceRole: 'builder' },
  VpcConfig: { VpcId: 'vpc-1', Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1', 'sg-2'] },
};
const WEBHOOK = {
  FilterGroups: [
    [
      { Type: 'EVENT', Pattern: 'PULL_REQUEST_CREATED' },
      { Type: 'HEAD_REF', Pattern: '^refs/heads/x$', ExcludeMatchedPattern: true },
    ],
    [{ Type: 'EVENT', Pattern: 'PUSH' }],
  ],
  BuildType: 'BUILD_BATCH',
  ScopeConfiguration: { Name: 'example', Scope: 'GITHUB_ORGANIZATION' },
  PullRequestBuildPolicy: { RequiresCommentApproval: 'FORK_PULL_REQUESTS', ApproverRoles: ['GITHUB_ADMIN'] },
};
const lower = (data: unknown): unknown => {
  if (Array.isArray(data)) return data.map(lower);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key === 'BuildSpec' ? 'buildspec' : key[0]?.toLowerCase() + key.slice(1), lower(value)]),
  );
};
const AROUND = {
  Resources: {
    Hub: { Type: 'AWS::CodeConnections::Connection', Properties: { ConnectionName: 'hub' } },
    Big: { Type: 'AWS::CodeBuild::Fleet', Properties: { Name: 'big' } },
    Store: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'artifacts' } },
    Key: { Type: 'AWS::KMS::Key' },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/artifacts', TargetKeyId: { Ref: 'Key' } } },
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'builder' } },
  },
};
const projects = (data: unknown) => read({ 'a.json': JSON.stringify(data), 'b.json': JSON.stringify(AROUND) }).all('project');
const resource = (properties: object) => ({ Resources: { web: { Type: 'AWS::CodeBuild::Project', Properties: properties } } });

describe.each([
  ['a template', resource({ ...PROJECT, Visibility: 'PUBLIC_READ', BadgeEnabled: true, Triggers: { Webhook: true, ...WEBHOOK } }), 'yes'],
  [
    'batch-get-projects',
    {
      projects: [
        { ...(lower(PROJECT) as object), projectVisibility: 'PUBLIC_READ', badge: { badgeEnabled: true }, webhook: lower(WEBHOOK) },
      ],
    },
    'yes',
  ],
])('a project as %s has it', (_, data, hooked) => {
  const [project] = projects(data) as [BuildProject];

  test('its sources', () => {
    const { source } = project;
    expect([source.type, source.location, source.insecureSsl, source.id].map(say)).toEqual([
      'GITHUB',
      'https://github.com/example/web.git',
      'true',
      '-',
    ]);
    expect([say(source.auth.type), follow(source.auth.connection)]).toEqual(['CODECONNECTIONS', 'Hub']);
    expect(project.secondarySources.map(({ id, type, location }) => [id, type, location].map(say))).toEqual([
      ['tools', 'S3', 'b/tools.zip'],
    ]);
  });

  test('what it runs on', () => {
    const { environment } = project;
    expect([environment.type, environment.computeType, environment.pullCredentials, environment.certificate].map(say)).toEqual([
      'LINUX_CONTAINER',
      'BUILD_GENERAL1_SMALL',
      'SERVICE_ROLE',
      'arn:aws:s3:::certificates/ca.pem',
    ]);
    expect(say(environment.registryCredential)).toContain('secret:registry');
    expect([follow(environment.fleet), say(project.image), say(project.privileged)]).toEqual([
      'Big',
      'registry.example.com/build:1',
      'true',
    ]);
    expect(
      project.vpcs.map(({ id, subnets, securityGroups }) => [say(id), subnets.length, securityGroups.map(({ text }) => say(text))]),
    ).toEqual([['vpc-1', 1, ['sg-1', 'sg-2']]]);
  });

  test('what it makes and keeps', () => {
    const { artifacts, cache, logs } = project;
    expect(
      [
        artifacts.type,
        artifacts.name,
        artifacts.folder,
        artifacts.namespace,
        artifacts.packaging,
        artifacts.overrideName,
        artifacts.encryptionDisabled,
      ].map(say),
    ).toEqual(['S3', 'web.zip', 'out', 'BUILD_ID', 'ZIP', 'true', 'true']);
    expect(project.secondaryArtifacts.map(({ id, bucket }) => [say(id), follow(bucket)])).toEqual([['docs', 'Store']]);
    expect([say(cache.type), say(cache.location), say(cache.namespace), cache.modes.map(({ text }) => say(text))]).toEqual([
      'S3',
      'artifacts/cache',
      'shared',
      ['LOCAL_SOURCE_CACHE'],
    ]);
    expect([logs.cloudWatch.status, logs.cloudWatch.group, logs.s3.status, logs.s3.encryptionDisabled].map(say)).toEqual([
      'DISABLED',
      'builds',
      'ENABLED',
      'true',
    ]);
    expect([artifacts.bucket, cache.bucket, logs.s3.bucket].map(follow)).toEqual(['Store', 'Store', 'Store']);
    expect(follow(project.encryptionKey.key)).toBe('Key');
  });

  test('who works with it, how long, and who sees it', () => {
    expect([project.role, project.accessRole, project.batchRole].map(follow)).toEqual(['Role', 'Role', 'Role']);
    expect([project.timeout, project.queuedTimeout].map((value) => value.in(new Map()))).toMatchObject([{ value: 20 }, { value: 30 }]);
    expect([say(project.visibility), say(project.badge)]).toEqual(['PUBLIC_READ', 'true']);
  });

  test('its webhook', () => {
    const [webhook] = project.webhooks;
    expect([project.webhooks.length, webhook && is(webhook.when)]).toEqual([1, hooked]);
    expect(
      webhook?.groups.map(({ filters }) => filters.map(({ type, pattern, exclude }) => [type, pattern, exclude].map(say).join(' '))),
    ).toEqual([['EVENT PULL_REQUEST_CREATED -', 'HEAD_REF ^refs/heads/x$ true'], ['EVENT PUSH -']]);
    expect([say(webhook?.buildType), say(webhook?.branchFilter)]).toEqual(['BUILD_BATCH', '-']);
    expect(webhook?.scopes.map(({ scope, name }) => `${say(scope)} ${say(name)}`)).toEqual(['GITHUB_ORGANIZATION example']);
    expect([say(webhook?.policy.requires), webhook?.policy.approvers.map(({ text }) => say(text))]).toEqual([
      'FORK_PULL_REQUESTS',
      ['GITHUB_ADMIN'],
    ]);
  });
});

describe('a project that says nothing', () => {
  const [project] = projects(resource({})) as [BuildProject];
  test('has nothing', () => {
    expect(
      [project.source.type, project.artifacts.type, project.cache.type, project.visibility, project.badge, project.environment.type].map(
        say,
      ),
    ).toEqual(Array(6).fill('-'));
    expect([project.webhooks, project.secondarySources, project.secondaryArtifacts, project.vpcs, project.cache.modes]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(
      [project.role, project.batchRole, project.cache.bucket, project.encryptionKey.key, project.environment.fleet].map(follow),
    ).toEqual(Array(5).fill('-'));
    expect(project.timeout.in(new Map()).state).toBe('absent');
  });
});

describe('a webhook', () => {
  const hooks = (triggers: string) =>
    read(`Parameters: { Hook: { Type: String, AllowedValues: ['true', 'false'] }, Any: { Type: String } }
Resources: { web: { Type: AWS::CodeBuild::Project, Properties: { Triggers: ${triggers} } } }\n`)
      .all('project')[0]
      ?.webhooks.map(({ when }) => [answer(when).is, ...answer(when).when].join(' '));

  test.each([
    ['{ Webhook: true }', ['yes']],
    ['{ Webhook: false, FilterGroups: [] }', ['no']],
    ['{ FilterGroups: [] }', ['no']],
    ['{ Webhook: !Ref Hook }', ['yes Hook is true']],
    ['{ Webhook: !Ref Any }', ['unknown']],
    ['!Ref Any', ['unknown']],
    ['!Ref AWS::NoValue', []],
  ])('%s', (triggers, expected) => expect(hooks(triggers)).toEqual(expected));

  test('is told by another answer than create-project', () => {
    const [project] = projects(lower(PROJECT)) as [BuildProject];
    expect(project.webhooks.map(({ when }) => is(when))).toEqual(['unknown']);
    expect(projects({ projects: [lower(PROJECT)] })[0]?.webhooks).toEqual([]);
  });
});

test('a project knows who runs it, and a bucket and a connection who uses them', () => {
  const model = read({
    'a.json': JSON.stringify(resource(PROJECT)),
    'b.json': JSON.stringify(AROUND),
    'c.yaml':
      'Resources: { P: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Actions: [{ Name: Build, Configuration: { ProjectName: web } }] }] } } }',
  });
  expect(
    paths(
      model
        .all('project')[0]
        ?.users()
        .map(({ by }) => by) ?? [],
    ),
  ).toEqual(['P/Build']);
  expect(
    model
      .all('bucket')[0]
      ?.users()
      .map(({ as }) => as),
  ).toEqual(['keeps what a build makes', 'keeps what a build makes', 'keeps the cache of a build', 'keeps the logs of a build']);
  expect(
    model
      .all('connection')[0]
      ?.users()
      .map(({ as }) => as),
  ).toEqual(['gives a build its source']);
});

test.each([
  ['!Sub "${Store}/cache/x"', 'Store'],
  ['!Join ["/", [!Ref Store, cache]]', 'Store'],
  ['arn:aws:s3:::artifacts/x', 'Store'],
  ['artifacts', 'Store'],
])('a path in a bucket: %s', (location, expected) => {
  const [project] = read(`Resources:
  Store: { Type: AWS::S3::Bucket, Properties: { BucketName: artifacts } }
  web: { Type: AWS::CodeBuild::Project, Properties: { Cache: { Location: ${location} } } }\n`).all('project');
  expect(follow(project?.cache.bucket)).toBe(expected);
});
