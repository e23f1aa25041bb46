import { flag, rule } from '../../engine/rule.ts';
import { isGated } from '../../model/gate.ts';
import { ignoresApproval, isApprovedTooLate } from '../../model/late-approval.ts';
import { among, mayDeploy } from '../../model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { all, any, lazily, not } from '../../model/truth.ts';
import { wayTo } from '../../model/way.ts';

/** A change must stop for a person before it reaches production. */
export default rule({
  id: 'production-without-approval',
  category: 'approval',
  title: 'Production is deployed to without a manual approval',
  severity: 'high',
  on: 'pipeline',
  fix: 'Put a stage with a Manual approval action (category Approval, provider Manual) between the last test and this deploy, and give it a NotificationArn.',
  references: ['https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html'],
  controls: { 'owasp-cicd': ['CICD-SEC-1'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32', 'A.5.3'], 'pci-dss': ['6.5.1'] },

  *check(pipeline, { settings: { production } }) {
    for (const { step } of among(pipeline, mayDeploy)) {
      const late = lazily(() => any(ignoresApproval(step, production), isApprovedTooLate(step))); // told by rules of their own
      const ungated = all(step.when, not(isGated(step)), not(late));
      const route = () => wayTo(step, 'no approval');
      yield flag(step, all(ungated, deploysToProduction(step, production)), 'deploys to production and no approval runs before it', {
        route,
      });
      yield flag(step, all(ungated, isAssumedProduction(step, production)), 'is the last deploy and no approval runs before it', {
        severity: 'low',
        confidence: 'low',
        route,
      });
    }
  },
});
