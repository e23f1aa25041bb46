import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/config/options.ts';
import { yaml } from '../harness.ts';
import { command, folder } from './command.ts';

/** What nobody may read in a report: one that only its place gives away, and some that their form does. */
const WORD = 'correcthorse7battery';
const GITHUB = `ghp_${'a1B2c3D4e5F6g7H8'.repeat(2)}Zz42`;
const AWS = `AKIA${'Q3ZX7BWN2LK5JH4M'}`;
const KEY = `-----BEGIN RSA ${'PRIVATE'} KEY-----`;
const CANARIES = [WORD, GITHUB, AWS];

const pipeline = (actions: string): string => yaml`
  Resources:
    P:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Variables: [{ Name: API_TOKEN, DefaultValue: ${WORD} }]
        Stages:
          - Name: Prod
            Actions:
              ${actions}
`;

/** Every kind of input that can hold a secret, each in the place where it is found, or where a finding stands beside it. */
const INPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a variable of a buildspec': {
    'buildspec.yml': `version: 0.2\nenv:\n  variables:\n    DB_PASSWORD: ${WORD}\nphases: { build: { commands: [make] } }\n`,
  },
  'a variable of a buildspec in JSON': {
    'buildspec.json': JSON.stringify({
      version: '0.2',
      env: { variables: { DB_PASSWORD: WORD, OTHER: GITHUB } },
      phases: { build: { commands: ['make'] } },
    }),
  },
  'a variable of a buildspec, over several lines': {
    'buildspec.yml': `version: 0.2\nenv:\n  variables:\n    DB_PASSWORD:\n      ${WORD}\n    TOKEN: >-\n      ${WORD}\nphases: { build: { commands: [make] } }\n`,
  },
  'a variable of version 0.1': {
    'buildspec.yml': `version: 0.1\nenvironment_variables:\n  plaintext:\n    DB_PASSWORD: ${WORD}\nphases: { build: { commands: [make] } }\n`,
  },
  'a variable of a project': {
    't.yaml': `Resources:\n  B:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Environment:\n        EnvironmentVariables:\n          - { Name: GITHUB_TOKEN, Value: ${GITHUB} }\n          - Name: DB_PASSWORD\n            Value: ${WORD}\n`,
  },
  'a project that was printed by the command line': {
    'p.json': JSON.stringify({
      projects: [
        {
          name: 'b',
          source: {},
          environment: { environmentVariables: [{ name: 'DB_PASSWORD', value: WORD, type: 'PLAINTEXT' }] },
          serviceRole: 'x',
        },
      ],
    }),
  },
  'the JSON text of an action': {
    't.yaml': pipeline(
      `- { Name: Go, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { EnvironmentVariables: '[{"name":"DB_PASSWORD","value":"${WORD}","type":"PLAINTEXT"}]' } }`,
    ),
  },
  'a variable, in one world only': {
    't.yaml': `Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }\nMappings: { M: { dev: { p: changeme }, prod: { p: ${WORD} } } }\nResources: { B: { Type: AWS::CodeBuild::Project, Properties: { Environment: { EnvironmentVariables: [{ Name: DB_PASSWORD, Value: !FindInMap [M, !Ref Env, p] }] } } } }\n`,
  },
  'an inline buildspec': {
    't.yaml': `Resources:\n  B:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n        BuildSpec: |\n          version: 0.2\n          env: { variables: { DB_PASSWORD: ${WORD} } }\n          phases: { build: { commands: ["curl -u admin:${WORD} https://x"] } }\n`,
  },
  'the default of a parameter': {
    't.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  DbPassword: { Type: String, Default: ${WORD} }\n  Other: { Type: String, NoEcho: true, Default: "${WORD}" }\nResources: {}\n`,
  },
  'the values of a parameter': {
    't.yaml': `Parameters: { DbPassword: { Type: String, AllowedValues: [${WORD}, x-${WORD}] } }\nResources: { P: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Name: !Sub "prod-\${DbPassword}", Actions: [{ Name: Go, ActionTypeId: { Category: Deploy } }] }] } } }\n`,
  },
  'a container': {
    'taskdef.json': JSON.stringify({
      family: 'web',
      containerDefinitions: [{ name: 'w', image: 'w:latest', environment: [{ name: 'DB_PASSWORD', value: WORD }] }],
    }),
  },
  'names that lead to a finding': {
    't.yaml': pipeline(`- { Name: "Deploy ${GITHUB}", ActionTypeId: { Category: Deploy, Provider: S3 } }`),
  },
  'an image that logs in': {
    'taskdef.json': JSON.stringify({
      family: 'web',
      containerDefinitions: [{ name: 'w', image: `https://user:${WORD}@registry.example.net/w:latest` }],
    }),
  },
  'the line of a finding': {
    't.yaml': `Resources:\n  R: { Type: AWS::ECR::Repository, Properties: { RepositoryName: x }, Metadata: { password: ${WORD}, token: ${GITHUB} } } # password: ${WORD}, ${AWS}\n`,
  },
  'a key in a command beside a finding': {
    't.yaml': pipeline(`- Name: Deploy ${AWS}\n${' '.repeat(16)}ActionTypeId: { Category: Deploy, Provider: S3 }`),
  },
  'a text that does not parse': {
    'a.yaml': `Resources: { A: { Type: AWS::IAM::Role, password: "${WORD}\n`,
    'b.yaml': `phases:\n  build: ${WORD}: ${WORD}\n\t- ${GITHUB}\n`,
    'c.json': `{ "phases": { "password": "${WORD}" ${WORD} `,
    'd.yaml': `Resources:\n  password: *${WORD}\n  Type: AWS::IAM::Role\n`,
    'e.yaml': `phases: &a\n  - %${WORD}\n  - @${WORD}\n  - \`${WORD}\n`,
    'f.yaml': `%YAML ${WORD}\n---\nphases: [\n`,
    'g.yaml': `phases: !<${WORD}\n`,
    'h.yaml': `phases: "\\${WORD}"\n`,
  },
  'an inline document that does not parse': {
    't.yaml': `Resources:\n  B:\n    Type: AWS::CodeBuild::Project\n    Properties: { Source: { BuildSpec: "phases:\\n - a\\n b: ${WORD}\\n\\t${GITHUB}" } }\n  P: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Name: Build, Actions: [{ Name: Build, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { ProjectName: !Ref B } }] }, { Name: Prod, Actions: [{ Name: Go, ActionTypeId: { Category: Deploy } }] }] } }\n`,
  },
  'the reason of an ignore': {
    't.yaml': `Resources:\n  R: { Type: AWS::ECR::Repository } # pipelint: ignore[mutable-image-tags] the token is ${GITHUB}\n  S: { Type: AWS::ECR::Repository } # pipelint: ignore[${GITHUB}] x\n`,
  },
  'an account that was printed by the command line': {
    'a.json': JSON.stringify({
      RoleDetailList: [
        {
          RoleName: 'build',
          AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' } } },
          RolePolicyList: [
            { PolicyName: GITHUB, PolicyDocument: { Statement: [{ Sid: GITHUB, Effect: 'Allow', Action: '*', Resource: '*' }] } },
          ],
        },
      ],
    }),
  },
  'a role that was printed by the command line': {
    'r.json': JSON.stringify({
      Role: {
        RoleName: `build-${AWS}`,
        AssumeRolePolicyDocument: encodeURIComponent(
          JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' } } }),
        ),
      },
    }),
  },
  'a command': {
    'buildspec.yml': `version: 0.2\nphases:\n  build:\n    commands:\n      - tool --db-password ${WORD}\n      - curl -u web:${WORD} https://example.com\n      - 'curl -H "Private-Token: ${WORD}" https://example.com'\n      - |\n        export API_TOKEN=${WORD}\n        docker login -p ${WORD} && env\n`,
  },
  'the token of a source': {
    't.yaml': pipeline(
      `- { Name: Go, ActionTypeId: { Category: Source, Owner: ThirdParty, Provider: GitHub }, Configuration: { OAuthToken: ${WORD} } }`,
    ),
    'c.yaml': `Resources:\n  C: { Type: AWS::CodeBuild::SourceCredential, Properties: { ServerType: GITHUB, AuthType: PERSONAL_ACCESS_TOKEN, Token: ${WORD} } }\n  W: { Type: AWS::CodePipeline::Webhook, Properties: { AuthenticationConfiguration: { SecretToken: ${WORD} } } }\n`,
  },
  'what is put into Secrets Manager and Parameter Store': {
    't.yaml': `Resources:\n  S: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: ${WORD} } }\n  J: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: '{"password":"${WORD}"}' } }\n  P: { Type: AWS::SSM::Parameter, Properties: { Name: /web/token, Type: String, Value: ${WORD} } }\n`,
  },
  'an output': {
    't.yaml': `Resources: { R: { Type: AWS::ECR::Repository } }\nOutputs:\n  DbPassword: { Value: ${WORD} }\n  Url: { Value: "https://web:${WORD}@example.com" }\n`,
  },
  'what is deployed beside a finding': {
    'appspec.yml': `version: 0.0\nos: linux\nhooks:\n  AfterInstall: [{ location: "x.sh --password ${WORD} ${GITHUB}" }]\n`,
    'imagedefinitions.json': JSON.stringify([{ name: 'w', imageUri: `https://user:${WORD}@registry.example.net/w:latest` }]),
    'parameters.json': JSON.stringify([{ ParameterKey: 'DbPassword', ParameterValue: WORD }]),
    'configuration.json': JSON.stringify({ Parameters: { DbPassword: WORD } }),
    't.yaml': `Resources: { R: { Type: AWS::ECR::Repository } }\n`,
  },
  'what is deployed, and does not parse': {
    'appspec.yml': `version: 0.0\nhooks:\n  AfterInstall: ${WORD}: ${GITHUB}\n`,
    'parameters.json': `[{ "ParameterKey": "DbPassword", "ParameterValue": "${WORD}" ${WORD} `,
  },
  'a policy in a text': {
    't.yaml': `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      Policies: [{ PolicyName: p, PolicyDocument: '{"Statement": [{"Sid": "${GITHUB}", "Effect": "Allow", "Action": "*", "Resource": "*"}]}' }]\n      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: codebuild.amazonaws.com }, Action: sts:AssumeRole } }\n`,
  },
};

describe.each(Object.entries(INPUTS))('%s', (_, files) => {
  test.each(FORMATS)('as %s', async (format) => {
    const cwd = folder(files);
    const args = [
      'scan',
      '--format',
      format,
      '--verbose',
      '--show-undecided',
      '--min-severity',
      'info',
      '--output',
      'json=.out/o.json',
      '--output',
      'text=.out/o.txt',
    ];
    mkdirSync(join(cwd, '.out'));
    const { code, stdout, stderr } = await command(args, { cwd, terminal: 80 });
    expect([0, 1, 4]).toContain(code);
    const all = [stdout, stderr, readFileSync(join(cwd, '.out/o.json'), 'utf8'), readFileSync(join(cwd, '.out/o.txt'), 'utf8')].join('\n');
    expect(all.length).toBeGreaterThan(100);
    for (const canary of CANARIES) expect(all).not.toContain(canary);
  });
});

test('what is planted is looked at: each of these would be told otherwise', async () => {
  const told = async (files: Readonly<Record<string, string>>): Promise<string> =>
    (await command(['scan', '--show-undecided'], { cwd: folder(files) })).stdout;
  for (const [name, files] of Object.entries(INPUTS)) expect(await told(files), name).toMatch(/\[[a-z-]+\]: |error: |ignore: /);
});

describe('what the user himself gives', () => {
  const TEMPLATE = `Parameters: { DbPassword: { Type: String, NoEcho: true } }\nResources: { P: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Name: !Sub "prod-\${DbPassword}", Actions: [{ Name: Go, ActionTypeId: { Category: Deploy } }] }] } } }\n`;
  test.each([
    ['a parameter', [`--parameter=DbPassword=${WORD}`], {}],
    ['a parameter without a name', ['--parameter', WORD], {}],
    ['a parameter file', ['--parameter-file', 'p.json'], { 'p.json': JSON.stringify({ DbPassword: WORD }) }],
    ['a parameter file that does not parse', ['--parameter-file', 'p.json'], { 'p.json': `{ "DbPassword": "${WORD}" ` }],
    ['an option that there is not', [`--password=${WORD}`], {}],
    ['a configuration', [], { 'pipelint.toml': `[parameters]\nDbPassword = "${WORD}"\n` }],
    ['a configuration that does not parse', [], { 'pipelint.toml': `[parameters]\nDbPassword = "${WORD}\n` }],
    ['what is set', ['--show-config'], { 'pipelint.toml': `[parameters]\nDbPassword = "${WORD}"\n` }],
  ] as const)('%s', async (_, args, files) => {
    const { stdout, stderr } = await command(['scan', ...args], { cwd: folder({ 't.yaml': TEMPLATE, ...files }) });
    expect(stdout + stderr).not.toBe('');
    expect(stdout + stderr).not.toContain(WORD);
  });
});

test('a private key', async () => {
  const cwd = folder({});
  const file = join(cwd, 'buildspec.yml');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `version: 0.2\nenv:\n  variables:\n    CONTENT: "${KEY}MIIEow"\nphases: { build: { commands: [make] } }\n`);
  const { stdout } = await command(['scan'], { cwd });
  expect(stdout).toContain('plaintext-secret');
  expect(stdout).not.toContain(KEY);
});
