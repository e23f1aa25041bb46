import type { DeployMistake } from './deploy-mistakes.ts';
import type { KindOfDeploy } from './deploys.ts';

const BY_CODEDEPLOY: readonly KindOfDeploy[] = ['CodeDeploy on instances', 'CodeDeploy on ECS', 'CodeDeploy on Lambda'];
const GROUP = 'resources.Group.Properties';
const AT_GROUP = /^\s*"?(Group|deploymentGroupInfo)"?:/;

const OF_GROUPS: readonly Omit<DeployMistake, 'kinds'>[] = [
  {
    name: 'the alarms are dropped',
    rule: 'rollback-without-alarm',
    edit: { [`${GROUP}.AlarmConfiguration`]: undefined },
    at: AT_GROUP,
  },
  {
    name: 'the alarms are switched off',
    rule: 'rollback-without-alarm',
    edit: { [`${GROUP}.AlarmConfiguration.Enabled`]: false },
    at: AT_GROUP,
  },
  {
    name: 'alarms are no event of the rollback',
    rule: 'alarm-without-rollback',
    edit: { [`${GROUP}.AutoRollbackConfiguration.Events`]: ['DEPLOYMENT_FAILURE'] },
    at: AT_GROUP,
    mend: {
      [`${GROUP}.AutoRollbackConfiguration.Events`]: ['DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_FAILURE'],
    },
  },
  {
    name: 'a failure is no event of the rollback',
    rule: 'rollback-disabled',
    edit: { [`${GROUP}.AutoRollbackConfiguration.Events`]: ['DEPLOYMENT_STOP_ON_ALARM'] },
    at: AT_GROUP,
  },
  {
    name: 'the rollback is switched off',
    rule: 'alarm-without-rollback',
    edit: { [`${GROUP}.AutoRollbackConfiguration.Enabled`]: false },
    at: AT_GROUP,
  },
  {
    name: 'the rollback is dropped',
    rule: 'alarm-without-rollback',
    edit: { [`${GROUP}.AutoRollbackConfiguration`]: undefined },
    at: AT_GROUP,
  },
  {
    name: 'alarms and rollback are dropped',
    rule: 'codedeploy-without-alarm-rollback',
    edit: { [`${GROUP}.AlarmConfiguration`]: undefined, [`${GROUP}.AutoRollbackConfiguration`]: undefined },
    at: AT_GROUP,
  },
  {
    name: 'only a failure rolls back, and nothing looks at alarms',
    rule: 'codedeploy-without-alarm-rollback',
    edit: { [`${GROUP}.AlarmConfiguration`]: undefined, [`${GROUP}.AutoRollbackConfiguration.Events`]: ['DEPLOYMENT_FAILURE'] },
    at: AT_GROUP,
  },
  {
    name: 'no alarms, and the rollback is switched off',
    rule: 'rollback-disabled',
    edit: { [`${GROUP}.AlarmConfiguration`]: undefined, [`${GROUP}.AutoRollbackConfiguration`]: { Enabled: false } },
    at: AT_GROUP,
  },
  {
    name: 'alarms that cannot be read are passed over',
    rule: 'alarm-errors-ignored',
    edit: { [`${GROUP}.AlarmConfiguration.IgnorePollAlarmFailure`]: true },
    at: AT_GROUP,
    mend: { [`${GROUP}.AlarmConfiguration.IgnorePollAlarmFailure`]: false },
  },
  {
    name: 'an alarm that is not there',
    rule: 'dangling-alarm',
    forms: /^as CDK/,
    edit: { 'resources.Errors.Condition': 'IsOne' },
    at: /^\s*"Name": \{$/,
    mend: { 'resources.Errors.Condition': 'IsOne', 'resources.Group.Condition': 'IsOne' },
  },
];

const onGroups = (mistake: Omit<DeployMistake, 'kinds'>): DeployMistake => ({ ...mistake, kinds: BY_CODEDEPLOY });

const CONFIG = /deploymentConfigName/i;
const OF_STYLE: readonly DeployMistake[] = [
  {
    name: 'all tasks at once',
    rule: 'all-at-once-production',
    kinds: ['CodeDeploy on ECS'],
    edit: { [`${GROUP}.DeploymentConfigName`]: 'CodeDeployDefault.ECSAllAtOnce' },
    at: CONFIG,
    mend: { [`${GROUP}.DeploymentConfigName`]: 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes' },
  },
  {
    name: 'all calls at once',
    rule: 'all-at-once-production',
    kinds: ['CodeDeploy on Lambda'],
    edit: { [`${GROUP}.DeploymentConfigName`]: 'CodeDeployDefault.LambdaAllAtOnce' },
    at: CONFIG,
    mend: { [`${GROUP}.DeploymentConfigName`]: 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute' },
  },
  {
    name: 'all instances at once, in place',
    rule: 'all-at-once-production',
    kinds: ['CodeDeploy on instances'],
    edit: {
      [`${GROUP}.DeploymentConfigName`]: 'CodeDeployDefault.AllAtOnce',
      [`${GROUP}.DeploymentStyle.DeploymentType`]: 'IN_PLACE',
      [`${GROUP}.BlueGreenDeploymentConfiguration`]: undefined,
    },
    at: CONFIG,
    mend: { [`${GROUP}.DeploymentConfigName`]: 'CodeDeployDefault.AllAtOnce' },
  },
  {
    name: 'instances in place',
    rule: 'in-place-production',
    kinds: ['CodeDeploy on instances'],
    edit: {
      [`${GROUP}.DeploymentStyle`]: { DeploymentType: 'IN_PLACE' },
      [`${GROUP}.BlueGreenDeploymentConfiguration`]: undefined,
    },
    at: /deploymentType/i,
  },
  {
    name: 'the old version goes at once',
    rule: 'blue-terminated-at-once',
    kinds: ['CodeDeploy on instances', 'CodeDeploy on ECS'],
    edit: {
      [`${GROUP}.BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess.TerminationWaitTimeInMinutes`]: 0,
    },
    at: /terminationWaitTimeInMinutes/i,
    mend: {
      [`${GROUP}.BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess.TerminationWaitTimeInMinutes`]: 5,
    },
  },
];

const DEPLOYMENT = 'resources.Service.Properties.DeploymentConfiguration';
const SERVICES: readonly KindOfDeploy[] = ['a rolling service', 'a service with a canary'];
const AT_SERVICE = /^\s*("?Service"?:|"serviceName")/;
const OF_SERVICES: readonly DeployMistake[] = [
  {
    name: 'no alarms',
    rule: 'ecs-without-alarm-rollback',
    kinds: SERVICES,
    edit: { [`${DEPLOYMENT}.Alarms`]: undefined },
    at: AT_SERVICE,
  },
  {
    name: 'alarms that only stop',
    rule: 'ecs-without-alarm-rollback',
    kinds: SERVICES,
    edit: { [`${DEPLOYMENT}.Alarms.Rollback`]: false },
    at: AT_SERVICE,
  },
  {
    name: 'no names of alarms',
    rule: 'ecs-without-alarm-rollback',
    kinds: SERVICES,
    edit: { [`${DEPLOYMENT}.Alarms.AlarmNames`]: [] as string[] },
    at: AT_SERVICE,
  },
  {
    name: 'nothing at all',
    rule: 'ecs-without-alarm-rollback',
    kinds: SERVICES,
    edit: { [DEPLOYMENT]: undefined },
    at: AT_SERVICE,
  },
  {
    name: 'no circuit breaker',
    rule: 'ecs-circuit-breaker-off',
    kinds: ['a rolling service'],
    edit: { [`${DEPLOYMENT}.DeploymentCircuitBreaker`]: undefined },
    at: AT_SERVICE,
  },
  {
    name: 'a circuit breaker that only stops',
    rule: 'ecs-circuit-breaker-off',
    kinds: ['a rolling service'],
    edit: { [`${DEPLOYMENT}.DeploymentCircuitBreaker.Rollback`]: false },
    at: AT_SERVICE,
  },
  {
    name: 'success as soon as the tasks run',
    rule: 'early-success-drops-alarms',
    kinds: ['a rolling service'],
    edit: { [`${DEPLOYMENT}.EarlySuccessCriteria`]: { Enable: 'True' } },
    at: /nable"?: "?True/,
    mend: { [`${DEPLOYMENT}.EarlySuccessCriteria`]: { Enable: false } },
  },
  {
    name: 'no time to ring',
    rule: 'zero-bake-time',
    kinds: SERVICES,
    edit: { [`${DEPLOYMENT}.BakeTimeInMinutes`]: 0 },
    at: /^\s*"?bakeTimeInMinutes/i,
    mend: { [`${DEPLOYMENT}.BakeTimeInMinutes`]: undefined },
  },
  {
    name: 'a canary of no time',
    rule: 'zero-bake-time',
    kinds: ['a service with a canary'],
    edit: { [`${DEPLOYMENT}.CanaryConfiguration.CanaryBakeTimeInMinutes`]: 0 },
    at: /canaryBakeTimeInMinutes/i,
  },
];

const PREFERENCE = 'resources.Api.Properties.DeploymentPreference';
const AT_PREFERENCE = /^\s*"?DeploymentPreference"?:/;
const OF_OTHERS: readonly DeployMistake[] = [
  {
    name: 'a function without alarms',
    rule: 'sam-deployment-without-alarms',
    kinds: ['a function of SAM'],
    edit: { [`${PREFERENCE}.Alarms`]: undefined },
    at: AT_PREFERENCE,
  },
  {
    name: 'all calls of a function at once',
    rule: 'all-at-once-production',
    kinds: ['a function of SAM'],
    edit: { [`${PREFERENCE}.Type`]: 'AllAtOnce' },
    at: /"?Type"?: "?AllAtOnce/,
  },
  {
    name: 'no alarms of the action',
    rule: 'lambda-shift-without-alarms',
    kinds: ['a Lambda action'],
    edit: { 'actions.Release.Configuration.Alarms': undefined },
    at: /^[\s-]*"?name"?: "?Release"?,?$/i,
    mend: { 'actions.Release.Configuration.Alarms': 'shop-errors,shop-slow' },
  },
  {
    name: 'all instances of Elastic Beanstalk at once',
    rule: 'beanstalk-all-at-once',
    kinds: ['Elastic Beanstalk'],
    edit: {
      'resources.Environment.Properties.OptionSettings': [
        { Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy', Value: 'AllAtOnce' },
      ],
    },
    at: /^\s*"?Environment"?: ?\{?$|^ {6}"ApplicationName"/,
    mend: {
      'resources.Environment.Properties.OptionSettings': [
        { Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy', Value: 'TrafficSplitting' },
      ],
    },
  },
  {
    name: 'configurations that nothing watches',
    rule: 'appconfig-without-monitors',
    kinds: ['AppConfig'],
    edit: { 'resources.Environment.Properties.Monitors': undefined },
    at: /^\s*"?Environment"?: ?\{?$|^ {2}"ApplicationId"/,
  },
  {
    name: 'the stage does not go back',
    rule: 'stage-rollback-missing',
    kinds: ['files in a bucket', 'a cluster of Kubernetes'],
    edit: { 'stage.OnFailure': undefined },
    at: /^[\s-]*"?name"?: "?Prod"?,?$/i,
    mend: { 'pipeline.PipelineType': 'V1', 'stage.OnFailure': undefined },
  },
  {
    name: 'the stage only tries again',
    rule: 'stage-rollback-missing',
    kinds: ['files in a bucket', 'a cluster of Kubernetes'],
    edit: { 'stage.OnFailure': { Result: 'RETRY', RetryConfiguration: { RetryMode: 'ALL_ACTIONS' } } },
    at: /^[\s-]*"?name"?: "?Prod"?,?$/i,
  },
  {
    name: 'the stage goes back where none can',
    rule: 'parallel-mode-forbids-rollback',
    also: [['parallel-runs-reach-production', /executionMode/i]],
    kinds: ['files in a bucket', 'a cluster of Kubernetes'],
    edit: { 'pipeline.ExecutionMode': 'PARALLEL' },
    at: /result"?: "?ROLLBACK/i,
    mend: { 'pipeline.ExecutionMode': 'SUPERSEDED' },
  },
];

export const ROLLBACK_MISTAKES: readonly DeployMistake[] = [...OF_GROUPS.map(onGroups), ...OF_STYLE, ...OF_SERVICES, ...OF_OTHERS];
