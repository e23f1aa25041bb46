import type { AlarmList } from './alarm-list.ts';
import type { ConfigurationDeployment, ConfigurationEnvironment, ConfigurationProfile, ConfigurationStrategy } from './appconfig.ts';
import type { Appspec } from './appspec.ts';
import type { BeanstalkEnvironment, BeanstalkTemplate } from './beanstalk.ts';
import type { BuildProject } from './build.ts';
import type { Fleet, ReportGroup } from './build-resources.ts';
import type { Buildspec } from './buildspec.ts';
import type { Alarm, CodeDeployApplication, DeploymentConfig, DeploymentGroup } from './deployment.ts';
import type { IdentityProvider, Policy, Role } from './identity.ts';
import type { ImageRegistry, ImageRepository, TaskDefinition } from './image.ts';
import type { ImageDefinitions } from './image-definitions.ts';
import type { FunctionAlias, FunctionVersion, LambdaFunction } from './lambda.ts';
import type { EventRule, NotificationRule, Subscription, Topic } from './notification.ts';
import type { DisabledTransition, Pipeline } from './pipeline.ts';
import type { BlueGreenHook, Cluster, EcsService } from './service.ts';
import type { Connection, PipelineWebhook, ReviewRules, SourceCredential, SourceRepository } from './source.ts';
import type { Output, Stack, StackSet, Template, TemplateConfiguration } from './stack.ts';
import type { Bucket, Key, KeyAlias } from './storage.ts';
import type { Parameter } from './variable.ts';
import type { RotationSchedule, Secret, SsmParameter } from './vault.ts';
import type { Note } from './world.ts';

/** Every kind of noun that a document can contribute. */
export interface Nouns {
  pipeline: Pipeline;
  project: BuildProject;
  buildspec: Buildspec;
  role: Role;
  policy: Policy;
  /** Whoever may have a policy that nobody in sight has. */
  'policy-holder': Role;
  'identity-provider': IdentityProvider;
  'deployment-group': DeploymentGroup;
  application: CodeDeployApplication;
  'deployment-config': DeploymentConfig;
  alarm: Alarm;
  'alarm-list': AlarmList;
  service: EcsService;
  cluster: Cluster;
  'blue-green-hook': BlueGreenHook;
  function: LambdaFunction;
  'function-version': FunctionVersion;
  'function-alias': FunctionAlias;
  'beanstalk-environment': BeanstalkEnvironment;
  'beanstalk-template': BeanstalkTemplate;
  'configuration-environment': ConfigurationEnvironment;
  'configuration-profile': ConfigurationProfile;
  'configuration-strategy': ConfigurationStrategy;
  'configuration-deployment': ConfigurationDeployment;
  'task-definition': TaskDefinition;
  repository: ImageRepository;
  'image-registry': ImageRegistry;
  appspec: Appspec;
  'image-definitions': ImageDefinitions;
  parameter: Parameter;
  'resource-policy': Policy;
  bucket: Bucket;
  key: Key;
  'key-alias': KeyAlias;
  topic: Topic;
  subscription: Subscription;
  'event-rule': EventRule;
  'notification-rule': NotificationRule;
  connection: Connection;
  'source-repository': SourceRepository;
  'review-rules': ReviewRules;
  'source-credential': SourceCredential;
  'pipeline-webhook': PipelineWebhook;
  'disabled-transition': DisabledTransition;
  fleet: Fleet;
  'report-group': ReportGroup;
  'ssm-parameter': SsmParameter;
  secret: Secret;
  'rotation-schedule': RotationSchedule;
  template: Template;
  output: Output;
  stack: Stack;
  'stack-set': StackSet;
  'template-configuration': TemplateConfiguration;
}

export type Kind = keyof Nouns;

/** What the tool knows about how software reaches production, and what it knows that it does not know. */
export interface Model {
  all<K extends Kind>(kind: K): readonly Nouns[K][];
  /** Something may be there that nobody can see: a transform's resources, a refused call. */
  readonly gaps: readonly Note[];
}

/** In words, for messages and for `passes`. */
export const TITLES: Readonly<Record<Kind, string>> = {
  pipeline: 'pipeline',
  project: 'build project',
  buildspec: 'buildspec',
  role: 'role',
  policy: 'policy',
  'policy-holder': 'policy on its own',
  'identity-provider': 'identity provider',
  'deployment-group': 'deployment group',
  application: 'application',
  'deployment-config': 'deployment configuration',
  alarm: 'alarm',
  'alarm-list': 'list of alarms',
  service: 'service',
  cluster: 'cluster',
  'blue-green-hook': 'blue/green hook',
  function: 'function',
  'function-version': 'function version',
  'function-alias': 'function alias',
  'beanstalk-environment': 'Elastic Beanstalk environment',
  'beanstalk-template': 'Elastic Beanstalk configuration',
  'configuration-environment': 'configuration environment',
  'configuration-profile': 'configuration profile',
  'configuration-strategy': 'configuration strategy',
  'configuration-deployment': 'configuration deployment',
  'task-definition': 'task definition',
  repository: 'image repository',
  'image-registry': 'image registry',
  appspec: 'appspec',
  'image-definitions': 'image definition file',
  parameter: 'parameter',
  'resource-policy': 'resource policy',
  bucket: 'bucket',
  key: 'key',
  'key-alias': 'key alias',
  topic: 'topic',
  subscription: 'subscription',
  'event-rule': 'event rule',
  'notification-rule': 'notification rule',
  connection: 'connection',
  'source-repository': 'source repository',
  'review-rules': 'list of review rules',
  'source-credential': 'source credential',
  'pipeline-webhook': 'pipeline webhook',
  'disabled-transition': 'disabled transition',
  fleet: 'fleet',
  'report-group': 'report group',
  'ssm-parameter': 'SSM parameter',
  secret: 'secret',
  'rotation-schedule': 'rotation schedule',
  template: 'template',
  output: 'output',
  stack: 'stack',
  'stack-set': 'stack set',
  'template-configuration': 'parameter file',
};

export const KINDS = Object.keys(TITLES) as readonly Kind[];

/** `1 pipeline`, `3 image repositories` */
export const counted = (count: number, what: string): string => `${count} ${count === 1 ? what : plural(what)}`;

/** What a thing is of, or how it is, stands behind its name: `lists of alarms`, `policies on their own`. */
function plural(what: string): string {
  const [, name = what, more = ''] = /^(.*?)( (?:of|on) .*)$/.exec(what) ?? [];
  const names = /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : /s$/.test(name) ? `${name}es` : `${name}s`;
  return names + more.replace(/\bits\b/, 'their');
}
