import rule from '../../../src/rules/rollback/blue-terminated-at-once.ts';
import { testRule } from '../../harness.ts';

const group = (blue: string, name = 'web'): string => `
Parameters:
  Switch: { Type: String }
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      DeploymentGroupName: ${name}
      DeploymentStyle: { DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL }
      BlueGreenDeploymentConfiguration:
        TerminateBlueInstancesOnDeploymentSuccess: ${blue}
`;

/** A template that has CodeDeploy replace the tasks of a service. */
const hook = (wait: string, name = 'web'): string => `
Transform: [AWS::CodeDeployBlueGreen]
Hooks:
  Shift:
    Type: AWS::CodeDeploy::BlueGreen
    Properties:
      AdditionalOptions:
        TerminationWaitTimeInMinutes: ${wait}
      Applications: [{ Target: { Type: AWS::ECS::Service, LogicalID: Web }, ECSAttributes: {} }]
Resources:
  Web: { Type: AWS::ECS::Service, Properties: { ServiceName: ${name} } }
`;

testRule(rule, {
  good: {
    'a hook that waits': hook('30'),
    'an hour': group('{ Action: TERMINATE, TerminationWaitTimeInMinutes: 60 }'),
    'five minutes': group('{ Action: TERMINATE, TerminationWaitTimeInMinutes: 5 }'),
    'it stays': group('{ Action: KEEP_ALIVE, TerminationWaitTimeInMinutes: 0 }'),
    'it does not say how long': group('{ Action: TERMINATE }'),
    'in each world': group('{ Action: TERMINATE, TerminationWaitTimeInMinutes: !If [IsProd, 60, 15] }'),
  },
  bad: {
    'a hook': hook('0 # problem'),
    'a hook of no production': hook('4 # problem (low)', 'web-dev'),
    'at once': group('{ Action: TERMINATE, TerminationWaitTimeInMinutes: 0 } # problem'),
    'after four minutes': group('{ Action: TERMINATE, TerminationWaitTimeInMinutes: 4 } # problem'),
    'the action is left out': group('{ TerminationWaitTimeInMinutes: 1 } # problem'),
    'no production, by its name': group('{ Action: TERMINATE, TerminationWaitTimeInMinutes: 0 } # problem (low)', 'web-dev'),
    'in one world': group('{ Action: TERMINATE, TerminationWaitTimeInMinutes: !If [IsProd, 60, 0] } # problem when IsProd is false'),
  },
  undecided: {
    'a wait that nobody knows': group('{ Action: TERMINATE, TerminationWaitTimeInMinutes: !Ref Switch } # undecided'),
    'an action that nobody knows': group('{ Action: !Ref Switch, TerminationWaitTimeInMinutes: 0 } # undecided'),
  },
});
