import { beforeAll, describe, expect, test } from 'vitest';
import { isNothing, type MapTree, ParseError, type Tree } from '../../src/documents/tree.ts';
import { loadTolerance, noteRefusal, parseYaml, refusals } from '../../src/documents/yaml.ts';
import { parseTolerantly } from '../../src/documents/yaml-tolerant.ts';
import { yaml } from '../harness.ts';
import { refusal, said } from './trees.ts';

const read = (text: string): unknown => parseYaml(text).map(said);
const map = (text: string): MapTree => {
  const [root] = parseYaml(text);
  if (root?.kind !== 'map') throw new Error('no map');
  return root;
};

test('before the tolerant parser is there, refusals are counted and explained without a quotation', () => {
  expect(refusal(() => parseYaml('a: 1\nb: !hunter2"x y'))).toMatchObject({
    line: 1,
    column: 13,
    message: 'tag name cannot contain such characters',
  });
  expect(refusal(() => parseYaml('a: !h!hunter2 y'))).toMatchObject({ line: 0, message: 'undeclared tag handle' });
  expect(refusal(() => parseYaml("a\n  'b': c"))).toMatchObject({ line: 1 });
  const before = refusals();
  noteRefusal();
  expect(refusals()).toBe(before + 1);
});

describe('with both parsers', () => {
  beforeAll(loadTolerance);

  test('with the tolerant parser there, no refusal is worth another reading', () => {
    const before = refusals();
    noteRefusal();
    expect(refusals()).toBe(before);
  });

  test('numbers and words keep their source text', () => {
    expect(
      read('[012345678901, 3.10, 1e3, 0x1F, 0o17, 1_000, 12345678901234567890, 1.0, -0, .5, yes, True, ~, 2012-10-17, 12:30]'),
    ).toEqual([
      [
        '012345678901',
        '3.10',
        '1e3',
        '0x1F',
        '0o17',
        '1_000',
        '12345678901234567890',
        '1.0',
        '-0',
        '.5',
        'yes',
        'True',
        '~',
        '2012-10-17',
        '12:30',
      ],
    ]);
  });

  test('what is quoted or tagged as a text is never nothing', () => {
    const nothing = [...map('a:\nb: ~\nc: null\nd: Null\ne: ""\nf: "null"\ng: !!str null\nh: ! null\ni: !Ref\nj: |\nk: nULL').entries].map(
      ([key, { value }]) => [key, isNothing(value)],
    );
    expect(nothing.filter(([, is]) => is).map(([key]) => key)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('keys of JavaScript are keys like others', () => {
    const text = '__proto__: {a: 1}\nconstructor: 2\nhasOwnProperty: 3\ntoString: 4\n';
    const keys = [
      ['__proto__', { map: [['a', '1']] }],
      ['constructor', '2'],
      ['hasOwnProperty', '3'],
      ['toString', '4'],
    ];
    expect(read(text)).toEqual([{ map: keys }]);
    expect(parseTolerantly(text).map(said)).toEqual([{ map: keys }]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    expect(map('a: &a {__proto__: {b: 1}}\nc: {<<: *a}').entries.get('c')?.value).toMatchObject({
      kind: 'map',
      entries: new Map([['__proto__', expect.anything()]]),
    });
  });

  test('tags of AWS are kept, tags of YAML are not', () => {
    expect(read('[!Sub x, !GetAtt a.b, !<!Ref> x, !!int 1, !!str 010, ! x, !!set {}, !If [a], !Transform {a: b}]')).toEqual([
      ['!Sub x', '!GetAtt a.b', '!Ref x', '1', '010', 'x', { map: [] }, ['a'], { '!Transform': [['a', 'b']] }],
    ]);
    expect((parseYaml('!If [a]')[0] as Tree).tag).toBe('!If');
  });

  test('of several keys of one name the last one counts, and the others are remembered', () => {
    const { entries, duplicates } = map('a: 1\nb: 2\na: 3\n"a": 4\n');
    expect(entries.get('a')).toMatchObject({ start: 15, value: { text: '4' } });
    expect(duplicates).toEqual([
      { key: 'a', start: 0 },
      { key: 'a', start: 10 },
    ]);
    expect(map('a: 1').duplicates).toBeUndefined();
  });

  test('a merge brings what is missing, overrides nothing, and is no duplicate', () => {
    const root = map(yaml`
      one: &one { a: 1, b: 1 }
      two: &two { b: 2, c: 2 }
      before: { <<: *one, b: own }
      after: { b: own, <<: *one }
      several: { <<: [*one, *two] }
      inline: { <<: { a: 1 }, a: own }
      twice: { <<: *one, a: first, a: second }
    `);
    const entries = (name: string): unknown => {
      const value = root.entries.get(name)?.value;
      return (
        value?.kind === 'map' && [
          Object.fromEntries([...value.entries].map(([key, entry]) => [key, said(entry.value)])),
          value.duplicates?.length ?? 0,
        ]
      );
    };
    expect(entries('before')).toEqual([{ a: '1', b: 'own' }, 0]);
    expect(entries('after')).toEqual([{ a: '1', b: 'own' }, 0]);
    expect(entries('several')).toEqual([{ a: '1', b: '1', c: '2' }, 0]);
    expect(entries('inline')).toEqual([{ a: 'own' }, 0]);
    expect(entries('twice')).toEqual([{ a: 'second', b: '1' }, 1]);
    expect(root.duplicates).toBeUndefined();
  });

  test('what cannot be merged stays an entry', () => {
    expect(read('a: &a {x: 1}\nb: {"<<": *a}\nc: {<<: 1}\nd: {<<: [*a, 1]}')).toEqual([
      {
        map: [
          ['a', { map: [['x', '1']] }],
          ['b', { map: [['<<', { map: [['x', '1']] }]] }],
          ['c', { map: [['<<', '1']] }],
          ['d', { map: [['<<', [{ map: [['x', '1']] }, '1']]] }],
        ],
      },
    ]);
  });

  test('a key that is no text goes by the way it is written, so that none is lost', () => {
    expect(read('? [a, b]\n: 1\n? {c: d}\n: 2\n{{ name }}: 3\n: 4\n')).toEqual([
      {
        map: [
          ['[a, b]', '1'],
          ['{c: d}', '2'],
          ['{{ name }}', '3'],
          ['', '4'],
        ],
      },
    ]);
  });

  test('an anchor may stand anywhere, and counts from where it ends', () => {
    expect(read('&k a: &v [1]\n*k : *v\nb: &n\nc: *n\nd: &v 2\ne: *v')).toEqual([
      {
        map: [
          ['a', ['1']],
          ['b', ''],
          ['c', ''],
          ['d', '2'],
          ['e', '2'],
        ],
      },
    ]);
  });

  test('an anchor ends with its document', () => {
    expect(refusal(() => parseYaml('a: &a 1\n---\nb: *a\n'))).toMatchObject({ line: 2, column: 3 });
  });

  test('documents without anything in them do not count', () => {
    for (const text of ['', ' \n\t\n', '# a remark', '---', '---\n...\n', '---\n# a\n---\n~\n', 'null'])
      expect([text, read(text)]).toEqual([text, []]);
    expect(read('---\n---\na: 1\n---\n# none\n---\n- b\n')).toEqual([{ map: [['a', '1']] }, ['b']]);
  });

  test.each([
    ['a bracket that is never closed', 'a: 1\n---\nb: [\n', 2],
    ['a quote that is never closed', 'a: 1\nb: "x\n\n', 1],
    ['a tab as indentation', 'a:\n\tb: 1\n', 1],
    ['an escape that is none', 'a: 1\nb: "\\q"\n', 1],
    ['a map in a value', 'a: 1\nb: c: d\n', 1],
    ['a reserved character', 'a: 1\nb: @c\n', 1],
    ['a line that belongs to nothing', 'a: 1\nb\n', 1],
    ['a tag that was not declared', 'a: 1\nb: !c!d e\n', 1],
    ['a template engine', 'a: 1\n{% if x %}\nb: 2\n{% endif %}\n', 1],
    ['an alias of nothing', 'a: 1\nb: *c\n', 1],
    ['an alias of itself', 'a: 1\nb: &c\n  d: *c\n', 2],
    ['a list below a map', 'a: 1\n- b\n', 1],
  ])('%s is an error with its line', (_, text, line) => {
    for (const parse of [parseYaml, parseTolerantly]) expect(refusal(() => parse(text)).line).toBe(line);
  });

  test('a file of zero bytes, and of characters that are no text', () => {
    expect(refusal(() => parseYaml('\u0001: [\u0000'))).toBeInstanceOf(ParseError);
    expect(parseYaml('\u0000'.repeat(1000))).toHaveLength(1);
    expect(read('a: \uFFFD')).toEqual([{ map: [['a', '\uFFFD']] }]);
  });
});
