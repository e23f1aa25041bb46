import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { Node, UNSEEN } from '../../src/documents/node.ts';
import { answer } from '../../src/model/answer.ts';
import { endsWith, equals, isOneOf, matches, mentions, piecesIn, shown, startsWith, type Text } from '../../src/model/text.ts';
import { hasWord } from '../../src/model/text-words.ts';
import type { Truth } from '../../src/model/truth.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { template } from '../../src/scanners/cloudformation/template.ts';
import { read as readModel, yaml } from '../harness.ts';

const HEAD = yaml`
  Parameters:
    Name: { Type: String }
    Size: { Type: String, AllowedValues: [one, two, three] }
    List: { Type: CommaDelimitedList, Default: 'a, b' }
    Env: { Type: String, Default: dev }
    Secret: { Type: String, NoEcho: true, Default: hidden }
    DbPassword: { Type: String, AllowedValues: [x-first, x-second] }
    Colour1: { Type: String, AllowedValues: [blue, green] }
    Colour2: { Type: String, AllowedValues: [blue, green] }
    Zone: { Type: String, AllowedValues: [eu, us, prod] }
  Conditions:
    IsProd: !Equals [!Ref Env, prod]
    Same: !Equals [!Ref Name, !Ref Name]
  Mappings: { M: { one: { v: uno }, two: { v: due }, three: { v: tre } } }
  Resources: { Build: { Type: AWS::CodeBuild::Project } }
  X: `;
const node = (value: string, given: Readonly<Record<string, string>> = {}): Node => {
  const [document] = Document.parse({ kind: 'file', path: 't.yaml' }, `${HEAD}${value.includes('\n') ? `\n${value}` : ` ${value}`}\n`);
  if (!document) throw new Error('no document');
  return Node.of(template(document, new Map(Object.entries(given))), document.root, document.at('')).key('X');
};
const read = (value: string, given = {}): Text => node(value, given).text();
const is = (truth: Truth): string => {
  const { is, when } = answer(truth);
  return [is, ...when].join(': ');
};

describe.each([
  ['!Sub "prod-${Name}"', 'yes', 'no', 'yes', 'unknown'],
  ['!Sub "${Name}-prod"', 'unknown', 'no', 'yes', 'unknown'],
  ['!Sub "prod${Name}"', 'yes', 'unknown', 'unknown', 'unknown'],
  ['!Sub "test-${AWS::Region}"', 'no', 'no', 'no', 'unknown'],
  ['!Sub "${!Name}"', 'no', 'no', 'no', 'no'],
  ['!Join ["", [p, ro, d]]', 'yes', 'yes', 'yes', 'yes'],
  ['"{{resolve:ssm:/stage}}"', 'unknown', 'unknown', 'unknown', 'unknown'],
  ['!Select [1, !Ref List]', 'no', 'no', 'no', 'no'],
  ['{ Fn::Join: ["-", [prod, { Ref: AWS::NoValue }, { Ref: Name }]] }', 'yes', 'no', 'yes', 'unknown'],
  ['!GetAtt Build.Arn', 'unknown', 'unknown', 'unknown', 'unknown'],
  ['!Sub ["${A}-x", { A: prod }]', 'yes', 'no', 'yes', 'no'],
  ['!Select [0, !Split ["-", "prod-x"]]', 'yes', 'yes', 'yes', 'yes'],
  ['!FindInMap [M, one, v]', 'no', 'no', 'no', 'no'],
])('%s', (value, starts, equal, word, match) => {
  const text = read(value);
  test('startsWith', () => expect(is(startsWith(text, 'prod'))).toBe(starts));
  test('equals', () => expect(is(equals(text, 'prod'))).toBe(equal));
  test('hasWord', () => expect(is(hasWord(text, ['prod'], ''))).toBe(word));
  test('matches', () => expect(is(matches(text, /^prod$/, ''))).toBe(match));
});

test('a question splits only on what it hangs on', () => {
  expect(is(equals(read('!FindInMap [M, !Ref Size, v]'), 'due'))).toBe('yes: Size is two');
  expect(is(startsWith(read('!Sub "web-${Size}"'), 'web-'))).toBe('yes');
  expect(is(equals(read('!Ref Size'), 'four'))).toBe('no');
  expect(is(endsWith(read('!Sub "${Size}-${Name}"'), 'x'))).toBe('unknown');
});

test('the command that would settle it', () => {
  expect(answer(equals(read('!Ref Name'), 'a')).settle).toEqual(['--parameter Name=…']);
  expect(answer(equals(read('!Ref Size'), 'two')).settle).toEqual(['--parameter Size=two']);
  expect(is(equals(read('!Ref Size', { Size: 'two' }), 'two'))).toBe('yes');
  expect(is(equals(read('!Ref Name', { Name: 'a' }), 'a'))).toBe('yes');
});

test('values that give the same answer need no world', () => {
  expect(is(hasWord(read('!Sub "${Colour1}-${Colour2}-${Size}"'), ['prod'], ''))).toBe('no');
  expect(is(hasWord(read('!Sub "${Colour1}-${Name}"'), ['prod'], ''))).toBe('unknown');
  expect(answer(hasWord(read('!Sub "${Colour1}-${Zone}"'), ['prod'], '')).when).toEqual(['Zone is prod']);
  expect(answer(hasWord(read('!Sub "non-${Zone}"'), ['prod'], '')).is).toBe('no');
});

test('a default that a condition tests is one of several values', () => {
  const name = read('!If [IsProd, a, b]');
  expect(is(equals(name, 'a'))).toBe('yes: IsProd is true');
  expect(is(equals(read('!Ref Env'), 'prod'))).toBe('yes: Env is prod');
  expect(is(equals(read('!Ref Env'), 'elsewhere'))).toBe('unknown');
  expect(is(equals(read('!If [Same, a, b]'), 'a'))).toBe('yes');
});

test('a condition that is not declared is a choice of its own', () => {
  expect(answer(equals(read('!If [Nowhere, a, b]'), 'a'))).toMatchObject({ is: 'yes', when: ['Nowhere is true'], assumed: true });
});

test('a parameter that keeps or promises a secret is never shown', () => {
  for (const name of ['Secret', 'DbPassword']) {
    const { is, settle, when, because } = answer(equals(read(`!Ref ${name}`), 'x-first'));
    expect(is).toBe('unknown');
    expect(JSON.stringify([settle, when, because.map(({ text }) => text)])).not.toMatch(/x-first|x-second|hidden/);
  }
});

test('only what is written out is mentioned', () => {
  expect(is(mentions(read('!GetAtt Build.Arn'), /./, ''))).toBe('no');
  expect(is(mentions(read('!Sub "a-${Name}"'), /a-/, ''))).toBe('yes');
  expect(is(mentions(read('{ Fn::Transform: { Name: X } }'), /./, ''))).toBe('unknown');
});

test('a text is shown as its author wrote it', () => {
  const show = (value: string): string => shown(piecesIn(read(value), NOWHERE));
  expect(show('!Sub "a-${Name}-${AWS::Region}-${Build.Arn}"')).toBe('a-${Name}-${AWS::Region}-${Build.Arn}');
  expect(show('!Join ["-", [!Ref Size, x]]')).toBe('${Size}-x');
  expect(show('!Ref Name')).toBe('${Name}');
});

test('one of several', () => {
  expect(is(isOneOf(read('!Ref Size'), ['one', 'two', 'three'], ''))).toBe('yes');
  expect(is(isOneOf(read('!Ref Size'), ['four'], ''))).toBe('no');
  expect(is(isOneOf(read('!Ref Name'), ['four'], ''))).toBe('unknown');
});

test.each([
  ['!Sub', '!Sub'],
  ['!If [IsProd]', 'Fn::If of one'],
  ['!Join [x]', 'Fn::Join of one'],
  ['!Select [9, [a]]', 'Fn::Select out of range'],
  ['!FindInMap [Nope, a, b]', 'no such mapping'],
  ['!Fantasy x', 'no such function'],
  ['{ Ref: [a] }', 'Ref to a list'],
  ['!GetAtt Build', 'GetAtt without an attribute'],
  ['!Split [",", !Ref Name]', 'Split of an unknown'],
])('%s is unknown or empty, never a crash (%s)', (value) => {
  const one = node(value);
  expect(['unknown', 'no']).toContain(answer(equals(one.text(), 'x')).is);
  one.items();
  one.entries();
});

test('what a transform or a loop may bring is one more member, of which all is unknown', () => {
  const one = node('  Known: 1\n  Fn::Transform: { Name: Y }');
  expect(is(equals(one.prop('Known').text(), '1'))).toBe('yes');
  expect(is(equals(one.prop('Missing').text(), '1'))).toBe('unknown');
  expect(one.entries().map(({ name }) => name)).toEqual(['Known', UNSEEN]);
  const loop = readModel(
    'Resources:\n  Fn::ForEach::Topics: [Id, [a, b], { "T${Id}": { Type: AWS::SNS::Topic } }]\n  A: { Type: AWS::SNS::Topic }',
  );
  expect(loop.gaps.map(({ text }) => text)).toEqual(['may bring more resources']);
  expect(readModel('Transform: [AWS::Serverless-2016-10-31, Macro]\nResources: {}').gaps.map(({ text }) => text)).toEqual([
    'the transform Macro may change anything in this template',
  ]);
});

test('aliases: a shared tree is read once, and a bomb is refused', () => {
  const shared = Array.from(
    { length: 12 },
    (_, i) => `  C${i + 1}: &c${i + 1} { Fn::And: [${i ? `*c${i}, *c${i}` : '!Equals [a, b], !Equals [a, b]'}] }`,
  );
  const model = readModel(
    `Conditions:\n${shared.join('\n')}\nResources: { A: { Type: AWS::CodePipeline::Pipeline, Condition: C12, Properties: { Stages: [] } } }`,
  );
  expect(model.all('pipeline')).toHaveLength(1);
});

test('a dynamic reference inside Fn::Sub is a hole between what stands there', () => {
  const project = (value: string): string =>
    `Parameters: { Stage: { Type: String, Default: prod } }\nResources: { Build: { Type: AWS::CodeBuild::Project, Properties: { Name: !Sub '${value}' } } }\n`;
  const name = (value: string): string | undefined => {
    const [build] = readModel(project(value)).all('project');
    return build && shown(piecesIn(build.name, NOWHERE));
  };
  expect(name('https://x:{{resolve:secretsmanager:a}}@${Stage}.example.com')).toBe(
    'https://x:${resolve:secretsmanager:a}@prod.example.com',
  );
  expect(name('{{resolve:ssm:/${Stage}/token}}!')).toBe('{{resolve:ssm:/prod/token}}!');
});
