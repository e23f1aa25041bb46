import { expect, test } from 'vitest';
import rule from '../../../src/rules/secrets/plaintext-secret.ts';
import { check, indent, testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
    Hidden: { Type: String, NoEcho: true }
    Default: { Type: String, Default: kX9-vb2-Qe7 }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

// Nobody's: put together here, so that no scanner of secrets takes this file for a leak.
const PASSWORD = 'kX9-vb2-Qe7';
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const ACCESS_KEY = `AKIA${'Q3ZT'.repeat(4)}`;
const PRIVATE_KEY = `-----BEGIN RSA ${'PRIVATE'} KEY----- MIIE`;
const URL = `postgres://web:${PASSWORD}@db.internal:5432/web`;

/** A build project with these environment variables; the mark stands on the variable, where it is reported. */
const project = (...variables: string[]): string => `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Environment:
        EnvironmentVariables:
${variables.map((variable) => `          - ${variable}\n`).join('')}`;
const variable = (name: string, value: string, mark = '', type = ''): string =>
  `{ Name: ${name}, Value: ${value}${type && `, Type: ${type}`} }${mark && ` # ${mark}`}`;
const env = (name: string, value: string, mark = '', type = ''): string => project(variable(name, value, mark, type));

const buildspec = (lines: string): string => `version: 0.2\nenv:\n${indent(2, lines)}\nphases: { build: { commands: [make] } }\n`;
const pipeline = (properties: string): string => `${HEAD}
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
${indent(6, properties)}
`;
const action = (lines: string): string =>
  pipeline(
    `Stages:\n  - Name: Build\n    Actions:\n      - Name: Build\n        ActionTypeId: { Category: Build, Provider: CodeBuild }\n${indent(8, lines)}`,
  );
const json = (name: string, value: string, type = 'PLAINTEXT'): string => JSON.stringify([{ name, value, type }]);

testRule(rule, {
  good: {
    'secrets that somebody else fills': yaml`
      Resources:
        Made: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: { PasswordLength: 32 } } }
        Empty: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: '{}' } }
        Public: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: '{"username":"web","port":"5432"}' } }
        StandIn: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: '{"password":"changeme"}' } }
        Setting: { Type: AWS::SSM::Parameter, Properties: { Name: /web/stage, Type: String, Value: production-7 } }
        Path: { Type: AWS::SSM::Parameter, Properties: { Name: /web/token, Type: String, Value: /other/token } }
        Broken: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: '{"password":' } }
    `,
    'no variables': project().replace(/ {8}EnvironmentVariables:\n/, '        Image: aws/codebuild/standard:7.0\n'),
    'variables of other names': project(
      variable('STAGE', 'production-7'),
      variable('BUCKET', 'artifacts-0a1b2c3d'),
      variable('TOKENIZER', 'bpe-32k-v2'),
    ),
    'from Secrets Manager': env('DB_PASSWORD', '"web/db:password"', '', 'SECRETS_MANAGER'),
    'from Secrets Manager, by a name that looks like a secret': env('DB_PASSWORD', PASSWORD, '', 'SECRETS_MANAGER'),
    'from Parameter Store': env('GITHUB_TOKEN', PASSWORD, '', 'PARAMETER_STORE'),
    'an ARN': env('DB_SECRET', '"arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-AbCdEf"'),
    'a path of Parameter Store': env('DB_PASSWORD', '/web/db/password'),
    'a name in Secrets Manager': env('DB_PASSWORD', 'web/db-credentials:password'),
    'what the secret is called': project(variable('DB_SECRET', 'web-prod-db-secret'), variable('GITHUB_TOKEN', 'MyApp/GitHubToken')),
    'which variable holds it': env('DB_PASSWORD', 'PROD_DB_PASSWORD'),
    'a dynamic reference': env('DB_PASSWORD', '"{{resolve:secretsmanager:web:SecretString:password}}"'),
    'a dynamic reference in a URL': env(
      'DATABASE_URL',
      '"postgres://web:{{resolve:secretsmanager:web:SecretString:password}}@db.internal/web"',
    ),
    'a parameter': env('DB_PASSWORD', '!Ref Given'),
    'a parameter that is never shown': env('DB_PASSWORD', '!Ref Hidden'),
    'an attribute, an export': project(variable('DB_PASSWORD', '!GetAtt Secret.Value'), variable('GITHUB_TOKEN', '!ImportValue token')),
    'a text with a hole': env('DB_PASSWORD', '!Sub "kX9-vb2-${Given}"'),
    'a URL with a hole': env('DATABASE_URL', '!Sub "postgres://web:${Given}-kX9@db.internal/web"'),
    'a variable of the shell': project(
      variable('DB_PASSWORD', '$PASSWORD'),
      variable('GITHUB_TOKEN', '"x-${GITHUB_TOKEN}"'),
      variable('API_KEY', '"$(cat key)"'),
    ),
    'a variable of the pipeline': env('GITHUB_TOKEN', '"#{SourceVariables.Token}"'),
    placeholders: project(
      ...[
        'changeme',
        '"****"',
        '"<your token>"',
        'REPLACE_WITH_TOKEN',
        'dummy-123',
        '"xxxxxxxx"',
        'none',
        'not-a-secret',
        '"[redacted]"',
        'secret-goes-here',
      ].map((value) => variable('GITHUB_TOKEN', value)),
    ),
    'a switch, a number, nothing': project(
      variable('SECRET', 'true'),
      variable('TOKEN', '"3600"'),
      variable('PASSWORD', '""'),
      variable('API_KEY', '!Ref AWS::NoValue'),
    ),
    'the database of a test': project(
      variable('POSTGRES_PASSWORD', 'postgres'),
      variable('MYSQL_ROOT_PASSWORD', 'root'),
      variable('DATABASE_URL', '"postgres://postgres:postgres@localhost/test"'),
    ),
    'names that take the promise back': project(
      ...['SECRET_ARN', 'TOKEN_NAME', 'PASSWORD_LENGTH', 'AWS_ACCESS_KEY_ID', 'KMS_KEY_ID', 'CREATE_SECRET', 'NEXT_PUBLIC_API_KEY'].map(
        (name) => variable(name, PASSWORD),
      ),
    ),
    'keys of the documentation': project(
      variable('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'),
      variable('AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
    ),
    'what nobody can read, under another name': env('BUCKET', '{ Fn::Base64: bucket }'),
    'what is no text, under another name': env('BUCKET', '{ a: b }'),
    'the buildspec refers to it': buildspec(yaml`
      variables: { STAGE: prod, DB_SECRET: web/db }
      parameter-store: { GITHUB_TOKEN: kX9-vb2-Qe7 }
      secrets-manager: { DB_PASSWORD: "web:password" }
    `),
    'an action refers to it': action(
      `Configuration: { ProjectName: web, EnvironmentVariables: '${json('DB_PASSWORD', PASSWORD, 'SECRETS_MANAGER')}' }`,
    ),
    'a container refers to it': `${HEAD}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - { Name: web, Environment: [{ Name: STAGE, Value: prod }], Secrets: [{ Name: DB_PASSWORD, ValueFrom: "arn:aws:ssm:eu-west-1:111122223333:parameter/db" }] }
`,
    'the two worlds of a guard never meet': project(
      `!If [IsProd, { Name: DB_PASSWORD, Value: !If [IsProd, /web/db, ${PASSWORD}] }, !Ref AWS::NoValue]`,
    ),
  },
  bad: {
    'a secret that is made with its value': yaml`
      Resources:
        Secret: # problem
          Type: AWS::SecretsManager::Secret
          Properties: { Name: web, SecretString: ${PASSWORD} }
    `,
    'a secret that is made with a JSON text': yaml`
      Resources:
        Secret: # problem
          Type: AWS::SecretsManager::Secret
          Properties: { SecretString: '{"username":"web","password":"${PASSWORD}"}' }
    `,
    'a parameter that is made with its value': yaml`
      Resources:
        Parameter: # problem
          Type: AWS::SSM::Parameter
          Properties: { Name: /web/db-password, Type: String, Value: ${PASSWORD} }
        Other: # problem
          Type: AWS::SSM::Parameter
          Properties: { Name: /web/other, Type: String, Value: ${GITHUB} }
    `,
    'a password': env('DB_PASSWORD', PASSWORD, 'problem'),
    'a password, said to be plain': env('DB_PASSWORD', PASSWORD, 'problem', 'PLAINTEXT'),
    'a type that is left empty': env('DB_PASSWORD', PASSWORD, 'problem', '""'),
    'names that promise a secret': project(
      ...[
        'dbPassword',
        'MYSQL_PASSWD',
        'SMTP_PASS',
        'clientSecret',
        'GITHUB_TOKEN',
        'apiKey',
        'STRIPE_API_KEY',
        'AWS_SECRET_ACCESS_KEY',
        'PRIVATE_KEY',
        'GH_PAT',
        'DB_PASSWORD_2',
        'dbpassword',
      ].map((name) => variable(name, PASSWORD, 'problem')),
    ),
    'a token, whatever the name': env('VALUE', GITHUB, 'problem'),
    'a token in a text': env('NPMRC', `"//npm.pkg.github.com/:_authToken=${GITHUB} registry=https://npm.pkg.github.com"`, 'problem'),
    'a token beside a hole': env('HEADER', `!Sub "token ${GITHUB} \${Given}"`, 'problem'),
    'an access key': env('AWS_ACCESS_KEY_ID', ACCESS_KEY, 'problem'),
    'a private key': env('KEY', `"${PRIVATE_KEY}"`, 'problem'),
    'a password in a URL': env('DATABASE_URL', URL, 'problem'),
    'a password in a URL without a user': env('REDIS_URL', `"redis://:${PASSWORD}@cache.internal"`, 'problem'),
    'a password asked of a URL': env('JDBC_URL', `"jdbc:mysql://db.internal/web?user=web&password=${PASSWORD}"`, 'problem'),
    'a password in a URL to a host that is known later': env('DATABASE_URL', `!Sub "postgres://web:${PASSWORD}@\${Given}/web"`, 'problem'),
    'what the parameter is unless told otherwise': env('DB_PASSWORD', '!Ref Default', 'problem'),
    'in one world': env('DB_PASSWORD', `!If [IsProd, "{{resolve:ssm-secure:/db}}", ${PASSWORD}]`, 'problem when IsProd is false'),
    'plain in one world': env('DB_PASSWORD', PASSWORD, 'problem when IsProd is false', '!If [IsProd, PARAMETER_STORE, PLAINTEXT]'),
    'said to be plain by nobody, in one world': env(
      'DB_PASSWORD',
      PASSWORD,
      'problem when IsProd is false',
      '!If [IsProd, PARAMETER_STORE, !Ref AWS::NoValue]',
    ),
    'called so in one world': env('!If [IsProd, DB_PASSWORD, DB_HOST]', PASSWORD, 'problem when IsProd is true'),
    'there in one world': project(
      `!If [IsProd, { Name: DB_PASSWORD, Value: ${PASSWORD} }, !Ref AWS::NoValue] # problem when IsProd is true`,
    ),

    'in a buildspec': buildspec(`variables:\n  STAGE: prod\n  DB_PASSWORD: ${PASSWORD} # problem\n  HEADER: "token ${GITHUB}" # problem`),
    'in a buildspec of version 0.1': `version: 0.1\nenvironment_variables:\n  plaintext:\n    DB_PASSWORD: ${PASSWORD} # problem\nphases: { build: { commands: [make] } }\n`,
    'in a buildspec that is JSON': `{
      "version": 0.2,
      "env": { "variables": { "//": "problem",
        "STAGE": "prod" } },
      "phases": { "build": { "commands": ["make"] } }
    }`.replace('"//": "problem"', `"DB_PASSWORD": "${PASSWORD}", "//": "problem"`),
    'in the buildspec of a template': `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source:
        BuildSpec: !Sub |
          version: 0.2
          env:
            variables:
              STAGE: \${Environment}
              DB_PASSWORD: ${PASSWORD} # problem
          phases: { build: { commands: [make] } }
`,
    'in the variables of a pipeline': pipeline(
      `Variables:\n  - { Name: Stage, DefaultValue: prod }\n  - { Name: DbPassword, DefaultValue: ${PASSWORD} } # problem`,
    ),
    'in what an action gives to the build': action(
      `Configuration:\n  ProjectName: web\n  EnvironmentVariables: '${json('DB_PASSWORD', PASSWORD)}' # problem`,
    ),
    'in what an action gives to the build, with holes': action(
      `Configuration:\n  ProjectName: web\n  EnvironmentVariables: !Sub '[{"name":"STAGE","value":"\${Environment}"},{"name":"DB_PASSWORD","value":"${PASSWORD}"}]' # problem`,
    ),
    'in what an action gives to the build, over several lines': action(
      `Configuration:\n  ProjectName: web\n  EnvironmentVariables: |\n    [\n      { "name": "STAGE", "value": "prod" },\n      { "name": "DB_PASSWORD", "//": "problem",\n        "value": "${PASSWORD}" }\n    ]`,
    ),
    'in the variables of an action': action(
      `EnvironmentVariables:\n  - { Name: DB_PASSWORD, Value: ${PASSWORD} } # problem\n  - { Name: API_KEY, Value: ${PASSWORD}, Type: SECRETS_MANAGER }`,
    ),
    'in the environment of a container': `${HEAD}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Environment:
            - { Name: STAGE, Value: prod }
            - { Name: DB_PASSWORD, Value: ${PASSWORD} } # problem
`,
    'what CDK synthesises': `{
      "Resources": {
        "Build45A36621": {
          "Type": "AWS::CodeBuild::Project",
          "Properties": {
            "Environment": {
              "EnvironmentVariables": [
                { "//": "problem",
                  "Name": "GITHUB_TOKEN", "Type": "PLAINTEXT", "Value": "${PASSWORD}" }
              ]
            }
          },
          "Metadata": { "aws:cdk:path": "Web/Build/Resource" }
        }
      }
    }`,
    'what get-pipeline prints': `{
      "pipeline": {
        "name": "web", "roleArn": "arn:aws:iam::111122223333:role/pipeline",
        "stages": [
          { "name": "Build", "actions": [
            { "name": "Build", "actionTypeId": { "category": "Build", "provider": "CodeBuild" },
              "configuration": {
                "ProjectName": "web", "//": "problem",
                "EnvironmentVariables": ${JSON.stringify(json('DB_PASSWORD', PASSWORD))}
              } }
          ] }
        ],
        "variables": [{ "name": "token", "defaultValue": "none" }]
      }
    }`.replace(/"\/\/": "problem",\n\s*("EnvironmentVariables": .*)\n/, '$1, "//": "problem"\n'),
    'what batch-get-projects prints': `{
      "projects": [
        { "name": "web", "source": { "type": "CODEPIPELINE" },
          "environment": { "environmentVariables": [
            { "//": "problem",
              "name": "DB_PASSWORD", "value": "${PASSWORD}", "type": "PLAINTEXT" },
            { "name": "API_KEY", "value": "${PASSWORD}", "type": "PARAMETER_STORE" }
          ] } }
      ]
    }`,
    'what describe-task-definition prints': `{
      "taskDefinition": {
        "family": "web",
        "containerDefinitions": [
          { "name": "web", "image": "web:1.0", "environment": [
            { "//": "problem",
              "name": "DB_PASSWORD", "value": "${PASSWORD}" }
          ] }
        ]
      }
    }`,
  },
  undecided: {
    'variables behind a transform': project().replace(
      'EnvironmentVariables:',
      'EnvironmentVariables: # undecided\n          Fn::Transform: { Name: Variables }',
    ),
    'variables that nobody can see': project().replace('EnvironmentVariables:', 'EnvironmentVariables: !ImportValue variables # undecided'),
    'variables of a buildspec that nobody can see': `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source:
        BuildSpec: !Sub |
          version: 0.2
          env:
            variables: \${Given} # undecided
          phases: { build: { commands: [make] } }
`,
    'a value behind a transform': env('DB_PASSWORD', '{ Fn::Transform: { Name: Value } }', 'undecided'),
    'a value that a function makes': env('DB_PASSWORD', '{ Fn::Base64: password }', 'undecided'),
    'a type that nobody knows': env('DB_PASSWORD', PASSWORD, 'undecided', '!Ref Given'),
    'a name behind a transform': env('{ Fn::Transform: { Name: Name } }', PASSWORD, 'undecided'),
  },
});

test('never shows the secret', () => {
  const { findings } = check(
    [rule],
    project(
      variable('DB_PASSWORD', PASSWORD),
      variable('DATABASE_URL', URL),
      variable('VALUE', '!Ref Default'),
      variable('HEADER', GITHUB),
    ),
  );
  expect(findings).toHaveLength(3);
  expect(
    JSON.stringify(
      findings.map(({ message, related, fix, subject, settle }) => [message, related.map(({ text }) => text), fix, subject, settle]),
    ),
  ).not.toMatch(new RegExp(`${PASSWORD}|${GITHUB}`));
});
