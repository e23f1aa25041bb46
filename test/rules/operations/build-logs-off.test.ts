import rule from '../../../src/rules/operations/build-logs-off.ts';
import { testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;
const logs = (config: string, mark = ''): string => `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source: { Type: CODEPIPELINE }
      LogsConfig: ${config}${mark && ` # ${mark}`}
`;

testRule(rule, {
  good: {
    'nothing is said': logs('').replace(/ {6}LogsConfig.*\n/, ''),
    'CloudWatch Logs': logs('{ CloudWatchLogs: { Status: ENABLED } }'),
    'a bucket instead': logs('{ CloudWatchLogs: { Status: DISABLED }, S3Logs: { Status: ENABLED, Location: logs } }'),
    'a bucket besides': logs('{ S3Logs: { Status: DISABLED } }'),
  },
  bad: {
    'CloudWatch Logs switched off': logs('{ CloudWatchLogs: { Status: DISABLED } }', 'problem'),
    'both switched off': logs('{ CloudWatchLogs: { Status: DISABLED }, S3Logs: { Status: DISABLED } }', 'problem'),
    'in one world': logs('{ CloudWatchLogs: { Status: !If [IsProd, ENABLED, DISABLED] } }', 'problem when IsProd is false'),
  },
  undecided: { 'a parameter': logs('{ CloudWatchLogs: { Status: !Ref Given } }', 'undecided') },
});
