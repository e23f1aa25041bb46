import { flag, rule } from '../../engine/rule.ts';
import { isGated } from '../../model/gate.ts';
import { holdsNothingBack } from '../../model/late-approval.ts';
import { among, isApproval, mayDeploy, runsBefore, type Step } from '../../model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { all, any, not, type Truth } from '../../model/truth.ts';

/** An approval is asked before something is done; afterwards there is nothing left to approve. */
export default rule({
  id: 'approval-after-deploy',
  category: 'approval',
  title: 'An approval is asked after production has been deployed to',
  severity: 'high',
  on: 'pipeline',
  fix: 'Put the approval before the deploy: in a stage of its own, or with a smaller RunOrder in the same stage.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-1'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32', 'A.5.3'], 'pci-dss': ['6.5.1'] },

  *check(pipeline, { settings: { production } }) {
    const deploys = among(pipeline, mayDeploy);
    for (const { step: approval, truth } of among(pipeline, isApproval)) {
      const before = deploys.filter(({ step }) => step.index <= approval.index);
      const after = (is: (step: Step) => Truth): Truth =>
        all(
          truth,
          any(...before.map(({ step }) => all(step.when, runsBefore(step, approval), is(step), not(isGated(step))))),
          holdsNothingBack(approval),
        );
      yield flag(
        approval,
        after((step) => deploysToProduction(step, production)),
        'asks after production has been deployed to',
      );
      yield flag(
        approval,
        after((step) => isAssumedProduction(step, production)),
        'asks after the last deploy, and holds nothing back',
        {
          severity: 'medium',
          confidence: 'medium',
        },
      );
    }
  },
});
