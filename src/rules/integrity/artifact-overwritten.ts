import { flag, rule } from '../../engine/rule.ts';
import { isOverwritten } from '../../model/overwritten.ts';

/** There is nothing to go back to, and what a deployment takes may be another build than the one that was tested. */
export default rule({
  id: 'artifact-overwritten',
  category: 'integrity',
  title: 'Every build overwrites the artifact of the last one',
  severity: 'medium',
  on: 'project',
  fix: 'Set NamespaceType: BUILD_ID, or OverrideArtifactName: true with a name such as web-$CODEBUILD_RESOLVED_SOURCE_VERSION in the buildspec, or turn on the versioning of the bucket.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectArtifacts.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'], 'aws-well-architected': ['SEC11-BP06'] },

  *check(project) {
    for (const artifacts of [project.artifacts, ...project.secondaryArtifacts])
      yield flag(artifacts, isOverwritten(project, artifacts), 'is put in the place of what the last build made');
  },
});
