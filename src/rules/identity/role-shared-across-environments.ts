import { flag, rule } from '../../engine/rule.ts';
import { sharingRole } from '../../model/deploy-role.ts';
import { all, any, NEVER, not } from '../../model/truth.ts';

/** What may deploy to the trial environment may then deploy to production. */
export default rule({
  id: 'role-shared-across-environments',
  category: 'identity',
  title: 'Production is deployed to with the role of another environment',
  severity: 'medium',
  confidence: 'medium',
  on: 'pipeline',
  fix: 'Make a role for each environment, best in an account of its own, that may change what is in this environment only.',
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
    let before = NEVER; // told once for a pipeline
    for (const { step, truth } of sharingRole(pipeline, production)) {
      yield flag(step, all(truth, not(before)), 'deploys to production with a role that another environment is deployed to with');
      before = any(before, truth);
    }
  },
});
