import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { embedded } from '../../src/documents/embedded.ts';
import { exact, Node } from '../../src/documents/node.ts';
import { lineOf, placeOf } from '../../src/engine/place.ts';

const parse = (text: string): Document => {
  const [document] = Document.parse({ kind: 'file', path: 'infra/a.yaml' }, text);
  if (!document) throw new Error('no document');
  return document;
};

/** `line:column-endLine:endColumn` */
const place = (document: Document, pointer: string, offset?: number): string => {
  const { line, column, endLine, endColumn } = placeOf({ source: document, pointer, ...(offset !== undefined && { offset }) });
  return `${line}:${column}-${endLine}:${endColumn}`;
};

describe.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
])('in a file with %s', (_, end) => {
  const document = parse(['a: 1 # b', 'c:', '  - "d e"', '  - f: g', '    h: i', '  - |', '    j k', '', '    l', 'm:', ''].join(end));

  test.each([
    ['/a', '1:1-1:5', 'from the key to the end of the value'],
    ['/c', '2:1-2:3', 'no further than the first line'],
    ['/c/0', '3:5-3:10', 'with the quotes'],
    ['/c/1', '4:5-4:9', 'no further than the first line'],
    ['/c/1/h', '5:5-5:9', 'an entry of an item'],
    ['/c/2', '7:5-7:8', 'a script begins with its first line'],
    ['/m', '10:1-10:3', 'a value that is not written'],
    ['/none', '1:1-1:9', 'what is not there stands where it would'],
    ['', '1:1-1:9', 'the whole document'],
  ])('%s: %s, %s', (pointer, expected) => expect(place(document, pointer)).toBe(expected));

  test('one character of a text', () => {
    expect(place(document, '/c/0', 2)).toBe('3:8-3:10');
    expect(place(document, '/c/2', 5)).toBe('9:5-9:6');
  });

  test('and the line itself', () => {
    expect(lineOf(document.at('/c/0'), 2)).toBe('  - "d e"');
    expect(lineOf(document.at(''), 99)).toBeUndefined();
  });
});

test('in a file, by its path', () => {
  expect(placeOf(parse('a: 1').at('/a'))).toMatchObject({ path: 'infra/a.yaml', arn: undefined });
});

test('in JSON of one line', () => {
  const document = parse('{"a": [1, 2], "b": {"c": "d"}}');
  expect([place(document, '/a'), place(document, '/b/c')]).toEqual(['1:2-1:13', '1:21-1:29']);
});

test('in an answer of an account: its ARN, and no line', () => {
  const document = Document.ofData({ kind: 'live', arn: 'arn:aws:x', call: 'GetX' }, { a: { b: 1 } });
  expect(placeOf(document.at('/a/b'))).toEqual({ path: undefined, arn: 'arn:aws:x', line: 1, column: 1, endLine: 1, endColumn: 1 });
  expect(lineOf(document.at('/a'), 0)).toBeUndefined();
});

test('in a text inside of another document: the line of the file', () => {
  const document = parse('x: |\n  a: 1\n  b:\n    - c # d\ny: "{\\"e\\": 1}"\n');
  const within = (key: string): Node => embedded(Node.of(exact, document.root, document.at('')).key(key), exact);
  const [item] = within('x').key('b').items();
  expect(item && placeOf(item.at)).toEqual({ path: 'infra/a.yaml', arn: undefined, line: 4, column: 7, endLine: 4, endColumn: 8 });
  expect(item && lineOf(item.at, 3)).toBe('    - c # d');
  expect(placeOf(within('y').key('e').at)).toMatchObject({ line: 5, column: 6, endLine: 5, endColumn: 14 });
});

test('what an alias stands for ends on its own line', () => {
  const document = parse('a: &a\n  b: 1\nc: *a\n');
  expect([place(document, '/c'), place(document, '/c/b')]).toEqual(['3:1-3:6', '2:3-2:7']);
});

test('a region is never empty, and never longer than its line', () => {
  const document = parse('a:\n- ""\n-\n- [\n  1]\n"b": "c\n  d"\n');
  for (const pointer of ['', '/a', '/a/0', '/a/1', '/a/2', '/a/2/0', '/b']) {
    const { line, column, endLine, endColumn } = placeOf(document.at(pointer));
    const width = lineOf(document.at(pointer), line - 1)?.length ?? 0;
    expect([pointer, endLine === line, endColumn > column, endColumn <= Math.max(width + 1, column + 1)]).toEqual([
      pointer,
      true,
      true,
      true,
    ]);
  }
});
