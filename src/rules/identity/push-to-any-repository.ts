import { flag, rule } from '../../engine/rule.ts';
import { byStatement, rights, who } from '../../model/policy/breadth.ts';
import { every } from '../../model/policy/resource.ts';

/** What is pushed is run by whoever pulls it: other services, and the builds of others. */
export default rule({
  id: 'push-to-any-repository',
  category: 'identity',
  title: 'A role of the delivery system may push to every image repository',
  severity: 'medium',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Name the repositories that are pushed to as Resource; only ecr:GetAuthorizationToken needs `*`.',
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    const message = `lets ${who(role)} push to every image repository`;
    const found = rights(role, ['ecr:PutImage', 'ecr-public:PutImage'], (service) => every(service, 'repository/'));
    for (const { statement, truth } of byStatement(found)) yield flag(statement, truth, message);
  },
});
