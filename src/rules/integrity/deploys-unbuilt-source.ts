import { flag, rule } from '../../engine/rule.ts';
import { deploysUnbuilt } from '../../model/unbuilt.ts';

/** Nothing between the commit and the deployment has built it, so nothing has noticed whether it can be built, or started. */
export default rule({
  id: 'deploys-unbuilt-source',
  category: 'integrity',
  title: 'A deployment takes the source as it is',
  severity: 'info',
  on: 'pipeline',
  fix: 'Put a build between them that checks what it hands on, and deploy its artifact.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome-introducing-artifacts.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/framework/sec_appsec_deploy_software_programmatically.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], soc2: ['CC8.1'], 'aws-well-architected': ['SEC11-BP06'] },

  *check({ steps }) {
    for (const step of steps) yield flag(step, deploysUnbuilt(step), 'deploys the source as it is, and nothing has built it');
  },
});
