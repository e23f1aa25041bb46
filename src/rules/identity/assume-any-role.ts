import { flag, rule } from '../../engine/rule.ts';
import { rights, who } from '../../model/policy/breadth.ts';
import { EVERY_ROLE } from '../../model/policy/resource.ts';

/** Every role that trusts the account is open to it, in this account and in others. */
export default rule({
  id: 'assume-any-role',
  category: 'identity',
  title: 'A role of the delivery system may assume every role',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Name the roles that are assumed as Resource, or those whose names begin alike (`role/deploy-*`), or ask for a tag of theirs in a condition on iam:ResourceTag.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html',
    'https://pathfinding.cloud/paths/sts-001',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['iam_no_custom_policy_permissive_role_assumption', 'iam_policy_grants_assumerole_permission_across_all_services'],

  *check(role) {
    const message = `lets ${who(role)} assume every role that trusts the account`;
    for (const { statement, truth } of rights(role, ['sts:AssumeRole'], () => EVERY_ROLE)) yield flag(statement, truth, message);
  },
});
