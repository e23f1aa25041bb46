import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { api, type Dialect, exact, Node, UNSEEN } from '../../src/documents/node.ts';
import { spanOf } from '../../src/model/location.ts';
import { shown } from '../../src/model/text.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { template } from '../../src/scanners/cloudformation/template.ts';
import { yaml } from '../harness.ts';

const documentOf = (text: string): Document => {
  const [document] = Document.parse({ kind: 'file', path: 'a.yaml' }, text);
  if (!document) throw new Error('no document');
  return document;
};
const read = (text: string, dialect: Dialect = api): Node => {
  const document = documentOf(text);
  return Node.of(dialect, document.root, document.at(''));
};
/** The same, as a template. */
const aws = (text: string): Node => {
  const document = documentOf(text);
  return Node.of(template(document, new Map()), document.root, document.at(''));
};

/** The text, or what is known instead. */
const say = (node: Node): string => {
  const fact = node.text().in(NOWHERE);
  return fact.state === 'known' ? shown(fact.value) : fact.state;
};
const line = (node: Node): number | undefined => spanOf(node.at)?.start.line;

describe('a field', () => {
  test('that AWS named has the two spellings of AWS, and only they', () => {
    const node = read('{roleArn: a, ECSServices: b, ecsServices: c, phases: d, RoleARN: e}');
    expect(['RoleArn', 'ECSServices', 'Phases', 'RoleARN', 'Rolearn'].map((name) => say(node.prop(name)))).toEqual([
      'a',
      'c',
      'd',
      'e',
      'absent',
    ]);
    expect([say(node.key('Phases')), say(node.key('phases'))]).toEqual(['absent', 'd']);
    expect([say(Node.of(exact, documentOf('{a: 1}').root, node.at).prop('A'))]).toEqual(['absent']);
  });

  test('of a field, and of what is none', () => {
    const node = read('A:\n  B: { C: x }\n  L: [y]\n');
    expect([say(node.prop('A', 'B', 'C')), say(node.prop('A', 'B', 'C', 'D')), say(node.prop('X', 'Y'))]).toEqual([
      'x',
      'absent',
      'absent',
    ]);
    expect([line(node.prop('A', 'B', 'C')), line(node.prop('A', 'X', 'Y')), line(node.prop('A', 'B', 'X'))]).toEqual([1, 0, 1]); // as far as it goes
  });

  test('named like something of JavaScript', () => {
    const node = read('{"__proto__": {"a": 1}, "constructor": 2}');
    expect([
      say(node.prop('constructor')),
      say(node.key('__proto__').key('a')),
      say(node.prop('toString')),
      say(node.key('hasOwnProperty')),
    ]).toEqual(['2', '1', 'absent', 'absent']);
  });
});

test('nothing is not there, an empty text is', () => {
  const node = read('a: ~\nb:\nc: null\nd: ""\ne: "null"\nf: []\ng: {}\n');
  expect(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => node.key(key).exists)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(['a', 'd', 'e', 'f', 'h'].map((key) => say(node.key(key)))).toEqual(['absent', '', 'null', 'unknown', 'absent']);
});

test('numbers', () => {
  const number = (text: string): unknown => {
    const fact = read(`a: ${text}`).key('a').number().in(NOWHERE);
    return fact.state === 'known' ? fact.value : fact.state;
  };
  expect(['3', '"3"', '0.5', '1e3', 'x', '[1]', '', '~'].map(number)).toEqual([3, 3, 0.5, 1000, 'unknown', 'unknown', 'absent', 'absent']);
});

describe('members', () => {
  test('of a list, each in its place', () => {
    const items = read('- a\n- b: c\n-\n- [d]\n').items();
    expect(items.map((item) => [say(item), line(item)])).toEqual([
      ['a', 0],
      ['unknown', 1],
      ['unknown', 3],
    ]);
  });

  test('of a list or one thing alone', () => {
    const node = read('a: [x, y]\nb: x\nc: { d: 1 }\ne: ~\nf: []\n');
    expect(['a', 'b', 'c', 'e', 'f', 'g'].map((key) => node.key(key).itemsOrSelf().map(say))).toEqual([
      ['x', 'y'],
      ['x'],
      ['unknown'],
      [],
      [],
      [],
    ]);
  });

  test('of a map, in its order', () => {
    const entries = read('{"b": 1, "10": 2, "9": 3, "a": null}').entries();
    expect(entries.map(({ name, node }) => `${name} ${say(node)}`)).toEqual(['b 1', '10 2', '9 3', 'a absent']);
  });

  test('of what is neither: one that nobody can see', () => {
    const node = read('a: text\nb: [c]\n');
    expect(
      node
        .key('a')
        .entries()
        .map(({ name, node: one }) => [name, say(one)]),
    ).toEqual([[UNSEEN, 'unknown']]);
    expect(node.key('a').items()).toHaveLength(1);
    expect(
      node
        .key('b')
        .entries()
        .map(({ name }) => name),
    ).toEqual([UNSEEN]);
    expect(node.key('none').items()).toEqual([]);
    expect(node.key('none').entries()).toEqual([]);
  });
});

describe('in a template', () => {
  test('what a transform may bring is unknown, never absent', () => {
    const node = aws(yaml`
      Resources:
        A: { Type: X, Properties: { Known: 1, Fn::Transform: { Name: Y } } }
        Fn::ForEach::Topics: [Id, [a, b], { 'T\${Id}': { Type: AWS::SNS::Topic } }]
    `).key('Resources');
    const properties = node.key('A').prop('Properties');
    expect([say(properties.prop('Known')), say(properties.prop('Missing')), say(node.key('A').prop('Missing'))]).toEqual([
      '1',
      'unknown',
      'absent',
    ]);
    expect(node.entries().map(({ name }) => name)).toEqual(['A', UNSEEN]);
    expect(properties.prop('Missing').when.in(NOWHERE).is).toBe('yes');
    expect(properties.entries().map(({ node: one }) => one.when.in(NOWHERE).is)).toEqual(['yes', 'unknown']);
  });

  test('a reference is one thing, and a list that nobody can see is one member that nobody can see', () => {
    const node = aws('Parameters: { P: { Type: String } }\nA: !Ref P\nB: !GetAtt X.List\n');
    expect([node.key('A').itemsOrSelf().map(say), node.key('B').items().map(say)]).toEqual([['unknown'], ['unknown']]);
    expect([node.key('A').itemsOrSelf(), node.key('B').items()].map(([one]) => one?.when.in(NOWHERE).is)).toEqual(['yes', 'unknown']);
  });

  test('what one dialect cannot see, another still can', () => {
    const node = aws('Fn::Transform: { Name: AWS::Include }\nA: { Fn::Transform: { Name: x } }\n'); // has no Conditions
    expect([say(node.key('Resources')), say(node.key('A').key('B'))]).toEqual(['unknown', 'unknown']);
  });

  test('AWS::NoValue is no member', () => {
    expect(aws('A: [!Ref AWS::NoValue, x, {Ref: AWS::NoValue}]').key('A').items().map(say)).toEqual(['x']);
  });

  test('each branch is a member in its own worlds, and names stay one member', () => {
    const node = aws(yaml`
      Parameters: { E: { Type: String, AllowedValues: [a, b] } }
      Conditions: { A: !Equals [!Ref E, a] }
      List:
        - !If [A, { Name: x }, !Ref AWS::NoValue]
        - !If [A, one, two]
        - Name: z
    `);
    const items = node.key('List').items();
    expect(items.map((item) => [say(item.key('Name')), item.when.in(NOWHERE).is])).toEqual([
      ['x', 'unknown'],
      ['unknown', 'yes'],
      ['z', 'yes'],
    ]);
    expect(items[1]?.meanings).toHaveLength(2);
  });
});
