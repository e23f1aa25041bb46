import { flag, rule } from '../../engine/rule.ts';
import { isGated } from '../../model/gate.ts';
import { among, mayDeploy } from '../../model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { sameName } from '../../model/same-name.ts';
import { all, any, not } from '../../model/truth.ts';

/** Whoever may open a closed way opens it for every change that waits, and nobody has said yes to any of them. */
export default rule({
  id: 'disabled-transition-as-gate',
  category: 'approval',
  title: 'A disabled transition stands in for an approval before production',
  severity: 'low',
  confidence: 'medium',
  on: 'pipeline',
  fix: 'Put a Manual approval before the deploy, and disable the transition only while nothing at all is to be released.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/transitions.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-1'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32', 'A.5.3'] },

  *check(pipeline, { settings: { production } }) {
    for (const transition of pipeline.disabledTransitions()) {
      const held = among(pipeline, mayDeploy).map(({ step }) =>
        all(
          step.when,
          sameName(step.stage.name, transition.stage),
          any(deploysToProduction(step, production), isAssumedProduction(step, production)),
          not(isGated(step)),
        ),
      );
      yield flag(transition, any(...held), 'keeps changes out of production, and no approval does');
    }
  },
});
