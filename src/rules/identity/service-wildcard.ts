import { flag, rule, type Severity } from '../../engine/rule.ts';
import { grantsService, listed, ofDelivery, who, wholeServicesIn } from '../../model/policy/breadth.ts';
import { statementsOf } from '../../model/policy/grants.ts';
import { delivers, onlyDeploysStacks } from '../../model/policy/owner.ts';
import { all, any, asFarAsKnown, conceivable, not } from '../../model/truth.ts';

/** Who holds one of these holds what others keep there, or what acts with roles. */
const STRONG = ['cloudformation', 'ec2', 'kms', 'lambda', 'organizations', 's3', 'secretsmanager', 'ssm'];
/** Logs and measurements: lost evidence at worst. */
const WEAK = ['cloudwatch', 'logs', 'xray', 'tag', 'application-autoscaling', 'autoscaling-plans', 'resource-groups', 'sdb'];
/** `pass-any-role`, `assume-any-role` and `use-any-connection` speak of these. */
const ELSEWHERE = ['iam', 'sts', 'codestar-connections', 'codeconnections'];

/** Deleting, opening to others and reading are in it, whatever the role was meant to do. */
export default rule({
  id: 'service-wildcard',
  category: 'identity',
  title: 'A role of the delivery system may do everything in a service',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'List the actions that are used (`s3:GetObject`, `s3:PutObject`) instead of `service:*`, and name the resources that they are used on.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    'aws-fsbp': ['IAM.21'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['IAMPolicyNoStatementsWithFullAccess', 'IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS', 'CKV2_AWS_40'],

  *check(role) {
    const stacksOnly = asFarAsKnown(onlyDeploysStacks(role));
    for (const statement of statementsOf(role)) {
      const granted = wholeServicesIn(statement)
        .filter((service) => !ELSEWHERE.includes(service))
        .map((service) => ({ service, truth: grantsService(role, statement, service) }))
        .filter(({ truth }) => conceivable(truth));
      const of = (is: (service: string) => boolean) => any(...granted.filter(({ service }) => is(service)).map(({ truth }) => truth));
      const [strong, weak] = [of((service) => STRONG.includes(service)), of((service) => WEAK.includes(service))];
      const other = of((service) => !STRONG.includes(service) && !WEAK.includes(service));
      const message = `lets ${who(role)} do everything in ${listed(granted.map(({ service }) => service))}`;
      const so = ofDelivery(role);
      const graded: [Severity, typeof so][] = [
        ['high', all(strong, not(stacksOnly))],
        ['medium', any(all(strong, stacksOnly), all(other, not(strong)))],
        ['low', all(weak, not(any(strong, other)), asFarAsKnown(delivers(role)))],
      ];
      for (const [severity, truth] of graded) yield flag(statement, all(so, truth), message, { severity });
    }
  },
});
