import rule from '../../../src/rules/operations/encryption-off.ts';
import { testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;
const project = (properties: string): string => `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source: { Type: CODEPIPELINE }
${properties.replace(/^/gm, '      ')}
`;
const artifacts = (type: string, off: string, mark = ''): string =>
  project(`Artifacts:\n  Type: ${type}\n  EncryptionDisabled: ${off}${mark && ` # ${mark}`}`);
const logs = (status: string, off: string, mark = ''): string =>
  project(`LogsConfig:\n  S3Logs:\n    Status: ${status}\n    EncryptionDisabled: ${off}${mark && ` # ${mark}`}`);
const reports = (type: string, off: string, mark = ''): string => `${HEAD}
Resources:
  Reports:
    Type: AWS::CodeBuild::ReportGroup
    Properties:
      Type: TEST
      ExportConfig:
        ExportConfigType: ${type}
        S3Destination:
          Bucket: reports
          EncryptionDisabled: ${off}${mark && ` # ${mark}`}
`;

testRule(rule, {
  good: {
    'nothing is said': project('Artifacts: { Type: S3, Location: artifacts }'),
    'encrypted artifacts': artifacts('S3', 'false'),
    'artifacts of a pipeline, which encrypts them itself': artifacts('CODEPIPELINE', 'true'),
    'encrypted logs': logs('ENABLED', 'false'),
    'logs that are not kept there': logs('DISABLED', 'true'),
    'encrypted reports': reports('S3', 'false'),
    'reports that are not kept there': reports('NO_EXPORT', 'true'),
  },
  bad: {
    artifacts: artifacts('S3', 'true', 'problem'),
    'artifacts in one world': artifacts('S3', '!If [IsProd, false, "true"]', 'problem when IsProd is false'),
    'secondary artifacts': project(
      'Artifacts: { Type: CODEPIPELINE }\nSecondaryArtifacts:\n  - Type: S3\n    ArtifactIdentifier: more\n    EncryptionDisabled: true # problem',
    ),
    logs: logs('ENABLED', 'true', 'problem (medium)'),
    reports: reports('S3', 'true', 'problem (medium)'),
  },
  undecided: {
    'a parameter': artifacts('S3', '!Ref Given', 'undecided'),
    'artifacts of a kind that a parameter gives': artifacts('!Ref Given', 'true', 'undecided'),
  },
});
