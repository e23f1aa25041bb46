import { flag, rule } from '../../engine/rule.ts';
import { rights, who } from '../../model/policy/breadth.ts';
import { mayFreelyDo } from '../../model/policy/evaluate.ts';
import { onlyDeploysStacks } from '../../model/policy/owner.ts';
import { EVERY_ROLE, some } from '../../model/policy/resource.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

const SOME_ROLE = some('iam', 'role/');

/** It may do by a role that it makes what it may not do itself. */
export default rule({
  id: 'create-unbounded-role',
  category: 'identity',
  title: 'A role of the delivery system may create roles that may do anything',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Ask for a permissions boundary: a condition on iam:PermissionsBoundary for iam:CreateRole, iam:PutRolePolicy and iam:AttachRolePolicy, and no right to remove it.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    const message = `lets ${who(role)} create roles with any policy and no permissions boundary`;
    const stacksOnly = asFarAsKnown(onlyDeploysStacks(role));
    const fills = any(...['iam:PutRolePolicy', 'iam:AttachRolePolicy'].map((action) => mayFreelyDo(role, { action, on: SOME_ROLE })));
    const everywhere = new Map(rights(role, ['iam:CreateRole'], () => EVERY_ROLE).map(({ statement, truth }) => [statement, truth]));
    for (const { statement, truth } of rights(role, ['iam:CreateRole'], () => SOME_ROLE)) {
      const wide = everywhere.get(statement) ?? any();
      yield flag(statement, all(wide, fills, not(stacksOnly)), message);
      yield flag(statement, all(wide, fills, stacksOnly), message, { severity: 'medium' });
      yield flag(statement, all(truth, fills, not(wide)), message, { severity: 'low' });
    }
  },
});
