import { graded, rule } from '../../engine/rule.ts';
import { saysTrial } from '../../model/production.ts';
import { equals } from '../../model/text.ts';
import { all, any, asFarAsKnown, not, unknown } from '../../model/truth.ts';
import { present } from '../../model/value.ts';

/** Every instance gets the new version at the same time: it is down meanwhile, and down for good if the version is bad. */
export default rule({
  id: 'beanstalk-all-at-once',
  category: 'rollback',
  title: 'Elastic Beanstalk replaces the old version everywhere at once',
  severity: 'medium',
  on: 'beanstalk-environment',
  fix: 'Set DeploymentPolicy of aws:elasticbeanstalk:command to Immutable or TrafficSplitting, which keep the old instances until the new ones are healthy.',
  references: [
    'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.deploy-existing-version.html',
    'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(environment) {
    const { name, application, option } = environment;
    const policy = option('aws:elasticbeanstalk:command', 'DeploymentPolicy');
    const single = equals(option('aws:elasticbeanstalk:environment', 'EnvironmentType'), 'SingleInstance', 'one instance has no other way');
    const unsaid = all(not(present(policy, '')), unknown({ at: policy.at, text: 'the deployed version may set its DeploymentPolicy' }));
    const atOnce = all(not(single), any(equals(policy, 'AllAtOnce', 'all at once'), unsaid));
    const trial = asFarAsKnown(any(saysTrial(name, 'the environment'), saysTrial(application, 'the application')));
    yield* graded(environment, atOnce, 'puts the new version on all instances at once', { low: trial });
  },
});
