import { describe, expect, test } from 'vitest';
import { answer } from '../../src/model/answer.ts';
import { present } from '../../src/model/value.ts';
import { read } from '../harness.ts';
import { follow } from './tell.ts';

const PARAMETERS =
  'Parameters: { Env: { Type: String, AllowedValues: [dev, prod] }, Stack: { Type: String, Default: network }, Any: { Type: String } }';
const exporting = (name: string, value = '!GetAtt Role.Arn', more = ''): string => `${PARAMETERS}
Resources: { Role: { Type: AWS::IAM::Role, Properties: { RoleName: builder } }, Other: { Type: AWS::IAM::Role } }
Outputs: { Out: { Value: ${value}, Export: { Name: ${name} } }${more} }
`;
const importing = (name: string): string => `${PARAMETERS}
Resources: { web: { Type: AWS::CodeBuild::Project, Properties: { ServiceRole: ${name} } } }
`;
const roleOf = (exported: string, name: string, more: Record<string, string> = {}) =>
  read({ 'a.yaml': exported, 'b.yaml': importing(name), ...more }).all('project')[0]?.role;

describe('what one stack exports and another imports is one thing', () => {
  test.each([
    ['by a name', exporting('network-role'), '!ImportValue network-role'],
    ['by the same parts', exporting('!Sub "${AWS::Region}-role"'), '!ImportValue { Fn::Sub: "${AWS::Region}-role" }'],
    ['by a parameter that is usually so', exporting('network-role'), '!ImportValue { Fn::Sub: "${Stack}-role" }'],
    ['in the long form', exporting('network-role'), '{ Fn::ImportValue: !Join ["-", [network, role]] }'],
    ['as a part of an ARN', exporting('role-name', 'builder'), '!Join ["", ["arn:aws:iam::111122223333:role/", !ImportValue role-name]]'],
    ['by Ref', exporting('network-role', '!Ref Role'), '!ImportValue network-role'],
  ])('%s', (_, exported, name) => expect(follow(roleOf(exported, name))).toBe('Role'));

  test('and the role knows who works with it', () => {
    const model = read({ 'a.yaml': exporting('network-role'), 'b.yaml': importing('!ImportValue network-role') });
    expect(
      model
        .all('role')[0]
        ?.users()
        .map(({ by }) => by.path.join('/')),
    ).toEqual(['web']);
  });

  test('through a stack that hands it on', () => {
    const between = `Outputs: { Again: { Value: !ImportValue network-role, Export: { Name: again } } }\nResources: { B: { Type: AWS::S3::Bucket } }\n`;
    expect(follow(roleOf(exporting('network-role'), '!ImportValue again', { 'c.yaml': between }))).toBe('Role');
  });

  test('in each world by another name', () => {
    const more = ', Two: { Value: !GetAtt Other.Arn, Export: { Name: dev-role } }';
    const role = roleOf(exporting('prod-role', '!GetAtt Role.Arn', more), '!ImportValue { Fn::Sub: "${Env}-role" }');
    const found = role && answer({ in: (world) => present(role, '').in(world) });
    expect(found?.is).toBe('yes');
    for (const [env, expected] of [
      ['dev', 'Other'],
      ['prod', 'Role'],
    ] as const) {
      const model = read(
        { 'a.yaml': exporting('prod-role', '!GetAtt Role.Arn', more), 'b.yaml': importing('!ImportValue { Fn::Sub: "${Env}-role" }') },
        { Env: env },
      );
      expect(follow(model.all('project')[0]?.role)).toBe(expected);
    }
  });

  test('in the file that exports it first', () => {
    const own = `${importing('!ImportValue name')}\nOutputs: {}\n`.replace(
      'Resources: {',
      'Resources: { Mine: { Type: AWS::IAM::Role, Properties: { RoleName: builder } },',
    );
    expect(follow(read({ 'a.yaml': exporting('name', 'builder'), 'b.yaml': own }).all('project')[0]?.role)).toBe('Role');
  });

  test('of an answer', () => {
    const exports = { Exports: [{ ExportingStackId: 'a', Name: 'network-role', Value: 'arn:aws:iam::111122223333:role/builder' }] };
    const role = roleOf(exporting('unused'), '!ImportValue network-role', { 'c.json': JSON.stringify(exports) });
    expect(follow(role)).toBe('Role');
  });
});

describe('it is not known', () => {
  test.each([
    ['where nobody exports it', exporting('other'), '!ImportValue network-role', '? the role ${network-role} is not in what was read'],
    [
      'where its name is another',
      exporting('!Sub "${AWS::StackName}-role"'),
      '!ImportValue { Fn::Sub: "${AWS::StackName}-role" }',
      '? the role ${${AWS::StackName}-role} is not in what was read',
    ],
    ['where nobody knows its name', exporting('network-role'), '!ImportValue { Ref: Any }', /^\?/],
    ['where it exports itself', exporting('x', '!ImportValue x'), '!ImportValue x', '? the role ${x} is not in what was read'],
  ])('%s', (_, exported, name, expected) => expect(follow(roleOf(exported, name))).toMatch(expected));

  test('where two export it', () => {
    expect(follow(roleOf(exporting('x'), '!ImportValue x', { 'c.yaml': exporting('x') }))).toBe('? 2 outputs are exported as ${x}');
  });
});
