import rule from '../../../src/rules/rollback/ecs-without-alarm-rollback.ts';
import { indent, testRule } from '../../harness.ts';

/** A template with one service; the mark stands on its name, where it is reported. */
const service = (properties: string, mark = ''): string => `
Parameters:
  Environment: { Type: String, AllowedValues: [dev, prod] }
  Switch: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Service:${mark && ` # ${mark}`}
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
${indent(6, properties)}
`;
const deployment = (...parts: string[]): string => `DeploymentConfiguration: { ${parts.join(', ')} }`;
const ALARMS = 'Alarms: { AlarmNames: [errors], Enable: true, Rollback: true }';
const BREAKER = 'DeploymentCircuitBreaker: { Enable: true, Rollback: true }';
const CANARY = 'Strategy: CANARY';

/** A pipeline that deploys to the service, and what its stage does after it. */
const watched = (result: string, moment = 'OnSuccess', provider = 'CloudWatchAlarm', name = '!GetAtt Service.Name'): string => `  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Ship
          ${moment}: { Conditions: [{ Result: ${result}, Rules: [{ Name: watch, RuleTypeId: { Category: Rule, Owner: AWS, Provider: ${provider}, Version: "1" } }] }] }
          Actions:
            - { Name: Go, ActionTypeId: { Category: Deploy, Provider: ECS }, Configuration: { ServiceName: ${name} } }
`;

/** The template has CodeDeploy replace the tasks of a service. */
const hook = (id: string): string => `
Transform: [AWS::CodeDeployBlueGreen]
Hooks:
  Shift:
    Type: AWS::CodeDeploy::BlueGreen
    Properties:
      Applications: [{ Target: { Type: AWS::ECS::Service, LogicalID: ${id} }, ECSAttributes: {} }]
`;

testRule(rule, {
  good: {
    'CodeDeploy replaces its tasks': service('ServiceName: web') + hook('Service'),
    'alarms that roll back': service(deployment(ALARMS)),
    'alarms that roll a canary back': service(deployment(CANARY, ALARMS)),
    'CodeDeploy deploys it': service('DeploymentController: { Type: CODE_DEPLOY }'),
    'something else deploys it': service('DeploymentController: { Type: EXTERNAL }'),
    'other alarms in each world': service(
      'DeploymentConfiguration: { Alarms: { Enable: true, Rollback: true, AlarmNames: !If [IsProd, [errors], [slow]] } }',
    ),
    'what describe-services prints': JSON.stringify({
      services: [
        {
          serviceName: 'web',
          clusterArn: 'main',
          taskDefinition: 'web:1',
          deploymentConfiguration: { alarms: { alarmNames: ['errors'], enable: true, rollback: true } },
        },
      ],
    }),
  },
  bad: {
    'CodeDeploy replaces the tasks of another': `${service('ServiceName: web', 'problem')}  Other: { Type: AWS::ECS::Service, Properties: { ServiceName: other } }
${hook('Other')}`,
    'CodeDeploy replaces the tasks of another that is elsewhere': service('ServiceName: web', 'problem') + hook('Other'),
    'CodeDeploy replaces its tasks in one world':
      service('ServiceName: web', 'problem when IsProd is false') +
      hook('Service').replace(/Applications: \[(\{.*\})\]/, 'Applications: [!If [IsProd, $1, !Ref AWS::NoValue]]'),
    'nothing at all': service('ServiceName: web', 'problem'),
    'the controller is said': service('DeploymentController: { Type: ECS }', 'problem'),
    'a circuit breaker only': service(deployment(BREAKER), 'problem (medium)'),
    'a circuit breaker that only stops': service(deployment('DeploymentCircuitBreaker: { Enable: true, Rollback: false }'), 'problem'),
    'a circuit breaker of a strategy that has none': service(deployment(CANARY, BREAKER), 'problem'),
    'a strategy that nobody knows': service(deployment('Strategy: !Ref Switch', BREAKER), 'problem (medium)'),
    'alarms that only stop': service(deployment('Alarms: { AlarmNames: [errors], Enable: true, Rollback: false }'), 'problem'),
    'alarms that are switched off': service(deployment('Alarms: { AlarmNames: [errors], Enable: false, Rollback: true }'), 'problem'),
    'no names of alarms': service(deployment('Alarms: { AlarmNames: [], Enable: true, Rollback: true }'), 'problem'),
    'no production, by its name': service('ServiceName: web-dev', 'problem (low)'),
    'no production, by its cluster': service('Cluster: staging', 'problem (low)'),
    'in one world': service(
      deployment('Alarms: { AlarmNames: [errors], Enable: true, Rollback: !If [IsProd, true, false] }'),
      'problem when IsProd is false',
    ),
    'the stage looks at an alarm and goes back': service('ServiceName: web', 'problem (low)') + watched('ROLLBACK'),
    'the stage looks at an alarm and only fails': service('ServiceName: web', 'problem') + watched('FAIL'),
    'the stage looks at an alarm too early': service('ServiceName: web', 'problem') + watched('ROLLBACK', 'BeforeEntry'),
    'the stage looks at something else': service('ServiceName: web', 'problem') + watched('ROLLBACK', 'OnSuccess', 'LambdaInvoke'),
    'the stage of another service': service('ServiceName: web', 'problem') + watched('ROLLBACK', 'OnSuccess', 'CloudWatchAlarm', 'shop'),
  },
  undecided: {
    'a controller that nobody knows': service('DeploymentController: { Type: !Ref Switch }', 'undecided'),
    'alarms that nobody can see': service(
      deployment('Alarms: { AlarmNames: !ImportValue alarms, Enable: true, Rollback: true }'),
      'undecided',
    ),
    'a switch that nobody knows': service(deployment('Alarms: { AlarmNames: [errors], Enable: !Ref Switch, Rollback: true }'), 'undecided'),
    'a deployment that nobody can see': service('DeploymentConfiguration: { Fn::Transform: { Name: Deploy } }', 'undecided'),
  },
});
