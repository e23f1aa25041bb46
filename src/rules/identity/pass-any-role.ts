import { flag, rule } from '../../engine/rule.ts';
import { grantsEverything, isBounded, isForbiddenToPass, isFreeToPass, passesAnyRole } from '../../model/policy/administration.ts';
import { who } from '../../model/policy/breadth.ts';
import { isElevated } from '../../model/policy/elevated.ts';
import { statementsOf } from '../../model/policy/grants.ts';
import { isDeliveryRole } from '../../model/policy/owner.ts';
import { all, any, not } from '../../model/truth.ts';

/** Passing any role means acting as any role: the administrator's among them. */
export default rule({
  id: 'pass-any-role',
  category: 'identity',
  title: 'A role of the delivery system may pass every role of the account',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Name the roles that are passed as Resource, and the service that they are passed to in a condition on iam:PassedToService.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['F38', 'F39', 'F40', 'AWS-0342', 'IAM_POLICY_NO_WILDCARD_RESOURCE_ON_PASSROLE', 'iam_role_policy_passrole_allows_all'],

  *check(role) {
    const message = `lets ${who(role)} pass every role of the account`;
    const delivers = all(role.when, isDeliveryRole(role), not(any(isForbiddenToPass(role), isBounded(role))));
    for (const statement of statementsOf(role)) {
      yield flag(statement, all(passesAnyRole(statement), not(grantsEverything(statement)), delivers), message); // everything is admin-role's
    }
    for (const managed of role.managed) {
      yield flag(managed, all(isFreeToPass(managed), not(isElevated(managed)), delivers), message); // those are elevated-managed-policy's
    }
  },
});
