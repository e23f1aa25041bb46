import { flag, rule } from '../../engine/rule.ts';
import { sharingAccount, sharingRole } from '../../model/deploy-role.ts';
import { all, any, not } from '../../model/truth.ts';

/** Nothing but the care of every policy keeps a trial away from production. */
export default rule({
  id: 'deploys-share-one-account',
  category: 'identity',
  title: 'Production shares its account with another environment',
  severity: 'low',
  confidence: 'medium',
  on: 'pipeline',
  fix: 'Give production an account of its own, and deploy to it by a role of that account (`RoleArn` of the action).',
  references: [
    'https://docs.aws.amazon.com/wellarchitected/latest/framework/sec_securely_operate_multi_accounts.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-cross-account.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(pipeline, { settings: { production } }) {
    let before = any(...sharingRole(pipeline, production).map(({ truth }) => truth)); // role-shared-across-environments tells of it
    for (const { step, truth } of sharingAccount(pipeline, production)) {
      yield flag(step, all(truth, not(before)), 'deploys to production in the account that another environment is in');
      before = any(before, truth); // once for a pipeline
    }
  },
});
