import rule from '../../../src/rules/rollback/alarm-without-rollback.ts';
import { indent, testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Switch: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

/** A template with one deployment group; the mark stands on its name, where it is reported. */
const group = (properties: string, mark = ''): string => `${HEAD}
Resources:
  Group:${mark && ` # ${mark}`}
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ServiceRoleArn: arn:aws:iam::111122223333:role/codedeploy
${indent(6, properties)}
`;
const ALARMS = 'AlarmConfiguration: { Enabled: true, Alarms: [{ Name: errors }] }';
const rollback = (configuration: string): string => `${ALARMS}\nAutoRollbackConfiguration: ${configuration}`;

testRule(rule, {
  good: {
    'alarms, and a rollback on them': group(rollback('{ Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }')),
    'in the words of YAML 1.1': group(rollback('{ Enabled: "yes", Events: [DEPLOYMENT_STOP_ON_ALARM] }')),
    'neither alarms nor a rollback is another matter': group('DeploymentGroupName: web'),
    'alarms that are switched off': group('AlarmConfiguration: { Enabled: false, Alarms: [{ Name: errors }] }'),
    'a list of alarms that is empty': group('AlarmConfiguration: { Enabled: true, Alarms: [] }'),
    'a list of alarms that is left out': group('AlarmConfiguration: { Enabled: true }'),
    'both hang on one condition': group(
      'AlarmConfiguration: !If [IsProd, { Enabled: true, Alarms: [{ Name: errors }] }, !Ref AWS::NoValue]\nAutoRollbackConfiguration: !If [IsProd, { Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }, !Ref AWS::NoValue]',
    ),
    'what get-deployment-group prints': JSON.stringify({
      deploymentGroupInfo: {
        applicationName: 'web',
        autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
        alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
      },
    }),
  },
  bad: {
    'no rollback at all': group(ALARMS, 'problem'),
    'rollback on other events': group(rollback('{ Enabled: true, Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_REQUEST] }'), 'problem'),
    'rollback without events': group(rollback('{ Enabled: true }'), 'problem'),
    'rollback that is switched off': group(rollback('{ Enabled: false, Events: [DEPLOYMENT_STOP_ON_ALARM] }'), 'problem'),
    'rollback that is switched off, as a text': group(rollback('{ Enabled: "false", Events: [DEPLOYMENT_STOP_ON_ALARM] }'), 'problem'),
    'alarms that do not say whether they count': group('AlarmConfiguration: { Alarms: [{ Name: errors }] }', 'problem'),
    'an alarm whose name nobody knows': group('AlarmConfiguration: { Enabled: true, Alarms: [{ Name: !Ref Switch }] }', 'problem'),
    'rollback in one world': group(
      rollback('!If [IsProd, { Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }, !Ref AWS::NoValue]'),
      'problem when IsProd is false',
    ),
    'the event in one world': group(
      rollback('{ Enabled: true, Events: [DEPLOYMENT_FAILURE, !If [IsProd, DEPLOYMENT_STOP_ON_ALARM, !Ref AWS::NoValue]] }'),
      'problem when IsProd is false',
    ),
    'alarms in one world': group(
      'AlarmConfiguration: { Enabled: true, Alarms: [!If [IsProd, { Name: errors }, !Ref AWS::NoValue]] }',
      'problem when IsProd is true',
    ),
    'what CDK synthesises': `{
      "Resources": {
        "Group58220FC8": { "//": "problem",
          "Type": "AWS::CodeDeploy::DeploymentGroup",
          "Metadata": { "aws:cdk:path": "Web/Group/Resource" },
          "Properties": {
            "AlarmConfiguration": { "Enabled": true, "Alarms": [{ "Name": { "Ref": "Errors" } }] },
            "AutoRollbackConfiguration": { "Enabled": true, "Events": ["DEPLOYMENT_FAILURE"] }
          }
        },
        "Errors": { "Type": "AWS::CloudWatch::Alarm", "Properties": {} }
      }
    }`,
    'what get-deployment-group prints': `{
      "deploymentGroupInfo": { "//": "problem",
        "applicationName": "web", "deploymentGroupName": "web",
        "alarmConfiguration": { "enabled": true, "alarms": [{ "name": "errors" }] }
      }
    }`,
  },
  undecided: {
    'a rollback that does not say whether it counts': group(rollback('{ Events: [DEPLOYMENT_STOP_ON_ALARM] }'), 'undecided'),
    'a rollback that nobody can see': group(rollback('!ImportValue rollback'), 'undecided'),
    'a switch that nobody knows': group(rollback('{ Enabled: !Ref Switch, Events: [DEPLOYMENT_STOP_ON_ALARM] }'), 'undecided'),
    'events behind a transform': group(rollback('{ Enabled: true, Events: { Fn::Transform: { Name: Events } } }'), 'undecided'),
    'alarms that nobody can see': group('AlarmConfiguration: { Enabled: true, Alarms: !ImportValue alarms }', 'undecided'),
    'alarms whose switch nobody knows': group('AlarmConfiguration: { Enabled: !Ref Switch, Alarms: [{ Name: errors }] }', 'undecided'),
  },
});
