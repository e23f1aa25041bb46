import { describe, expect, test } from 'vitest';
import type { Key } from '../../src/model/storage.ts';
import { read, yaml } from '../harness.ts';
import { follow, is, paths, say } from './tell.ts';

const resources = (text: string, given = {}) => read(`Parameters: { Name: { Type: String } }\nResources:\n${text}`, given);
const bucket = (properties: string, more = '') =>
  resources(`  B: { Type: AWS::S3::Bucket, Properties: ${properties} }\n${more}`).all('bucket')[0];

describe('a bucket', () => {
  test('with all that protects it', () => {
    const found = bucket(
      `{ BucketName: artifacts, AccessControl: Private, VersioningConfiguration: { Status: Enabled },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt K.Arn } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false } }`,
      '  K: { Type: AWS::KMS::Key }\n',
    );
    expect([found?.name, found?.versioning, found?.acl].map(say)).toEqual(['artifacts', 'Enabled', 'Private']);
    expect(found?.encryption.map(({ algorithm, key }) => [say(algorithm), follow(key.key)])).toEqual([['aws:kms', 'K']]);
    expect(
      found?.publicAccess.map(({ blockAcls, ignoreAcls, blockPolicy, restrict }) =>
        [blockAcls, ignoreAcls, blockPolicy, restrict].map(say),
      ),
    ).toEqual([['true', 'true', 'false', '-']]);
  });

  test('with nothing said', () => {
    const found = bucket('{}');
    expect([found?.name, found?.versioning, found?.acl].map(say)).toEqual(['-', '-', '-']);
    expect([found?.encryption, found?.publicAccess, found?.policies()]).toEqual([[], [], []]);
  });

  test('of which all is unknown', () => {
    const found = bucket('{ Fn::Transform: { Name: M }, BucketName: !Ref Name }');
    expect([found?.name, found?.versioning].map(say)).toEqual(['?${Name}', '?${…}']);
    expect([found?.encryption, found?.publicAccess].map((list) => list?.map(({ when }) => is(when)))).toEqual([['unknown'], ['unknown']]);
  });

  test('has a block of public access where its condition holds', () => {
    const model = read(yaml`
      Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }
      Conditions: { IsProd: !Equals [!Ref Env, prod] }
      Resources:
        B: { Type: AWS::S3::Bucket, Properties: { PublicAccessBlockConfiguration: !If [IsProd, { BlockPublicAcls: true }, !Ref AWS::NoValue] } }
    `);
    expect(model.all('bucket')[0]?.publicAccess.map(({ when, blockAcls }) => [is(when), say(blockAcls)])).toEqual([['unknown', 'true']]);
  });

  test('finds its policies, by Ref and by name', () => {
    const policy = (name: string): string =>
      `  P: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: ${name}, PolicyDocument: { Statement: { Effect: Allow, Principal: "*" } } } }\n`;
    const effects = (name: string) =>
      bucket('{ BucketName: artifacts }', policy(name))
        ?.policies()
        .map((one) => one.statements.map(({ effect }) => say(effect)));
    expect(effects('!Ref B')).toEqual([['Allow']]);
    expect(effects('artifacts')).toEqual([['Allow']]);
    expect(effects('other')).toEqual([]);
  });

  test('its policy is no policy of a role', () => {
    const model = resources('  P: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: b } }\n');
    expect([model.all('policy'), paths(model.all('resource-policy'))]).toEqual([[], ['P']]);
  });
});

describe('a key', () => {
  const template = yaml`
    Resources:
      K: { Type: AWS::KMS::Key, Properties: { EnableKeyRotation: true, KeyPolicy: { Statement: [{ Effect: Allow, Principal: { AWS: "*" } }] } } }
      A: { Type: AWS::KMS::Alias, Properties: { AliasName: !Sub "alias/\${AWS::StackName}-artifacts", TargetKeyId: !Ref K } }
      T: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: ID } }
  `;
  const used = (id: string) => read(template.replace('ID', id)).all('topic')[0]?.key;

  test('has a policy and a rotation', () => {
    const [key] = read(template).all('key') as [Key];
    expect([say(key.rotation), say(key.enabled), key.statements.map(({ effect }) => say(effect))]).toEqual(['true', '-', ['Allow']]);
  });

  test.each([
    ['!Ref K', 'K', false],
    ['!GetAtt K.Arn', 'K', false],
    ['!Ref A', 'K', true],
    ['!Sub "alias/${AWS::StackName}-artifacts"', 'K', true],
    ['!Sub "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:alias/${AWS::StackName}-artifacts"', 'K', true],
  ])('is found by %s', (id, key, alias) => {
    expect(follow(used(id)?.key)).toBe(key);
    expect(follow(used(id)?.alias) === 'A').toBe(alias);
  });

  test('is not found by another name, nor where nothing is said', () => {
    expect(follow(used('alias/other')?.key)).toBe('? the key alias/other is not in what was read');
    expect(follow(used('!Ref AWS::NoValue')?.key)).toBe('-');
  });

  test('of which two aliases are called the same is nobody', () => {
    const twin =
      '\n  A2: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/a } }\n  A1: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/a } }\n';
    expect(follow(read(template.replace('ID', 'alias/a') + twin).all('topic')[0]?.key.alias)).toBe('? 2 key aliases are called alias/a');
  });

  test('of an answer, whose policy is elsewhere', () => {
    const model = read({
      'key.json': '{ "KeyMetadata": { "KeyId": "1234", "Arn": "arn:aws:kms:eu-west-1:111122223333:key/1234", "Enabled": true } }',
      'aliases.json': '{ "Aliases": [{ "AliasName": "alias/artifacts", "TargetKeyId": "1234" }] }',
      't.yaml': 'Resources: { T: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: alias/artifacts } } }',
    });
    const [key] = model.all('key');
    expect([say(key?.id), say(key?.enabled), say(key?.rotation)]).toEqual(['1234', 'true', '?${…}']);
    expect(key?.statements.map(({ when }) => is(when))).toEqual(['unknown']);
    expect(follow(model.all('topic')[0]?.key.key)).toBe('1234');
  });
});
