import { indent } from '../harness.ts';

/** What can be put into a system, and where; a text with line breaks is one item of several lines. */
export interface Parts {
  readonly preBuild: readonly string[];
  readonly build: readonly string[];
  /** Of the phase `build`. */
  readonly finally: readonly string[];
  readonly postBuild: readonly string[];
  /** `on-failure` of the phase `build`; empty for none. */
  readonly onFailure: string;
  /** `env.variables` of the buildspec. */
  readonly variables: Readonly<Record<string, string>>;
  /** Of the build project. */
  readonly environment: Readonly<Record<string, string>>;
  /** In front of the production deploy. */
  readonly approval: boolean;
  /** `env.secrets-manager` and `env.exported-variables` of the buildspec. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly exported: readonly string[];
  /** Other properties of the build project, and other configuration of the action that runs it. */
  readonly project: Properties;
  readonly action: Properties;
  /** Where the pipeline takes its source, and how. */
  readonly source: { readonly provider: string; readonly configuration: Properties };
  /** What the production deploy takes. */
  readonly takes: string;
  /** Another deploy before production; and a build of the same source in front of the production deploy. */
  readonly staging: boolean;
  readonly rebuild: boolean;
  /** Of a template. */
  readonly parameters: Properties;
  readonly resources: Properties;
  readonly outputs: Properties;
  /** Other files beside it. */
  readonly files: Readonly<Record<string, Json>>;
}
type Properties = Readonly<Record<string, Json>>;
export type Slot = keyof Parts;

/** Nobody has anything to say of it: two kinds of tests, a scan, an approval, a check after the deploy. */
export const CLEAN: Parts = {
  preBuild: ['npm ci', 'npm audit'],
  build: ['npm test', 'npx cypress run', 'npm run build'],
  finally: [],
  postBuild: [],
  onFailure: '',
  variables: { NODE_ENV: 'test' },
  environment: {
    Type: 'LINUX_CONTAINER',
    ComputeType: 'BUILD_GENERAL1_SMALL',
    Image: 'aws/codebuild/standard:8.0',
  },
  approval: true,
  secrets: {},
  exported: [],
  project: {},
  action: {},
  source: {
    provider: 'CodeStarSourceConnection',
    configuration: {
      FullRepositoryId: 'example/web',
      BranchName: 'main',
      ConnectionArn: 'arn:aws:codeconnections:eu-west-1:111122223333:connection/00000000-0000-4000-8000-000000000000',
    },
  },
  takes: 'Site',
  staging: false,
  rebuild: false,
  parameters: {},
  resources: {},
  outputs: {},
  files: {},
};

/** A delivery system of some shape: the files that it is written in, and what of it can be something else. */
export interface System {
  readonly slots: readonly Slot[];
  readonly files: (parts: Parts) => Readonly<Record<string, string>>;
}

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

const IN_ENV: readonly Slot[] = ['variables', 'secrets', 'exported'];
const IN_PIPELINE: readonly Slot[] = ['approval', 'source', 'takes', 'staging', 'files'];
const BUILT: readonly Slot[] = [...IN_PIPELINE, ...IN_ENV, 'environment', 'project', 'action', 'rebuild'];
const ANSWERED: readonly Slot[] = ['preBuild', 'build', 'finally', 'postBuild', 'onFailure', ...BUILT];
const IN_TEMPLATE: readonly Slot[] = ['parameters', 'resources', 'outputs'];
const EVERYTHING: readonly Slot[] = [...ANSWERED, ...IN_TEMPLATE];

const some = (map: Properties): boolean => Object.keys(map).length > 0;

/** The buildspec as the data that it is. */
const specOf = (
  { preBuild, build, finally: last, postBuild, onFailure, variables, secrets, exported }: Parts,
  version: Json = 0.2,
): Json => ({
  version,
  env: {
    variables,
    ...(exported.length > 0 ? { 'exported-variables': exported } : {}),
    ...(some(secrets) ? { 'secrets-manager': secrets } : {}),
  },
  phases: {
    ...(preBuild.length > 0 ? { pre_build: { commands: preBuild } } : {}),
    build: { ...(onFailure ? { 'on-failure': onFailure } : {}), commands: build, ...(last.length > 0 ? { finally: last } : {}) },
    ...(postBuild.length > 0 ? { post_build: { commands: postBuild } } : {}),
  },
  artifacts: { files: ['dist/**/*'] },
});

/** Plain YAML, one thing a line, longer texts as blocks. */
export function yamlOf(value: Json): string {
  if (typeof value === 'string') return /^[\w./@-]+( [\w./@=-]+)*$/.test(value) && Number.isNaN(Number(value)) ? value : block(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map((item) => `- ${indent(2, yamlOf(item)).trimStart()}`).join('\n');
  return Object.entries(value)
    .map(([key, inner]) => {
      const text = yamlOf(inner);
      return typeof inner === 'object' ? `${key}:\n${indent(2, text)}` : `${key}: ${indent(2, text).trimStart()}`;
    })
    .join('\n');
}
const block = (text: string): string => (text.includes('\n') ? `|\n${indent(2, text)}` : JSON.stringify(text));
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const yamlSpec = (parts: Parts): string => `${yamlOf(specOf(parts))}\n`;
export const jsonOf = (value: Json): string => JSON.stringify(value, null, 2);

export const lower = (value: Json): Json =>
  typeof value !== 'object'
    ? value
    : isList(value)
      ? value.map(lower)
      : Object.fromEntries(
          Object.entries(value).map(([key, inner]) => [
            key[0]?.toLowerCase() + key.slice(1),
            key === 'Configuration' ? inner : lower(inner),
          ]),
        );

export const action = (Name: string, Category: string, Provider: string, more: Record<string, Json> = {}): Json => ({
  Name,
  ActionTypeId: { Category, Owner: 'AWS', Provider, Version: '1' },
  ...more,
});

export const APPROVE = action('Approve', 'Approval', 'Manual', {
  Configuration: { NotificationArn: 'arn:aws:sns:eu-west-1:111122223333:approvals' },
});

/** Source, build, an approval, production, and a look at what was deployed. */
const stagesOf = ({ approval, source, takes, staging, rebuild }: Parts, build: Json, again?: Json): readonly Json[] => [
  {
    Name: 'Source',
    Actions: [
      action('Fetch', 'Source', source.provider, {
        Configuration: source.configuration,
        OutputArtifacts: [{ Name: 'Code' }],
      }),
    ],
  },
  { Name: 'Build', Actions: [build] },
  ...(staging
    ? [
        {
          Name: 'Staging',
          Actions: [deploysTo('Try', 'staging.example.com', 'Site', 1, { RoleArn: 'arn:aws:iam::444455556666:role/deploy' })],
        },
      ]
    : []),
  {
    Name: 'Prod',
    OnFailure: { Result: 'ROLLBACK' },
    Actions: [
      ...(approval ? [APPROVE] : []),
      ...(rebuild && again ? [again] : []),
      deploysTo('Release', 'www.example.com', rebuild ? 'Fresh' : takes, 3),
    ],
  },
  { Name: 'Look', Actions: [action('SmokeTest', 'Compute', 'Commands', { Commands: ['curl --fail https://www.example.com'] })] },
];
const deploysTo = (name: string, bucket: string, artifact: string, order = 1, more: Properties = {}): Json =>
  action(name, 'Deploy', 'S3', {
    Configuration: { BucketName: bucket, Extract: 'true' },
    InputArtifacts: [{ Name: artifact }],
    RunOrder: order,
    ...more,
  });

const builds = (project: Json, configuration: Properties = {}, name = 'Build', made = 'Site'): Json =>
  action(name, 'Build', 'CodeBuild', {
    Configuration: { ProjectName: project, ...configuration },
    InputArtifacts: [{ Name: 'Code' }],
    OutputArtifacts: [{ Name: made }],
    RunOrder: 2,
  });
const bothBuilds = (parts: Parts, project: Json): readonly [Json, Json] => [
  builds(project, parts.action),
  builds(project, {}, 'Again', 'Fresh'),
];
const runs = ({ preBuild, build }: Parts): Json =>
  action('Build', 'Compute', 'Commands', {
    Commands: [...preBuild, ...build],
    InputArtifacts: [{ Name: 'Code' }],
    OutputArtifacts: [{ Name: 'Site', Files: ['dist/**/*'] }],
  });

const pipelineOf = (stages: readonly Json[], more: Record<string, Json> = {}): { readonly [key: string]: Json } => ({
  Name: 'web',
  PipelineType: 'V2',
  RoleArn: 'arn:aws:iam::111122223333:role/pipeline',
  ArtifactStore: {
    Type: 'S3',
    Location: 'artifacts.example.com',
    EncryptionKey: { Id: 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000000', Type: 'KMS' },
  },
  Stages: stages,
  ...more,
});

const projectOf = ({ environment, project }: Parts, buildspec: Json | undefined): { readonly [key: string]: Json } => ({
  Name: 'web-build',
  ServiceRole: 'arn:aws:iam::111122223333:role/build',
  Artifacts: { Type: 'CODEPIPELINE' },
  Environment: environment,
  Source: { Type: 'CODEPIPELINE', ...(buildspec === undefined ? {} : { BuildSpec: buildspec }) },
  ...project,
});

const templateOf = (parts: Parts, resources: Record<string, Json>): { readonly [key: string]: Json } => ({
  AWSTemplateFormatVersion: '2010-09-09',
  ...(some(parts.parameters) ? { Parameters: parts.parameters } : {}),
  Resources: { ...resources, ...parts.resources },
  ...(some(parts.outputs) ? { Outputs: parts.outputs } : {}),
});
const resource = (Type: string, Properties: Json): Json => ({ Type, Properties });

/** One template with the pipeline and the project that it runs. */
const both = (parts: Parts, buildspec: Json | undefined, more: Record<string, Json> = {}): { readonly [key: string]: Json } =>
  templateOf(parts, {
    Web: resource('AWS::CodePipeline::Pipeline', pipelineOf(stagesOf(parts, ...bothBuilds(parts, { Ref: 'Build' })), more)),
    Build: resource('AWS::CodeBuild::Project', projectOf(parts, buildspec)),
  });

/** What `get-pipeline` and `batch-get-projects` print; the API writes `buildspec` small. */
const answers = (parts: Parts, buildspec: Json | undefined): Readonly<Record<string, string>> => ({
  'pipeline.json': jsonOf({ pipeline: lower(pipelineOf(stagesOf(parts, ...bothBuilds(parts, 'web-build')))) }),
  'projects.json': jsonOf({ projects: [lower(projectOf(parts, buildspec))] }).replaceAll('"buildSpec"', '"buildspec"'),
});

/** A script that stops at the first failure, as the items of a list do. */
const scriptOf = (commands: readonly string[]): string => `#!/bin/sh -e\n${commands.join('\n')}\n`;
const rest = (parts: Parts, ...build: readonly string[]): Parts => ({ ...parts, build });

const SHAPES: Readonly<Record<string, System>> = {
  'a template with the buildspec inside': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, yamlSpec(parts))) }),
  },
  'the same, with Windows line ends': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, yamlSpec(parts))).replaceAll('\n', '\r\n') }),
  },
  'a buildspec that CloudFormation fills in': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, yamlSpec(parts))).replace('BuildSpec: |', 'BuildSpec: !Sub |') }),
  },
  'the same, in the long form': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, { 'Fn::Sub': yamlSpec(parts) })) }),
  },
  'a buildspec with its own key for each': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, jsonOf(specOf(parts)))) }),
  },
  'a template in JSON': { slots: EVERYTHING, files: (parts) => ({ 'pipeline.json': jsonOf(both(parts, yamlSpec(parts))) }) },
  'a template in JSON, in one line': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.json': JSON.stringify(both(parts, yamlSpec(parts))) }),
  },
  'what CDK writes': {
    slots: EVERYTHING,
    files: (parts) => ({ 'Web.template.json': jsonOf(both(parts, JSON.stringify(specOf(parts, '0.2'), null, 2))) }),
  },
  'what CDK writes, in pieces': {
    slots: EVERYTHING,
    files: (parts) => ({
      'Web.template.json': jsonOf(both(parts, { 'Fn::Join': ['', [JSON.stringify(specOf({ ...parts }, '0.2')), '\n']] })),
    }),
  },
  'a buildspec.yml that nobody names': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, undefined)), 'buildspec.yml': yamlSpec(parts) }),
  },
  'a buildspec in a folder': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, 'ci/build.yml')), 'ci/build.yml': yamlSpec(parts) }),
  },
  'a buildspec in JSON': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, 'ci/build.json')), 'ci/build.json': jsonOf(specOf(parts)) }),
  },
  'a version that is a text': {
    slots: EVERYTHING,
    files: (parts) => ({ 'pipeline.yaml': yamlOf(both(parts, 'build.yml')), 'build.yml': `${yamlOf(specOf(parts, '0.2'))}\n` }),
  },
  'what the AWS CLI prints': { slots: ANSWERED, files: (parts) => answers(parts, yamlSpec(parts)) },
  'what the AWS CLI prints, and a buildspec in a file': {
    slots: ANSWERED,
    files: (parts) => ({ ...answers(parts, 'build.yml'), 'build.yml': yamlSpec(parts) }),
  },
  'a Commands action': {
    slots: ['preBuild', 'build', ...IN_PIPELINE, ...IN_TEMPLATE],
    files: (parts) => ({
      'pipeline.yaml': yamlOf(
        templateOf(parts, { Web: resource('AWS::CodePipeline::Pipeline', pipelineOf(stagesOf(parts, runs(parts)))) }),
      ),
    }),
  },
  'a Commands action, as the AWS CLI prints it': {
    slots: ['preBuild', 'build', ...IN_PIPELINE],
    files: (parts) => ({ 'pipeline.json': jsonOf({ pipeline: lower(pipelineOf(stagesOf(parts, runs(parts)))) }) }),
  },
  'a script that the build runs': {
    slots: ['build', ...BUILT, ...IN_TEMPLATE],
    files: (parts) => ({
      'pipeline.yaml': yamlOf(both(parts, yamlSpec(rest(parts, './ci.sh')))),
      'ci.sh': scriptOf(parts.build),
    }),
  },
  'a target of a Makefile': {
    slots: ['build', ...BUILT, ...IN_TEMPLATE],
    files: (parts) => ({
      'pipeline.yaml': yamlOf(both(parts, yamlSpec(rest(parts, 'make ci')))),
      Makefile: `ci:\n${parts.build.map((command) => `\t${command.replaceAll('\n', '; \\\n\t')}`).join('\n')}\n`,
    }),
  },
  'the builds of a batch': {
    slots: EVERYTHING,
    files: (parts) => ({
      'pipeline.yaml': yamlOf(
        both(parts, yamlOf({ version: 0.2, batch: { 'build-list': [{ identifier: 'web', buildspec: 'build.yml' }] } })),
      ),
      'build.yml': yamlSpec(parts),
    }),
  },
  'a template of SAM': {
    slots: EVERYTHING,
    files: (parts) => ({
      'pipeline.yaml': yamlOf({ Transform: 'AWS::Serverless-2016-10-31', ...both(parts, yamlSpec(parts)) }),
    }),
  },
};

const besides = ({ files }: Parts): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? content : path.endsWith('.json') ? jsonOf(content) : `${yamlOf(content)}\n`,
    ]),
  );

export const SYSTEMS: Readonly<Record<string, System>> = Object.fromEntries(
  Object.entries(SHAPES).map(([name, { slots, files }]) => [name, { slots, files: (parts) => ({ ...files(parts), ...besides(parts) }) }]),
);
