import { flag, rule } from '../../engine/rule.ts';
import { among, isApproval, isDeploy, precededBy, runsBefore, runsBeside } from '../../model/pipeline.ts';
import { isProduction } from '../../model/production.ts';
import { all, any, not } from '../../model/truth.ts';

/** Actions of one RunOrder run side by side: an approval beside a deploy asks when the answer no longer matters. */
export default rule({
  id: 'approval-does-not-block',
  category: 'approval',
  title: 'An approval runs beside the deploy that it should hold back',
  severity: 'high',
  on: 'pipeline',
  fix: 'Give the approval a smaller RunOrder than the deploy, or a stage of its own before it.',
  references: ['https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html'],
  controls: { 'owasp-cicd': ['CICD-SEC-1'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32', 'A.5.3'], 'pci-dss': ['6.5.1'] },

  *check(pipeline, { settings: { production } }) {
    const deploys = among(pipeline, isDeploy);
    const approvals = among(pipeline, isApproval);
    for (const { step, truth } of deploys) {
      const beside = approvals
        .filter(({ step: approval }) => approval.index === step.index)
        .map(({ step: approval, truth: there }) => {
          // an approval beside a trial deploy may be meant for the deploys that come after it
          const later = deploys.map(({ step: other, truth: deployed }) => all(deployed, runsBefore(approval, other)));
          const meant = any(isProduction(step, production), not(any(...later)));
          return all(there, runsBeside(approval, step), meant);
        });
      if (beside.length === 0) continue;
      yield flag(step, all(truth, any(...beside), not(precededBy(step, isApproval))), 'deploys while an approval runs beside it');
    }
  },
});
