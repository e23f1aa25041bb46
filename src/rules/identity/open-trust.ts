import { flag, rule } from '../../engine/rule.ts';
import { trustsAnybody } from '../../model/policy/trust.ts';

/** Every account of AWS, not only ours. */
export default rule({
  id: 'open-trust',
  category: 'identity',
  title: 'Anybody may assume a role',
  severity: 'critical',
  on: 'role',
  alsoOnPolicies: true,
  fix: 'Name the service, the role or the account that assumes it as Principal.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous'],
  controls: {
    'owasp-cicd': ['CICD-SEC-2'],
    soc2: ['CC6.1', 'CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: [
    'CKV_AWS_60',
    'iam_role_allows_all_principals_to_assume',
    'AssumableByAnyPrincipal',
    'FullWildcardPrincipalRule',
    'IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL',
    'F6',
  ],

  *check(role) {
    const message = `lets anybody, in any account of AWS, assume the role ${role.path.join('/')}`;
    for (const statement of role.trust) yield flag(statement, trustsAnybody(statement), message);
  },
});
