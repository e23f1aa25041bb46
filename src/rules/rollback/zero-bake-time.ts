import { flag, rule } from '../../engine/rule.ts';
import { deploysItself, isRolling, shiftsTraffic } from '../../model/rollback.ts';
import { isTrialService } from '../../model/service.ts';
import { all, any, not } from '../../model/truth.ts';
import { ask, type Value } from '../../model/value.ts';

/** Nothing can go wrong in no time: the old tasks are gone before the first error of the new ones is counted. */
export default rule({
  id: 'zero-bake-time',
  category: 'rollback',
  title: 'A new version has the traffic for no time before it counts as good',
  severity: 'medium',
  on: 'service',
  fix: 'Give the bake time the minutes in which your alarms would ring (15, say), or leave it out.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(service) {
    const { bakeTime, canary, linear, alarms } = service;
    const watched = all(isRolling(service), any(...alarms.alarms.map(({ when }) => when)));
    const shifts = all(deploysItself(service), shiftsTraffic(service));
    const cases = [
      { time: bakeTime, counts: any(shifts, watched) },
      { time: canary.bakeTime, counts: shifts },
      { time: linear.bakeTime, counts: shifts },
    ];
    for (const { time, counts } of cases) {
      const thing = { ...service, at: time.at };
      yield flag(thing, all(isZero(time), counts, not(isTrialService(service))), MESSAGE);
      yield flag(thing, all(isZero(time), counts, isTrialService(service)), MESSAGE, { severity: 'low' });
    }
  },
});

const MESSAGE = 'takes a new version for good as soon as it has the traffic';
const isZero = (minutes: Value<number>) => ask(minutes, (known) => (known === 0 ? 'yes' : 'no'), 'bakes for no time');
