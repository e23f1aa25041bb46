import rule from '../../../src/rules/rollback/ecs-circuit-breaker-off.ts';
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
const breaker = (configuration: string, more = ''): string =>
  `DeploymentConfiguration: { DeploymentCircuitBreaker: ${configuration}${more} }`;

const ALARMS = 'Alarms: { AlarmNames: [errors], Enable: true, Rollback: true }';

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
    'CodeDeploy replaces its tasks': service(breaker('{ Enable: false, Rollback: false }')) + hook('Service'),
    'neither alarms nor a circuit breaker are a matter of alarms': service('ServiceName: web'),
    'it rolls back': service(breaker('{ Enable: true, Rollback: true }')),
    'blue/green has none': service(`DeploymentConfiguration: { Strategy: BLUE_GREEN, ${ALARMS} }`),
    'a canary has none': service(`DeploymentConfiguration: { Strategy: CANARY, ${ALARMS} }`),
    'even steps have none': service(`DeploymentConfiguration: { Strategy: LINEAR, ${ALARMS} }`),
    'CodeDeploy deploys it': service(`DeploymentController: { Type: CODE_DEPLOY }\n${breaker('{ Enable: false, Rollback: false }')}`),
  },
  bad: {
    'CodeDeploy replaces the tasks of another': service(breaker('{ Enable: false, Rollback: false }'), 'problem') + hook('Other'),
    'alarms, and none': service(`DeploymentConfiguration: { ${ALARMS} }`, 'problem'),
    'it says only that it rolls back': service(breaker('{ Rollback: true }'), 'problem'),
    'it is off': service(breaker('{ Enable: false, Rollback: true }'), 'problem'),
    'it only stops': service(breaker('{ Enable: true, Rollback: false }'), 'problem'),
    'a rolling update, said': service(breaker('{ Enable: false, Rollback: false }', ', Strategy: ROLLING'), 'problem'),
    'no production, by its name': service(`ServiceName: web-dev\n${breaker('{ Enable: true }')}`, 'problem (low)'),
    'no production, by its cluster': service(`Cluster: staging\n${breaker('{ Enable: true }')}`, 'problem (low)'),
    'in one world': service(breaker('{ Enable: true, Rollback: !If [IsProd, true, false] }'), 'problem when IsProd is false'),
    'what describe-services prints': `{
      "services": [{ "//": "problem",
        "serviceName": "web", "clusterArn": "main", "taskDefinition": "web:1",
        "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": false, "rollback": false } }
      }]
    }`,
  },
  undecided: {
    'a strategy that nobody knows': service(`DeploymentConfiguration: { Strategy: !Ref Switch, ${ALARMS} }`, 'undecided'),
    'a switch that nobody knows': service(breaker('{ Enable: !Ref Switch, Rollback: true }'), 'undecided'),
    'a controller that nobody knows': service(`DeploymentController: { Type: !Ref Switch }\n${breaker('{ Enable: true }')}`, 'undecided'),
  },
});
