import { expect, test } from 'vitest';
import rule from '../../../src/rules/rollback/codedeploy-without-alarm-rollback.ts';
import { check, indent, testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Config: { Type: String }
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
const ROLLS_BACK = 'AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM] }';
const ON_FAILURE = 'AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_REQUEST] }';
const BLUE_GREEN = 'DeploymentStyle: { DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL }';

/** A pipeline whose stage deploys to the group, and a condition of that stage. */
const watched = (moment: string, provider: string, target = '!Ref Group', result = 'ROLLBACK'): string => `  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Ship
          ${moment}: { Conditions: [{ Result: ${result}, Rules: [{ Name: watch, RuleTypeId: { Category: Rule, Owner: AWS, Provider: ${provider}, Version: "1" } }] }] }
          Actions:
            - { Name: Go, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { DeploymentGroupName: ${target} } }
`;

testRule(rule, {
  good: {
    'alarms, and a rollback on them': group(`${ALARMS}\n${ROLLS_BACK}`),
    'alarms and no rollback is another matter': group(ALARMS),
    'a rollback and no alarms is another matter': group(ROLLS_BACK),
    'a rollback that is switched off is another matter': group(
      'AutoRollbackConfiguration: { Enabled: false, Events: [DEPLOYMENT_STOP_ON_ALARM] }',
    ),
    'a rollback without events is another matter': group('AutoRollbackConfiguration: { Enabled: true }'),
    'a rollback on requests only is another matter': group(
      `${BLUE_GREEN}\nAutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_STOP_ON_REQUEST] }`,
    ),
    'alarms that do not say whether they count': group('AlarmConfiguration: { Alarms: [{ Name: errors }] }'),
    'other alarms in each world': group(
      `AlarmConfiguration: !If [IsProd, { Enabled: true, Alarms: [{ Name: errors }] }, { Enabled: true, Alarms: [{ Name: slow }] }]\n${ROLLS_BACK}`,
    ),
    'what get-deployment-group prints': JSON.stringify({
      deploymentGroupInfo: {
        applicationName: 'web',
        deploymentGroupName: 'web',
        autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] },
        alarmConfiguration: { enabled: true, ignorePollAlarmFailure: false, alarms: [{ name: 'errors' }] },
      },
    }),
  },
  bad: {
    'nothing at all, in place': group('DeploymentConfigName: CodeDeployDefault.OneAtATime', 'problem'),
    'rollback on failure only, in place': group(ON_FAILURE, 'problem (medium)'),
    'a rollback on failure that does not say whether it counts': group(
      'AutoRollbackConfiguration: { Events: [DEPLOYMENT_FAILURE] }',
      'problem (medium)',
    ),
    'rollback on failure only, blue/green': group(`${BLUE_GREEN}\n${ON_FAILURE}`, 'problem'),
    'in steps': group('DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes', 'problem'),
    'in steps of a length that nobody knows': group(
      `DeploymentConfigName: !Sub "CodeDeployDefault.ECSCanary10Percent\${Config}Minutes"\n${ON_FAILURE}`,
      'problem',
    ),
    'in even steps': group('DeploymentConfigName: CodeDeployDefault.LambdaLinear10PercentEvery1Minute', 'problem'),
    'alarms that are switched off': group('AlarmConfiguration: { Enabled: false, Alarms: [{ Name: errors }] }', 'problem'),
    'a list of alarms that is empty': group('AlarmConfiguration: { Enabled: true, Alarms: [] }', 'problem'),
    'no production, by its name': group('DeploymentGroupName: web-staging', 'problem (low)'),
    'no production, by its application': group(`ApplicationName: web-dev\n${BLUE_GREEN}`, 'problem (low)'),
    'a name that nobody knows': group('DeploymentGroupName: !Ref Config', 'problem'),
    'a configuration that nobody knows': group(`DeploymentConfigName: !Ref Config\n${ON_FAILURE}`, 'problem (medium)'),
    'alarms in one world': group(
      `AlarmConfiguration: !If [IsProd, { Enabled: true, Alarms: [{ Name: errors }] }, !Ref AWS::NoValue]`,
      'problem when IsProd is false',
    ),
    'the stage looks at an alarm': group(BLUE_GREEN, 'problem (low)') + watched('OnSuccess', 'CloudWatchAlarm'),
    'the stage looks at what nobody knows': group(BLUE_GREEN, 'problem') + watched('OnSuccess', '!Ref Config'),
    'in steps, by a name that is partly known': group('DeploymentConfigName: !Sub "${Config}-Canary10Percent"', 'problem'),
    'the stage looks at an alarm too early': group(BLUE_GREEN, 'problem') + watched('BeforeEntry', 'CloudWatchAlarm'),
    'the stage looks at an alarm, and only fails':
      group(BLUE_GREEN, 'problem') + watched('OnSuccess', 'CloudWatchAlarm', '!Ref Group', 'FAIL'),
    'the stage looks at the clock': group(BLUE_GREEN, 'problem') + watched('OnSuccess', 'DeploymentWindow'),
    'another stage looks at an alarm': group(BLUE_GREEN, 'problem') + watched('OnSuccess', 'CloudWatchAlarm', 'another'),
    'what CDK synthesises': `{
      "Resources": {
        "Group58220FC8": { "//": "problem",
          "Type": "AWS::CodeDeploy::DeploymentGroup",
          "Metadata": { "aws:cdk:path": "Web/Group/Resource" },
          "Properties": {
            "ApplicationName": { "Ref": "App" }, "DeploymentStyle": { "DeploymentType": "BLUE_GREEN" },
            "AutoRollbackConfiguration": { "Enabled": true, "Events": ["DEPLOYMENT_FAILURE"] }
          }
        }
      }
    }`,
    'what get-deployment-group prints': `{
      "deploymentGroupInfo": { "//": "problem (medium)",
        "applicationName": "web", "deploymentGroupName": "web",
        "autoRollbackConfiguration": { "enabled": true, "events": ["DEPLOYMENT_FAILURE"] },
        "deploymentStyle": { "deploymentType": "IN_PLACE", "deploymentOption": "WITHOUT_TRAFFIC_CONTROL" }
      }
    }`,
  },
  undecided: {
    'alarms that nobody can see': group('AlarmConfiguration: { Enabled: true, Alarms: !ImportValue alarms }', 'undecided'),
    'events that nobody can see': group('AutoRollbackConfiguration: { Enabled: true, Events: !ImportValue events }', 'undecided'),
    'an event that nobody knows': group('AutoRollbackConfiguration: { Enabled: true, Events: [!Ref Config] }', 'undecided'),
    'a switch that nobody knows': group('AlarmConfiguration: { Enabled: !Ref Config, Alarms: [{ Name: errors }] }', 'undecided'),
    'properties behind a transform': group('Fn::Transform: { Name: Alarms }', 'undecided'),
  },
});

test('is graded in each world', () => {
  const { findings } = check([rule], group('DeploymentGroupName: !Sub "web-${Environment}"'));
  expect(findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'high: is deployed to and no alarm rolls a bad deployment back when Environment is prod',
    'low: is deployed to and no alarm rolls a bad deployment back when Environment is dev',
  ]);
});
