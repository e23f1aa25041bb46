import rule from '../../../src/rules/rollback/rollback-without-alarm.ts';
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
const alarms = (configuration: string): string =>
  `AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM] }\nAlarmConfiguration: ${configuration}`;

testRule(rule, {
  good: {
    'a rollback on alarms, and alarms': group(alarms('{ Enabled: true, Alarms: [{ Name: errors }] }')),
    'an alarm whose name nobody knows is one': group(alarms('{ Enabled: true, Alarms: [{ Name: !Ref Switch }] }')),
    'rollback on failure only is another matter': group('AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_FAILURE] }'),
    'no rollback at all is another matter': group('DeploymentGroupName: web'),
    'a rollback that is switched off': group('AutoRollbackConfiguration: { Enabled: false, Events: [DEPLOYMENT_STOP_ON_ALARM] }'),
    'both hang on one condition': group(
      'AlarmConfiguration: !If [IsProd, { Enabled: true, Alarms: [{ Name: errors }] }, !Ref AWS::NoValue]\nAutoRollbackConfiguration: !If [IsProd, { Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }, !Ref AWS::NoValue]',
    ),
    'a function of SAM is another matter': yaml`
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Web:
          Type: AWS::Serverless::Function
          Properties: { AutoPublishAlias: live, DeploymentPreference: { Type: Canary10Percent5Minutes } }
    `,
    'what get-deployment-group prints': JSON.stringify({
      deploymentGroupInfo: {
        applicationName: 'web',
        autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] },
        alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
      },
    }),
  },
  bad: {
    'no alarms at all': group('AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }', 'problem'),
    'a list of alarms that is empty': group(alarms('{ Enabled: true, Alarms: [] }'), 'problem'),
    'a list of alarms that is left out': group(alarms('{ Enabled: true }'), 'problem'),
    'alarms that are switched off': group(alarms('{ Enabled: false, Alarms: [{ Name: errors }] }'), 'problem'),
    'alarms that are switched off, as a text': group(alarms('{ Enabled: "false", Alarms: [{ Name: errors }] }'), 'problem'),
    'alarms in one world': group(
      alarms('!If [IsProd, { Enabled: true, Alarms: [{ Name: errors }] }, !Ref AWS::NoValue]'),
      'problem when IsProd is false',
    ),
    'the switch in one world': group(
      alarms('{ Enabled: !If [IsProd, true, false], Alarms: [{ Name: errors }] }'),
      'problem when IsProd is false',
    ),
    'the only alarm in one world': group(
      alarms('{ Enabled: true, Alarms: [!If [IsProd, { Name: errors }, !Ref AWS::NoValue]] }'),
      'problem when IsProd is false',
    ),
    'the event in one world': group(
      'AutoRollbackConfiguration: { Enabled: true, Events: [!If [IsProd, DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_FAILURE]] }',
      'problem when IsProd is true',
    ),
    'what CDK synthesises': `{
      "Resources": {
        "Group58220FC8": { "//": "problem",
          "Type": "AWS::CodeDeploy::DeploymentGroup",
          "Metadata": { "aws:cdk:path": "Web/Group/Resource" },
          "Properties": {
            "AutoRollbackConfiguration": { "Enabled": true, "Events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] }
          }
        }
      }
    }`,
    'what get-deployment-group prints': `{
      "deploymentGroupInfo": { "//": "problem",
        "applicationName": "web", "deploymentGroupName": "web",
        "autoRollbackConfiguration": { "enabled": true, "events": ["DEPLOYMENT_STOP_ON_ALARM"] }
      }
    }`,
  },
  undecided: {
    'alarms that do not say whether they count': group(alarms('{ Alarms: [{ Name: errors }] }'), 'undecided'),
    'alarms that nobody can see': group(alarms('{ Enabled: true, Alarms: !ImportValue alarms }'), 'undecided'),
    'a switch that nobody knows': group(alarms('{ Enabled: !Ref Switch, Alarms: [{ Name: errors }] }'), 'undecided'),
    'alarms behind a transform': group(alarms('{ Fn::Transform: { Name: Alarms } }'), 'undecided'),
    'a rollback that does not say whether it counts': group(
      'AutoRollbackConfiguration: { Events: [DEPLOYMENT_STOP_ON_ALARM] }',
      'undecided',
    ),
    'an event that nobody knows': group('AutoRollbackConfiguration: { Enabled: true, Events: [!Ref Switch] }', 'undecided'),
  },
});
