import { flag, rule } from '../../engine/rule.ts';
import { among, mayDeploy } from '../../model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { isReviewed, takesCodeCommit } from '../../model/review.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

/** Whoever may push to the branch releases: no second person has read what goes out. */
export default rule({
  id: 'source-without-review',
  category: 'approval',
  title: 'What is deployed comes from a branch that nobody has to review',
  severity: 'low',
  confidence: 'medium',
  on: 'pipeline',
  fix: 'Associate an approval rule template with the repository (aws codecommit associate-approval-rule-template-with-repository), and deny pushes to the branch that are no merge of a pull request.',
  references: [
    'https://docs.aws.amazon.com/codecommit/latest/userguide/approval-rule-templates.html',
    'https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-conditional-branch.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-1'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32', 'A.5.3'], 'pci-dss': ['6.5.1'] },
  aliases: ['CKV2_AWS_37'],

  *check(pipeline, { model, settings: { production } }) {
    const sources = among(pipeline, takesCodeCommit);
    if (sources.length === 0) return;
    const deploys = among(pipeline, mayDeploy).map(({ step, truth }) =>
      all(truth, any(deploysToProduction(step, production), isAssumedProduction(step, production))),
    );
    const released = asFarAsKnown(any(...deploys));
    for (const { step, truth } of sources) {
      yield flag(
        step,
        all(truth, released, not(isReviewed(step, model))),
        'takes what is released from a branch that nobody has to review',
      );
    }
  },
});
