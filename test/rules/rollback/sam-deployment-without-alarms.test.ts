import rule from '../../../src/rules/rollback/sam-deployment-without-alarms.ts';
import { testRule, yaml } from '../../harness.ts';

/** A template of SAM with one function; the mark stands where its preference does. */
const sam = (preference: string, mark = '', more = ''): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Environment: { Type: String, AllowedValues: [dev, prod] }
  Switch: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Web:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      ${more}
      DeploymentPreference: ${preference}${mark && ` # ${mark}`}
`;

testRule(rule, {
  good: {
    alarms: sam('{ Type: Canary10Percent5Minutes, Alarms: [!Ref Errors] }'),
    'a preference that is off': sam('{ Type: Canary10Percent5Minutes, Enabled: false }'),
    'no preference': yaml`
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Web: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }
    `,
    'a group that is written is another matter': yaml`
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Web: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }
        WebGroup:
          Type: AWS::CodeDeploy::DeploymentGroup
          Properties: { DeploymentConfigName: CodeDeployDefault.LambdaCanary10Percent5Minutes }
    `,
  },
  bad: {
    'a canary': sam('{ Type: Canary10Percent5Minutes }', 'problem'),
    'even steps': sam('{ Type: Linear10PercentEvery1Minute }', 'problem'),
    'all at once': sam('{ Type: AllAtOnce }', 'problem (medium)'),
    'a type that nobody knows': sam('{ Type: !Ref Switch }', 'problem (medium)'),
    'a list of alarms that is empty': sam('{ Type: Canary10Percent5Minutes, Alarms: [] }', 'problem'),
    'alarms in one world': sam(
      '{ Type: Canary10Percent5Minutes, Alarms: !If [IsProd, [!Ref Errors], !Ref AWS::NoValue] }',
      'problem when IsProd is false',
    ),
    'no production, by its name': sam('{ Type: Canary10Percent5Minutes }', 'problem (low)', 'FunctionName: web-dev'),
    'in Globals': yaml`
      Transform: AWS::Serverless-2016-10-31
      Globals:
        Function: { AutoPublishAlias: live, DeploymentPreference: { Type: Canary10Percent5Minutes } }
      Resources:
        Web: # problem
          Type: AWS::Serverless::Function
          Properties: { Runtime: nodejs22.x }
        Web2:
          Type: AWS::Serverless::Function
          Properties: { DeploymentPreference: { Alarms: [errors] } }
    `,
  },
  undecided: {
    'alarms that nobody can see': sam('{ Type: Canary10Percent5Minutes, Alarms: !ImportValue alarms }', 'undecided'),
  },
});
