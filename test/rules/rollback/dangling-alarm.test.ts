import rule from '../../../src/rules/rollback/dangling-alarm.ts';
import { indent, testRule, yaml } from '../../harness.ts';

/** A template with alarms, one of which is there in production only. */
const template = (resources: string): string => `
Parameters:
  Environment: { Type: String, AllowedValues: [dev, prod] }
  Name: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Errors: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: web-errors } }
  Slow: { Type: AWS::CloudWatch::CompositeAlarm, Condition: IsProd, Properties: { AlarmName: web-slow } }
${indent(2, resources)}
`;
const group = (alarm: string, mark = '', more = ''): string =>
  template(yaml`
    Group:
      Type: AWS::CodeDeploy::DeploymentGroup
      ${more || 'DependsOn: Errors'}
      Properties:
        AlarmConfiguration:
          Enabled: true
          Alarms:
            - Name: ${alarm}${mark && ` # ${mark}`}
  `);

const ALARMS = JSON.stringify({
  MetricAlarms: [{ AlarmName: 'errors', AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors' }],
  CompositeAlarms: [{ AlarmName: 'slow', AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:slow' }],
});
const answer = (name: string, mark = ''): string => `{
  "deploymentGroupInfo": {
    "applicationName": "web", "deploymentGroupName": "web",
    "alarmConfiguration": { "enabled": true, "alarms": [
      { "name": "${name}"${mark && `, "//": "${mark}"`}
      }
    ] }
  }
}`;
const environment = (arn: string, mark = ''): string => `{
  "ApplicationId": "a1", "Id": "e1", "Name": "web", "State": "READY_FOR_DEPLOYMENT",
  "Monitors": [
    { "AlarmArn": "arn:aws:cloudwatch:${arn}"${mark && `, "//": "${mark}"`}
    }
  ]
}`;

testRule(rule, {
  good: {
    'an alarm of the template': group('!Ref Errors'),
    'an alarm of the template, by its name': group('web-errors'),
    'nothing watches': template('Topic: { Type: AWS::SNS::Topic }'),
    'the reference is left out with the alarm': group('!Ref Slow').replace(
      '- Name: !Ref Slow',
      '- !If [IsProd, { Name: !Ref Slow }, !Ref AWS::NoValue]',
    ),
    'the group is left out with the alarm': group('!Ref Slow', '', 'Condition: IsProd'),
    'an alarm of the account': { 'group.json': answer('errors'), 'alarms.json': ALARMS },
    'a composite alarm of the account': { 'group.json': answer('slow'), 'alarms.json': ALARMS },
  },
  bad: {
    'the alarm is left out alone': group('!Ref Slow', 'problem when IsProd is false'),
    'a service': template(yaml`
      Service:
        Type: AWS::ECS::Service
        Properties:
          DeploymentConfiguration:
            Alarms:
              AlarmNames:
                - !Ref Slow # problem when IsProd is false
    `),
    'an environment of AppConfig': template(yaml`
      Environment:
        Type: AWS::AppConfig::Environment
        Properties:
          Monitors:
            - AlarmArn: !GetAtt Slow.Arn # problem when IsProd is false
    `),
    'a nested stack': template(yaml`
      Stack:
        Type: AWS::CloudFormation::Stack
        Properties:
          RollbackConfiguration:
            RollbackTriggers:
              - { Arn: !GetAtt Slow.Arn, Type: AWS::CloudWatch::CompositeAlarm } # problem when IsProd is false
    `),
    'the rule of a stage': template(yaml`
      Pipeline:
        Type: AWS::CodePipeline::Pipeline
        Properties:
          Stages:
            - Name: Prod
              OnSuccess:
                Conditions:
                  - Result: ROLLBACK
                    Rules:
                      - Name: watch # problem when IsProd is false
                        RuleTypeId: { Category: Rule, Owner: AWS, Provider: CloudWatchAlarm, Version: "1" }
                        Configuration: { AlarmName: !Ref Slow }
    `),
    'none of the account': { 'group.json': answer('gone', 'problem'), 'alarms.json': ALARMS },
    'none of the account, by its ARN': {
      'env.json': environment('eu-west-1:111122223333:alarm:gone', 'problem'),
      'alarms.json': ALARMS,
    },
  },
  undecided: {
    'an alarm that is elsewhere': group('elsewhere', 'undecided'),
    'an alarm that is elsewhere, though an account is here': { 'group.yaml': group('elsewhere', 'undecided'), 'alarms.json': ALARMS },
    'a name that nobody knows': group('!Ref Name', 'undecided'),
    'no list of alarms is here': answer('gone', 'undecided'),
    'a page of the alarms': {
      'group.json': answer('gone', 'undecided'),
      'alarms.json': ALARMS.replace('{', '{"NextToken": "more", '),
    },
    'an alarm of another region': { 'env.json': environment('us-east-1:111122223333:alarm:gone', 'undecided'), 'alarms.json': ALARMS },
    'a command': {
      'make.sh': `#!/bin/sh
aws deploy create-deployment-group --application-name web --deployment-group-name web --service-role-arn r \\
  --alarm-configuration enabled=true,alarms=[{name=gone}] # undecided
`,
      'alarms.json': ALARMS,
    },
  },
});
