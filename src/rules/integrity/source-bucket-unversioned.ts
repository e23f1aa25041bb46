import { flag, rule } from '../../engine/rule.ts';
import { holdsSource, losesVersions } from '../../model/kept-version.ts';
import { all } from '../../model/truth.ts';

/** The version of the object is the revision of the source: without one the pipeline has nothing to hold on to. */
export default rule({
  id: 'source-bucket-unversioned',
  category: 'integrity',
  title: 'A pipeline takes its source from a bucket that keeps no versions',
  severity: 'medium',
  on: 'bucket',
  fix: 'Set VersioningConfiguration: { Status: Enabled } on the bucket, as an S3 source action requires.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9', 'A.8.32'] },

  *check(bucket, { model }) {
    yield flag(
      bucket,
      all(losesVersions(bucket), holdsSource(bucket, model.all('pipeline'))),
      'is the source of a pipeline, and keeps no versions of it',
    );
  },
});
