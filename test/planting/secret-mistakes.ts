import type { Mistake } from './mistakes.ts';
import { CLEAN, type Json, type Parts } from './systems.ts';

// Nobody's: put together here, so that no scanner of secrets takes this file for a leak.
const TOKEN = `ghp_${'a1B2'.repeat(9)}`;
const PASSWORD = ['kT9', 'vQ2', 'xW7', 'pL4'].join('#');
const AWS_KEY = 'wJalr/K7MDENG+bPxRf'.padEnd(40, 'iCYzq4');

const builds = (...commands: readonly string[]): Partial<Parts> => ({ build: [...CLEAN.build, ...commands] });
const begins = (...commands: readonly string[]): Partial<Parts> => ({ preBuild: [...CLEAN.preBuild, ...commands] });
const given = (...variables: readonly Json[]): Partial<Parts> => ({
  project: { Environment: { ...CLEAN.environment, EnvironmentVariables: variables } },
});
const variable = (Name: string, Value: Json, Type = 'PLAINTEXT'): Json => ({ Name, Value, Type });
const handed = (value: string, type = 'PLAINTEXT'): Partial<Parts> => ({
  action: { EnvironmentVariables: JSON.stringify([{ name: 'DB_PASSWORD', value, type }]) },
});
const oauth = (token: Json): Partial<Parts> => ({
  source: { provider: 'GitHub', configuration: { Owner: 'example', Repo: 'web', Branch: 'main', OAuthToken: token } },
});
const documentation = (Location: string): Partial<Parts> => ({
  project: { SecondarySources: [{ SourceIdentifier: 'docs', Type: 'GITHUB', Location }] },
});
const HIDDEN = { parameters: { Given: { Type: 'String', NoEcho: 'true' } } };
const login = (AuthType: string): Json => ({
  Type: 'AWS::CodeBuild::SourceCredential',
  Properties: { ServerType: 'GITHUB', AuthType, Token: '{{resolve:secretsmanager:github:SecretString:token}}' },
});
const READS = [
  'DEPLOY_TOKEN=$(aws secretsmanager get-secret-value --secret-id web/deploy --query SecretString --output text)',
  'curl --fail -H "Authorization: Bearer $DEPLOY_TOKEN" https://api.example.com/releases',
];
const container = (more: Record<string, Json>): Partial<Parts> => ({
  files: { 'taskdef.json': { family: 'web', containerDefinitions: [{ name: 'web', image: '<IMAGE1_NAME>', ...more }] } },
});

const HELD: readonly Mistake[] = [
  {
    name: 'a token in a variable of the buildspec',
    rule: 'plaintext-secret',
    plant: { variables: { ...CLEAN.variables, DEPLOY_TOKEN: TOKEN } },
    at: 'DEPLOY_TOKEN',
    mend: { secrets: { DEPLOY_TOKEN: 'web/deploy:token' } },
  },
  {
    name: 'a password in a variable of the buildspec',
    rule: 'plaintext-secret',
    plant: { variables: { ...CLEAN.variables, DB_PASSWORD: PASSWORD } },
    at: 'DB_PASSWORD',
    mend: { variables: { ...CLEAN.variables, DB_PASSWORD_LENGTH: '24' } },
  },
  {
    name: 'a password in a variable of the project',
    rule: 'plaintext-secret',
    plant: given(variable('DB_PASSWORD', PASSWORD)),
    at: 'DB_PASSWORD',
    mend: given(variable('DB_PASSWORD', 'web/db:password', 'SECRETS_MANAGER')),
  },
  {
    name: 'an access key in a variable of the project',
    rule: 'plaintext-secret',
    plant: given(variable('AWS_SECRET_ACCESS_KEY', AWS_KEY)),
    at: 'AWS_SECRET_ACCESS_KEY',
    mend: given(variable('AWS_ROLE_ARN', 'arn:aws:iam::111122223333:role/deploy')),
  },
  {
    name: 'an address with a password in it',
    rule: 'plaintext-secret',
    plant: given(variable('DATABASE_URL', `postgres://web:${PASSWORD.replaceAll('#', '-')}@db.example.com/web`)),
    at: 'DATABASE_URL',
    mend: given(variable('DATABASE_URL', 'postgres://db.example.com/web')),
  },
  {
    name: 'a password in a variable of the action',
    rule: 'plaintext-secret',
    plant: handed(PASSWORD),
    at: 'EnvironmentVariables',
    mend: handed('web/db:password', 'SECRETS_MANAGER'),
  },
  {
    name: 'a password in a container',
    rule: 'plaintext-secret',
    plant: container({ environment: [{ name: 'DB_PASSWORD', value: PASSWORD }] }),
    at: 'DB_PASSWORD',
    mend: container({ secrets: [{ name: 'DB_PASSWORD', valueFrom: '/web/db-password' }] }),
  },
  {
    name: 'the token of a source',
    rule: 'plaintext-source-token',
    plant: oauth(TOKEN),
    at: 'OAuthToken',
    mend: oauth('{{resolve:secretsmanager:github:SecretString:token}}'),
  },
  {
    name: 'credentials in the address of a source',
    rule: 'credentials-in-source-url',
    plant: documentation(`https://ci:${TOKEN}@github.com/example/docs`),
    at: 'github.com/example/docs',
    mend: documentation('https://github.com/example/docs'),
  },
  {
    name: 'the keys of a user',
    rule: 'long-lived-aws-keys',
    plant: { secrets: { AWS_SECRET_ACCESS_KEY: 'ci/user:key' } },
    at: 'AWS_SECRET_ACCESS_KEY',
    mend: { secrets: { API_KEY: 'ci/user:key' } },
  },
  {
    name: 'the token of a person, in a saved answer',
    rule: 'personal-access-token-source',
    plant: {
      files: {
        'logins.json': {
          sourceCredentialsInfos: [
            {
              arn: 'arn:aws:codebuild:eu-west-1:111122223333:token/github',
              serverType: 'GITHUB',
              authType: 'PERSONAL_ACCESS_TOKEN',
            },
          ],
        },
      },
    },
    at: 'PERSONAL_ACCESS_TOKEN',
    mend: {
      files: {
        'logins.json': {
          sourceCredentialsInfos: [
            { arn: 'arn:aws:codebuild:eu-west-1:111122223333:token/github', serverType: 'GITHUB', authType: 'CODECONNECTIONS' },
          ],
        },
      },
    },
  },
  {
    name: 'the token of a person',
    rule: 'personal-access-token-source',
    plant: { resources: { Login: login('PERSONAL_ACCESS_TOKEN') } },
    at: 'PERSONAL_ACCESS_TOKEN',
    mend: { resources: { Login: login('CODECONNECTIONS') } },
  },
];

const TOLD: readonly Mistake[] = [
  {
    name: 'a parameter that shows its secret',
    rule: 'secret-parameter-exposed',
    plant: { parameters: { DbPassword: { Type: 'String' } } },
    at: 'DbPassword',
    mend: { parameters: { DbPassword: { Type: 'String', NoEcho: 'true' } } },
  },
  {
    name: 'a secret as a default',
    rule: 'secret-parameter-exposed',
    plant: { parameters: { DbPassword: { Type: 'String', NoEcho: 'true', Default: PASSWORD } } },
    at: 'DbPassword',
    mend: { parameters: { DbPasswordSecret: { Type: 'String', Default: 'web/db' } } },
  },
  {
    name: 'a token as a default, which the source takes',
    rule: 'secret-parameter-exposed',
    plant: { parameters: { GitHubToken: { Type: 'String', NoEcho: 'true', Default: TOKEN } }, ...oauth({ Ref: 'GitHubToken' }) },
    at: 'GitHubToken',
    mend: { parameters: { GitHubToken: { Type: 'String', NoEcho: 'true' } }, ...oauth({ Ref: 'GitHubToken' }) },
  },
  {
    name: 'an address with a password as a default, which a build takes',
    rule: 'secret-parameter-exposed',
    plant: {
      parameters: { Database: { Type: 'String', Default: `postgres://web:${PASSWORD.replaceAll('#', '-')}@db.example.com/web` } },
      ...given(variable('DATABASE_URL', { Ref: 'Database' })),
    },
    at: 'Database',
    mend: {
      parameters: { Database: { Type: 'String', Default: 'postgres://db.example.com/web' } },
      ...given(variable('DATABASE_URL', { Ref: 'Database' })),
    },
  },
  {
    name: 'a secret as a default, which a build reads from where it is kept',
    rule: 'secret-parameter-exposed',
    plant: {
      parameters: { DbPassword: { Type: 'String', NoEcho: 'true', Default: PASSWORD } },
      resources: { Kept: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'web/db', SecretString: { Ref: 'DbPassword' } } } },
    },
    at: 'DbPassword',
    mend: {
      parameters: { DbPassword: { Type: 'String', NoEcho: 'true' } },
      resources: { Kept: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'web/db', SecretString: { Ref: 'DbPassword' } } } },
    },
  },
  {
    name: 'a secret parameter in a plaintext variable',
    rule: 'secret-reference-in-plaintext-variable',
    plant: { ...HIDDEN, ...given(variable('DB_PASSWORD', { Ref: 'Given' })) },
    at: 'DB_PASSWORD',
    mend: { ...HIDDEN, ...given(variable('DB_PASSWORD', 'web/db:password', 'SECRETS_MANAGER')) },
  },
  {
    name: 'a secret that CloudFormation reads into a plaintext variable',
    rule: 'secret-reference-in-plaintext-variable',
    plant: { parameters: {}, ...given(variable('DB_PASSWORD', '{{resolve:secretsmanager:web/db:SecretString:password}}')) },
    at: 'DB_PASSWORD',
    mend: { parameters: {}, ...given(variable('DB_PASSWORD', '/web/db-password', 'PARAMETER_STORE')) },
  },
  {
    name: 'a secret that is kept as a plain String',
    rule: 'plaintext-parameter-reference',
    plant: { parameters: {}, ...given(variable('DB_PASSWORD', '{{resolve:ssm:/web/db-password:1}}')) },
    at: 'DB_PASSWORD',
    mend: { parameters: {}, ...given(variable('DB_HOST', '{{resolve:ssm:/web/db-host:1}}')) },
  },
  {
    name: 'a secret as an output',
    rule: 'secret-in-output',
    plant: { ...HIDDEN, outputs: { Shown: { Value: { Ref: 'Given' } } } },
    at: 'Shown',
    mend: { ...HIDDEN, outputs: { Shown: { Value: { Ref: 'Build' } } } },
  },
  {
    name: 'a secret is handed on',
    rule: 'secret-exported',
    plant: { exported: ['DEPLOY_TOKEN'], secrets: { DEPLOY_TOKEN: 'web/deploy:token' } },
    at: 'DEPLOY_TOKEN', // the exported variables stand first
    mend: { exported: ['CODE_VERSION'], secrets: { DEPLOY_TOKEN: 'web/deploy:token' } },
  },
];

const RUN: readonly Mistake[] = [
  {
    name: 'a token in a header',
    rule: 'secret-in-command',
    plant: builds(`curl --fail -X POST -H "Authorization: Bearer ${TOKEN}" https://api.example.com/releases`),
    at: 'api.example.com',
    mend: builds('curl --fail -X POST -H "Authorization: Bearer $DEPLOY_TOKEN" https://api.example.com/releases'),
  },
  {
    name: 'a password on the command line, written out',
    rule: 'secret-in-command',
    plant: builds(`docker login -u web -p ${PASSWORD.replaceAll('#', '-')} registry.example.com`),
    at: 'registry.example.com',
    mend: builds('echo $REGISTRY_PASSWORD | docker login -u web --password-stdin registry.example.com'),
  },
  {
    name: 'a token in an address',
    rule: 'secret-in-command',
    plant: builds(`git push https://ci:${TOKEN}@git.example.com/web HEAD`),
    at: 'git.example.com',
    mend: builds('git push https://git.example.com/web HEAD'),
  },
  {
    name: 'a token that is exported to what follows',
    rule: 'secret-in-command',
    plant: builds(`export DEPLOY_TOKEN=${TOKEN}`),
    at: 'DEPLOY_TOKEN',
    mend: builds('export DEPLOY_STAGE=production'),
  },
  {
    name: 'a token in the settings of a tool',
    rule: 'secret-in-command',
    plant: builds(`npm config set //registry.example.com/:_authToken ${TOKEN}`),
    at: 'registry.example.com',
    mend: builds('npm config set //registry.example.com/:_authToken $NPM_TOKEN'),
  },
  {
    name: 'a secret is made of a text that stands here',
    rule: 'plaintext-secret',
    plant: begins(`aws secretsmanager create-secret --name web/db --secret-string ${PASSWORD.replaceAll('#', '-')}`),
    at: 'create-secret',
    mend: begins('aws secretsmanager create-secret --name web/db --generate-secret-string'),
  },
  {
    name: 'a password as an argument',
    rule: 'secret-on-command-line',
    plant: builds('docker login -u web -p $REGISTRY_PASSWORD registry.example.com'),
    at: 'registry.example.com',
    mend: builds('echo $REGISTRY_PASSWORD | docker login -u web --password-stdin registry.example.com'),
  },
  {
    name: 'a secret in the log',
    rule: 'secret-printed',
    plant: { ...builds('echo $DEPLOY_TOKEN'), secrets: { DEPLOY_TOKEN: 'web/deploy:token' } },
    at: 'echo $DEPLOY_TOKEN',
    mend: { ...builds('echo $DEPLOY_STAGE'), secrets: { DEPLOY_TOKEN: 'web/deploy:token' } },
  },
  {
    name: 'a secret in the log, by its name',
    rule: 'secret-printed',
    plant: builds('echo $API_TOKEN'),
    at: 'echo $API_TOKEN',
    mend: builds('test -n $API_TOKEN'),
  },
  {
    name: 'everything in the log',
    rule: 'secret-printed',
    plant: builds('printenv'),
    at: 'printenv',
    mend: builds('printenv NODE_ENV'),
  },
  {
    name: 'a file of secrets in the log',
    rule: 'secret-printed',
    plant: builds('cat .npmrc'),
    at: 'cat .npmrc',
    mend: builds('cat package.json'),
  },
  {
    name: 'a secret that is read into the log',
    rule: 'secret-printed',
    plant: builds('aws secretsmanager get-secret-value --secret-id web/deploy'),
    at: 'get-secret-value',
    mend: builds('aws secretsmanager describe-secret --secret-id web/deploy'),
  },
  {
    name: 'a token that is written into an image',
    rule: 'secret-in-command',
    plant: builds(`docker build --build-arg NPM_TOKEN=${TOKEN} -t web .`),
    at: '--build-arg',
    mend: builds('docker build --build-arg NODE_VERSION=22 -t web .'),
  },
  {
    name: 'a parameter is made of a text that stands here',
    rule: 'plaintext-secret',
    plant: begins(`aws ssm put-parameter --name /web/db-password --type SecureString --value ${PASSWORD.replaceAll('#', '-')}`),
    at: 'put-parameter',
    mend: begins('aws ssm put-parameter --name /web/db-password --type SecureString --value $DB_PASSWORD'),
  },
  {
    name: 'every command in the log',
    rule: 'secret-printed',
    plant: builds('set -x', ...READS),
    at: 'set -x',
    mend: builds('set -e', ...READS),
  },
  {
    name: 'a secret in an image',
    rule: 'secret-build-argument',
    plant: builds('docker build --build-arg NPM_TOKEN=$NPM_TOKEN -t web .'),
    at: '--build-arg',
    mend: builds('docker build --secret id=npm,env=NPM_TOKEN -t web .'),
  },
];

export const SECRETS: readonly Mistake[] = [...HELD, ...TOLD, ...RUN];
