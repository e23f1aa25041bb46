import rule from '../../../src/rules/rollback/alarm-errors-ignored.ts';
import { testRule } from '../../harness.ts';

const group = (alarms: string, mark = ''): string => `
Parameters:
  Environment: { Type: String, AllowedValues: [dev, prod] }
  Switch: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Group:${mark && ` # ${mark}`}
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      AlarmConfiguration: ${alarms}
`;

testRule(rule, {
  good: {
    'it is left out': group('{ Enabled: true, Alarms: [{ Name: errors }] }'),
    'it is false': group('{ Enabled: true, IgnorePollAlarmFailure: false, Alarms: [{ Name: errors }] }'),
    'no alarms': group('{ Enabled: true, IgnorePollAlarmFailure: true, Alarms: [] }'),
    'alarms that are switched off': group('{ Enabled: false, IgnorePollAlarmFailure: true, Alarms: [{ Name: errors }] }'),
  },
  bad: {
    'it is true': group('{ Enabled: true, IgnorePollAlarmFailure: true, Alarms: [{ Name: errors }] }', 'problem'),
    'in one world': group(
      '{ Enabled: true, IgnorePollAlarmFailure: !If [IsProd, false, true], Alarms: [{ Name: errors }] }',
      'problem when IsProd is false',
    ),
    'what get-deployment-group prints': `{
      "deploymentGroupInfo": { "//": "problem",
        "applicationName": "web", "deploymentGroupName": "web",
        "alarmConfiguration": { "enabled": true, "ignorePollAlarmFailure": true, "alarms": [{ "name": "errors" }] }
      }
    }`,
  },
  undecided: {
    'a switch that nobody knows': group('{ Enabled: true, IgnorePollAlarmFailure: !Ref Switch, Alarms: [{ Name: errors }] }', 'undecided'),
    'alarms that nobody can see': group('{ Enabled: true, IgnorePollAlarmFailure: true, Alarms: !ImportValue alarms }', 'undecided'),
  },
});
