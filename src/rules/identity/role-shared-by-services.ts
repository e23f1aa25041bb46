import { flag, rule } from '../../engine/rule.ts';
import { listed } from '../../model/policy/breadth.ts';
import { trustsService } from '../../model/policy/owner.ts';
import { all, any, asFarAsKnown, conceivable } from '../../model/truth.ts';

const SERVICES = ['codepipeline', 'codebuild', 'codedeploy', 'cloudformation'];

/** A build acts with what only the pipeline or the deployment needs. */
export default rule({
  id: 'role-shared-by-services',
  category: 'identity',
  title: 'Several services of the delivery system share one role',
  severity: 'medium',
  on: 'role',
  fix: 'Make a role for each: one for the pipeline, one for each build, one for what deploys.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/security-iam.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    const trusted = SERVICES.map((service) => ({ service, truth: asFarAsKnown(trustsService(role, service)) })).filter(({ truth }) =>
      conceivable(truth),
    );
    const pairs = trusted.flatMap((one, i) => trusted.slice(i + 1).map((other) => all(one.truth, other.truth)));
    const message = `is a role that ${listed(trusted.map(({ service }) => service))} share`;
    if (pairs.length > 0) yield flag(role, any(...pairs), message);
  },
});
