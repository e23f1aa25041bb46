import { graded, rule } from '../../engine/rule.ts';
import { rollsBackByStage } from '../../model/deployment.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { movesUnwatched } from '../../model/rollback.ts';
import { mentions } from '../../model/text.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

/** A canary that nobody looks at tells nobody anything: after its minutes all the traffic moves. */
export default rule({
  id: 'lambda-shift-without-alarms',
  category: 'rollback',
  title: 'A Lambda action moves traffic, and no alarm is looked at',
  severity: 'high',
  on: 'pipeline',
  fix: 'Name CloudWatch alarms of the function in Alarms of the action, and let DeployStrategy move the traffic in steps.',
  references: ['https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-LambdaDeploy.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check({ steps }, { settings: { production } }) {
    for (const step of steps) {
      const unguarded = movesUnwatched(step);
      const live = asFarAsKnown(any(deploysToProduction(step, production), isAssumedProduction(step, production)));
      const matters = all(live, not(asFarAsKnown(rollsBackByStage(step.stage))));
      const gradual = asFarAsKnown(mentions(step.action.configuration('DeployStrategy'), /Canary|Linear/, 'traffic moves in steps'));
      const message = 'moves the traffic to a new version, and no alarm takes it back';
      yield* graded(step, unguarded, message, { medium: not(gradual), low: not(matters) });
    }
  },
});
