import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_s3_assets as assets, aws_iam as iam, NestedStack, pipelines, Stack, Stage } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRODUCTION } from '../../src/config/config.ts';
import { discover } from '../../src/documents/files.ts';
import type { Role } from '../../src/model/identity.ts';
import { isDeploy, type Step } from '../../src/model/pipeline.ts';
import { isOwnAccount, trustsAnotherAccount } from '../../src/model/policy/trust.ts';
import { isProduction } from '../../src/model/production.ts';
import { piecesIn, shown } from '../../src/model/text.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { type Everything, readAll } from '../../src/scanners/read.ts';
import { command, folder } from '../cli/command.ts';

const root = mkdtempSync(join(tmpdir(), 'pipelint-cdk-'));
const env = { account: '111122223333', region: 'eu-west-1' };
const SYNTH = ['npm ci', 'npm run build', 'npx cdk synth'];

/** The tutorial's pipeline: a source, a synth step, and one production stage with a stack that has an asset. */
function synthesise(name: string, commands: readonly string[], pre: readonly pipelines.Step[] = []): void {
  const app = new App({ outdir: join(root, name, 'cdk.out') });
  const input = pipelines.CodePipelineSource.connection('us/web', 'main', {
    connectionArn: 'arn:aws:codeconnections:eu-west-1:111122223333:connection/c',
  });
  const stack = new Stack(app, 'PipelineStack', { env });
  const synth = new pipelines.ShellStep('Synth', { input: input as pipelines.IFileSetProducer, commands: [...commands] });
  const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', { synth: synth as pipelines.IFileSetProducer });
  const production = new Stage(app, 'Production', { env });
  const web = new Stack(production, 'Web');
  new assets.Asset(web, 'Site', { path: join(root, 'site') });
  const nested = new NestedStack(web, 'Builds');
  new iam.Role(nested, 'Builder', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') });
  pipeline.addStage(production, { pre: [...pre] });
  app.synth();
}

beforeAll(() => {
  mkdirSync(join(root, 'site'));
  const copy = { Resources: { Copied: { Type: 'AWS::CodeBuild::Project', Properties: { Name: 'copied' } } } };
  writeFileSync(join(root, 'site', 'copy.json'), JSON.stringify(copy));
  synthesise('plain', SYNTH);
  synthesise('approved', SYNTH, [new pipelines.ManualApprovalStep('Ok')]);
  synthesise('tested', ['npm ci', 'npm test', 'npx cdk synth']);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const readApp = (name: string): Promise<Everything> => readAll(discover([join(root, name)], root), new Map(), root);
const text = (step: Step, key: string): string => shown(piecesIn(step.action.configuration(key), NOWHERE));

interface Told {
  readonly rule: string;
  readonly subject: string;
  readonly outcome: string;
  readonly severity: string;
}
async function findingsOf(name: string): Promise<string[]> {
  const { stdout } = await command(
    ['scan', join(root, name), '--no-config', '--format', 'json', ...RULES.flatMap((rule) => ['--select', rule])],
    { cwd: root },
  );
  const { findings } = JSON.parse(stdout) as { findings: readonly Told[] };
  return findings.map(({ rule, outcome, severity, subject }) => `${outcome} ${severity} ${rule}: ${subject}`);
}
const RULES = ['production-without-approval', 'untested-production-deploy'];
const DEPLOY = 'PipelineStack/Pipeline/Pipeline/Production/Deploy';

describe('a pipeline of CDK', () => {
  test('has its stages, and what each action does', async () => {
    const { model } = await readApp('plain');
    const [pipeline] = model.all('pipeline');
    const said = pipeline?.steps.map((step) => {
      const deploys = isDeploy(step).in(NOWHERE).is === 'yes';
      const production = isProduction(step, PRODUCTION).in(NOWHERE).is === 'yes';
      const mode = text(step, 'ActionMode');
      return [step.path.slice(1).join('/'), mode, deploys ? 'deploys' : '', production ? 'production' : ''].filter(Boolean).join(' ');
    });
    expect(said).toEqual([
      'Source/us_web',
      'Build/Synth',
      'UpdatePipeline/SelfMutate',
      'Assets/Site',
      'Assets/Builds_Nested_Stack_Template',
      'Production/Prepare CHANGE_SET_REPLACE production',
      'Production/Deploy CHANGE_SET_EXECUTE deploys production',
    ]);
  });

  test('without an approval or tests: both are missing before the execution of the change set', async () => {
    expect(await findingsOf('plain')).toEqual([
      `problem high production-without-approval: ${DEPLOY}`,
      `problem high untested-production-deploy: ${DEPLOY}`,
    ]);
  });

  test('with an approval step', async () => {
    expect(await findingsOf('approved')).toEqual([`problem high untested-production-deploy: ${DEPLOY.replace('Deploy', 'Web.Deploy')}`]);
  });

  test('with tests in the synth step', async () =>
    expect(await findingsOf('tested')).toEqual([`problem high production-without-approval: ${DEPLOY}`]));
});

describe('an assembly', () => {
  test('its templates are read, those of stages and nested stacks too, and nothing else', async () => {
    const { files, model } = await readApp('plain');
    const read = files.filter(({ as }) => as !== 'not ours').map(({ path }) => path.replace(/^.*cdk\.out\//, ''));
    expect(read.map((path) => path.replace(/[0-9A-F]{8}/g, '')).sort()).toEqual([
      'PipelineStack.template.json',
      'assembly-Production/ProductionWeb.template.json',
      'assembly-Production/ProductionWebBuilds.nested.template.json',
    ]);
    expect(model.all('project').some(({ path }) => path.includes('copied'))).toBe(false);
    expect(model.gaps).toEqual([]);
  });

  test('things go by the path of their construct', async () => {
    const { model } = await readApp('plain');
    const paths = model.all('role').map(({ path }) => path.join('/'));
    expect(paths).toContain('PipelineStack/Pipeline/Pipeline/Role');
    expect(paths).toContain('Production/Web/Builds/Builder');
  });

  test('its account and region are known, unless the user says otherwise', async () => {
    const manifest = assembly({ environment: 'aws://111122223333/eu-west-1' });
    expect(await projectOf(manifest)).toBe('b-eu-west-1-111122223333');
    expect(await projectOf(manifest, new Map([['AWS::Region', 'us-east-1']]))).toBe('b-us-east-1-111122223333');
    expect(await projectOf(assembly({ environment: 'aws://unknown-account/unknown-region' }))).toBe('b-${AWS::Region}-${AWS::AccountId}');
  });
});

const TEMPLATE = {
  Resources: {
    Build: { Type: 'AWS::CodeBuild::Project', Properties: { Name: { 'Fn::Sub': 'b-${AWS::Region}-${AWS::AccountId}' } } },
  },
};

/** A small assembly, as the CDK of some version writes it. */
function assembly(stack: object, more: Readonly<Record<string, unknown>> = {}, template: unknown = TEMPLATE): string {
  const artifact = { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' }, ...stack };
  const files: Record<string, unknown> = {
    'manifest.json': { version: '36.0.0', artifacts: { App: artifact } },
    'App.template.json': template,
    ...more,
  };
  return folder(Object.fromEntries(Object.entries(files).map(([path, data]) => [`cdk.out/${path}`, JSON.stringify(data)])));
}

const readFolder = (top: string, given: ReadonlyMap<string, string> = new Map()): Promise<Everything> =>
  readAll(discover([top], top), given, top);

async function projectOf(top: string, given?: ReadonlyMap<string, string>): Promise<string> {
  const [project] = (await readFolder(top, given)).model.all('project');
  return project ? shown(piecesIn(project.name, NOWHERE)) : 'none';
}

describe('a role of a stack that is for one account', () => {
  const trusting = async (AWS: unknown, environment: string): Promise<string> => {
    const AssumeRolePolicyDocument = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS } }] };
    const Resources = { DeployRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument } } };
    const { model } = await readFolder(assembly({ environment }, {}, { Resources }));
    const [role] = model.all('role') as readonly [Role];
    const [statement] = role.trust as readonly [Role['trust'][number]];
    const [principal] = statement.principals as readonly [Role['trust'][number]['principals'][number]];
    return [trustsAnotherAccount(role, statement, principal), isOwnAccount(role, principal)].map((one) => one.in(NOWHERE).is).join();
  };
  test.each([
    ['written out', 'arn:aws:iam::111122223333:root', 'no,yes'],
    ['by its number', { Ref: 'AWS::AccountId' }, 'no,yes'],
    ['of another one', 'arn:aws:iam::444455556666:root', 'yes,no'],
  ])('trusts the account %s', async (_, AWS, wanted) => expect(await trusting(AWS, 'aws://111122223333/eu-west-1')).toBe(wanted));
  test('and of one for any account nobody knows which it is', async () =>
    expect(await trusting('arn:aws:iam::111122223333:root', 'aws://unknown-account/unknown-region')).toBe('yes,no'));
});

describe('of other versions', () => {
  const paths = async (top: string): Promise<string[]> => (await readFolder(top)).model.all('project').map(({ path }) => path.join('/'));

  test('construct paths in the manifest itself', async () => {
    const metadata = { '/App/Web/Build/Resource': [{ type: 'aws:cdk:logicalId', data: 'Build' }] };
    expect(await paths(assembly({ metadata }))).toEqual(['App/Web/Build']);
    expect(await paths(assembly({}))).toEqual(['Build']);
  });

  test('a path in the template counts for more', async () => {
    const metadata = { '/App/Other/Resource': [{ type: 'aws:cdk:logicalId', data: 'Build' }] };
    const Build = { ...TEMPLATE.Resources.Build, Metadata: { 'aws:cdk:path': 'App/Own/Resource' } };
    expect(await paths(assembly({ metadata }, {}, { Resources: { Build } }))).toEqual(['App/Own']);
  });

  test('nested stacks by aws:asset:path, with their own ids', async () => {
    const nested = { Inner: { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'deep.json' } } };
    const top = assembly({}, { 'deep.json': TEMPLATE, 'asset.1.json': TEMPLATE, 'other.template.json': TEMPLATE }, { Resources: nested });
    const { files } = await readFolder(top);
    expect(files.filter(({ as }) => as === 'cloudformation').map(({ path }) => path)).toEqual([
      'cdk.out/App.template.json',
      'cdk.out/deep.json',
    ]);
  });

  test('one logical id in two templates is two constructs', async () => {
    const logicalId = { type: 'aws:cdk:logicalId', data: 'Build' };
    const metadata = {
      '/App': [{ type: 'aws:cdk:templateFile', data: 'App.template.json' }],
      '/App/Inner': [{ type: 'aws:cdk:templateFile', data: 'inner.json' }],
      '/App/Build/Resource': [logicalId],
      '/App/Inner/Build/Resource': [logicalId],
    };
    expect(await paths(assembly({ metadata }, { 'inner.json': TEMPLATE }))).toEqual(['App/Build', 'App/Inner/Build']);
  });

  test('a template outside of the assembly is a template like any other', async () => {
    const top = assembly({ properties: { templateFile: '../App.json' }, environment: 'aws://111122223333/eu-west-1' });
    writeFileSync(join(top, 'App.json'), JSON.stringify(TEMPLATE));
    expect(await projectOf(top)).toBe('b-${AWS::Region}-${AWS::AccountId}');
  });

  test('an assembly that an assembly copied is not read', async () => {
    const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' } };
    const copy = { 'copied/manifest.json': { version: '36.0.0', artifacts: { App: stack } }, 'copied/App.template.json': TEMPLATE };
    expect(await paths(assembly({}, copy))).toEqual(['Build']);
  });

  test('a file that is named is always read', async () => {
    const top = assembly({}, { 'asset.1.json': TEMPLATE });
    const { model } = await readAll(discover(['cdk.out/manifest.json', 'cdk.out/asset.1.json'], top), new Map(), top);
    expect(model.all('project')).toHaveLength(1);
  });

  test('a template that is named alone has the paths of its manifest', async () => {
    const metadata = { '/App/Web/Build/Resource': [{ type: 'aws:cdk:logicalId', data: 'Build' }] };
    const top = assembly({ metadata });
    const { model } = await readAll(discover(['cdk.out/App.template.json'], top), new Map(), top);
    expect(model.all('project').map(({ path }) => path)).toEqual([['App/Web/Build']]);
  });

  test.each(['null', '[]', '{"version":1}', '{"version":"1","artifacts":[]}', '{', '{"version":"1","artifacts":{"a":null}}'])(
    'a manifest of something else is none of ours: %s',
    async (text) => {
      const top = folder({ 'manifest.json': text, 'a.json': JSON.stringify(TEMPLATE) });
      expect((await readFolder(top)).model.all('project')).toHaveLength(1);
    },
  );
});

describe('an app that nobody has synthesised', () => {
  const app = JSON.stringify({ app: 'npx tsx bin/app.ts' });
  const gapsOf = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
    (await readFolder(folder(files))).model.gaps.map(({ text: words }) => words);

  test('is told, and what to run', async () => {
    const cwd = folder({ 'infra/cdk.json': app });
    const { code, stdout } = await command(['scan', '.', '--no-config'], { cwd });
    expect(stdout).toContain(
      'not seen: infra/cdk.json:1:2: the stacks of this CDK app are written in code, and not here to read: run `npx cdk synth`',
    );
    expect(code).toBe(0);
  });

  test('but not where its output is there', async () => {
    const manifest = JSON.stringify({ version: '36.0.0', artifacts: { A: { type: 'aws:cloudformation:stack', properties: {} } } });
    expect(await gapsOf({ 'cdk.json': app, 'cdk.out/manifest.json': manifest })).toEqual([]);
    expect(await gapsOf({ 'cdk.json': JSON.stringify({ app: 'x', output: 'out/synth' }), 'out/synth/manifest.json': manifest })).toEqual(
      [],
    );
    const elsewhere = folder({ 'app/cdk.json': JSON.stringify({ app: 'x', output: '../out' }), 'out/manifest.json': manifest });
    const { model } = await readAll(discover(['app'], elsewhere), new Map(), elsewhere);
    expect(model.gaps.map(({ text: words }) => words)).toEqual([expect.stringContaining('scan ../out too')]);
  });

  test('a cdk.json without an app, or that is no JSON, says nothing', async () => {
    expect(await gapsOf({ 'cdk.json': '{}', 'a/cdk.json': '{ "app": 1 }', 'b/cdk.json': '{' })).toEqual([]);
  });

  test('one that an assembly copied is no app of its own', async () => {
    const top = assembly({}, { 'copy/cdk.json': { app: 'x' } });
    expect((await readFolder(top)).model.gaps).toEqual([]);
  });
});
