import { flag, rule } from '../../engine/rule.ts';
import { holdsSource, keepsArtifacts, losesVersions } from '../../model/kept-version.ts';
import { all, not } from '../../model/truth.ts';

/** What was built and tested can be replaced between two stages, and nobody can show afterwards that it was. */
export default rule({
  id: 'artifact-bucket-unversioned',
  category: 'integrity',
  title: 'The artifacts of a pipeline lie in a bucket that keeps no versions',
  severity: 'low',
  on: 'bucket',
  fix: 'Set VersioningConfiguration: { Status: Enabled }, and a lifecycle rule with NoncurrentVersionExpiration against the cost.',
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome-introducing-artifacts.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'], 'aws-well-architected': ['SEC11-BP06'] },

  *check(bucket, { model }) {
    const pipelines = model.all('pipeline');
    yield flag(
      bucket,
      all(losesVersions(bucket), keepsArtifacts(bucket, pipelines), not(holdsSource(bucket, pipelines))), // a source is worse, and told alone
      'keeps the artifacts of a pipeline, and no versions of them',
    );
  },
});
