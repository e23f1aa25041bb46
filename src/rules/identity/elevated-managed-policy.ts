import { flag, rule, type Severity } from '../../engine/rule.ts';
import { isBounded } from '../../model/policy/administration.ts';
import { ofDelivery, who } from '../../model/policy/breadth.ts';
import { elevations, type Tier } from '../../model/policy/elevated.ts';
import { all, not } from '../../model/truth.ts';

const SAYS: Readonly<Record<Tier, readonly [Severity, string]>> = {
  administrator: ['critical', 'which can make itself an administrator'],
  nearly: ['high', 'which is next to an administrator'],
  broad: ['medium', 'which is for people, and for all of a service'],
  wide: ['low', 'which gives more than is needed'],
};

/** A policy that AWS keeps for people who build things grants all that they may ever want to do. */
export default rule({
  id: 'elevated-managed-policy',
  category: 'identity',
  title: 'A role of the delivery system has a managed policy for administrators or for all of a service',
  severity: 'high',
  on: 'role',
  narrows: true,
  fix: 'Write a policy of the actions that are used, on the ARNs that they are used on. IAM Access Analyzer makes one of what the role did.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-use-aws-defined-policies',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['CKV2_AWS_56', 'W44', 'IAM_ROLE_ELEVATED_MANAGED_POLICY_RULE'],

  *check(role) {
    for (const managed of role.managed) {
      for (const { tier, truth } of elevations(managed)) {
        const [severity, what] = SAYS[tier];
        const so = all(truth, ofDelivery(role), not(isBounded(role)));
        yield flag(managed, so, `gives ${who(role)} a managed policy of AWS ${what}`, { severity });
      }
    }
  },
});
