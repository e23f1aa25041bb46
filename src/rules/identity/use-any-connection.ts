import { flag, rule } from '../../engine/rule.ts';
import { byStatement, rights, who } from '../../model/policy/breadth.ts';
import { every } from '../../model/policy/resource.ts';

/** A connection goes by two names: the older one still stands in policies and ARNs. */
const ACTIONS = ['codestar-connections', 'codeconnections'].flatMap((service) =>
  ['UseConnection', 'PassConnection', 'GetConnectionToken'].map((name) => `${service}:${name}`),
);

/** A connection opens every repository that its app was installed in. */
export default rule({
  id: 'use-any-connection',
  category: 'identity',
  title: 'A role of the delivery system may use every connection to repositories',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Name the connection as Resource, and the repository in a condition on codeconnections:FullRepositoryId.',
  references: [
    'https://docs.aws.amazon.com/dtconsole/latest/userguide/security_iam_id-based-policy-examples-connections.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/security-iam-permissions-console-connections.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    const message = `lets ${who(role)} use every connection to repositories`;
    const found = rights(role, ACTIONS, (service) => every(service, 'connection/'));
    for (const { statement, truth } of byStatement(found)) yield flag(statement, truth, message);
  },
});
