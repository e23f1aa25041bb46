import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { Lines } from '../../src/documents/lines.ts';
import type { Position, Span } from '../../src/model/location.ts';
import { yaml } from '../harness.ts';

const ORIGIN = { kind: 'file', path: 'a.yaml' } as const;
const read = (text: string, nth = 0): Document => {
  const document = Document.parse(ORIGIN, text)[nth];
  if (!document) throw new Error('no document');
  return document;
};

/** The text of a span. */
function within(text: string, span: Span | undefined): string | undefined {
  const lines = text.split('\n');
  const offset = ({ line, column }: Position): number => lines.slice(0, line).join('\n').length + (line ? 1 : 0) + column;
  return span && text.slice(offset(span.start), offset(span.end));
}

test('lines and columns', () => {
  const lines = new Lines('ab\n\nc\r\nd');
  expect([0, 2, 3, 4, 6, 7, 8].map((offset) => lines.position(offset))).toEqual([
    { line: 0, column: 0 },
    { line: 0, column: 2 },
    { line: 1, column: 0 },
    { line: 2, column: 0 },
    { line: 2, column: 2 },
    { line: 3, column: 0 },
    { line: 3, column: 1 },
  ]);
  expect(new Lines('').position(0)).toEqual({ line: 0, column: 0 });
});

describe.each([
  ['YAML', (text: string) => text],
  ['YAML with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
])('an entry goes from its key to the end of its value, a value stands alone: %s', (_, written) => {
  const text = written(`plain: a b  # c
folded: a
  b
'single': 'it''s' # c
"double": "a\\n"
tagged: !Sub "x"
anchored: &a [1]
literal: |-
  a

  b

block: > # c
    a
nothing:
tilde: ~
list:
  - a
  - "b"
  - |
    c
  -
  - d: 1
    e: 2
  - [f]
flow: { a: 1, b: [2, ], }
empty: {}
alias: *a
`);
  const document = read(text);
  const shown = (pointer: string): (string | undefined)[] =>
    [document.span(pointer), document.valueSpan(pointer)].map((span) => within(text, span)?.replaceAll('\r', ''));

  test.each([
    ['/plain', 'plain: a b', 'a b'],
    ['/folded', 'folded: a\n  b', 'a\n  b'],
    ['/single', "'single': 'it''s'", "'it''s'"],
    ['/double', '"double": "a\\n"', '"a\\n"'],
    ['/tagged', 'tagged: !Sub "x"', '"x"'],
    ['/anchored', 'anchored: &a [1]', '[1]'],
    ['/literal', 'literal: |-\n  a\n\n  b', '|-\n  a\n\n  b'],
    ['/block', 'block: > # c\n    a', '> # c\n    a'],
    ['/nothing', 'nothing:', ''],
    ['/tilde', 'tilde: ~', '~'],
    [
      '/list',
      'list:\n  - a\n  - "b"\n  - |\n    c\n  -\n  - d: 1\n    e: 2\n  - [f]',
      '- a\n  - "b"\n  - |\n    c\n  -\n  - d: 1\n    e: 2\n  - [f]',
    ],
    ['/list/0', 'a', 'a'],
    ['/list/1', '"b"', '"b"'],
    ['/list/2', 'c', '|\n    c'],
    ['/list/3', '', ''],
    ['/list/4', 'd: 1\n    e: 2', 'd: 1\n    e: 2'],
    ['/list/4/e', 'e: 2', '2'],
    ['/list/5', '[f]', '[f]'],
    ['/list/5/0', 'f', 'f'],
    ['/flow', 'flow: { a: 1, b: [2, ], }', '{ a: 1, b: [2, ], }'],
    ['/flow/b', 'b: [2, ]', '[2, ]'],
    ['/empty', 'empty: {}', '{}'],
    ['/flow/b/7', 'b: [2, ]', '[2, ]'], // as deep as the pointer leads
    ['/flow/c/d', 'flow: { a: 1, b: [2, ], }', '{ a: 1, b: [2, ], }'],
  ])('%s', (pointer, entry, value) => expect(shown(pointer)).toEqual([entry, value]));

  test('an alias stands where it is written, its value where the anchor is', () => {
    expect(shown('/alias')).toEqual(['', '[1]']);
    expect(document.span('/alias')?.start.line).toBe((document.span('/empty')?.start.line ?? 0) + 1);
  });

  test('a character of a text', () => {
    expect(document.span('/literal', 3)?.start).toEqual({ line: 10, column: 2 });
    expect(document.span('/double', 1)?.start).toEqual({ line: 4, column: 12 });
    expect(document.span('/list/2', 0)?.start).toEqual({ line: 20, column: 4 });
  });
});

test('names with slashes and tildes, and no names at all', () => {
  const document = read('a/b: 1\nc~d: 2\n"": 3\n');
  expect(['/a~1b', '/c~0d', '/'].map((pointer) => document.span(pointer)?.start.line)).toEqual([0, 1, 2]);
});

test('what a merge brought stands where it was written', () => {
  const document = read('base: &b\n  x: 1\nuse:\n  <<: *b\n  y: 2\n');
  expect(document.span('/use/x')?.start).toEqual({ line: 1, column: 2 });
  expect(document.span('/use/y')?.start).toEqual({ line: 4, column: 2 });
});

test('of keys of one name, the last one is the place', () => {
  for (const text of ['{"a": 1,\n"a": 2}', 'a: 1\na: 2\n']) expect(read(text).span('/a')?.start.line).toBe(1);
});

test('JSON in one line', () => {
  const text = '{"Resources":{"Web":{"Type":"A","Stages":[{"Name":"Prod"},{"Name":"Test"}]}}}';
  const document = read(text);
  expect(within(text, document.span('/Resources/Web/Stages/1'))).toBe('{"Name":"Test"}');
  expect(within(text, document.span('/Resources/Web/Stages/0/Name'))).toBe('"Name":"Prod"');
  expect(within(text, document.valueSpan('/Resources/Web/Type'))).toBe('"A"');
  expect(document.span('/Resources/Web/Type', 0)?.start.column).toBe(text.indexOf('A'));
});

describe('several documents in one file', () => {
  const text = yaml`
    # above the first
    a: 1
    ---
    # nothing here
    --- # above the second
    b: 2
    ...
    # above the third
    ---
    c: |
      3
      --- no marker
    # below the third
  `;
  const documents = Document.parse(ORIGIN, text);

  test('are numbered, and keep their lines', () => {
    expect(documents.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(['/a', '/b', '/c'].map((pointer, i) => documents[i]?.span(pointer)?.start.line)).toEqual([1, 5, 9]);
  });

  test('share out the text among them, with the remarks above each', () => {
    expect(documents.map(({ region }) => text.slice(...region))).toEqual([
      '# above the first\na: 1\n',
      '---\n# nothing here\n--- # above the second\nb: 2\n',
      '...\n# above the third\n---\nc: |\n  3\n  --- no marker\n# below the third',
    ]);
  });

  test('10,000 of them', () => {
    const many = Document.parse(ORIGIN, '---\na: 1\n'.repeat(10_000));
    expect([many.length, many.at(-1)?.span('/a')?.start.line]).toEqual([10_000, 19_999]);
  });
});
