import { flag, rule } from '../../engine/rule.ts';
import { equals, isTrue } from '../../model/text.ts';
import { all } from '../../model/truth.ts';

/** What a build makes, and what it says, is readable to whoever gets at the bucket, past every right to use a key. */
export default rule({
  id: 'encryption-off',
  category: 'operations',
  title: 'Artifacts, logs or reports of a build are not encrypted',
  severity: 'high',
  on: 'system',
  fix: 'Take EncryptionDisabled out: CodeBuild encrypts what it writes when nothing is said.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectArtifacts.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-3',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-7',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-7'],
    'aws-fsbp': ['CodeBuild.3', 'CodeBuild.7'],
    'aws-config': ['codebuild-project-artifact-encryption', 'codebuild-project-s3-logs-encrypted'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
  },
  aliases: [
    'CKV_AWS_78',
    'CKV_AWS_311',
    'AWS-0018',
    'projectArtifactsEncrypted',
    'codebuild_project_s3_logs_encrypted',
    'codebuild_report_group_export_encrypted',
    'CODEBUILD_PROJECT_ARTIFACT_ENCRYPTION',
    'CODEBUILD_PROJECT_S3_LOGS_ENCRYPTED',
  ],

  *check(model) {
    for (const project of model.all('project')) {
      for (const { type, encryptionDisabled, ...artifacts } of [project.artifacts, ...project.secondaryArtifacts]) {
        const off = all(equals(type, 'S3', 'artifacts that go to a bucket'), isTrue(encryptionDisabled, 'encryption is switched off'));
        yield flag({ ...artifacts, at: encryptionDisabled.at }, off, 'writes artifacts that are not encrypted');
      }
      const { s3 } = project.logs;
      const off = all(
        equals(s3.status, 'ENABLED', 'logs that go to a bucket'),
        isTrue(s3.encryptionDisabled, 'encryption is switched off'),
      );
      yield flag({ ...project, at: s3.encryptionDisabled.at }, off, 'writes logs that are not encrypted', { severity: 'medium' });
    }
    for (const { exports, encryptionDisabled, ...group } of model.all('report-group')) {
      const off = all(equals(exports, 'S3', 'reports that go to a bucket'), isTrue(encryptionDisabled, 'encryption is switched off'));
      yield flag({ ...group, at: encryptionDisabled.at }, off, 'writes reports that are not encrypted', { severity: 'medium' });
    }
  },
});
