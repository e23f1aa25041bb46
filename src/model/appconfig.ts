import type { AlarmReference } from './deployment.ts';
import type { Link } from './link.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';
import type { Value } from './value.ts';

/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Environment.html */
export interface ConfigurationEnvironment extends Thing {
  readonly name: Text;
  /** Of its application. */
  readonly application: Text;
  /** Alarms that bring the old configuration back. */
  readonly monitors: readonly AlarmReference[];
}

/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_DeploymentStrategy.html */
export interface ConfigurationStrategy extends Thing {
  readonly name: Text;
  /** Minutes. */
  readonly duration: Value<number>;
  /** Minutes for which the alarms are watched when all targets have it. */
  readonly bakeTime: Value<number>;
  /** Per cent of the targets at each step. */
  readonly growth: Value<number>;
}

/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfigurationProfile.html */
export interface ConfigurationProfile extends Thing {
  readonly name: Text;
  readonly application: Text;
  /** What a configuration must pass before it is deployed: `JSON_SCHEMA` or `LAMBDA`. */
  readonly validators: readonly (Thing & { readonly type: Text })[];
}

/** What deploys a configuration: an action, or a template by `AWS::AppConfig::Deployment`. */
export interface ConfigurationTarget {
  readonly environment: Link<ConfigurationEnvironment>;
  readonly profile: Link<ConfigurationProfile>;
  /** `AppConfig.Linear50PercentEvery30Seconds`, or the id of one's own. */
  readonly strategyId: Text;
  /** One of the user's own; absent for one of AWS's. */
  readonly strategy: Link<ConfigurationStrategy>;
}

export interface ConfigurationDeployment extends Thing, ConfigurationTarget {}
