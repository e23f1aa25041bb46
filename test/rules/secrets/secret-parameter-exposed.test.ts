import { expect, test } from 'vitest';
import rule from '../../../src/rules/secrets/secret-parameter-exposed.ts';
import { check, testRule } from '../../harness.ts';

// Nobody's: put together here, so that no scanner of secrets takes this file for a leak.
const PASSWORD = 'kX9-vb2-Qe7';
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const QUERY = `https://geo.example.com/json?key=${'a1B2'.repeat(8)}`;

/** A template with these parameters; the mark stands on the name, where it is reported. */
const parameters = (...lines: string[]): string =>
  `Parameters:\n${lines.map((line) => `  ${line}\n`).join('')}Resources: { Topic: { Type: AWS::SNS::Topic } }\n`;
const parameter = (name: string, properties: string, mark = ''): string => `${name}: { ${properties} }${mark && ` # ${mark}`}`;
const one = (name: string, properties: string, mark = ''): string => parameters(parameter(name, properties, mark));

testRule(rule, {
  good: {
    'never shown, and given by whoever deploys': one('GitHubToken', 'Type: String, NoEcho: true'),
    'never shown, as a text': one('GitHubToken', 'Type: String, NoEcho: "true"'),
    'never shown, and empty unless told otherwise': one('GitHubToken', 'Type: String, NoEcho: true, Default: ""'),
    'never shown, and a stand-in': one('DbPassword', 'Type: String, NoEcho: yes, Default: changeme'),
    'other parameters': parameters(
      parameter('Stage', 'Type: String, Default: production-7'),
      parameter('Instances', 'Type: Number, Default: 2'),
      parameter('KeyName', 'Type: AWS::EC2::KeyPair::KeyName'),
      parameter('HttpTokens', 'Type: String, Default: required'),
    ),
    'of a name in Parameter Store': one('DbPassword', 'Type: "AWS::SSM::Parameter::Value<String>", Default: /web/db/password'),
    'a number, a list': parameters(parameter('MaxTokens', 'Type: Number, Default: 4096'), parameter('Secrets', 'Type: CommaDelimitedList')),
    'where the secret is': parameters(
      parameter('DbPassword', 'Type: String, Default: /web/db/password'),
      parameter('DbSecret', 'Type: String, Default: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-AbCdEf"'),
      parameter('GitHubToken', 'Type: String, Default: "{{resolve:secretsmanager:github:SecretString:token}}"'),
      parameter('ApiKey', 'Type: String, Default: web/prod/key'),
    ),
    'what the secret is called': parameters(
      parameter('DbSecret', 'Type: String, Default: web-db-secret'),
      parameter('GitHubToken', 'Type: String, Default: MyApp/GitHubToken'),
    ),
    'a description that says where the secret is': parameters(
      parameter('DbSecret', 'Type: String, Description: Name of the secret of the database'),
      parameter('GitHubToken', 'Type: String, Description: Path in Parameter Store'),
      parameter('ApiKey', 'Type: String, Description: The SSM parameter name to read'),
      parameter('DbPassword', 'Type: String, Description: "Secrets Manager: secret ARN"'),
    ),
    'names that take the promise back': parameters(
      ...['GitHubTokenArn', 'DbSecretName', 'PasswordLength', 'SecretId', 'TokenParameter', 'ParameterApiKey', 'KmsKeyId', 'PublicKey'].map(
        (name) => parameter(name, `Type: String, Default: ${PASSWORD}`),
      ),
    ),
    'a switch': parameters(
      parameter('CreateSecret', 'Type: String, AllowedValues: ["true", "false"]'),
      parameter('RotateSecret', 'Type: String'),
      parameter('Secret', 'Type: String, Default: "false"'),
    ),
    'a token of the documentation, never shown': one('Value', 'Type: String, Default: AKIAIOSFODNN7EXAMPLE'),
    'no template': `version: 0.2\nenv: { variables: { DB_PASSWORD: ${PASSWORD} } }\nphases: { build: { commands: [make] } }\n`,
  },
  bad: {
    'a secret without NoEcho': one('GitHubToken', 'Type: String', 'problem (medium)'),
    'a secret with NoEcho switched off': one('DbPassword', 'Type: String, NoEcho: false', 'problem (medium)'),
    'a secret that is empty unless told otherwise': one('DbPassword', 'Type: String, Default: ""', 'problem (medium)'),
    'a stand-in without NoEcho': one('DbPassword', 'Type: String, Default: changeme', 'problem (medium)'),
    'stand-ins that begin or end like a switch': parameters(
      parameter('DbPassword', 'Type: String, Default: dummy-yes', 'problem (medium)'),
      parameter('GitHubToken', 'Type: String, Default: no-dummy', 'problem (medium)'),
    ),
    'a description that says what it is': one(
      'GitHubToken',
      'Type: String, Description: OAuth token for the repository',
      'problem (medium)',
    ),
    'names that promise a secret': parameters(
      ...[
        'GitHubOAuthToken',
        'DBPassword',
        'dbpassword',
        'ClientSecret',
        'ApiKey',
        'AWSSecretAccessKey',
        'GitHubPAT',
        'SigningKey',
        'Credentials',
      ].map((name) => parameter(name, 'Type: String', 'problem (medium)')),
    ),
    'a secret as the default': one('DbPassword', `Type: String, Default: ${PASSWORD}`, 'problem'),
    'a secret as the default, never shown': one('DbPassword', `Type: String, NoEcho: true, Default: ${PASSWORD}`, 'problem'),
    'a token as the default, whatever the name': one('Value', `Type: String, Default: ${GITHUB}`, 'problem'),
    'a token as the default of a list': one('Values', `Type: CommaDelimitedList, Default: "a,${GITHUB}"`, 'problem'),
    'a token as the default of what names a secret': one('TokenName', `Type: String, Default: ${GITHUB}`, 'problem'),
    'a password in a URL': one('DatabaseUrl', `Type: String, Default: "postgres://web:${PASSWORD}@db.internal/web"`, 'problem'),
    'a key asked of a URL': one('GeoUrl', `Type: String, Default: "${QUERY}"`, 'problem'),
    'what CDK synthesises': `{
      "Parameters": {
        "Region": { "Type": "String", "Default": "eu-west-1" },
        "GitHubToken": { "//": "problem (medium)",
          "Type": "String", "Description": "OAuth token" }
      },
      "Resources": { "Topic": { "Type": "AWS::SNS::Topic" } }
    }`,
  },
  undecided: {
    'parameters behind a transform':
      'Parameters:\n  Stage: { Type: String }\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://shared/parameters.yaml } } # undecided\nResources: { Topic: { Type: AWS::SNS::Topic } }\n',
    'a type behind a transform': one('DbPassword', 'Fn::Transform: { Name: Password }', 'undecided'),
  },
});

test('says which of the two it is', () => {
  const messages = (text: string): string[] => check([rule], text).findings.map(({ message }) => message);
  expect(messages(one('DbPassword', `Type: String, Default: ${PASSWORD}`))).toEqual(['has a secret as its default']);
  expect(messages(one('DbPassword', 'Type: String'))).toEqual(['takes a secret and shows it: NoEcho is not set']);
});
