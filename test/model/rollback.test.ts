import { expect, test } from 'vitest';
import { answer } from '../../src/model/answer.ts';
import { isUndone, rollsBack } from '../../src/model/rollback.ts';
import type { Truth } from '../../src/model/truth.ts';
import { read } from '../harness.ts';
import { type Edit, edited } from '../planting/deploy-mistakes.ts';
import { FORMS, KINDS, type KindOfDeploy, type Tree } from '../planting/deploys.ts';

const GROUP = 'resources.Group.Properties';
const SERVICE = 'resources.Service.Properties';
const DEPLOYMENT = `${SERVICE}.DeploymentConfiguration`;
const MONITORS = 'resources.Environment.Properties.Monitors';
const SETTINGS = 'resources.Environment.Properties.OptionSettings';
const RELEASE = 'actions.Release';
const ANYTHING: Tree = { 'Fn::ImportValue': 'elsewhere' };
const NO_BACK: Edit = { 'stage.OnFailure': undefined };

/** The environment is referred to: a template does not say the id of what it makes. */
const REFERRED: Edit = { [`${RELEASE}.Configuration.Environment`]: { Ref: 'Environment' } };
const policy = (Value: Tree[string]): Edit => ({
  [SETTINGS]: [{ Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy', Value } as Tree],
});
const condition = (moment: string, Result: string, Provider = 'CloudWatchAlarm'): Edit => ({
  ...NO_BACK,
  [`stage.${moment}`]: { Conditions: [{ Result, Rules: [{ Name: 'look', RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider } }] }] },
});
const type = (Category: string, Provider: string, Configuration: Tree = {}): Edit => ({
  ...NO_BACK,
  [`${RELEASE}.ActionTypeId`]: { Category, Owner: 'AWS', Provider, Version: '1' },
  [`${RELEASE}.Configuration`]: Configuration,
});

const told = (truth: Truth): string => {
  const { is, when } = answer(truth);
  return [is, ...when].join(' when ');
};

/** Of each: does an alarm bring the old version back, and is a deployment that fails by itself undone? */
const DEPLOYS: readonly (readonly [kind: KindOfDeploy, what: string, edit: Edit, back: string, undone: string])[] = [
  ['CodeDeploy on instances', 'with alarms and rollback', {}, 'yes', 'yes'],
  ['CodeDeploy on ECS', 'with alarms and rollback', {}, 'yes', 'yes'],
  ['CodeDeploy on Lambda', 'with alarms and rollback', {}, 'yes', 'yes'],
  ['CodeDeploy on ECS', 'without alarms', { [`${GROUP}.AlarmConfiguration`]: undefined }, 'no', 'yes'],
  ['CodeDeploy on ECS', 'whose alarms are off', { [`${GROUP}.AlarmConfiguration.Enabled`]: false }, 'no', 'yes'],
  ['CodeDeploy on ECS', 'whose alarms may be on', { [`${GROUP}.AlarmConfiguration.Enabled`]: undefined }, 'unknown', 'yes'],
  [
    'CodeDeploy on ECS',
    'that only a failure undoes',
    { [`${GROUP}.AutoRollbackConfiguration.Events`]: ['DEPLOYMENT_FAILURE'] },
    'no',
    'yes',
  ],
  [
    'CodeDeploy on ECS',
    'that only an alarm undoes',
    { [`${GROUP}.AutoRollbackConfiguration.Events`]: ['DEPLOYMENT_STOP_ON_ALARM'] },
    'yes',
    'no',
  ],
  [
    'CodeDeploy on ECS',
    'of a group that is elsewhere',
    { [`${RELEASE}.Configuration.DeploymentGroupName`]: 'elsewhere' },
    'unknown',
    'unknown',
  ],

  ['a rolling service', 'with alarms and a circuit breaker', {}, 'yes', 'yes'],
  ['a rolling service', 'without alarms', { [`${DEPLOYMENT}.Alarms`]: undefined }, 'no', 'yes'],
  ['a rolling service', 'of which the alarms are off', { [`${DEPLOYMENT}.Alarms.Enable`]: false }, 'no', 'yes'],
  ['a rolling service', 'that alarms only stop', { [`${DEPLOYMENT}.Alarms.Rollback`]: false }, 'no', 'yes'],
  ['a rolling service', 'without a circuit breaker', { [`${DEPLOYMENT}.DeploymentCircuitBreaker`]: undefined }, 'yes', 'no'],
  ['a rolling service', 'whose circuit breaker is off', { [`${DEPLOYMENT}.DeploymentCircuitBreaker.Enable`]: false }, 'yes', 'no'],
  ['a rolling service', 'whose circuit breaker only stops', { [`${DEPLOYMENT}.DeploymentCircuitBreaker.Rollback`]: false }, 'yes', 'no'],
  ['a rolling service', 'that something else deploys', { [`${SERVICE}.DeploymentController`]: { Type: 'EXTERNAL' } }, 'no', 'no'],
  ['a rolling service', 'that somebody deploys', { [`${SERVICE}.DeploymentController`]: { Type: ANYTHING } }, 'unknown', 'unknown'],
  ['a service with a canary', 'that alarms roll back', {}, 'yes', 'no'],
  [
    'a service with a canary',
    'whose circuit breaker does not count',
    { [`${DEPLOYMENT}.DeploymentCircuitBreaker`]: { Enable: true, Rollback: true } },
    'yes',
    'no',
  ],

  ['AppConfig', 'with an alarm', REFERRED, 'yes', 'no'],
  ['AppConfig', 'without alarms', { ...REFERRED, [MONITORS]: undefined }, 'no', 'no'],
  ['AppConfig', 'with an empty list of alarms', { ...REFERRED, [MONITORS]: [] }, 'no', 'no'],
  [
    'AppConfig',
    'with an alarm in one world',
    { ...REFERRED, [MONITORS]: { 'Fn::If': ['IsOne', [{ AlarmArn: 'a' } as Tree], []] } as Tree },
    'yes when IsOne is true',
    'no',
  ],
  ['AppConfig', 'with alarms that nobody can see', { ...REFERRED, [MONITORS]: ANYTHING }, 'unknown', 'no'],
  ['AppConfig', 'of an environment that is elsewhere', {}, 'unknown', 'no'],

  ['Elastic Beanstalk', 'that keeps the old instances', {}, 'no', 'yes'],
  ['Elastic Beanstalk', 'that splits the traffic', policy('TrafficSplitting'), 'no', 'yes'],
  ['Elastic Beanstalk', 'that replaces them by and by', policy('Rolling'), 'no', 'no'],
  ['Elastic Beanstalk', 'that does not say how', { [SETTINGS]: [] }, 'no', 'unknown'],

  ['a Lambda action', 'with alarms', {}, 'yes', 'no'],
  ['a Lambda action', 'without alarms', { [`${RELEASE}.Configuration.Alarms`]: undefined }, 'no', 'no'],
  ['files in a bucket', 'by another provider, which takes no alarms', type('Deploy', 'S3', { Alarms: 'errors' }), 'no', 'no'],
  [
    'files in a bucket',
    'by a function, which deploys in its own way',
    type('Invoke', 'Lambda', { Alarms: 'errors' }),
    'unknown',
    'unknown',
  ],
  ['files in a bucket', 'by a build that is called like one', type('Build', 'CloudFormation'), 'unknown', 'unknown'],

  ['a function of SAM', 'with alarms', {}, 'yes', 'yes'],
  ['a function of SAM', 'without alarms', { 'resources.Api.Properties.DeploymentPreference.Alarms': undefined }, 'unknown', 'yes'],
  ['a stack', 'of which nobody knows the alarms', {}, 'unknown', 'yes'],
  ['a stack', 'of a set', type('Deploy', 'CloudFormationStackSet'), 'unknown', 'yes'],
  ['a stack', 'of the instances of a set', type('Deploy', 'CloudFormationStackInstances'), 'unknown', 'yes'],

  ['files in a bucket', 'by a stage that goes back on failure', {}, 'no', 'yes'],
  ['files in a bucket', 'by a stage that tries again', { 'stage.OnFailure.Result': 'RETRY' }, 'no', 'no'],
  ['files in a bucket', 'by a stage', NO_BACK, 'no', 'no'],
  ['files in a bucket', 'by a stage that goes back on an alarm', condition('OnSuccess', 'ROLLBACK'), 'yes', 'no'],
  ['files in a bucket', 'by a stage that fails on an alarm', condition('OnSuccess', 'FAIL'), 'no', 'no'],
  ['files in a bucket', 'by a stage that does not begin on an alarm', condition('BeforeEntry', 'FAIL'), 'no', 'no'],
];

test.each(DEPLOYS)('%s %s', (kind, _, edit, back, undone) => {
  const model = read(FORMS['in one template']?.(edited(KINDS[kind], edit)) ?? {});
  const step = model.all('pipeline')[0]?.steps.find(({ path }) => path.at(-1) === 'Release');
  if (!step) throw new Error('it deploys');
  expect([told(rollsBack(step, model)), told(isUndone(step))]).toEqual([back, undone]);
});
