import { flag, rule } from '../../engine/rule.ts';
import { checkedAfter } from '../../model/checked-after.ts';
import { among, followedBy, mayDeploy, type Step } from '../../model/pipeline.ts';
import { deploysToProduction } from '../../model/production.ts';
import { all, asFarAsKnown, not, type Truth } from '../../model/truth.ts';

/** What works in a test may fail in production: somebody has to look, or the users do. */
export default rule({
  id: 'no-check-after-deploy',
  category: 'testing',
  title: 'Production is deployed to and nothing looks whether it works',
  severity: 'info',
  confidence: 'medium',
  on: 'pipeline',
  fix: 'Add a step that asks the new version something (a smoke test in a Test action or a Commands action), a condition of the stage that looks at an alarm, or a hook of the deployment that validates it.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html',
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html',
  ],
  controls: { soc2: ['CC8.1'], 'iso27001-2022': ['A.8.29', 'A.8.32'], 'aws-well-architected': ['SEC11-BP02'] },

  *check(pipeline, { settings: { production }, model }) {
    const deploys = (step: Step): Truth => asFarAsKnown(deploysToProduction(step, production));
    for (const { step } of among(pipeline, mayDeploy)) {
      const last = all(deploys(step), not(followedBy(step, deploys))); // what nobody looks at after the last one is told once
      yield flag(step, all(last, not(checkedAfter(step, model))), 'deploys to production, and nothing looks whether it works');
    }
  },
});
