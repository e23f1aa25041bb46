import { flag, rule } from '../../engine/rule.ts';
import { grantsEverything, isAdministrator, isBounded } from '../../model/policy/administration.ts';
import { who } from '../../model/policy/breadth.ts';
import { statementsOf } from '../../model/policy/grants.ts';
import { isDeliveryRole, onlyDeploysStacks } from '../../model/policy/owner.ts';
import { all, asFarAsKnown, not, type Thing, type Truth } from '../../model/truth.ts';

/** Whoever can change what runs with this role owns the account. */
export default rule({
  id: 'admin-role',
  category: 'identity',
  title: 'A role of the delivery system may do everything',
  severity: 'critical',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'List the actions that this pipeline, build or deployment needs, on the ARNs that it works with.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/security-iam.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    'aws-fsbp': ['IAM.1'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: [
    'CKV_AWS_62',
    'CKV_AWS_63',
    'CKV_AWS_274',
    'W43',
    'F3',
    'IAMPolicyNoStatementsWithAdminAccess',
    'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
    'IAM_ROLE_ADMINISTRATOR_ACCESS_POLICY_RULE',
    'iam_inline_policy_no_administrative_privileges',
    'iam_role_administratoraccess_policy',
    'cloudformationAdminPriviliges',
  ],

  *check(role) {
    const message = `lets ${who(role)} do everything`;
    const granted: [Thing, Truth][] = [
      ...statementsOf(role).map((statement): [Thing, Truth] => [statement, grantsEverything(statement)]),
      ...role.managed.map((managed): [Thing, Truth] => [managed, isAdministrator(managed)]),
    ];
    const stacksOnly = asFarAsKnown(onlyDeploysStacks(role));
    for (const [thing, everything] of granted) {
      const so = all(role.when, everything, isDeliveryRole(role), not(isBounded(role)));
      yield flag(thing, all(so, not(stacksOnly)), message);
      yield flag(thing, all(so, stacksOnly), message, { severity: 'high' });
    }
  },
});
