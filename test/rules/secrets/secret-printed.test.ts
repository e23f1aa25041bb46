import rule from '../../../src/rules/secrets/secret-printed.ts';
import { indent, testRule, yaml } from '../../harness.ts';

const ENV =
  'env:\n  variables: { STAGE: prod }\n  parameter-store: { CLIENT: /web/client, NPM_TOKEN: /web/token }\n  secrets-manager: { DATABASE: web:database }\n';
const runs = (env: string, ...lines: string[]): string =>
  `version: 0.2\n${env}phases:\n  build:\n    commands:\n${indent(6, lines.join('\n'))}\n`;
const all = (env: string, mark: string, ...commands: string[]): Record<string, string> =>
  Object.fromEntries(commands.map((command) => [`${command}${env && ', with secrets'}`, runs(env, `- ${command}${mark && ` # ${mark}`}`)]));

testRule(rule, {
  good: {
    ...all(
      ENV,
      '',
      'echo $STAGE',
      'echo "$CLIENT"', // by its name a setting
      'echo "${#NPM_TOKEN} characters"',
      'echo "${NPM_TOKEN:+set}"',
      'echo $NPM_TOKEN > .token',
      'echo $NPM_TOKEN | docker login -u web --password-stdin',
      'cat package.json',
      'cat .env.example',
      'env STAGE=dev npm test',
      'printenv STAGE',
      'echo NPM_TOKEN',
      "echo '$NPM_TOKEN'",
      'set -e',
      'aws secretsmanager get-secret-value --secret-id web > secret.json',
      'aws secretsmanager get-secret-value --secret-id web --query SecretString --output text | docker login -u web --password-stdin',
      'X=$(aws secretsmanager get-secret-value --secret-id web)',
    ),
    'shown, but given to nothing': runs('', '- set -x', '- X=$(aws ssm get-parameter --with-decryption --name /web/token)'),
    'shown, and CodeBuild masks it': runs(ENV, '- set -x', '- tool --token $NPM_TOKEN'),
    'read before, and used': runs('', '- X=$(aws ssm get-parameter --with-decryption --name /web/token)', '- tool --token $X'),
  },
  bad: {
    ...all(
      ENV,
      'problem',
      'aws secretsmanager get-secret-value --secret-id web',
      'echo $(aws ssm get-parameter --name /web/token --with-decryption)',
    ),
    ...all(ENV, 'problem', 'cat .env', 'cat ~/.npmrc', 'cat ./web/.env.production'),
    ...all(
      '',
      'problem',
      'echo $GITHUB_TOKEN',
      'echo "token=${GITHUB_TOKEN}"',
      'printenv GITHUB_TOKEN',
      'echo $GITHUB_TOKEN | base64',
      'echo $GITHUB_TOKEN | tee token',
    ),
    ...all(ENV, 'problem (medium)', 'echo $NPM_TOKEN', 'echo "$DATABASE"', 'printenv', 'env', 'export -p', 'env | sort'),
    ...all('', 'problem (low)', 'printenv', 'env'),
    ...all('', 'problem (medium)', 'cat .env'),
    'read before, and shown with the command that gets it': runs(
      '',
      '- X=$(aws ssm get-parameter --with-decryption --name /web/token)',
      '- set -x # problem (medium)',
      '- tool --token $X',
    ),
    'read before, and printed': runs('', '- X=$(aws ssm get-parameter --with-decryption --name /web/client)', '- echo "$X" # problem'),
    'secrets that the project has': yaml`
      Resources:
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Environment:
              Image: aws/codebuild/standard:8.0
              EnvironmentVariables: [{ Name: DATABASE, Type: SECRETS_MANAGER, Value: web }]
            Source:
              Type: CODEPIPELINE
              BuildSpec: |
                version: 0.2
                phases:
                  build:
                    commands:
                      - echo $DATABASE # problem (medium)
    `,
  },
  undecided: {},
});
