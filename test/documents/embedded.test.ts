import { beforeAll, describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { embedded } from '../../src/documents/embedded.ts';
import { exact, Node } from '../../src/documents/node.ts';
import { loadTolerance } from '../../src/documents/yaml.ts';
import { answer } from '../../src/model/answer.ts';
import { contains, outermost, spanOf } from '../../src/model/location.ts';
import { literal, matches, piecesIn, shown } from '../../src/model/text.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { template } from '../../src/scanners/cloudformation/template.ts';
import { yaml } from '../harness.ts';

beforeAll(loadTolerance);

/** The text at the key `X` of a template, read as a document. */
function inner(text: string): Node {
  const [document] = Document.parse({ kind: 'file', path: 'a.yaml' }, text);
  if (!document) throw new Error('no document');
  const dialect = template(document, new Map());
  return embedded(Node.of(dialect, document.root, document.at('')).key('X'), dialect);
}

/** `4:7 npm test`: where it begins (1-based), and what it says. */
function told(node: Node): string {
  const at = spanOf(node.at)?.start;
  const fact = node.text().in(NOWHERE);
  const text = fact.state === 'known' ? shown(fact.value) : fact.state;
  return `${at ? `${at.line + 1}:${at.column + 1}` : 'nowhere'} ${text}`;
}

const keys = (node: Node, ...path: readonly string[]): Node => path.reduce((at, key) => at.key(key), node);

test('a block in a template', () => {
  const node = inner(yaml`
    A: 1
    X: |
      version: 0.2

      env: { variables: { A: "b" } }
      phases:
        build:
          commands:
            - npm ci
            - "npm test"
            - |
              echo a
              echo b
  `);
  expect(told(node.key('version'))).toBe('3:3 0.2');
  expect(told(keys(node, 'env', 'variables', 'A'))).toBe('5:23 b');
  expect(keys(node, 'phases', 'build', 'commands').items().map(told)).toEqual(['9:11 npm ci', '10:11 npm test', '12:11 echo a\necho b\n']);
  const [, , script] = keys(node, 'phases', 'build', 'commands').items();
  expect(script && spanOf({ ...script.at, offset: 7 })?.start).toEqual({ line: 12, column: 10 });
});

test('the ends of things lead home too', () => {
  const node = inner('X: |\n  phases:\n    build: [a, b]\n');
  expect(spanOf(keys(node, 'phases', 'build').at)).toEqual({ start: { line: 2, column: 4 }, end: { line: 2, column: 17 } });
  expect(keys(node, 'phases', 'build').at.source.valueSpan('/phases')).toEqual({
    start: { line: 2, column: 4 },
    end: { line: 2, column: 17 },
  });
});

test('a quoted text, folded and escaped', () => {
  const node = inner('X: "a: 1\\nb:\\n  - \\"c\\"\\n  - d\\\n   e\\n"\n');
  expect(told(node.key('a'))).toBe('1:5 1');
  expect(node.key('b').items().map(told)).toEqual(['1:19 c', '1:30 de']);
});

test('a text with holes, which are holes inside as well', () => {
  const node = inner(yaml`
    X: !Sub |
      env:
        variables:
          \${Name}_KEY: v-\${AWS::Region}-w
          PLAIN: \${!Literal} x
      phases: { build: { commands: [ "a \${Name}", \${Name}, b ] } }
  `);
  expect(
    keys(node, 'env', 'variables')
      .entries()
      .map(({ node: one, label }) => [told(one), shown(piecesIn(label, NOWHERE))]),
  ).toEqual([
    ['4:7 v-${AWS::Region}-w', '${Name}_KEY'],
    ['5:7 ${Literal} x', 'PLAIN'],
  ]);
  const commands = keys(node, 'phases', 'build', 'commands').items();
  expect(commands.map(told)).toEqual(['6:34 a ${Name}', '6:47 ${Name}', '6:56 b']);
  const region = keys(node, 'env', 'variables').entries()[0]?.node.text().in(NOWHERE);
  expect(region?.state === 'known' && region.value.map(({ at }) => spanOf(at)?.start.column)).toEqual([19, 21, 35]);
});

test('Fn::Join over lines', () => {
  const node = inner(yaml`
    X:
      Fn::Join:
        - "\\n"
        - - "version: 0.2"
          - "phases:"
          - "  build:"
          - !Sub "    on-failure: \${Policy}"
          - "    commands:"
          - Fn::Sub: "      - deploy \${Stage} now"
  `);
  expect(told(node.key('version'))).toBe('4:10 0.2');
  expect(told(keys(node, 'phases', 'build'))).toBe('6:12 unknown');
  expect(told(keys(node, 'phases', 'build', 'on-failure'))).toBe('7:19 ${Policy}');
  expect(keys(node, 'phases', 'build', 'commands').items().map(told)).toEqual(['9:27 deploy ${Stage} now']);
});

test('Fn::Join of thousands of lines', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `    - "k${i}: v"`).join('\n');
  const node = inner(`X:\n  Fn::Join:\n  - "\\n"\n  -\n${lines}\n`);
  expect([0, 4999].map((i) => told(node.key(`k${i}`)))).toEqual(['5:8 v', '5004:8 v']);
});

test('JSON in a JSON text', () => {
  const text = '{\n  "X": "{\\n  \\"Statement\\": [{ \\"Action\\": \\"s3:*\\", \\"Sid\\": \\"\\u00e9\\\\\\"\\" }]\\n}"\n}';
  const [, line = ''] = text.split('\n');
  const [statement] = inner(text).key('Statement').items();
  expect(statement && told(statement.key('Action'))).toBe(`2:${line.indexOf('\\"Action') + 1} s3:*`);
  expect(statement && told(statement.key('Sid'))).toBe(`2:${line.indexOf('\\"Sid') + 1} é"`);
});

test('a policy as a text with holes', () => {
  const node = inner(yaml`
    X: !Sub '{"Statement": [{"Effect": "Allow",
      "Resource": "arn:aws:s3:::\${Bucket}/*"}]}'
  `);
  const [statement] = node.key('Statement').items();
  expect(statement && [told(statement.key('Effect')), told(statement.key('Resource'))]).toEqual([
    '1:26 Allow',
    '2:3 arn:aws:s3:::${Bucket}/*',
  ]);
});

describe('a policy in percent encoding', () => {
  const policy = encodeURIComponent('{"Statement": [{"Action": "*"}]}');

  test('stands where its host does', () => {
    const node = inner(`A: 1\nX: "${policy}"\n`);
    expect(
      node
        .key('Statement')
        .items()
        .map((one) => told(one.key('Action'))),
    ).toEqual(['2:5 *']);
  });

  test('that is cut off is what it was', () => {
    expect(told(inner(`X: "${policy.slice(0, -1)}%"\n`))).toBe(`1:1 ${policy.slice(0, -1)}%`);
  });
});

test('twice', () => {
  const node = inner(yaml`
    X: |
      env:
        variables:
          POLICY: |
            { "Statement":
              [ { "Action": "iam:*" } ] }
          OTHER: "{\\"a\\": \\n 1}"
  `);
  const policy = embedded(keys(node, 'env', 'variables', 'POLICY'), exact);
  const [statement] = policy.key('Statement').items();
  expect(statement && told(statement.key('Action'))).toBe('6:15 iam:*');
  expect(told(embedded(keys(node, 'env', 'variables', 'OTHER'), exact).key('a'))).toBe('7:16 1');
  const at = statement?.key('Action').at;
  expect(at && outermost(at).origin).toEqual({ kind: 'file', path: 'a.yaml' });
  expect(at && contains({ source: outermost(at), pointer: '/X' }, at)).toBe(true);
  expect(at && contains(keys(node, 'env').at, at)).toBe(true);
  expect(at && contains(keys(node, 'env', 'variables', 'OTHER').at, at)).toBe(false);
});

describe('what is no document', () => {
  test('one line is a path or a name, and stays a text', () => {
    expect(told(inner('X: ci/buildspec.yml'))).toBe('1:1 ci/buildspec.yml');
    expect(told(inner('X: "a: b"'))).toBe('1:1 a: b');
    expect(told(inner('X: !Sub "${Y}/buildspec.yml"'))).toBe('1:1 ${Y}/buildspec.yml');
  });

  test('an object is taken as it is', () => {
    expect(told(keys(inner('X:\n  a:\n    b: 1\n'), 'a', 'b'))).toBe('3:5 1');
    expect(inner('X: [1, 2]').items().map(told)).toEqual(['1:5 1', '1:8 2']);
  });

  test('nothing is nothing', () => {
    for (const value of ['', '~', '!Ref AWS::NoValue']) expect([value, inner(`X: ${value}`).exists]).toEqual([value, false]);
    expect(told(inner('X: |\n  # only a remark\n  # and another\n'))).toBe('1:1 # only a remark\n# and another\n');
  });

  test('what does not parse is unknown, and says why without a quotation', () => {
    const node = inner('X: |\n  a: "hunter2\n  b: hunter2: c\n');
    const fact = node.key('a').text().in(NOWHERE);
    expect(fact).toMatchObject({ state: 'unknown', because: [{ text: 'does not parse as a document: Missing closing "quote' }] });
    expect(answer(matches(node.key('b').text(), /x/, '')).is).toBe('unknown');
  });

  test('what nobody can see is unknown', () => {
    expect(told(inner('X: !ImportValue y').key('a'))).toBe('1:1 unknown');
  });
});

test('each branch is a document of its own', () => {
  const node = inner(yaml`
    Parameters: { Env: { Type: String, AllowedValues: [a, b] } }
    Conditions: { IsA: !Equals [!Ref Env, a] }
    X:
      Fn::If:
        - IsA
        - |
          commands: one
          x: 1
        - commands: two
  `);
  expect(answer(matches(node.key('commands').text(), /^one$/, ''))).toMatchObject({ is: 'yes', when: ['IsA is true'] });
  expect(node.key('commands').meanings.map(({ at }) => spanOf(at)?.start)).toEqual([
    { line: 6, column: 6 },
    { line: 8, column: 6 },
  ]);
  expect(node.key('x').meanings.map(({ at }) => spanOf(at)?.start.line)).toEqual([7, 8]);
});

test('private characters of the text itself are no holes', () => {
  const node = inner('X: |\n  a: "\uE0007\uE001"\n  b: \uE000\n');
  const text = (key: string): unknown => {
    const fact = node.key(key).text().in(NOWHERE);
    return fact.state === 'known' ? literal(fact.value) : fact.state;
  };
  expect([text('a'), text('b')]).toEqual(['\uE0007\uE001', '\uE000']);
});
