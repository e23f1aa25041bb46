import { flag, rule } from '../../engine/rule.ts';
import { isBounded } from '../../model/policy/administration.ts';
import { byStatement, ofDelivery, rights, who } from '../../model/policy/breadth.ts';
import { onlyDeploysStacks } from '../../model/policy/owner.ts';
import { some } from '../../model/policy/resource.ts';
import { endsWith } from '../../model/text.ts';
import { all, asFarAsKnown, not } from '../../model/truth.ts';

const APPROVE = 'codepipeline:PutApprovalResult';

/** An approval says that somebody has looked. What runs in the pipeline is what is to be looked at. */
export default rule({
  id: 'pipeline-can-approve-itself',
  category: 'approval',
  title: 'A role of the delivery system may answer the approvals of pipelines',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Leave codepipeline:PutApprovalResult to the people who approve, on the ARN of the approval: pipeline/stage/action.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html',
    'https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PutApprovalResult.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-1', 'CICD-SEC-5'],
    soc2: ['CC6.3', 'CC8.1'],
    'iso27001-2022': ['A.5.3', 'A.8.32'],
    'pci-dss': ['6.5.1', '7.2.5'],
  },

  *check(role) {
    const message = `lets ${who(role)} answer approvals`;
    const stacksOnly = asFarAsKnown(onlyDeploysStacks(role)); // CloudFormation approves nothing
    for (const { statement, truth } of byStatement(rights(role, [APPROVE], () => some('codepipeline')))) {
      yield flag(statement, all(truth, not(stacksOnly)), message);
    }
    for (const managed of role.managed) {
      const approver = endsWith(managed.arn, ':aws:policy/AWSCodePipelineApproverAccess', 'answers every approval');
      yield flag(managed, all(asFarAsKnown(approver), ofDelivery(role), not(stacksOnly), not(isBounded(role))), message);
    }
  },
});
