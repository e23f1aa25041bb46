import rule from '../../../src/rules/rollback/zero-bake-time.ts';
import { indent, testRule } from '../../harness.ts';

const service = (deployment: string, more = ''): string => `
Parameters:
  Switch: { Type: String }
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      ${more}
      DeploymentConfiguration:
${indent(8, deployment)}
`;
const ALARMS = 'Alarms: { AlarmNames: [errors], Enable: true, Rollback: true }';

/** A template that has CodeDeploy replace the tasks of a service. */
const hook = (bake: string, name = 'web'): string => `
Transform: [AWS::CodeDeployBlueGreen]
Hooks:
  Shift:
    Type: AWS::CodeDeploy::BlueGreen
    Properties:
      TrafficRoutingConfig:
        Type: TimeBasedCanary
        TimeBasedCanary:
          StepPercentage: 15
          BakeTimeMins: ${bake}
      Applications: [{ Target: { Type: AWS::ECS::Service, LogicalID: Web }, ECSAttributes: {} }]
Resources:
  Web: { Type: AWS::ECS::Service, Properties: { ServiceName: ${name} } }
`;
const strategy = (bake: string, name = 'slowly'): string => `
Resources:
  Slowly:
    Type: AWS::AppConfig::DeploymentStrategy
    Properties:
      Name: ${name}
      ${bake}
`;

testRule(rule, {
  good: {
    'a hook with some minutes': hook('5'),
    'a strategy of AppConfig with some minutes': strategy('FinalBakeTimeInMinutes: 10'),
    'a strategy of AppConfig that does not say': strategy('GrowthFactor: 10'),
    'some minutes': service('Strategy: BLUE_GREEN\nBakeTimeInMinutes: 15'),
    'it is left out': service('Strategy: BLUE_GREEN'),
    'a rolling update without alarms': service('BakeTimeInMinutes: 0'),
    'a canary of another strategy': service('Strategy: ROLLING\nCanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 0 }'),
    'CodeDeploy deploys it': service('Strategy: BLUE_GREEN\nBakeTimeInMinutes: 0', 'DeploymentController: { Type: CODE_DEPLOY }'),
    'CodeDeploy deploys it, whatever alarms it names': service(
      `${ALARMS}\nBakeTimeInMinutes: 0`,
      'DeploymentController: { Type: CODE_DEPLOY }',
    ),
    'a canary that bakes': service('Strategy: CANARY\nCanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 10 }'),
  },
  bad: {
    'a hook': hook('0 # problem'),
    'a hook of no production': hook('0 # problem (low)', 'web-dev'),
    'a strategy of AppConfig': strategy('FinalBakeTimeInMinutes: 0 # problem'),
    'a strategy of AppConfig for no production': strategy('FinalBakeTimeInMinutes: 0 # problem (low)', 'test'),
    'blue/green': service('Strategy: BLUE_GREEN\nBakeTimeInMinutes: 0 # problem'),
    'a rolling update with alarms': service(`${ALARMS}\nBakeTimeInMinutes: 0 # problem`),
    'a canary': service('Strategy: CANARY\nCanaryConfiguration:\n  CanaryPercent: 10\n  CanaryBakeTimeInMinutes: 0 # problem'),
    'even steps': service('Strategy: LINEAR\nLinearConfiguration:\n  StepPercent: 10\n  StepBakeTimeInMinutes: 0 # problem'),
    'no production, by its name': service('Strategy: BLUE_GREEN\nBakeTimeInMinutes: 0 # problem (low)', 'ServiceName: web-dev'),
    'in one world': service('Strategy: BLUE_GREEN\nBakeTimeInMinutes: !If [IsProd, 30, 0] # problem when IsProd is false'),
  },
  undecided: {
    'a time that nobody knows': service('Strategy: BLUE_GREEN\nBakeTimeInMinutes: !Ref Switch # undecided'),
    'a strategy that nobody knows': service('Strategy: !Ref Switch\nBakeTimeInMinutes: 0 # undecided'),
  },
});
