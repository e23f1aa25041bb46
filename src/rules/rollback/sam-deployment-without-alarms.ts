import { graded, rule } from '../../engine/rule.ts';
import { isTrial, shiftsGradually, watchesAlarms } from '../../model/deployment.ts';
import { functionOf } from '../../model/lambda.ts';
import { saysTrial } from '../../model/production.ts';
import { any, asFarAsKnown, not } from '../../model/truth.ts';

/** Traffic moves by the clock: with no alarm to look at, the last step comes whatever the first one did. */
export default rule({
  id: 'sam-deployment-without-alarms',
  category: 'rollback',
  title: 'A function of SAM gets its traffic moved, and no alarm is looked at',
  severity: 'high',
  on: 'deployment-group',
  fix: 'Name alarms of the function in DeploymentPreference.Alarms; SAM makes the rollback on them by itself.',
  references: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deploymentpreference.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(group, { model }) {
    const lambda = functionOf(group, model.all('function'));
    if (!lambda) return;
    const thing = { ...group, path: lambda.path }; // nobody wrote the group
    const unguarded = not(watchesAlarms(group));
    const trial = any(isTrial(group), asFarAsKnown(saysTrial(lambda.name, 'the function')));
    const gradual = asFarAsKnown(shiftsGradually(group));
    const message = 'moves its traffic to a new version, and no alarm takes it back';
    yield* graded(thing, unguarded, message, { medium: not(gradual), low: trial });
  },
});
