import type { Link } from './link.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** An Elastic Beanstalk environment: https://docs.aws.amazon.com/elasticbeanstalk/latest/APIReference/API_ConfigurationSettingsDescription.html */
export interface BeanstalkEnvironment extends Thing {
  readonly name: Text;
  readonly application: Text;
  readonly settings: readonly OptionSetting[];
  /** Settings that the environment itself does not have. */
  readonly template: Link<BeanstalkTemplate>;
  /**
   * What an option is set to, here or by the template: `('aws:elasticbeanstalk:command', 'DeploymentPolicy')`. Where it is
   * absent, an `.ebextensions` file of the deployed version can still set it:
   * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html
   */
  readonly option: (namespace: string, name: string) => Text;
}

/** A saved configuration that environments are made from. */
export interface BeanstalkTemplate extends Thing {
  readonly name: Text;
  readonly application: Text;
  readonly settings: readonly OptionSetting[];
  /** What it was made from itself. */
  readonly template: Link<BeanstalkTemplate>;
}

export interface OptionSetting extends Thing {
  readonly namespace: Text;
  readonly name: Text;
  readonly value: Text;
}
