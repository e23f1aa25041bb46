import { flag, rule } from '../../engine/rule.ts';
import { equals } from '../../model/text.ts';
import { all, not } from '../../model/truth.ts';

/** Without a log nobody can tell afterwards what a build did: which commit, which tools, which commands. */
export default rule({
  id: 'build-logs-off',
  category: 'operations',
  title: 'A build keeps no log',
  severity: 'medium',
  on: 'project',
  fix: 'Set LogsConfig: CloudWatchLogs: Status: ENABLED, which is what CodeBuild does when nothing is said.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_LogsConfig.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-4',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    'aws-fsbp': ['CodeBuild.4'],
    'aws-config': ['codebuild-project-logging-enabled'],
    soc2: ['CC7.2'],
    'iso27001-2022': ['A.8.15'],
  },
  aliases: ['CKV_AWS_314', 'codebuild_project_logging_enabled', 'codebuildProjectLoggingEnabled', 'CODEBUILD_PROJECT_LOGGING_ENABLED'],

  *check(project) {
    const { cloudWatch, s3 } = project.logs;
    const off = all(equals(cloudWatch.status, 'DISABLED', 'CloudWatch Logs are off'), not(equals(s3.status, 'ENABLED', 'S3 has them')));
    yield flag({ ...project, at: cloudWatch.status.at }, off, 'keeps no log');
  },
});
