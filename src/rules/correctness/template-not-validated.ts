import { flag, rule } from '../../engine/rule.ts';
import { among } from '../../model/pipeline.ts';
import { deploysTemplate, validatesTemplates } from '../../model/template-check.ts';
import { all, any, not } from '../../model/truth.ts';

/** A mistake in it is found by the update that it breaks, half-way through. */
export default rule({
  id: 'template-not-validated',
  category: 'correctness',
  title: 'A template is deployed and nothing has looked at it',
  severity: 'info',
  on: 'pipeline',
  fix: 'Run cfn-lint (or sam validate --lint) in a build before the deploy, or deploy through a change set.',
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/best-practices.html',
    'https://github.com/aws-cloudformation/cfn-lint',
  ],
  controls: { soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'] },

  *check(pipeline) {
    const deploys = any(...among(pipeline, deploysTemplate).map(({ truth }) => truth));
    const validated = any(...among(pipeline, validatesTemplates).map(({ truth }) => truth));
    yield flag(pipeline, all(deploys, not(validated)), 'deploys a template, and nothing on the way looks at it');
  },
});
