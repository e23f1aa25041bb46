import rule from '../../../src/rules/secrets/secret-reference-in-plaintext-variable.ts';
import { testRule, yaml } from '../../harness.ts';

/** A build project with one environment variable, where the mark stands. */
const variable = (value: string, mark = '', type = ''): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Hidden: { Type: String, NoEcho: true }
    GitHubToken: { Type: String }
    DbSecret: { Type: String, Description: Name of the secret of the database }
    ApiKey: { Type: String, Default: /web/api-key }
    Stage: { Type: String }
    Kept: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /web/stage }
    TokenParameter: { Type: 'AWS::SSM::Parameter::Name' }
    Token: { Type: 'AWS::SSM::Parameter::Name' }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Secret: { Type: AWS::SecretsManager::Secret }
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Environment:
          EnvironmentVariables:
            - { Name: VALUE, Value: ${value}${type && `, Type: ${type}`} }${mark && ` # ${mark}`}
`;
const RESOLVE = `'{{resolve:secretsmanager:web:SecretString:token}}'`;

testRule(rule, {
  good: {
    'a text': variable('production'),
    'a parameter that is no secret': variable('!Ref Stage'),
    'what a parameter of Parameter Store holds': variable('!Ref Kept'),
    'where a secret is kept': variable('!Ref DbSecret'),
    'where a secret is kept, by the default': variable('!Ref ApiKey'),
    'the name of a parameter': variable('!Ref Token'),
    'the ARN of a secret': variable('!Ref Secret'),
    'a plain parameter of Parameter Store': variable(`'{{resolve:ssm:/web/stage}}'`),
    'read by the build': variable(RESOLVE, '', 'SECRETS_MANAGER'),
    'read by the build, by the name that a parameter gives': variable('!Ref Hidden', '', 'PARAMETER_STORE'),
    'no world': variable('!If [IsProd, a, b]'),
    'secrets of a container': yaml`
      Resources:
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - { Name: web, Image: 'web:1', Secrets: [{ Name: TOKEN, ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:web' }] }
    `,
  },
  bad: {
    'a parameter that is never shown': variable('!Ref Hidden', 'problem'),
    'a parameter whose name promises a secret': variable('!Ref GitHubToken', 'problem'),
    'inside a text': variable('!Sub "https://web:${Hidden}@example.com"', 'problem'),
    joined: variable('!Join ["", ["Bearer ", !Ref GitHubToken]]', 'problem'),
    'from Secrets Manager': variable(RESOLVE, 'problem'),
    'from Secrets Manager, by a name that is put in': variable(
      `!Sub '{{resolve:secretsmanager:\${Secret}:SecretString:token}}'`,
      'problem',
    ),
    'a SecureString': variable(`'{{resolve:ssm-secure:/web/token}}'`, 'problem'),
    'a type that says so': variable('!Ref Hidden', 'problem', 'PLAINTEXT'),
    'in one world': variable(`!If [IsProd, ${RESOLVE}, none]`, 'problem when IsProd is true'),
    'a container': yaml`
      Resources:
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: web
                Image: web:1
                Environment:
                  - { Name: TOKEN, Value: ${RESOLVE} } # problem
    `,
    'the parameters of a stack': yaml`
      Parameters: { Hidden: { Type: String, NoEcho: true }, Stage: { Type: String } }
      Resources:
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Stages:
              - Name: Deploy
                Actions:
                  - Name: Stage
                    ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation }
                    Configuration:
                      ParameterOverrides: !Sub '{"Stage":"\${Stage}"}'
                  - Name: Token
                    ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation }
                    Configuration:
                      ParameterOverrides: !Sub '{"Token":"\${Hidden}"}' # problem
    `,
    'a buildspec inside a template': yaml`
      Parameters: { Hidden: { Type: String, NoEcho: true } }
      Resources:
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Environment: { Image: aws/codebuild/standard:7.0 }
            Source:
              Type: CODEPIPELINE
              BuildSpec: !Sub |
                version: 0.2
                env:
                  variables:
                    TOKEN: \${Hidden} # problem
                phases: { build: { commands: [make] } }
    `,
  },
  undecided: {
    'a type that nobody can see': variable('!Ref Hidden', 'undecided', '!ImportValue type'),
    'a value behind a transform': variable('{ "Fn::Transform": { Name: Value } }', 'undecided'),
  },
});
