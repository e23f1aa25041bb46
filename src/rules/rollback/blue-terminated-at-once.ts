import { flag, rule } from '../../engine/rule.ts';
import { isTrial } from '../../model/deployment.ts';
import { equals } from '../../model/text.ts';
import { all, not } from '../../model/truth.ts';
import { ask } from '../../model/value.ts';

/** Errors show minutes after the traffic has moved, and then there is nothing left to move it back to. */
export default rule({
  id: 'blue-terminated-at-once',
  category: 'rollback',
  title: 'The old version is taken down as soon as the new one has the traffic',
  severity: 'medium',
  on: 'deployment-group',
  fix: 'Set TerminationWaitTimeInMinutes to the time in which your alarms would ring (an hour, say), or Action: KEEP_ALIVE.',
  references: ['https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BlueInstanceTerminationOption.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(group) {
    const { action, wait } = group.blue;
    const soon = ask(wait, (minutes) => (minutes < 5 ? 'yes' : 'no'), 'waits for less than five minutes');
    const gone = all(not(equals(action, 'KEEP_ALIVE', 'stays')), soon);
    const message = 'takes the old version down less than five minutes after the traffic has moved';
    yield flag({ ...group, at: wait.at }, all(gone, not(isTrial(group))), message);
    yield flag({ ...group, at: wait.at }, all(gone, isTrial(group)), message, { severity: 'low' });
  },
});
