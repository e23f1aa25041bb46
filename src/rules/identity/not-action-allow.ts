import { flag, rule } from '../../engine/rule.ts';
import { isBounded } from '../../model/policy/administration.ts';
import { grantsAllBut, ofDelivery, who } from '../../model/policy/breadth.ts';
import { statementsOf } from '../../model/policy/grants.ts';
import { all, not } from '../../model/truth.ts';

/** What is left out is left out by name; everything else, and what AWS will add, is allowed. */
export default rule({
  id: 'not-action-allow',
  category: 'identity',
  title: 'A role of the delivery system may do everything but a list',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Allow the actions that are needed by name (`Action`), and deny the others by an explicit `Deny` if they must stay out.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION', 'W15', 'W16', 'W17'],

  *check(role) {
    const message = `lets ${who(role)} do everything but what it names`;
    for (const statement of statementsOf(role)) {
      yield flag(statement, all(grantsAllBut(statement), ofDelivery(role), not(isBounded(role))), message);
    }
  },
});
