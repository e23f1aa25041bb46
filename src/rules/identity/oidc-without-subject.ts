import { flag, rule } from '../../engine/rule.ts';
import { ofDelivery } from '../../model/policy/breadth.ts';
import { letsIn, oidcTrusts } from '../../model/policy/oidc.ts';
import { all } from '../../model/truth.ts';

/** The issuer gives such a token to everybody who has an account there. */
export default rule({
  id: 'oidc-without-subject',
  category: 'identity',
  title: 'Builds of anybody may assume a role by OpenID Connect',
  severity: 'critical',
  on: 'role',
  alsoOnPolicies: true,
  fix: 'Ask for the subject in a condition: `StringEquals: { "token.actions.githubusercontent.com:sub": "repo:org/repo:ref:refs/heads/main" }`.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
    'https://docs.github.com/en/actions/reference/security/oidc',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2'],
    soc2: ['CC6.1', 'CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['CKV_AWS_358', 'CKV_AWS_393'],

  *check(role) {
    for (const trust of oidcTrusts(role)) {
      const message = `lets builds of anybody at ${trust.issuer.name} act as the role ${role.path.join('/')}`;
      yield flag(trust.statement, all(ofDelivery(role), letsIn(trust, 'anybody')), message);
    }
  },
});
