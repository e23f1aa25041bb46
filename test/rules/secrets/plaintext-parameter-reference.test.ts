import rule from '../../../src/rules/secrets/plaintext-parameter-reference.ts';
import { testRule, yaml } from '../../harness.ts';

/** A build project with one environment variable, where the mark stands. */
const variable = (name: string, value: string, mark = ''): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Environment:
          EnvironmentVariables:
            - { Name: ${name}, Value: ${value} }${mark && ` # ${mark}`}
`;

testRule(rule, {
  good: {
    'no secret': variable('STAGE', `'{{resolve:ssm:/web/stage}}'`),
    'a name that takes the promise back': variable('TOKEN_NAME', `'{{resolve:ssm:/web/token-name}}'`),
    'a SecureString': variable('DB_PASSWORD', `'{{resolve:ssm-secure:/web/password}}'`),
    'from Secrets Manager': variable('DB_PASSWORD', `'{{resolve:secretsmanager:web:SecretString:password}}'`),
    'the path alone': variable('DB_PASSWORD', '/web/password'),
  },
  bad: {
    'a secret that is a plain String': variable('DB_PASSWORD', `'{{resolve:ssm:/web/password:1}}'`, 'problem'),
    'by a name that is put in': variable('GITHUB_TOKEN', `!Sub '{{resolve:ssm:/\${Environment}/token}}'`, 'problem'),
    'in one world': variable('GITHUB_TOKEN', `!If [IsProd, '{{resolve:ssm:/web/token}}', none]`, 'problem when IsProd is true'),
    'the token of a source': yaml`
      Resources:
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Stages:
              - Name: Source
                Actions:
                  - Name: Source
                    ActionTypeId: { Category: Source, Owner: ThirdParty, Provider: GitHub }
                    Configuration:
                      OAuthToken: '{{resolve:ssm:/github/token}}' # problem
    `,
  },
  undecided: { 'a value behind a transform': variable('DB_PASSWORD', '{ "Fn::Transform": { Name: Value } }', 'undecided') },
});
