import { flag, rule } from '../../engine/rule.ts';
import { grantsEverything, isAdministrator, isDeliveryRole, statementsOf } from '../../model/identity.ts';
import { all } from '../../model/truth.ts';

const MESSAGE = 'lets a role of the delivery system do everything';

/** Whoever can change what runs with this role owns the account. */
export default rule({
  id: 'admin-role',
  category: 'identity',
  title: 'A role of the delivery system may do everything',
  severity: 'critical',
  on: 'role',
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
  aliases: ['CKV_AWS_62', 'CKV_AWS_63'],

  *check(role) {
    const delivers = isDeliveryRole(role);
    for (const statement of statementsOf(role)) yield flag(statement, all(role.when, grantsEverything(statement), delivers), MESSAGE);
    for (const managed of role.managed) yield flag(managed, all(role.when, isAdministrator(managed), delivers), MESSAGE);
  },
});
