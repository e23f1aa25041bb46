import { flag, rule } from '../../engine/rule.ts';
import { grantsEverything, isDeliveryRole, passesAnyRole, statementsOf } from '../../model/identity.ts';
import { all, not } from '../../model/truth.ts';

/** Passing any role means acting as any role: the administrator's among them. */
export default rule({
  id: 'pass-any-role',
  category: 'identity',
  title: 'A role of the delivery system may pass every role of the account',
  severity: 'high',
  on: 'role',
  fix: 'Name the roles that are passed as Resource, and the service that they are passed to in a condition on iam:PassedToService.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    const delivers = isDeliveryRole(role);
    for (const statement of statementsOf(role)) {
      yield flag(
        statement,
        all(role.when, passesAnyRole(statement), not(grantsEverything(statement)), delivers),
        'lets a role of the delivery system pass every role of the account',
      );
    }
  },
});
