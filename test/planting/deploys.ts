import { APPROVE, action, type Json, jsonOf, lower, yamlOf } from './systems.ts';

/** JSON that a mistake is made in. */
export type Tree = { [key: string]: Tree | string | number | boolean | Tree[] | string[] };

/** One way to production, as the data that it is: what is written of it, in whatever form. */
export interface Delivery {
  readonly [part: string]: Tree;
  /** Of the production stage, beside its name and its actions. */
  readonly stage: Tree;
  /** The actions of the production stage, by their names. */
  readonly actions: Tree;
  /** Of the pipeline. */
  readonly pipeline: Tree;
  /** What the pipeline deploys to, and what that watches: as a template writes it, by logical ids. */
  readonly resources: Tree;
}

type Files = Readonly<Record<string, string>>;
/** A form: the files that a delivery is written in. */
export type Form = (delivery: Delivery) => Files;

const resource = (Type: string, Properties: Tree): Tree => ({ Type, Properties });
const ACCOUNT = 'eu-west-1:111122223333';
const ERRORS = resource('AWS::CloudWatch::Alarm', { AlarmName: 'shop-errors', MetricName: 'Errors', Namespace: 'Shop' });

/** Nothing is wrong with it: it is built, tested, approved, deployed, looked at. */
const delivery = (release: Tree, resources: Tree, stage: Tree = {}): Delivery => ({
  stage,
  actions: { Approve: { ...(APPROVE as Tree), RunOrder: 1 }, Release: { ...release, RunOrder: 2 } },
  pipeline: {
    Name: 'shop',
    PipelineType: 'V2',
    RoleArn: 'arn:aws:iam::111122223333:role/pipeline',
    ArtifactStore: {
      Type: 'S3',
      Location: 'artifacts.example.com',
      EncryptionKey: { Id: 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000000', Type: 'KMS' },
    },
  },
  resources,
});
const release = (provider: string, configuration: Tree, more: Tree = {}): Tree =>
  action('Release', 'Deploy', provider, { Configuration: configuration, InputArtifacts: [{ Name: 'Site' }], ...more } as Record<
    string,
    Json
  >) as Tree;

/** A deployment group that goes in steps, and is rolled back on an alarm and on failure. */
const group = (platform: string, config: string, more: Tree): Tree => ({
  Errors: ERRORS,
  App: resource('AWS::CodeDeploy::Application', { ApplicationName: 'shop-app', ComputePlatform: platform }),
  Group: resource('AWS::CodeDeploy::DeploymentGroup', {
    ApplicationName: 'shop-app',
    DeploymentGroupName: 'shop-group',
    ServiceRoleArn: 'arn:aws:iam::111122223333:role/codedeploy',
    DeploymentConfigName: config,
    DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
    AlarmConfiguration: { Enabled: true, Alarms: [{ Name: 'shop-errors' }] },
    AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
    ...more,
  }),
});
const KEPT: Tree = {
  BlueGreenDeploymentConfiguration: {
    TerminateBlueInstancesOnDeploymentSuccess: { Action: 'TERMINATE', TerminationWaitTimeInMinutes: 60 },
  },
};
const GROUP: Tree = { ApplicationName: 'shop-app', DeploymentGroupName: 'shop-group' };

/** A service that ECS itself deploys, rolled back on an alarm. */
const service = (deployment: Tree): Tree => ({
  Errors: ERRORS,
  Service: resource('AWS::ECS::Service', {
    ServiceName: 'shop-api',
    Cluster: 'shop-main',
    TaskDefinition: 'shop',
    DeploymentConfiguration: { Alarms: { AlarmNames: ['shop-errors'], Enable: true, Rollback: true }, ...deployment },
  }),
});
const SERVICE: Tree = { ClusterName: 'shop-main', ServiceName: 'shop-api', FileName: 'images.json' };
const BACK: Tree = { OnFailure: { Result: 'ROLLBACK' } };

export const KINDS = {
  'CodeDeploy on instances': delivery(
    release('CodeDeploy', GROUP),
    group('Server', 'CodeDeployDefault.OneAtATime', { ...KEPT, LoadBalancerInfo: { TargetGroupInfoList: [{ Name: 'shop' }] } }),
  ),
  'CodeDeploy on ECS': delivery(release('CodeDeployToECS', GROUP), group('ECS', 'CodeDeployDefault.ECSCanary10Percent5Minutes', KEPT)),
  'CodeDeploy on Lambda': delivery(release('CodeDeploy', GROUP), group('Lambda', 'CodeDeployDefault.LambdaCanary10Percent5Minutes', {})),
  'a rolling service': delivery(
    release('ECS', SERVICE),
    service({ DeploymentCircuitBreaker: { Enable: true, Rollback: true }, BakeTimeInMinutes: 15 }),
  ),
  'a service with a canary': delivery(
    release('ECS', SERVICE),
    service({
      Strategy: 'CANARY',
      BakeTimeInMinutes: 15,
      CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 10 },
      LifecycleHooks: [{ TargetType: 'PAUSE', LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'] }],
    }),
  ),
  'a function of SAM': delivery(
    release('CloudFormation', { ActionMode: 'CREATE_UPDATE', StackName: 'shop', TemplatePath: 'Site::shop.yaml' }),
    {
      Errors: ERRORS,
      Api: resource('AWS::Serverless::Function', {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        CodeUri: 'dist',
        AutoPublishAlias: 'live',
        DeploymentPreference: {
          Type: 'Canary10Percent5Minutes',
          Alarms: ['shop-errors'],
          Role: 'arn:aws:iam::111122223333:role/codedeploy',
        },
      }),
    },
  ),
  'a Lambda action': delivery(
    release('Lambda', { FunctionName: 'shop', FunctionAlias: 'live', DeployStrategy: 'Canary10Percent5Minutes', Alarms: 'shop-errors' }),
    { Errors: ERRORS },
  ),
  'Elastic Beanstalk': delivery(release('ElasticBeanstalk', { ApplicationName: 'shop-app', EnvironmentName: 'shop-web' }), {
    Environment: resource('AWS::ElasticBeanstalk::Environment', {
      ApplicationName: 'shop-app',
      EnvironmentName: 'shop-web',
      OptionSettings: [{ Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy', Value: 'Immutable' }],
    }),
  }),
  AppConfig: delivery(
    release('AppConfig', {
      Application: 'a1b2c3',
      Environment: 'e1b2c3',
      ConfigurationProfile: 'p1b2c3',
      DeploymentStrategy: 'AppConfig.Linear50PercentEvery30Seconds',
      InputArtifactConfigurationPath: 'flags.json',
    }),
    {
      Errors: ERRORS,
      Environment: resource('AWS::AppConfig::Environment', {
        ApplicationId: 'a1b2c3',
        Name: 'shop',
        Monitors: [{ AlarmArn: `arn:aws:cloudwatch:${ACCOUNT}:alarm:shop-errors`, AlarmRoleArn: 'arn:aws:iam::111122223333:role/alarms' }],
      }),
    },
  ),
  'files in a bucket': delivery(release('S3', { BucketName: 'www.example.com', Extract: 'true' }), {}, BACK),
  'a cluster of Kubernetes': delivery(release('EKS', { ClusterName: 'shop-main', ManifestFiles: 'k8s/shop.yaml' }), {}, BACK),
  'a stack': delivery(release('CloudFormation', { ActionMode: 'CHANGE_SET_EXECUTE', StackName: 'shop', ChangeSetName: 'next' }), {}),
} as const satisfies Readonly<Record<string, Delivery>>;
export type KindOfDeploy = keyof typeof KINDS;
export const ALL_KINDS = Object.keys(KINDS) as readonly KindOfDeploy[];

const BUILD = action('Build', 'Compute', 'Commands', {
  Commands: ['npm ci', 'npm audit', 'npm test', 'npx cypress run', 'npm run build'],
  InputArtifacts: [{ Name: 'Code' }],
  OutputArtifacts: [{ Name: 'Site', Files: ['**/*'] }],
});
const CONNECTION = 'arn:aws:codeconnections:eu-west-1:111122223333:connection/00000000-0000-4000-8000-000000000000';
const SOURCE = action('Code', 'Source', 'CodeStarSourceConnection', {
  Configuration: { FullRepositoryId: 'example/shop', BranchName: 'main', ConnectionArn: CONNECTION },
  OutputArtifacts: [{ Name: 'Code' }],
});
const LOOK = action('SmokeTest', 'Compute', 'Commands', { Commands: ['curl --fail https://www.example.com'] });

const pipelineOf = ({ stage, actions, pipeline }: Delivery): Tree =>
  ({
    ...pipeline,
    Stages: [
      { Name: 'Source', Actions: [SOURCE] },
      { Name: 'Build', Actions: [BUILD] },
      { Name: 'Prod', ...stage, Actions: Object.values(actions) },
      { Name: 'Look', Actions: [LOOK] },
    ],
  }) as unknown as Tree;

const isServerless = (resources: Tree): boolean => JSON.stringify(resources).includes('AWS::Serverless');
const templateOf = (resources: Tree): Json => ({
  AWSTemplateFormatVersion: '2010-09-09',
  ...(isServerless(resources) ? { Transform: 'AWS::Serverless-2016-10-31' } : {}),
  Parameters: { Stage: { Type: 'String', AllowedValues: ['one', 'two'] } },
  Conditions: { IsOne: { 'Fn::Equals': [{ Ref: 'Stage' }, 'one'] } },
  Resources: resources,
});
const pipelineResource = (delivery: Delivery): Tree => ({ Pipeline: resource('AWS::CodePipeline::Pipeline', pipelineOf(delivery)) });
const together = (delivery: Delivery): Tree => ({ ...pipelineResource(delivery), ...delivery.resources });

/** By which property a thing is called. */
const NAMES: Readonly<Record<string, string>> = {
  App: 'ApplicationName',
  Group: 'DeploymentGroupName',
  Errors: 'AlarmName',
  Service: 'ServiceName',
};

/** Nothing has a name, and whoever needs a thing refers to it, as CDK writes it; it says in its metadata what the thing was called. */
function linked(delivery: Delivery): Json {
  let text = JSON.stringify(together(delivery));
  const resources = JSON.parse(text) as Record<string, { Properties: Record<string, string>; Metadata?: object }>;
  const ids = Object.keys(NAMES).filter((id) => resources[id]);
  const called = new Map(ids.map((id) => [id, resources[id]?.Properties[NAMES[id] ?? ''] ?? '']));
  for (const id of ids) delete resources[id]?.Properties[NAMES[id] ?? ''];
  for (const id of Object.keys(resources))
    resources[id] = { ...(resources[id] as { Properties: Record<string, string> }), Metadata: { 'aws:cdk:path': `Shop/${id}/Resource` } };
  text = JSON.stringify(resources);
  for (const [id, name] of called) {
    text = text.replaceAll(JSON.stringify(name), JSON.stringify({ Ref: id }));
    text = text.replaceAll(new RegExp(`"arn:aws:cloudwatch:[^"]*:${name}"`, 'g'), JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }));
  }
  return templateOf(JSON.parse(text));
}

/** What the AWS CLI prints of each resource. */
const ANSWERS: Readonly<Record<string, (properties: Json) => Json>> = {
  'AWS::CloudWatch::Alarm': (one) => ({
    MetricAlarms: [{ ...(one as Tree), AlarmArn: `arn:aws:cloudwatch:${ACCOUNT}:alarm:shop-errors` } as Json],
  }),
  'AWS::CodeDeploy::Application': (one) => ({ application: lower(one) }),
  'AWS::CodeDeploy::DeploymentGroup': (one) => ({ deploymentGroupInfo: lower(one) }),
  'AWS::ECS::Service': (one) => {
    const { Cluster, ...rest } = one as Tree;
    return { services: [{ ...(lower(rest as Json) as Tree), clusterArn: Cluster } as Json] };
  },
  'AWS::ElasticBeanstalk::Environment': (one) => ({ ConfigurationSettings: [one] }),
  'AWS::AppConfig::Environment': (one) => ({ ...(one as Tree), Id: 'e1b2c3', State: 'READY_FOR_DEPLOYMENT' }) as Json,
};

const answers: Form = (delivery) => ({
  'pipeline.json': jsonOf({ pipeline: lower(pipelineOf(delivery) as Json) }),
  ...Object.fromEntries(
    Object.entries(delivery.resources).map(([id, one]) => {
      const { Type, Properties } = one as { Type: string; Properties: Json };
      return [`${id.toLowerCase()}.json`, jsonOf(ANSWERS[Type]?.(Properties) ?? {})];
    }),
  ),
});

export const FORMS: Readonly<Record<string, Form>> = {
  'in one template': (delivery) => ({ 'shop.yaml': yamlOf(templateOf(together(delivery))) }),
  'in one template of JSON': (delivery) => ({ 'shop.json': jsonOf(templateOf(together(delivery))) }),
  'in two templates': (delivery) => ({
    'pipeline.yaml': yamlOf(templateOf(pipelineResource(delivery))),
    'shop.yaml': yamlOf(templateOf(delivery.resources)),
  }),
  'as CDK writes it': (delivery) => ({ 'Shop.template.json': jsonOf(linked(delivery)) }),
  'as the AWS CLI prints it': answers,
};
