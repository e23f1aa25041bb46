import { describe, expect, test } from 'vitest';
import type { LambdaFunction } from '../../src/model/lambda.ts';
import { variablesOf } from '../../src/model/secret.ts';
import plaintextSecret from '../../src/rules/secrets/plaintext-secret.ts';
import { check, type Input, read, yaml } from '../harness.ts';
import { counted, follow, there, told } from './told.ts';

const functions = (input: Input): readonly LambdaFunction[] => read(input).all('function');
const code = (one: LambdaFunction | undefined) => {
  const { image, bucketName, key, version, inline } = one?.code ?? {};
  return [image, bucketName, key, version, inline].map(told);
};

describe('a function', () => {
  const template = (properties: string): string => yaml`
    Parameters: { Any: { Type: String } }
    Resources:
      F: { Type: AWS::Lambda::Function, Properties: ${properties} }
      Role: { Type: AWS::IAM::Role, Properties: { RoleName: web } }
      Images: { Type: AWS::ECR::Repository, Properties: { RepositoryName: web } }
      Code: { Type: AWS::S3::Bucket, Properties: { BucketName: code } }
  `;

  test('of a template', () => {
    const [one] = functions(
      template(
        '{ FunctionName: web, Runtime: nodejs22.x, Role: !GetAtt Role.Arn, Code: { S3Bucket: !Ref Code, S3Key: web.zip, S3ObjectVersion: v1 } }',
      ),
    );
    expect([told(one?.name), told(one?.runtime), told(one?.packageType), follow(one?.role)]).toEqual([
      'web',
      'nodejs22.x',
      'absent',
      'Role',
    ]);
    expect(code(one)).toEqual(['absent', 'unknown', 'web.zip', 'v1', 'absent']);
    expect(follow(one?.code.bucket)).toBe('Code');
    expect(one?.variables).toEqual([]);
  });

  test('that is an image, or its own source', () => {
    const [image] = functions(template('{ PackageType: Image, Code: { ImageUri: !Sub "${Images.RepositoryUri}:1" } }'));
    expect([told(image?.packageType), follow(image?.code.repository)]).toEqual(['Image', 'Images']);
    expect(code(functions(template('{ Code: { ZipFile: "exports.handler = 1" } }'))[0])).toEqual([
      ...Array(4).fill('absent'),
      'exports.handler = 1',
    ]);
    expect(code(functions(template('{ Code: !ImportValue x }'))[0])).toEqual(Array(5).fill('unknown'));
  });

  test('with variables in plain text', () => {
    const [one] = functions(template('{ Environment: { Variables: { STAGE: prod, NEXT: !Ref Any } } }'));
    expect(one?.variables.map(({ name, value, type, path }) => [told(name), told(value), told(type), path.join('/')])).toEqual([
      ['STAGE', 'prod', 'PLAINTEXT', 'F/STAGE'],
      ['NEXT', 'unknown', 'PLAINTEXT', 'F/NEXT'],
    ]);
    expect(functions(template('{ Environment: !ImportValue x }'))[0]?.variables.map(there)).toEqual(['unknown']);
  });

  const ANSWER = {
    FunctionName: 'web',
    FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:web',
    Runtime: 'nodejs22.x',
    Role: 'arn:aws:iam::111122223333:role/web',
    CodeSha256: 'x',
    Environment: { Variables: { STAGE: 'prod' } },
  };
  test.each([
    ['list-functions', { Functions: [ANSWER] }, 'unknown'],
    ['get-function-configuration', ANSWER, 'unknown'],
    ['get-function', { Configuration: ANSWER, Code: { RepositoryType: 'S3', Location: 'https://example.org' } }, 'unknown'],
    ['get-function of an image', { Configuration: ANSWER, Code: { RepositoryType: 'ECR', ImageUri: 'x:1' } }, 'absent'],
    [
      'create-function',
      { FunctionName: 'web', Runtime: 'nodejs22.x', Role: ANSWER.Role, Environment: ANSWER.Environment, Code: {} },
      'absent',
    ],
  ])('of %s', (_, answer, bucket) => {
    const [one] = functions({ 'a.json': JSON.stringify(answer), 't.yaml': template('{ FunctionName: other }') });
    expect([told(one?.name), told(one?.runtime), follow(one?.role), one?.variables.map(({ name }) => told(name))]).toEqual([
      'web',
      'nodejs22.x',
      'Role',
      ['STAGE'],
    ]);
    expect(told(one?.code.bucketName)).toBe(bucket);
  });
});

describe("a function of SAM's", () => {
  const sam = (properties: string): string => yaml`
    Transform: AWS::Serverless-2016-10-31
    Parameters: { Bucket: { Type: String }, Env: { Type: String, AllowedValues: [dev, prod] } }
    Conditions: { IsProd: !Equals [!Ref Env, prod] }
    Globals: { Function: { Runtime: nodejs22.x, Environment: { Variables: { SHARED: all } } } }
    Resources:
      F: { Type: AWS::Serverless::Function, Properties: ${properties} }
      Check: { Type: AWS::Lambda::Function, Properties: { FunctionName: check } }
      Errors: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: errors } }
  `;
  const one = (properties: string) => functions(sam(properties)).find(({ path }) => path[0] === 'F');

  test('has what it says and what Globals say', () => {
    const found = one('{ AutoPublishAlias: live, Environment: { Variables: { OWN: one } } }');
    expect([told(found?.runtime), found?.variables.map(({ path }) => path.join('/'))]).toEqual(['nodejs22.x', ['Globals/SHARED', 'F/OWN']]);
  });

  test.each([
    ['{ CodeUri: s3://code/web/app.zip }', ['absent', 'code', 'web/app.zip', 'absent', 'absent']],
    ['{ CodeUri: !Sub "s3://${Bucket}/web.zip" }', ['absent', '${Bucket}', 'web.zip', 'absent', 'absent']],
    ['{ CodeUri: { Bucket: code, Key: web.zip, Version: v1 } }', ['absent', 'code', 'web.zip', 'v1', 'absent']],
    ['{ CodeUri: src/ }', ['absent', 'absent', 'absent', 'absent', 'absent']],
    ['{ CodeUri: !Sub "${Bucket}/web.zip" }', ['absent', 'unknown', 'unknown', 'unknown', 'absent']],
    ['{ ImageUri: "web:1" }', ['web:1', 'absent', 'absent', 'absent', 'absent']],
    ['{ InlineCode: "1" }', ['absent', 'absent', 'absent', 'absent', '1']],
  ])('%s', (properties, expected) => expect(code(one(properties))).toEqual(expected));

  test('has an alias, which its version and its deployment group stand behind', () => {
    const model = read(
      sam('{ FunctionName: web, AutoPublishAlias: live, DeploymentPreference: { Type: AllAtOnce, Hooks: { PostTraffic: !Ref Check } } }'),
    );
    const [alias, ...others] = model.all('function-alias');
    expect(others).toEqual([]);
    expect([told(alias?.name), follow(alias?.function), follow(alias?.versionLink), follow(alias?.deploymentGroup)]).toEqual([
      'live',
      'F',
      'FVersion',
      'FDeploymentGroup',
    ]);
    expect([follow(alias?.hooks.before), follow(alias?.hooks.after)]).toEqual(['absent', 'Check']);
  });

  test.each([
    ['{ AutoPublishAlias: live }', 'absent'],
    ['{ AutoPublishAlias: live, DeploymentPreference: { Type: AllAtOnce, Enabled: false } }', 'absent'],
    ['{ AutoPublishAlias: live, DeploymentPreference: { Type: AllAtOnce, Enabled: !Ref Env } }', 'FDeploymentGroup'],
  ])('%s is shifted by %s', (properties, group) => {
    const [alias] = read(sam(properties)).all('function-alias');
    expect(follow(alias?.deploymentGroup)).toBe(group);
  });
});

test.each([
  ['by its own name', 'live'],
  ['by the name that SAM gives it', '!Ref F.Alias'],
  ['by its logical id', '!Ref FAliaslive'],
])('an action finds the alias that SAM makes, %s', (_, name) => {
  const model = read(yaml`
    Transform: AWS::Serverless-2016-10-31
    Resources:
      F: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }
      G: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }
      P: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Actions: [{ Name: Go, Configuration: { FunctionName: !Ref F, FunctionAlias: ${name} } }] }] } }
  `);
  expect(follow(model.all('pipeline')[0]?.steps[0]?.action.alias)).toBe('FAliaslive');
});

describe('a version and an alias', () => {
  const template = yaml`
    Resources:
      F: { Type: AWS::Lambda::Function, Properties: { FunctionName: web } }
      G: { Type: AWS::Lambda::Function, Properties: { FunctionName: other } }
      V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref F } }
      A:
        Type: AWS::Lambda::Alias
        Properties:
          Name: live
          FunctionName: !Ref F
          FunctionVersion: !GetAtt V.Version
          RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: "1", FunctionWeight: 0.1 }] }
        UpdatePolicy:
          CodeDeployLambdaAliasUpdate: { ApplicationName: !Ref App, DeploymentGroupName: web, BeforeAllowTrafficHook: !Ref G }
      App: { Type: AWS::CodeDeploy::Application, Properties: { ApplicationName: web } }
      Group: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ApplicationName: !Ref App, DeploymentGroupName: web } }
      Namesake: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ApplicationName: other, DeploymentGroupName: web } }
      Latest: { Type: AWS::Lambda::Alias, Properties: { Name: next, FunctionName: other, FunctionVersion: $LATEST } }
      Veiled: { Type: AWS::Lambda::Alias, Properties: !ImportValue x }
  `;

  test('of a template', () => {
    const model = read(template);
    const [alias, latest, veiled] = model.all('function-alias');
    expect([told(alias?.name), follow(alias?.function), follow(alias?.versionLink), follow(alias?.deploymentGroup)]).toEqual([
      'live',
      'F',
      'V',
      'Group',
    ]);
    expect(alias?.weights.map(({ version, weight }) => [told(version), counted(weight)])).toEqual([['1', 0.1]]);
    expect([follow(alias?.hooks.before), follow(alias?.hooks.after)]).toEqual(['G', 'absent']);
    expect([told(latest?.version), follow(latest?.function), follow(latest?.deploymentGroup), latest?.weights]).toEqual([
      '$LATEST',
      'G',
      'absent',
      [],
    ]);
    expect([told(veiled?.version), veiled?.weights.map(there)]).toEqual(['unknown', ['unknown']]);
    const [version] = model.all('function-version');
    expect([told(version?.version), follow(version?.function)]).toEqual(['unknown', 'F']);
  });

  const ALIAS = {
    AliasArn: 'arn:aws:lambda:eu-west-1:111122223333:function:web:live',
    Name: 'live',
    FunctionVersion: '3',
    RoutingConfig: { AdditionalVersionWeights: { '4': 0.2 } },
  };
  const VERSIONS = {
    Versions: [
      { FunctionName: 'web', FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:web:3', Version: '3' },
      { FunctionName: 'other', FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:other:3', Version: '3' },
    ],
  };
  test.each([
    ['get-alias', ALIAS],
    ['list-aliases', { Aliases: [ALIAS] }],
  ])('of %s, beside list-versions-by-function', (_, answer) => {
    const model = read({
      'a.json': JSON.stringify(answer),
      'v.json': JSON.stringify(VERSIONS),
      't.yaml': 'Resources: { F: { Type: AWS::Lambda::Function, Properties: { FunctionName: web } } }',
    });
    const [alias] = model.all('function-alias');
    expect([told(alias?.name), told(alias?.version), follow(alias?.function), follow(alias?.deploymentGroup)]).toEqual([
      'live',
      '3',
      'F',
      'absent',
    ]);
    expect(alias?.weights.map(({ version, weight }) => [told(version), counted(weight)])).toEqual([['4', 0.2]]);
    const version = alias?.versionLink.in(new Map());
    expect(version?.state === 'known' && version.value.function.text && told(version.value.function.text)).toBe('web');
  });
});

describe('secrets of functions', () => {
  const PASSWORD = 'kX9-vb2-Qe7';
  const found = (text: string): string[] =>
    check([plaintextSecret], text).findings.map(({ at, outcome, message }) => `${at.pointer} ${outcome} ${message}`);

  test('are seen', () => {
    expect(
      found(
        `Resources: { F: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { DB_PASSWORD: ${PASSWORD}, STAGE: prod, DB_PASSWORD_ARN: x } } } } }`,
      ),
    ).toEqual(['/Resources/F/Properties/Environment/Variables/DB_PASSWORD problem holds a secret in plain text']);
  });

  test('of Globals once, in the worlds of every function that has them', () => {
    const text = (conditions: readonly string[], more = ''): string => yaml`
      Transform: AWS::Serverless-2016-10-31
      Parameters: { Env: { Type: String, AllowedValues: [dev, qa, prod] } }
      Conditions: { IsProd: !Equals [!Ref Env, prod], IsQa: !Equals [!Ref Env, qa] }
      Globals: { Function: { Environment: { Variables: { DB_PASSWORD: ${PASSWORD} } } } }
      Resources:
        ${conditions.map((condition, i) => `F${i}: { Type: AWS::Serverless::Function, ${condition} Properties: { Handler: x } }`).join('\n        ')}
        ${more}
    `;
    const where = '/Globals/Function/Environment/Variables/DB_PASSWORD problem holds a secret in plain text';
    expect(found(text(['', '', '']))).toEqual([where]);
    expect(found(text(['Condition: IsProd,', 'Condition: IsProd,']))).toEqual([`${where} when IsProd is true`]);
    expect(found(text(['Condition: IsProd,', '']))).toEqual([where]);
    expect(found(text(['Condition: IsProd,', 'Condition: IsQa,']))[0]).toMatch(/ when .*IsProd is true.*/);
    expect(
      found(
        text(
          [],
          `F: { Type: AWS::Serverless::Function, Properties: { Environment: { Variables: { DB_PASSWORD: "{{resolve:ssm:x}}" } } } }`,
        ),
      ),
    ).toEqual([]); // says better itself
  });

  test('of containers are references', () => {
    const model = read(
      '{ "containerDefinitions": [{ "name": "app", "image": "x", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "db" }] }] }',
    );
    expect([...variablesOf(model)]).toEqual([]);
  });
});
