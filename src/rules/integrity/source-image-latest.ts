import { flag, rule } from '../../engine/rule.ts';
import { takesLatest } from '../../model/image-action.ts';

/** The run itself holds on to the digest; but which image starts a run is up to whoever pushes, and no commit says it. */
export default rule({
  id: 'source-image-latest',
  category: 'integrity',
  title: 'A pipeline starts from whatever image was pushed as latest',
  severity: 'low',
  on: 'pipeline',
  fix: 'Name the tag that is meant to be deployed (ImageTag: release), which is moved on purpose only.',
  references: ['https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECR.html'],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9', 'A.8.32'] },

  *check({ steps }) {
    for (const step of steps) yield flag(step, takesLatest(step.action), 'takes whatever image was pushed as latest');
  },
});
