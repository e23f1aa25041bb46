import { flag, rule } from '../../engine/rule.ts';
import { ofDelivery } from '../../model/policy/breadth.ts';
import { isCalledDelivery } from '../../model/policy/owner.ts';
import { trustsAnotherAccount } from '../../model/policy/trust.ts';
import { hasWord } from '../../model/text-words.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

/** Whoever may do anything in that account may hand itself this role. */
export default rule({
  id: 'cross-account-trust-unconditioned',
  category: 'identity',
  title: 'Everybody in another account may assume a role of the delivery system',
  severity: 'high',
  confidence: 'medium', // a number may be that of the account itself
  on: 'role',
  alsoOnPolicies: true,
  fix: 'Name the role of the other account that deploys as Principal, or ask for sts:ExternalId or aws:PrincipalArn in a condition.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-cross-account.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2'],
    soc2: ['CC6.1', 'CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['cross_account_iam_assume_role_policy_without_external_id_or_mfa'],

  *check(role, { settings: { production } }) {
    const message = `lets everybody in another account assume the role ${role.path.join('/')}`;
    if (role.users().some(({ by }) => by.at.source === role.at.source)) return; // what stands in one template is in one account
    const delivers = any(ofDelivery(role), isCalledDelivery(role));
    for (const statement of role.trust) {
      for (const principal of statement.principals) {
        const ours = asFarAsKnown(hasWord(principal.text, [...production.accounts.keys()], '')); // the user knows it by name
        yield flag(statement, all(role.when, trustsAnotherAccount(role, statement, principal), delivers, not(ours)), message);
      }
    }
  },
});
