import { describe, expect, test } from 'vitest';
import { discover } from '../../src/documents/files.ts';
import type { Argument } from '../../src/model/stack.ts';
import { readAll } from '../../src/scanners/read.ts';
import { folder } from '../cli/command.ts';
import { read, yaml } from '../harness.ts';
import { follow, is, say } from './tell.ts';

const given = (parameters: readonly Argument[] | undefined) => parameters?.map(({ name, value }) => `${say(name)}=${say(value)}`);
const BUCKET = 'Resources: { B: { Type: AWS::S3::Bucket } }\n';

describe('a nested stack', () => {
  const template = (properties: string, more = '') =>
    `Parameters: { Env: { Type: String } }\nResources: { S: { Type: AWS::CloudFormation::Stack, Properties: ${properties}${more} } }\n`;

  test('has its template, and what that is given', () => {
    const [stack] = read({
      't.yaml': template('{ TemplateURL: nested/db.yaml, Parameters: { Size: big, Env: !Ref Env } }'),
      'nested/db.yaml': BUCKET,
    }).all('stack');
    expect(given(stack?.parameters)).toEqual(['Size=big', 'Env=?${Env}']);
    const fact = stack?.template.in(new Map());
    expect(fact?.state === 'known' && fact.value.at.source.origin).toEqual({ kind: 'file', path: 'nested/db.yaml' });
  });

  test.each([
    ['{ TemplateURL: https://b.s3.amazonaws.com/t.yaml }', '? https://b.s3.amazonaws.com/t.yaml is in no repository'],
    ['{ TemplateURL: !Ref Env }', '? parameter Env has no value here'],
    ['{ TemplateURL: none.yaml }', '? none.yaml is not here to read'],
    ['{}', '-'],
  ])('%s', (properties, expected) => expect(follow(read(template(properties)).all('stack')[0]?.template)).toBe(expected));

  test('of the CDK, whose template is in a file beside it', () => {
    const more = ', Metadata: { aws:asset:path: nested.template.json, aws:asset:property: TemplateURL }';
    const text = template('{ TemplateURL: !Sub "https://s3.${AWS::Region}.amazonaws.com/b/hash.json" }', more);
    expect(follow(read({ 't.yaml': text, 'nested.template.json': BUCKET }).all('stack')[0]?.template)).toBe('');
    const other = text.replace('property: TemplateURL', 'property: Code');
    expect(follow(read({ 't.yaml': other, 'nested.template.json': BUCKET }).all('stack')[0]?.template)).toMatch(/^\?/);
  });
});

test('a stack of describe-stacks, whose alarm is here', () => {
  const stack = {
    StackName: 'web',
    StackStatus: 'UPDATE_COMPLETE',
    Parameters: [{ ParameterKey: 'Env', ParameterValue: 'prod' }],
    Capabilities: ['CAPABILITY_IAM'],
    DisableRollback: false,
    RoleARN: 'arn:aws:iam::111122223333:role/maker',
    RollbackConfiguration: {
      RollbackTriggers: [{ Arn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors', Type: 'AWS::CloudWatch::Alarm' }],
      MonitoringTimeInMinutes: 10,
    },
    Outputs: [{ OutputKey: 'Url', OutputValue: 'https://example.com', ExportName: 'web-url' }],
  };
  const model = read({
    'stacks.json': JSON.stringify({ Stacks: [stack] }),
    't.yaml':
      'Resources: { A: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: errors } }, R: { Type: AWS::IAM::Role, Properties: { RoleName: maker } } }',
  });
  const [found] = model.all('stack');
  expect([say(found?.name), say(found?.disableRollback), found?.capabilities.map(({ text }) => say(text))]).toEqual([
    'web',
    'false',
    ['CAPABILITY_IAM'],
  ]);
  expect(given(found?.parameters)).toEqual(['Env=prod']);
  expect(found?.rollback.alarms.map(({ alarm }) => follow(alarm))).toEqual(['A']);
  expect(found?.rollback.minutes.in(new Map())).toMatchObject({ state: 'known', value: 10 });
  expect([follow(found?.role), follow(found?.template)]).toEqual(['R', '? this answer does not show the template of the stack']);
  expect(model.all('output').map((output) => [output.name, output.value, output.export].map(say))).toEqual([
    ['Url', 'https://example.com', 'web-url'],
  ]);
  expect(
    model
      .all('role')[0]
      ?.users()
      .map(({ as }) => as),
  ).toEqual(['role that CloudFormation makes a stack with']);
});

test('a stack that says nothing has nothing', () => {
  const [found] = read('{ "StackName": "web", "TemplateURL": "t.yaml" }').all('stack');
  expect([
    found?.parameters,
    found?.capabilities,
    found?.rollback.alarms,
    found?.rollback.minutes.in(new Map()).state,
    follow(found?.role),
  ]).toEqual([[], [], [], 'absent', '-']);
});

test('a stack set, in a template and in an answer', () => {
  const properties =
    '{ StackSetName: base, PermissionModel: SERVICE_MANAGED, Parameters: [{ ParameterKey: Env, ParameterValue: prod }], TemplateURL: t.yaml }';
  const [set] = read({
    'a.yaml': `Resources: { S: { Type: AWS::CloudFormation::StackSet, Properties: ${properties} } }`,
    't.yaml': BUCKET,
  }).all('stack-set');
  expect([say(set?.name), say(set?.permissionModel), given(set?.parameters), follow(set?.template)]).toEqual([
    'base',
    'SERVICE_MANAGED',
    ['Env=prod'],
    '',
  ]);
  const [told] = read(
    '{ "StackSet": { "StackSetName": "base", "Parameters": [{ "ParameterKey": "Env", "ParameterValue": "prod" }] } }',
  ).all('stack-set');
  expect([say(told?.name), say(told?.permissionModel), given(told?.parameters)]).toEqual(['base', '-', ['Env=prod']]);
  expect(follow(told?.template)).toMatch(/^\? this answer/);
});

describe('a template', () => {
  test('with its parameters, outputs and macros', () => {
    const model = read(yaml`
      Transform: [AWS::Serverless-2016-10-31, { Name: Mine }]
      Parameters: { Env: { Type: String } }
      Conditions: { C: !Equals [!Ref Env, prod] }
      Resources: { B: { Type: AWS::S3::Bucket } }
      Outputs:
        One: { Value: !Ref B, Export: { Name: !Sub "\${AWS::StackName}-bucket" } }
        Two: { Value: x, Condition: C }
    `);
    const [template] = model.all('template');
    expect(template?.transforms.map(({ text }) => say(text))).toEqual(['AWS::Serverless-2016-10-31', 'Mine']);
    expect([template?.parameters, template?.outputs]).toEqual([model.all('parameter'), model.all('output')]);
    expect(model.all('output').map((output) => [...[output.name, output.value, output.export].map(say), is(output.when)])).toEqual([
      ['One', '?${B}', '${AWS::StackName}-bucket', 'yes'],
      ['Two', 'x', '-', 'unknown'],
    ]);
  });

  test('with no sections at all', () => {
    const [template] = read(BUCKET).all('template');
    expect([template?.parameters, template?.outputs, template?.transforms]).toEqual([[], [], []]);
  });
});

test('files of values for a template', () => {
  const values = (data: unknown) => given(read(JSON.stringify(data)).all('template-configuration')[0]?.parameters);
  expect(values([{ ParameterKey: 'Env', ParameterValue: 'prod' }, { ParameterKey: 'Size' }])).toEqual(['Env=prod', 'Size=-']);
  expect(values({ Parameters: { Env: 'prod' }, Tags: { a: 'b' } })).toEqual(['Env=prod']);
});

test('a template that a stack refers to is read, to be linked to and never judged', async () => {
  const cwd = folder({
    '.git/HEAD': '',
    'main.yaml': 'Resources: { S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./nested/db.yaml } } }',
    'nested/db.yaml': `Transform: Mine\n${BUCKET}`,
  });
  const { model } = await readAll(discover(['main.yaml'], cwd), new Map(), cwd);
  expect(follow(model.all('stack')[0]?.template)).toBe('');
  expect([model.all('template').length, model.all('bucket').length, model.gaps]).toEqual([1, 0, []]);
  const whole = await readAll(discover([cwd], cwd), new Map(), cwd);
  expect([whole.model.all('bucket').length, whole.model.gaps.length]).toEqual([1, 1]);
});
