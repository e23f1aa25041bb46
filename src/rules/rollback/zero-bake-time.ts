import { type Claim, graded, rule } from '../../engine/rule.ts';
import { saysTrial } from '../../model/production.ts';
import { deploysItself, isRolling, shiftsTraffic } from '../../model/rollback.ts';
import { isTrialHook, isTrialService } from '../../model/service.ts';
import { ALWAYS, all, any, asFarAsKnown, type Thing, type Truth } from '../../model/truth.ts';
import { ask, type Value } from '../../model/value.ts';

/** Nothing can go wrong in no time: the old tasks are gone before the first error of the new ones is counted. */
export default rule({
  id: 'zero-bake-time',
  category: 'rollback',
  title: 'A new version has the traffic for no time before it counts as good',
  severity: 'medium',
  on: 'system',
  fix: 'Give the bake time the minutes in which your alarms would ring (15, say), or leave it out.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green-hook-syntax.html',
    'https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_CreateDeploymentStrategy.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(model) {
    for (const service of model.all('service')) {
      const { bakeTime, canary, linear, alarms } = service;
      const watched = all(isRolling(service), any(...alarms.alarms.map(({ when }) => when)));
      const shifts = all(deploysItself(service), shiftsTraffic(service));
      const trial = isTrialService(service);
      yield* claims(service, bakeTime, any(shifts, watched), trial);
      yield* claims(service, canary.bakeTime, shifts, trial);
      yield* claims(service, linear.bakeTime, shifts, trial);
    }
    for (const hook of model.all('blue-green-hook')) yield* claims(hook, hook.bakeTime, ALWAYS, isTrialHook(hook));
    for (const strategy of model.all('configuration-strategy'))
      yield* claims(strategy, strategy.bakeTime, ALWAYS, asFarAsKnown(saysTrial(strategy.name, 'the strategy')));
  },
});

const claims = (thing: Thing, time: Value<number>, counts: Truth, trial: Truth): Iterable<Claim> =>
  graded({ ...thing, at: time.at }, all(isZero(time), counts), MESSAGE, { low: trial });

const MESSAGE = 'takes a new version for good as soon as it has the traffic';
const isZero = (minutes: Value<number>) => ask(minutes, (known) => (known === 0 ? 'yes' : 'no'), 'bakes for no time');
