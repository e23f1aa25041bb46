import { graded, rule } from '../../engine/rule.ts';
import { saysTrial } from '../../model/production.ts';
import { any, asFarAsKnown, not } from '../../model/truth.ts';

/** A configuration reaches what runs already: no test of the code says anything about it, and only an alarm would stop it. */
export default rule({
  id: 'appconfig-without-monitors',
  category: 'rollback',
  title: 'No alarm takes a bad configuration back',
  severity: 'medium',
  on: 'configuration-environment',
  fix: 'Name CloudWatch alarms in Monitors of the environment, each with a role that may read it (AlarmRoleArn).',
  references: ['https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Monitor.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(environment) {
    const unwatched = not(any(...environment.monitors.map(({ when }) => when)));
    const { name, application } = environment;
    const trial = asFarAsKnown(any(saysTrial(name, 'the environment'), saysTrial(application, 'the application')));
    yield* graded(environment, unwatched, 'gets configurations, and no alarm takes a bad one back', { low: trial });
  },
});
