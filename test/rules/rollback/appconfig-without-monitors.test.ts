import rule from '../../../src/rules/rollback/appconfig-without-monitors.ts';
import { testRule } from '../../harness.ts';

const environment = (properties: string, mark = ''): string => `
Parameters:
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Settings:${mark && ` # ${mark}`}
    Type: AWS::AppConfig::Environment
    Properties: { ${properties} }
`;
const MONITOR = '{ AlarmArn: !GetAtt Errors.Arn, AlarmRoleArn: !GetAtt Reader.Arn }';

testRule(rule, {
  good: {
    'an alarm': environment(`Name: live, Monitors: [${MONITOR}]`),
  },
  bad: {
    'no monitors': environment('Name: live', 'problem'),
    'a list that is empty': environment('Name: live, Monitors: []', 'problem'),
    'no production, by its name': environment('Name: staging', 'problem (low)'),
    'no production, by its application': environment('Name: one, ApplicationId: web-dev', 'problem (low)'),
    'in one world': environment(`Name: live, Monitors: !If [IsProd, [${MONITOR}], !Ref AWS::NoValue]`, 'problem when IsProd is false'),
  },
  undecided: {
    'monitors that nobody can see': environment('Name: live, Monitors: !ImportValue monitors', 'undecided'),
  },
});
