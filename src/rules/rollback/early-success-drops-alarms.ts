import { flag, rule } from '../../engine/rule.ts';
import { isRolling } from '../../model/rollback.ts';
import { isTrue } from '../../model/text.ts';
import { all, any } from '../../model/truth.ts';

/** Tasks are healthy long before the first error of theirs is counted. */
export default rule({
  id: 'early-success-drops-alarms',
  category: 'rollback',
  title: 'A deployment ends before its alarms could say anything',
  severity: 'low',
  on: 'service',
  fix: 'Leave EarlySuccessCriteria out, or set Enable: false, where alarms are to roll the service back.',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/early-success-criteria.html'],
  controls: { 'owasp-cicd': ['CICD-SEC-10'], soc2: ['CC7.2'], 'iso27001-2022': ['A.8.32'] },

  *check(service) {
    const { alarms, earlySuccess } = service;
    const named = any(...alarms.alarms.map(({ when }) => when));
    const watched = all(isRolling(service), named, isTrue(alarms.enabled, 'the alarms of the service are enabled'));
    const early = isTrue(earlySuccess, 'ends as soon as enough tasks are healthy');
    yield flag({ ...service, at: earlySuccess.at }, all(watched, early), 'stops looking at its alarms as soon as enough tasks are healthy');
  },
});
