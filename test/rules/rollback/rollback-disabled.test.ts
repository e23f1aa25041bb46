import rule from '../../../src/rules/rollback/rollback-disabled.ts';
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
const rollback = (configuration: string): string => `AutoRollbackConfiguration: ${configuration}`;

testRule(rule, {
  good: {
    'a rollback on failure': group(rollback('{ Enabled: true, Events: [DEPLOYMENT_FAILURE] }')),
    'a rollback on failure and more': group(rollback('{ Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_FAILURE] }')),
    'no rollback at all is a matter of alarms': group('DeploymentGroupName: web'),
    'alarms that only stop it, too': group(`${ALARMS}\n${rollback('{ Enabled: false, Events: [DEPLOYMENT_FAILURE] }')}`),
    'the group that SAM makes': yaml`
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Web:
          Type: AWS::Serverless::Function
          Properties: { AutoPublishAlias: live, DeploymentPreference: { Type: Canary10Percent5Minutes } }
    `,
    'as get-deployment-group prints it': JSON.stringify({
      deploymentGroupInfo: { applicationName: 'web', autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } },
    }),
  },
  bad: {
    'a rollback that is switched off': group(rollback('{ Enabled: false, Events: [DEPLOYMENT_FAILURE] }'), 'problem'),
    'a rollback without events': group(rollback('{ Enabled: true }'), 'problem'),
    'a rollback on other events': group(rollback('{ Enabled: true, Events: [DEPLOYMENT_STOP_ON_REQUEST] }'), 'problem'),
    'alarms, and no rollback on failure': group(
      `${ALARMS}\n${rollback('{ Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }')}`,
      'problem',
    ),
    'a rollback on alarms that are not there': group(rollback('{ Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }'), 'problem'),
    'no production, by its name': group(`DeploymentGroupName: web-staging\n${rollback('{ Enabled: false }')}`, 'problem (low)'),
    'in one world': group(rollback('{ Enabled: !If [IsProd, true, false], Events: [DEPLOYMENT_FAILURE] }'), 'problem when IsProd is false'),
    'other events in one world': group(
      rollback('{ Enabled: true, Events: !If [IsProd, [DEPLOYMENT_FAILURE], [DEPLOYMENT_STOP_ON_ALARM]] }'),
      'problem when IsProd is false',
    ),
    'what get-deployment-group prints': `{
      "deploymentGroupInfo": { "//": "problem",
        "applicationName": "web", "deploymentGroupName": "web",
        "autoRollbackConfiguration": { "enabled": false, "events": [] }
      }
    }`,
  },
  undecided: {
    'a rollback that does not say whether it counts': group(rollback('{ Events: [DEPLOYMENT_FAILURE] }'), 'undecided'),
    'a switch that nobody knows': group(rollback('{ Enabled: !Ref Switch, Events: [DEPLOYMENT_FAILURE] }'), 'undecided'),
    'events that nobody can see': group(rollback('{ Enabled: true, Events: !ImportValue events }'), 'undecided'),
  },
});
