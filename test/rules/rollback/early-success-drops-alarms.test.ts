import rule from '../../../src/rules/rollback/early-success-drops-alarms.ts';
import { testRule } from '../../harness.ts';

const service = (early: string, alarms = '{ AlarmNames: [errors], Enable: true, Rollback: true }', more = ''): string => `
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
        Alarms: ${alarms}
        EarlySuccessCriteria:
          Enable: ${early}
`;

testRule(rule, {
  good: {
    'it is off': service('false'),
    'no alarms': service('true', '{ AlarmNames: [], Enable: true, Rollback: true }'),
    'alarms that are off': service('true', '{ AlarmNames: [errors], Enable: false, Rollback: true }'),
    'blue/green, which has none': service('true').replace('Alarms:', 'Strategy: BLUE_GREEN\n        Alarms:'),
    'CodeDeploy deploys it': service(
      'true',
      '{ AlarmNames: [errors], Enable: true, Rollback: true }',
      'DeploymentController: { Type: CODE_DEPLOY }',
    ),
  },
  bad: {
    'it is on': service('true # problem'),
    'in one world': service('!If [IsProd, false, true] # problem when IsProd is false'),
  },
  undecided: {
    'a switch that nobody knows': service('!Ref Switch # undecided'),
    'alarms that nobody can see': service('true # undecided', '{ AlarmNames: !ImportValue alarms, Enable: true, Rollback: true }'),
  },
});
