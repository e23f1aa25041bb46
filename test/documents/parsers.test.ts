import fc from 'fast-check';
import { YAMLException } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { ParseError, type Tree } from '../../src/documents/tree.ts';
import { fromEvents, loadTolerance, parseYaml } from '../../src/documents/yaml.ts';
import { parseTolerantly } from '../../src/documents/yaml-tolerant.ts';
import { shapes, Writer } from './shapes.ts';
import { said, shown } from './trees.ts';

/** The trees, or the error and its place. */
function outcome(parse: (text: string) => Tree[], text: string): unknown {
  try {
    return parse(text).map(shown);
  } catch (error) {
    if (error instanceof ParseError) return `${error.line}:${error.column} ${error.message}`;
    throw error;
  }
}

describe('both parsers give the same trees, texts, tags and places', () => {
  test('of anything', () => {
    fc.assert(
      fc.property(fc.array(shapes, { minLength: 1, maxLength: 3 }), fc.boolean(), (documents, windows) => {
        const writer = new Writer();
        const written = documents.map((shape) => writer.document(shape)).join('');
        const text = windows ? written.replaceAll('\n', '\r\n') : written;
        expect([text, outcome(parseTolerantly, text)]).toEqual([text, outcome(fromEvents, text)]);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['nothing', ''],
    ['a remark', '# only\n'],
    ['empty documents', '---\n---\n# x\n---\na: 1\n...\n---\nb: 2\n'],
    ['a directive', '%YAML 1.1\n---\na: 1\n'],
    ['a named tag of a directive', '%TAG !e! tag:e,2000:\n---\na: !e!x y\n'],
    ['values that are not written', 'a:\nb: # c\n  # d\nc: !Ref # e\nd: &d\ne: [ &e , !Ref ]\nf: {a, b: , "c": }\n'],
    ['items that are not written', '- \n-\n- # x\n- &a\n-'],
    ['keys that are not written', ': v\n'],
    ['keys that are said to be keys', '? a\n: b\n? c\n? "d"\n: e\n'],
    ['keys that are no texts', '? [a, b]\n: c\n? {x: y}\n: d\n? |\n  e\n: f\n'],
    ['placeholders of a template engine', '{{ cookiecutter.x }}: foo\nb: {{ x }}\n'],
    ['pairs in a list', '[a: b, {c: d}, ? e : f, : g]'],
    ['commas at the end', 'x: {a: 1,}\ny: [a, ]\n'],
    ['tags', 'a: !<tag:yaml.org,2002:str> 010\nb: !<!Sub> x\nc: ! 012\nd: !!str 010\ne: !!int "0x1F"\nf: !Sub "x"\n'],
    ['tags of collections', 'a: !If [x, y]\nb: !Sub\n  - x\n  - {y: 1}\nc: !Transform {Name: x}\nd: !!map {}\n'],
    ['tags of keys', '!Sub a: b\nc: {!Sub d: e}\n'],
    ['anchors of keys', '&a k: &b v\n*a : *b\n'],
    ['merges', 'b: &b {x: 1, y: 2}\nc: {<<: *b, x: 2}\nd: {x: 3, <<: *b}\ne: {<<: [*b, {x: 9, z: 8}]}\nf: {<<: {x: 1}, x: 2}\n'],
    ['what only looks like a merge', 'b: &b {x: 1}\nf: {"<<": *b}\ng: {<<: 1}\nh: {<<: [*b, 1]}\n'],
    ['duplicates', 'a: 1\na: 2\n"a": 3\n'],
    [
      'blocks',
      'a: |\nb: >-\n  x\n  y\n\n  z\n\n\nc: |+\n\n\nd: | # remark > x\n  t\ne: !Sub |2-\n   t\nf:\n  - |\n    x\n  - - >\n      y\n',
    ],
    ['a block at the end', 'a: |'],
    ['a block without a line break at the end', 'a: |\n  x'],
    ['folded quotes', "a: \"x\n  y\\\n  z\"\nb: 'it''s\n\n  b'\nc: x\n  y\n   z\n"],
    ['odd blanks', 'a :\tx\nb:   # y\n    z\n'],
    ['an alias before its anchor', 'a: *b\nb: &b 1\n'],
    ['an alias that holds itself', 'a: &b [*b]\n'],
  ])('%s', (_, text) => {
    expect(outcome(parseTolerantly, text)).toEqual(outcome(fromEvents, text));
    const windows = text.replaceAll('\n', '\r\n');
    expect(outcome(parseTolerantly, windows)).toEqual(outcome(fromEvents, windows));
  });
});

describe('where they differ', () => {
  test('the tolerant parser takes brackets that are indented too little', () => {
    const text = 'a:\n  b: [\n    1\n  ]\n';
    expect(() => fromEvents(text)).toThrow(YAMLException);
    expect(parseTolerantly(text).map(said)).toEqual([{ map: [['a', { map: [['b', ['1']]] }]] }]);
  });

  test('the tolerant parser takes control characters', () => {
    for (const text of ['a: \u0000', 'a: "\u0001"', 'a: \u0007']) {
      expect(() => fromEvents(text)).toThrow(YAMLException);
      expect(parseTolerantly(text)).toHaveLength(1);
    }
  });

  test('js-yaml takes keys of any length', () => {
    const text = `${'k'.repeat(2000)}: 1`;
    expect(fromEvents(text)).toHaveLength(1);
    expect(() => parseTolerantly(text)).toThrow(ParseError);
  });

  test('the anchor of a key that has a tag too is the anchor of its map in js-yaml', () => {
    const text = 'a:\n  &x !Sub b: c\nd: *x\n';
    expect([fromEvents(text), parseTolerantly(text)].map(([root]) => root?.kind === 'map' && root.entries.get('d')?.value.kind)).toEqual([
      'map',
      'text',
    ]);
  });
});

const BITS = [
  ...[
    'hunter2',
    'hunter2',
    'a',
    ':',
    ': ',
    ',',
    ' ',
    '\n',
    '\n',
    '\n  ',
    '\n- ',
    '- ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '? ',
    '<<: ',
    '\t',
    '\r\n',
    '\r',
  ],
  ...[
    '&hunter2 ',
    '*hunter2 ',
    '!hunter2 ',
    '!h!hunter2 ',
    '!<hunter2> ',
    '!hunter2" ',
    '! ',
    '!!str ',
    '|',
    '>',
    '|\n',
    '>2-\n',
    '| hunter2\n',
  ],
  ...[
    ' # hunter2',
    '#',
    '%hunter2',
    '%TAG ! hunter2',
    '%YAML hunter2',
    '---\n',
    '...\n',
    '\\',
    '\\x4',
    '\\hunter2',
    '@',
    '`',
    '%',
    '\u0000',
    '\uFEFF',
    '\uD800',
  ],
];

describe('a text that cannot be read', () => {
  const texts = fc.array(fc.constantFrom(...BITS), { maxLength: 20 }).map((bits) => bits.join(''));
  beforeAll(loadTolerance);

  test('gives trees with places in the text, or an error with a place that quotes nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const parse of [parseYaml, parseTolerantly]) {
          try {
            for (const tree of parse(text)) expectPlaced(tree, text.length);
          } catch (error) {
            if (!(error instanceof ParseError)) throw error;
            expect(error.message).not.toMatch(/hunt|ter2/);
            expect([error.line >= 0, error.column >= 0, error.line < text.split(/\r\n|\r|\n/).length]).toEqual([true, true, true]);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });
});

function expectPlaced(tree: Tree, length: number): void {
  if (!(tree.start >= 0 && tree.start <= tree.end && tree.end <= length)) throw new Error(`${tree.start}-${tree.end} of ${length}`);
  if (tree.kind === 'list') for (const item of tree.items) expectPlaced(item, length);
  if (tree.kind === 'map') for (const { value } of tree.entries.values()) expectPlaced(value, length);
}

describe('quoted texts whose next lines are not indented', () => {
  const source = 'a:\n  b: !Sub \'{\n    "x": "it\'\'s"\n  }\'\n  c: "one\n\ntwo \\"\nthree"\nd: 1\n';
  const [tree] = parseTolerantly(source);
  const textAt = (...path: string[]) => {
    let at = tree;
    for (const key of path) at = at?.kind === 'map' ? at.entries.get(key)?.value : undefined;
    return at?.kind === 'text' ? at : undefined;
  };
  test('say what CloudFormation reads in them', () => {
    expect(textAt('a', 'b')).toMatchObject({ text: '{ "x": "it\'s" }', tag: '!Sub' });
    expect(textAt('a', 'c')?.text).toBe('one\ntwo " three');
    expect(textAt('d')?.text).toBe('1');
  });
  test('stand where they stood', () => {
    const { start = 0, end = 0 } = textAt('a', 'b') ?? {};
    expect(source.slice(start, end)).toBe('\'{\n    "x": "it\'\'s"\n  }\'');
  });
  test('that never end are an error at their line, as are those beside another error', () => {
    expect(() => parseTolerantly('a: 1\nb: "x\ny: z\n')).toThrow(expect.objectContaining({ name: 'ParseError', line: 2 }));
    expect(() => parseTolerantly('a:\n  b: "x\n  y"\nc: }\n')).toThrow(expect.objectContaining({ name: 'ParseError' }));
  });
});
