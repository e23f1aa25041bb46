import { describe, expect, test } from 'vitest';
import { read, yaml } from '../harness.ts';
import { follow, is, paths, say } from './tell.ts';

describe('a parameter of Systems Manager', () => {
  test.each([
    ['a template', 'Resources: { P: { Type: AWS::SSM::Parameter, Properties: { Name: /web/url, Type: String, Value: x } } }'],
    ['get-parameter', '{ "Parameter": { "Name": "/web/url", "Type": "String", "Value": "x" } }'],
    ['get-parameters', '{ "Parameters": [{ "Name": "/web/url", "Type": "String", "Value": "x" }], "InvalidParameters": [] }'],
  ])('of %s', (_, text) => {
    const [found] = read(text).all('ssm-parameter');
    expect([found?.name, found?.type, found?.value].map(say)).toEqual(['/web/url', 'String', 'x']);
  });

  test('with a value that nobody knows', () => {
    const [found] = read('Resources: { P: { Type: AWS::SSM::Parameter, Properties: { Value: !GetAtt X.Arn } } }').all('ssm-parameter');
    expect([found?.name, found?.value].map(say)).toEqual(['-', '?${X.Arn}']);
  });
});

describe('a secret', () => {
  test('written out, made, or neither; and rotated', () => {
    const model = read(yaml`
      Conditions: { C: !Equals [!Ref AWS::Region, x] }
      Resources:
        Written: { Type: AWS::SecretsManager::Secret, Properties: { SecretString: abc } }
        Made: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: {} } }
        Either: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: !If [C, { PasswordLength: 16 }, !Ref AWS::NoValue] } }
        Neither: { Type: AWS::SecretsManager::Secret }
        R: { Type: AWS::SecretsManager::RotationSchedule, Properties: { SecretId: !Ref Made } }
    `);
    expect(
      model.all('secret').map(({ value, generated, rotations }) => [say(value), generated.map(({ when }) => is(when)), paths(rotations())]),
    ).toEqual([
      ['abc', [], []],
      ['-', ['yes'], ['R']],
      ['-', ['unknown'], []],
      ['-', [], []],
    ]);
    expect(follow(model.all('rotation-schedule')[0]?.secret)).toBe('Made');
  });

  const ARN = 'arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf';
  test.each([
    ['get-secret-value', { ARN, Name: 'db', SecretString: 'abc' }, ['abc', '?${…}']],
    ['describe-secret', { ARN, Name: 'db', VersionIdsToStages: {}, RotationEnabled: true }, ['?${…}', 'true']],
    ['list-secrets', { SecretList: [{ ARN, Name: 'db' }] }, ['?${…}', '-']],
    ['create-secret', { Name: 'db', SecretString: 'abc' }, ['abc', '-']],
  ])('of %s', (_, answer, expected) => {
    const [found] = read(JSON.stringify(answer)).all('secret');
    expect([found?.name, found?.value, found?.rotates].map(say)).toEqual(['db', ...expected]);
  });
});
