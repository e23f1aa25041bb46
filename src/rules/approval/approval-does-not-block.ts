import { flag, rule } from '../../engine/rule.ts';
import { ignoresApproval } from '../../model/late-approval.ts';
import { among, mayDeploy } from '../../model/pipeline.ts';
import { all } from '../../model/truth.ts';

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
    for (const { step, truth } of among(pipeline, mayDeploy)) {
      yield flag(step, all(truth, ignoresApproval(step, production)), 'deploys while an approval runs beside it');
    }
  },
});
