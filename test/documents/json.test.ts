import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { fromData, parseJson } from '../../src/documents/json.ts';
import type { Tree } from '../../src/documents/tree.ts';
import { fromEvents } from '../../src/documents/yaml.ts';
import { refusal, said, shown } from './trees.ts';

const json = (text: string): Tree => {
  const tree = parseJson(text);
  if (!tree) throw new Error('no JSON');
  return tree;
};

test('JSON has the texts and places that YAML gives it, whatever its layout', () => {
  const layouts = fc.constantFrom(undefined, 0, 1, 2, 10, ' ');
  const values = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(values, layouts, fc.boolean(), fc.boolean(), (value, layout, windows, escaped) => {
      let text = JSON.stringify(value, null, layout);
      if (escaped)
        text = text.replace(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).replaceAll('/', '\\/');
      if (windows) text = text.replaceAll('\n', '\r\n');
      expect([text, [shown(json(text))]]).toEqual([text, fromEvents(text).map(shown)]);
    }),
    { numRuns: 1000 },
  );
});

test('tabs, which YAML refuses as indentation, only move the places', () => {
  const text = '{\n  "a": [\n    {\n      "b": "c\\td",\n      "e": 3.10\n    }\n  ]\n}';
  const tabs = text.replaceAll('  ', '\t');
  expect(said(json(tabs))).toEqual(said(json(text)));
  const [document] = Document.parse({ kind: 'file', path: 'a.json' }, tabs);
  expect(document?.span('/a/0/e')).toEqual({ start: { line: 4, column: 3 }, end: { line: 4, column: 12 } });
  expect(document?.valueSpan('/a/0/e')).toEqual({ start: { line: 4, column: 8 }, end: { line: 4, column: 12 } });
});

test('numbers keep their source text, however they are written', () => {
  const numbers = [
    '3.10',
    '1e3',
    '1E+3',
    '-0',
    '-0.0',
    '0.1234567890123456789',
    '123456789012345678901234567890',
    '1e400',
    '0.00000001',
    '100000000000000000000000',
  ];
  expect(said(json(`[${numbers.join(' , ')}]`))).toEqual(numbers);
  expect(said(json(`{"a":${numbers.join(',"a":')}}`))).toEqual({ map: [['a', numbers.at(-1)]] });
});

test('keys of one name: the last one counts, and the others are remembered', () => {
  expect(json('{"a": 1, "b": {"c": 1, "\\u0063": 2}, "a": 3}')).toMatchObject({
    entries: new Map<string, unknown>([
      ['a', { start: 37, value: { text: '3' } }],
      ['b', { value: { duplicates: [{ key: 'c', start: 15 }] } }],
    ]),
    duplicates: [{ key: 'a', start: 1 }],
  });
});

test('keys keep their order, and those of JavaScript and YAML are keys like others', () => {
  const text = '{"b": 1, "10": 2, "9": 3, "__proto__": {"x": 1}, "constructor": 4, "hasOwnProperty": 5, "<<": {"y": 1}, "": 6}';
  const keys = ['b', '10', '9', '__proto__', 'constructor', 'hasOwnProperty', '<<', ''];
  const root = json(text);
  expect(root.kind === 'map' && [...root.entries.keys()]).toEqual(keys);
  expect(said(root)).toMatchObject({
    map: expect.arrayContaining([
      ['__proto__', { map: [['x', '1']] }],
      ['<<', { map: [['y', '1']] }],
    ]),
  });
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('null, true and false are plain, and the texts of these names are not', () => {
  const root = json('[null, true, "null", "true"]');
  expect(root.kind === 'list' && root.items.map((item) => item.kind === 'text' && item.plain)).toEqual([true, true, false, false]);
});

describe('what is no JSON', () => {
  const documents = (text: string): unknown => Document.parse({ kind: 'file', path: 'a.json' }, text).map(({ root }) => said(root));

  test('is left to YAML', () => {
    for (const text of ['', 'a: 1', '"a"', '1', 'null', '[a]', "{'a': 1}", '{"a": 1} # b', '\uFEFF{}'])
      expect([text, parseJson(text)]).toEqual([text, undefined]);
    expect(documents("{'a': [b, 3.10]} # c")).toEqual([{ map: [['a', ['b', '3.10']]] }]);
  });

  test('a comma at the end is YAML', () => {
    expect(documents('{\n  "a": [1, 2,],\n}')).toEqual([{ map: [['a', ['1', '2']]] }]);
  });

  test.each([
    ['nothing closes it', '{\n  "a": 1\n', 1],
    ['a comma is missing', '{\n  "a": 1\n  "b": 2\n}', 2],
    ['a quote is missing', '{\n  "a": "b\n}', 2],
    ['an escape is none', '{\n  "a": "\\q"\n}', 1],
    ['something is left over', '{\n  "a": 1\n}\n}', 3],
    ['two of them', '{"a": 1}\n{"b": 2}', 1],
  ])('%s: an error with its line', (_, text, line) => expect(refusal(() => documents(text)).line).toBe(line));
});

describe('what is meant to hurt', () => {
  test.each([
    ['lists', `\n${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['maps', `\n${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('100,000 %s', (_, text) => expect(refusal(() => parseJson(text))).toMatchObject({ line: 1, message: 'is nested more than 200 deep' }));

  test('200 are deep enough', () => {
    expect(said(json(`${'['.repeat(199)}1${']'.repeat(199)}`))).toHaveLength(1);
    expect(refusal(() => parseJson(`${'['.repeat(200)}1${']'.repeat(200)}`)).column).toBe(200);
  });

  test.each([
    ['text', `"${'x'.repeat(10_000_000)}"`],
    ['escapes', `"${'\\"'.repeat(5_000_000)}"`],
    ['backslashes', `"${'\\\\'.repeat(5_000_000)}"`],
    ['digits', '1'.repeat(10_000_000)],
    ['blanks', `${' '.repeat(10_000_000)}1`],
  ])('10 MB of %s', (_, value) => expect(json(`{"a": ${value}}`).end).toBe(value.length + 7));

  test('20,000 keys', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `"k${i}": "${i}"`);
    expect(json(`{${keys.join(', ')}}`)).toMatchObject({ entries: { size: 20_000 } });
    expect(json(`{${keys.map(() => '"k": 1').join(', ')}}`)).toMatchObject({ duplicates: { length: 19_999 } });
  });
});

describe('documents made from values', () => {
  test('say what the values say, and have no places', () => {
    const data = { a: [1, 'b', null, true], c: { d: new Date('2026-11-20T00:00:00Z') }, e: undefined, f: 12345678901n };
    expect(said(fromData(data))).toEqual({
      map: [
        ['a', ['1', 'b', 'null', 'true']],
        ['c', { map: [['d', '2026-11-20T00:00:00.000Z']] }],
        ['f', '12345678901'],
      ],
    });
    const document = Document.ofData({ kind: 'live', arn: 'arn:aws:x', call: 'GetX' }, data);
    expect([document.text, document.span('/a/0'), document.valueSpan('/c')]).toEqual([undefined, undefined, undefined]);
  });

  test('keep every key', () => {
    expect(said(fromData(JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')))).toEqual({
      map: [
        ['__proto__', { map: [['a', '1']] }],
        ['constructor', '2'],
      ],
    });
  });

  test('can hold themselves, and are refused then', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(refusal(() => fromData(loop)).message).toBe('is nested more than 200 deep');
  });
});
