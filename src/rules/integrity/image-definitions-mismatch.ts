import { flag, rule } from '../../engine/rule.ts';
import { strangeContainers } from '../../model/deployed-container.ts';
import { missesImages } from '../../model/deployed-file.ts';

/** The deployment fails, or, where an old file lies in the artifact, deploys the old image and says that all is well. */
export default rule({
  id: 'image-definitions-mismatch',
  category: 'integrity',
  title: 'A deployment looks for image definitions that the build does not write',
  severity: 'high',
  on: 'pipeline',
  fix: 'Let the artifacts of the build list the file that the action reads: imagedefinitions.json (or its FileName) for ECS, imageDetail.json for CodeDeployToECS; and name the containers as the task definition does.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32'] },

  *check({ steps }, { model }) {
    for (const step of steps) {
      yield flag(step, missesImages(step), 'looks for a file of image definitions that the step before it does not hand on');
      for (const { written, truth } of strangeContainers(step, model))
        yield flag(written, truth, 'names a container that the task does not have');
    }
  },
});
