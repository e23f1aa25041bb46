import { flag, rule } from '../../engine/rule.ts';
import { pausesInVain } from '../../model/gate.ts';
import { saysTrial } from '../../model/production.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

/** Who does not answer has not agreed. */
export default rule({
  id: 'pause-continues-on-timeout',
  category: 'approval',
  title: 'A deployment waits for a person and goes on without one',
  severity: 'high',
  on: 'service',
  fix: 'Take Action: CONTINUE out of the TimeoutConfiguration, or write ROLLBACK: then the new version is taken back where nobody agrees in time.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-1'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32'], 'pci-dss': ['6.5.1'] },

  *check({ name, clusterName, hooks }) {
    const trial = asFarAsKnown(any(saysTrial(name, 'the service'), saysTrial(clusterName, 'the cluster')));
    for (const hook of hooks) {
      yield flag(hook, all(pausesInVain(hook), not(trial)), 'waits for a person, and lets the new version go on without an answer');
    }
  },
});
