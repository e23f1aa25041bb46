import { graded, rule } from '../../engine/rule.ts';
import { isTrial } from '../../model/deployment.ts';
import { isTrialHook } from '../../model/service.ts';
import { equals } from '../../model/text.ts';
import { all, not, type Truth } from '../../model/truth.ts';
import { ask, type Value } from '../../model/value.ts';

/** Errors show minutes after the traffic has moved, and then there is nothing left to move it back to. */
export default rule({
  id: 'blue-terminated-at-once',
  category: 'rollback',
  title: 'The old version is taken down as soon as the new one has the traffic',
  severity: 'medium',
  on: 'system',
  fix: 'Set TerminationWaitTimeInMinutes to the time in which your alarms would ring (an hour, say), or Action: KEEP_ALIVE.',
  references: [
    'https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BlueInstanceTerminationOption.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green-hook-syntax.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(model) {
    for (const group of model.all('deployment-group')) {
      const { action, wait } = group.blue;
      const gone = all(not(equals(action, 'KEEP_ALIVE', 'stays')), isSoon(wait));
      yield* graded({ ...group, at: wait.at }, gone, MESSAGE, { low: isTrial(group) });
    }
    for (const hook of model.all('blue-green-hook'))
      yield* graded({ ...hook, at: hook.wait.at }, isSoon(hook.wait), MESSAGE, { low: isTrialHook(hook) });
  },
});

const MESSAGE = 'takes the old version down less than five minutes after the traffic has moved';
const isSoon = (wait: Value<number>): Truth => ask(wait, (minutes) => (minutes < 5 ? 'yes' : 'no'), 'waits for less than five minutes');
