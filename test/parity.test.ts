import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  aws_codepipeline_actions as actions,
  aws_appconfig as appconfig,
  aws_elasticbeanstalk as beanstalk,
  aws_cloudwatch as cloudwatch,
  aws_codebuild as codebuild,
  aws_codedeploy as codedeploy,
  aws_codepipeline as codepipeline,
  aws_ecs as ecs,
  aws_iam as iam,
  aws_lambda as lambda,
  Stack,
  aws_s3 as s3,
} from 'aws-cdk-lib';
import { afterAll, describe, expect, test } from 'vitest';
import { RULES } from '../src/rules/index.ts';
import { check } from './harness.ts';
import { type Json, jsonOf, lower, yamlOf } from './planting/systems.ts';

type Map = Readonly<Record<string, Json>>;
const folder = mkdtempSync(join(tmpdir(), 'pipelint-parity-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is wrong on the way of one change: in every form the things are called the same. */
interface Wrong {
  readonly approval: 'none' | 'before' | 'beside' | 'after';
  readonly tests: boolean;
  readonly alarms: boolean;
  readonly mode: 'QUEUED' | 'PARALLEL';
}
const ACCOUNT = '111122223333';
const CONNECTION = `arn:aws:codeconnections:eu-west-1:${ACCOUNT}:connection/00000000-0000-4000-8000-000000000000`;
const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:approvals`;
const ORDER = { none: 1, before: 1, beside: 2, after: 3 };
const buildspecOf = ({ tests }: Wrong): Map => ({
  version: '0.2',
  phases: { build: { commands: tests ? ['npm ci', 'npm test', 'npm run build'] : ['npm ci', 'npm run build'] } },
});
const BREAKER: Map = { DeploymentCircuitBreaker: { Enable: true, Rollback: true } };
const OPTIONS: Json = [{ Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy', Value: 'AllAtOnce' }];

/** The production stage as data: a deploy of every kind, by its name. */
const RELEASES: Readonly<Record<string, readonly [category: string, provider: string, configuration: Map]>> = {
  Machines: ['Deploy', 'CodeDeploy', { ApplicationName: 'App', DeploymentGroupName: 'Servers' }],
  Tasks: ['Deploy', 'ECS', { ClusterName: 'main', ServiceName: 'Api', FileName: 'images.json' }],
  Shift: ['Deploy', 'CodeDeployToECS', { ApplicationName: 'Shifted', DeploymentGroupName: 'elsewhere' }],
  Stack: ['Deploy', 'CloudFormation', { ActionMode: 'CREATE_UPDATE', StackName: 'shop', TemplatePath: 'Site::shop.json' }],
  Set: ['Deploy', 'CloudFormationStackSet', { StackSetName: 'shops', TemplatePath: 'Site::shop.json' }],
  Beans: ['Deploy', 'ElasticBeanstalk', { ApplicationName: 'shop', EnvironmentName: 'Environment' }],
  Files: ['Deploy', 'S3', { BucketName: 'www.example.com', Extract: 'true' }],
  Call: ['Invoke', 'Lambda', { FunctionName: 'warm-up' }],
};

const action = (Name: string, Category: string, Provider: string, more: Map): Map => ({
  Name,
  ActionTypeId: { Category, Owner: 'AWS', Provider, Version: '1' },
  ...more,
});
const pipelineOf = ({ approval, mode }: Wrong): Map => ({
  Name: 'Pipeline',
  PipelineType: 'V2',
  ExecutionMode: mode,
  RoleArn: `arn:aws:iam::${ACCOUNT}:role/pipeline`,
  Stages: [
    {
      Name: 'Source',
      Actions: [
        action('Code', 'Source', 'CodeStarSourceConnection', {
          Configuration: { FullRepositoryId: 'example/shop', BranchName: 'main', ConnectionArn: CONNECTION },
          OutputArtifacts: [{ Name: 'Code' }],
        }),
      ],
    },
    {
      Name: 'Build',
      Actions: [
        action('Compile', 'Build', 'CodeBuild', {
          Configuration: { ProjectName: 'Build' },
          InputArtifacts: [{ Name: 'Code' }],
          OutputArtifacts: [{ Name: 'Site' }],
        }),
      ],
    },
    {
      Name: 'Prod',
      Actions: [
        ...(approval === 'none'
          ? []
          : [action('Ask', 'Approval', 'Manual', { RunOrder: ORDER[approval], Configuration: { NotificationArn: TOPIC } })]),
        ...Object.entries(RELEASES).map(([name, [category, provider, Configuration]]) =>
          action(name, category, provider, { Configuration, InputArtifacts: [{ Name: 'Site' }], RunOrder: 2 }),
        ),
      ],
    },
  ],
});
const groupOf = ({ alarms }: Wrong): Map => ({
  ApplicationName: 'App',
  DeploymentGroupName: 'Servers',
  DeploymentConfigName: 'CodeDeployDefault.OneAtATime',
  ServiceRoleArn: `arn:aws:iam::${ACCOUNT}:role/codedeploy`,
  AutoRollbackConfiguration: {
    Enabled: true,
    Events: alarms ? ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] : ['DEPLOYMENT_FAILURE'],
  },
  ...(alarms ? { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: 'errors' }] } } : {}),
});
/** An alias of a function, to which CodeDeploy moves the traffic: in steps, or at once. */
const shiftOf = ({ alarms, mode }: Wrong): Map => ({
  ApplicationName: 'Functions',
  DeploymentGroupName: 'Shifting',
  DeploymentConfigName: mode === 'PARALLEL' ? 'CodeDeployDefault.LambdaAllAtOnce' : 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
  ServiceRoleArn: `arn:aws:iam::${ACCOUNT}:role/codedeploy`,
  DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
  AutoRollbackConfiguration: {
    Enabled: true,
    Events: alarms ? ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] : ['DEPLOYMENT_FAILURE'],
  },
  ...(alarms ? { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: 'errors' }] } } : {}),
});
const FUNCTION: Map = { FunctionName: 'shop', Runtime: 'nodejs22.x', Handler: 'index.handler', Role: `arn:aws:iam::${ACCOUNT}:role/shop` };
const serviceOf = ({ alarms }: Wrong): Map => ({
  ServiceName: 'Api',
  TaskDefinition: 'shop',
  DeploymentConfiguration: { ...BREAKER, ...(alarms ? { Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } } : {}) },
});
const beansOf: Map = { ApplicationName: 'shop', EnvironmentName: 'Environment', OptionSettings: OPTIONS };
const monitorsOf = ({ alarms }: Wrong): Map =>
  alarms ? { Monitors: [{ AlarmArn: `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:errors` }] } : {};
const projectOf = (wrong: Wrong): Map => ({
  Name: 'Build',
  ServiceRole: `arn:aws:iam::${ACCOUNT}:role/build`,
  Artifacts: { Type: 'CODEPIPELINE' },
  Environment: { Type: 'LINUX_CONTAINER', ComputeType: 'BUILD_GENERAL1_SMALL', Image: 'aws/codebuild/standard:8.0' },
  Source: { Type: 'CODEPIPELINE', BuildSpec: JSON.stringify(buildspecOf(wrong)) },
});

const resource = (Type: string, Properties: Map): Map => ({ Type, Properties });
const byHand = (wrong: Wrong): Readonly<Record<string, string>> => ({
  'shop.yaml': yamlOf({
    Resources: {
      Pipeline: resource('AWS::CodePipeline::Pipeline', pipelineOf(wrong)),
      Build: resource('AWS::CodeBuild::Project', projectOf(wrong)),
      App: resource('AWS::CodeDeploy::Application', { ApplicationName: 'App', ComputePlatform: 'Server' }),
      Servers: resource('AWS::CodeDeploy::DeploymentGroup', groupOf(wrong)),
      Orders: resource('AWS::Lambda::Function', { ...FUNCTION, Code: { ZipFile: 'exports.handler = () => {};' } }),
      Newest: resource('AWS::Lambda::Version', { FunctionName: { Ref: 'Orders' } }),
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: { Name: 'live', FunctionName: { Ref: 'Orders' }, FunctionVersion: { 'Fn::GetAtt': ['Newest', 'Version'] } },
        UpdatePolicy: {
          CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'Functions' }, DeploymentGroupName: { Ref: 'Shifting' } },
        },
      },
      Functions: resource('AWS::CodeDeploy::Application', { ApplicationName: 'Functions', ComputePlatform: 'Lambda' }),
      Shifting: resource('AWS::CodeDeploy::DeploymentGroup', shiftOf(wrong)),
      Api: resource('AWS::ECS::Service', { Cluster: 'main', ...serviceOf(wrong) }),
      Environment: resource('AWS::ElasticBeanstalk::Environment', beansOf),
      Flags: resource('AWS::AppConfig::Environment', { ApplicationId: 'a1', Name: 'Flags', ...monitorsOf(wrong) }),
      Errors: resource('AWS::CloudWatch::Alarm', { AlarmName: 'errors' }),
    },
  }),
});

/** The same, as `get-pipeline`, `batch-get-projects` and the others print it. */
const byCli = (wrong: Wrong): Readonly<Record<string, string>> => ({
  'pipeline.json': jsonOf({ pipeline: lower(pipelineOf(wrong)) }),
  'projects.json': jsonOf({ projects: [lower(projectOf(wrong))] }).replaceAll('"buildSpec"', '"buildspec"'),
  'application.json': jsonOf({ application: { applicationName: 'App', computePlatform: 'Server' } }),
  'group.json': jsonOf({ deploymentGroupInfo: { computePlatform: 'Server', ...(lower(groupOf(wrong)) as Map) } }),
  'function.json': jsonOf({ Configuration: FUNCTION, Code: { RepositoryType: 'S3', Location: 'https://example.com/shop.zip' } }),
  'alias.json': jsonOf({
    AliasArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:shop:live`,
    Name: 'live',
    FunctionVersion: '3',
    Description: '',
    RevisionId: '00000000-0000-4000-8000-000000000001',
  }),
  'functions.json': jsonOf({ application: { applicationName: 'Functions', computePlatform: 'Lambda' } }),
  'shifting.json': jsonOf({ deploymentGroupInfo: { computePlatform: 'Lambda', ...(lower(shiftOf(wrong)) as Map) } }),
  'services.json': jsonOf({ services: [{ clusterArn: 'main', ...(lower(serviceOf(wrong)) as Map) }] }),
  'settings.json': jsonOf({ ConfigurationSettings: [beansOf] }),
  'environment.json': jsonOf({ ApplicationId: 'a1', Id: 'e1', Name: 'Flags', State: 'READY_FOR_DEPLOYMENT', ...monitorsOf(wrong) }),
  'alarms.json': jsonOf({ MetricAlarms: [{ AlarmName: 'errors', AlarmArn: `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:errors` }] }),
});

/** The same, by the constructs of CDK. */
function byCdk(wrong: Wrong): Readonly<Record<string, string>> {
  const app = new App({
    outdir: join(folder, JSON.stringify(wrong).replace(/\W/g, '')),
    context: { 'aws:cdk:enable-path-metadata': true },
  });
  const stack = new Stack(app, 'Shop', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  const [code, site] = [new codepipeline.Artifact('Code'), new codepipeline.Artifact('Site')];
  const metric = new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Errors' });
  const errors = new cloudwatch.Alarm(stack, 'Errors', { metric, threshold: 1, evaluationPeriods: 1 });
  const application = new codedeploy.ServerApplication(stack, 'App', { applicationName: 'App' });
  const servers = new codedeploy.ServerDeploymentGroup(stack, 'Servers', {
    application,
    deploymentConfig: codedeploy.ServerDeploymentConfig.ONE_AT_A_TIME,
    ...(wrong.alarms ? { alarms: [errors] } : {}),
  });
  const orders = new lambda.Function(stack, 'Orders', {
    functionName: 'shop',
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = () => {};'),
  });
  new codedeploy.LambdaDeploymentGroup(stack, 'Shifting', {
    application: new codedeploy.LambdaApplication(stack, 'Functions', { applicationName: 'Functions' }),
    alias: new lambda.Alias(stack, 'Live', { aliasName: 'live', version: orders.currentVersion as lambda.IVersion }),
    deploymentConfig: codedeploy.LambdaDeploymentConfig[wrong.mode === 'PARALLEL' ? 'ALL_AT_ONCE' : 'CANARY_10PERCENT_5MINUTES'],
    ...(wrong.alarms ? { alarms: [errors] } : {}),
  });
  const service = new ecs.CfnService(stack, 'Api', {
    cluster: 'main',
    taskDefinition: 'shop',
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: true, rollback: true },
      ...(wrong.alarms ? { alarms: { alarmNames: [errors.alarmName], enable: true, rollback: true } } : {}),
    },
  });
  const environment = new beanstalk.CfnEnvironment(stack, 'Environment', {
    applicationName: 'shop',
    optionSettings: [{ namespace: 'aws:elasticbeanstalk:command', optionName: 'DeploymentPolicy', value: 'AllAtOnce' }],
  });
  new appconfig.CfnEnvironment(stack, 'Flags', {
    applicationId: 'a1',
    name: 'Flags',
    ...(wrong.alarms ? { monitors: [{ alarmArn: errors.alarmArn }] } : {}),
  });
  const project = new codebuild.PipelineProject(stack, 'Build', { buildSpec: codebuild.BuildSpec.fromObject({ ...buildspecOf(wrong) }) });
  const api = ecs.FargateService.fromFargateServiceAttributes(stack, 'Imported', {
    cluster: ecs.Cluster.fromClusterAttributes(stack, 'Main', { clusterName: 'main', vpc: undefined as never }),
    serviceName: service.attrName,
  });
  const shifted = codedeploy.EcsDeploymentGroup.fromEcsDeploymentGroupAttributes(stack, 'Elsewhere', {
    application: codedeploy.EcsApplication.fromEcsApplicationName(stack, 'Shifted', 'Shifted'),
    deploymentGroupName: 'elsewhere',
  });
  const role = iam.Role.fromRoleArn(stack, 'Deployer', `arn:aws:iam::${ACCOUNT}:role/cloudformation`);
  const second = { input: site, runOrder: 2 };
  const releases = [
    new actions.CodeDeployServerDeployAction({
      actionName: 'Machines',
      deploymentGroup: servers as codedeploy.IServerDeploymentGroup,
      ...second,
    }),
    new actions.EcsDeployAction({ actionName: 'Tasks', service: api, imageFile: site.atPath('images.json'), runOrder: 2 }),
    new actions.CodeDeployEcsDeployAction({
      actionName: 'Shift',
      deploymentGroup: shifted,
      taskDefinitionTemplateInput: site,
      appSpecTemplateInput: site,
      runOrder: 2,
    }),
    new actions.CloudFormationCreateUpdateStackAction({
      actionName: 'Stack',
      stackName: 'shop',
      templatePath: site.atPath('shop.json'),
      adminPermissions: false,
      deploymentRole: role,
      runOrder: 2,
    }),
    new actions.CloudFormationDeployStackSetAction({
      actionName: 'Set',
      stackSetName: 'shops',
      template: actions.StackSetTemplate.fromArtifactPath(site.atPath('shop.json')),
      stackInstances: actions.StackInstances.inAccounts([ACCOUNT], ['eu-west-1']),
      runOrder: 2,
    }),
    new actions.ElasticBeanstalkDeployAction({ actionName: 'Beans', applicationName: 'shop', environmentName: environment.ref, ...second }),
    new actions.S3DeployAction({ actionName: 'Files', bucket: s3.Bucket.fromBucketName(stack, 'Www', 'www.example.com'), ...second }),
    new actions.LambdaInvokeAction({
      actionName: 'Call',
      lambda: lambda.Function.fromFunctionName(stack, 'Warm', 'warm-up'),
      inputs: [site],
      runOrder: 2,
    }),
  ];
  const ask = new actions.ManualApprovalAction({ actionName: 'Ask', runOrder: ORDER[wrong.approval] });
  const pipeline = new codepipeline.Pipeline(stack, 'Pipeline', {
    pipelineType: codepipeline.PipelineType.V2,
    executionMode: codepipeline.ExecutionMode[wrong.mode],
    stages: [
      {
        stageName: 'Source',
        actions: [
          new actions.CodeStarConnectionsSourceAction({
            actionName: 'Code',
            owner: 'example',
            repo: 'shop',
            branch: 'main',
            connectionArn: CONNECTION,
            output: code,
          }),
        ],
      },
      { stageName: 'Build', actions: [new actions.CodeBuildAction({ actionName: 'Compile', project, input: code, outputs: [site] })] },
      { stageName: 'Prod', actions: [...(wrong.approval === 'none' ? [] : [ask]), ...releases] },
    ],
  });
  const made = pipeline.node.defaultChild as codepipeline.CfnPipeline;
  if (wrong.approval !== 'none') {
    const stages = stack.resolve(made.stages) as { actions: { configuration?: unknown }[] }[];
    expect(stages.length).toBe(3);
    made.addPropertyOverride('Stages.2.Actions.0.Configuration.NotificationArn', TOPIC);
  }
  const file = app.synth().getStackByName('Shop').templateFullPath;
  return { 'Shop.template.json': readFileSync(file, 'utf8') };
}

/** What the rules of the way to production say, by the name of the thing: in which file and on which line is no matter. */
const said = (files: Readonly<Record<string, string>>): readonly string[] =>
  check(
    RULES.filter(({ category }) => ['approval', 'rollback', 'testing'].includes(category)),
    files,
  )
    .findings.map(({ rule, outcome, severity, subject }) => `${rule.id} ${outcome} ${severity} ${subject.split('/').at(-1)}`)
    .sort();

const CASES: readonly Wrong[] = (['none', 'before', 'beside', 'after'] as const).flatMap((approval, i) => [
  { approval, tests: i % 2 === 0, alarms: i < 2, mode: i === 2 ? 'PARALLEL' : 'QUEUED' },
  { approval, tests: i % 2 === 1, alarms: i >= 2, mode: i === 1 ? 'PARALLEL' : 'QUEUED' },
]);

describe.each(CASES)('approval: $approval, tests: $tests, alarms: $alarms, $mode', (wrong) => {
  const expected = said(byHand(wrong));
  test('a template says something', () => expect(expected.join('\n')).toMatch(/beanstalk-all-at-once problem medium Environment/));
  test('the AWS CLI says the same', () => expect(said(byCli(wrong))).toEqual(expected));
  test('CDK says the same', () => expect(said(byCdk(wrong))).toEqual(expected));
});

test('every mistake that is made is told in some form', () => {
  const told = CASES.flatMap((wrong) => said(byHand(wrong)).map((one) => one.split(' ')[0]));
  for (const id of [
    ...['production-without-approval', 'approval-does-not-block', 'approval-after-deploy', 'parallel-runs-reach-production'],
    ...['untested-production-deploy', 'codedeploy-without-alarm-rollback', 'ecs-without-alarm-rollback', 'appconfig-without-monitors'],
    'all-at-once-production',
  ])
    expect(told).toContain(id);
});
