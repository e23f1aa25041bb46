import { flag, rule, type Severity } from '../../engine/rule.ts';
import { ofDelivery } from '../../model/policy/breadth.ts';
import { letsIn, oidcTrusts, type Width } from '../../model/policy/oidc.ts';
import { all, NEVER, not, type Truth } from '../../model/truth.ts';

/** From the widest on: each counts where the one before does not. */
const GRADES: readonly (readonly [Width, Severity, string])[] = [
  ['owners', 'high', 'every owner whose name begins alike'],
  ['owner', 'medium', 'every repository of its owner'],
  ['repository', 'low', 'every branch and pull request of a repository'],
  ['refs', 'low', 'every branch, tag or environment of a repository whose name begins alike'],
];

/** A pattern without its slash lets in whoever registers a name that begins alike. */
export default rule({
  id: 'oidc-loose-subject',
  category: 'identity',
  title: 'More builds than meant may assume a role by OpenID Connect',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  fix: 'Name the repository and the branch or the environment in the subject: `repo:org/repo:environment:production`.',
  references: [
    'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2'],
    soc2: ['CC6.1', 'CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    for (const trust of oidcTrusts(role)) {
      let wider: Truth = trust.issuer.shared ? letsIn(trust, 'anybody') : NEVER; // oidc-without-subject
      for (const [width, severity, whose] of GRADES) {
        const so = letsIn(trust, width);
        const message = `lets builds of ${whose} at ${trust.issuer.name} act as the role ${role.path.join('/')}`;
        yield flag(trust.statement, all(ofDelivery(role), so, not(wider)), message, { severity });
        wider = so;
      }
    }
  },
});
