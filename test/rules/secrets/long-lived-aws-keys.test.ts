import rule from '../../../src/rules/secrets/long-lived-aws-keys.ts';
import { testRule, yaml } from '../../harness.ts';

/** A build project with one environment variable, where the mark stands. */
const variable = (name: string, value: string, type: string, mark = ''): string => yaml`
  Parameters:
    Hidden: { Type: String, NoEcho: true }
  Resources:
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Environment:
          EnvironmentVariables:
            - { Name: ${name}, Value: ${value}, Type: ${type} }${mark && ` # ${mark}`}
`;

testRule(rule, {
  good: {
    'other secrets': variable('GITHUB_TOKEN', 'web:token', 'SECRETS_MANAGER'),
    'the public half alone': variable('AWS_ACCESS_KEY_ID', 'web:id', 'SECRETS_MANAGER'),
    'a stand-in for an emulator': variable('AWS_SECRET_ACCESS_KEY', 'test', 'PLAINTEXT'),
    'a name like it': variable('NOT_AWS_SECRET_ACCESS_KEY', 'web:key', 'SECRETS_MANAGER'),
    'a buildspec without': 'version: 0.2\nenv: { variables: { AWS_REGION: eu-west-1 } }\nphases: { build: { commands: [make] } }\n',
  },
  bad: {
    'from Secrets Manager': variable('AWS_SECRET_ACCESS_KEY', 'web:key', 'SECRETS_MANAGER', 'problem'),
    'from Parameter Store': variable('AWS_SECRET_ACCESS_KEY', '/web/key', 'PARAMETER_STORE', 'problem'),
    'put in when the stack is made': variable('AWS_SECRET_ACCESS_KEY', '!Ref Hidden', 'PLAINTEXT', 'problem'),
    'a buildspec, from both': yaml`
      version: 0.2
      env:
        parameter-store:
          AWS_ACCESS_KEY_ID: /web/id
          AWS_SECRET_ACCESS_KEY: /web/key # problem
      phases: { build: { commands: [make] } }
    `,
    'a buildspec, from Secrets Manager': yaml`
      version: 0.2
      env:
        secrets-manager:
          AWS_SECRET_ACCESS_KEY: web:key # problem
      phases: { build: { commands: [make] } }
    `,
  },
  undecided: { 'a type that nobody can see': variable('AWS_SECRET_ACCESS_KEY', 'test', '!ImportValue type', 'undecided') },
});
