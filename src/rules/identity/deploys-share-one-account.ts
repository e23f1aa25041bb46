import { flag, rule } from '../../engine/rule.ts';
import { shareAccount, shareRole } from '../../model/deploy-role.ts';
import { among, isDeploy } from '../../model/pipeline.ts';
import { isCalledTrial, isProduction } from '../../model/production.ts';
import { all, any, not, type Truth } from '../../model/truth.ts';

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
    const deploys = among(pipeline, isDeploy);
    const isProd = ({ step, truth }: (typeof deploys)[number]): Truth => all(truth, isProduction(step, production));
    const trials = deploys.map((other) => ({ step: other.step, truth: all(other.truth, isCalledTrial(other.step), not(isProd(other))) }));
    const sharing = (one: (typeof deploys)[number], how: typeof shareRole): Truth =>
      all(isProd(one), any(...trials.map((other) => all(other.truth, how(one.step, other.step)))));
    let before = any(...deploys.map((one) => sharing(one, shareRole))); // role-shared-across-environments tells of it
    for (const deploy of deploys) {
      const so = sharing(deploy, shareAccount);
      yield flag(deploy.step, all(so, not(before)), 'deploys to production in the account that another environment is in');
      before = any(before, so); // once for a pipeline
    }
  },
});
