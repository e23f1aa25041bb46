import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from '../../src/documents/align.ts';
import { parseJson } from '../../src/documents/json.ts';
import type { TextTree, Tree } from '../../src/documents/tree.ts';
import { fromEvents } from '../../src/documents/yaml.ts';
import { parseTolerantly } from '../../src/documents/yaml-tolerant.ts';
import { shapes, Writer } from './shapes.ts';

/** The first text of a list or map. */
function first(root: Tree | undefined): TextTree {
  const value = root?.kind === 'map' ? [...root.entries.values()][0]?.value : root?.kind === 'list' ? root.items[0] : root;
  if (value?.kind !== 'text') throw new Error('no text');
  return value;
}

/** What each character of the text is written as, and what follows the last one. */
function pieces(source: string, tree: TextTree): string[] {
  const at = (i: number): number => align(source, tree, i);
  return [
    ...Array.from({ length: tree.text.length }, (_, i) => source.slice(at(i), at(i + 1))),
    source.slice(at(tree.text.length), tree.end),
  ];
}

describe.each([
  ['plain', 'a: bcb', ['b', 'c', 'b', '']],
  ['plain, folded', 'a: b\n  c\n\n  d', ['b', '\n  ', 'c', '\n\n  ', 'd', '']],
  ['plain, folded, with blanks', 'a: b \t\n  c', ['b', ' \t\n  ', 'c', '']],
  ['single quoted', "a: 'bc'", ['b', 'c', "'"]],
  ['single quoted, with quotes', "a: 'b''''c'''", ['b', "''", "''", 'c', "''", "'"]],
  ['single quoted, folded', "a: 'b\n\n   c\n   d'", ['b', '\n\n   ', 'c', '\n   ', 'd', "'"]],
  ['double quoted', 'a: "bc"', ['b', 'c', '"']],
  [
    'double quoted, with escapes',
    'a: "\\n\\\\\\"b\\x41\\u00e9\\t\\ c\\/\\0"',
    ['\\n', '\\\\', '\\"', 'b', '\\x41', '\\u00e9', '\\t', '\\ ', 'c', '\\/', '\\0', '"'],
  ],
  ['double quoted, with a long escape', 'a: "\\U0001F600b😀c"', ['', '\\U0001F600', 'b', '\ud83d', '\ude00', 'c', '"']],
  ['double quoted, with a pair of escapes', 'a: "\\ud83d\\ude00b"', ['\\ud83d', '\\ude00', 'b', '"']],
  ['double quoted, folded', 'a: "b\n  c  \n\n  d"', ['b', '\n  ', 'c  ', '\n\n  ', 'd', '"']],
  ['double quoted, continued', 'a: "b\\\n   c \\\n   \\  d"', ['b\\\n   ', 'c', ' \\\n   ', '\\ ', ' ', 'd', '"']],
  ['double quoted, with the text of an escape', 'a: "\\\\n\\n"', ['\\\\', 'n', '\\n', '"']],
  ['literal', 'a: |\n  bc\n  d\n', ['b', 'c', '\n  ', 'd', '', '']],
  ['literal, indented further', 'a: |\n  b\n    c\n', ['b', '\n  ', ' ', ' ', 'c', '', '']],
  ['literal, with empty lines', 'a: |\n\n  b\n\n\n  c\n', ['\n  ', 'b', '\n', '\n', '\n  ', 'c', '', '']],
  ['literal, stripped', 'a: |-\n  b\n', ['b', '']],
  ['literal, kept', 'a: |+\n  b\n\n', ['b', '', '', '']],
  ['literal, with an indicator', 'a: |2\n    b\n   c\n', [' ', ' ', 'b', '\n  ', ' ', 'c', '', '']],
  ['literal, with quotes and backslashes', 'a: |\n  "b\\n"\n  \'\'\n', ['"', 'b', '\\', 'n', '"', '\n  ', "'", "'", '', '']],
  ['literal, tagged', 'a: !Sub |\n  ${b}\n', ['$', '{', 'b', '}', '', '']],
  ['literal in a list', '- |\n  b\n  c\n', ['b', '\n  ', 'c', '', '']],
  ['folded', 'a: >\n  b\n  c\n\n  d\n', ['b', '\n  ', 'c', '\n\n  ', 'd', '', '']],
  ['folded, indented further', 'a: >\n  b\n    c\n  d\n', ['b', '\n  ', ' ', ' ', 'c', '\n  ', 'd', '', '']],
  ['folded, stripped', 'a: >-\n  b  c\n  d\n', ['b', ' ', ' ', 'c', '\n  ', 'd', '']],
  ['nothing', 'a: ""', ['"']],
  ['an empty block', 'a: |\nb: c', ['']],
])('%s', (_, source, written) => {
  test.each([
    ['js-yaml', fromEvents],
    ['yaml', parseTolerantly],
  ])('by %s', (_, parse) => expect(pieces(source, first(parse(source)[0]))).toEqual(written));

  test('with the line ends of Windows', () => {
    const windows = source.replaceAll('\n', '\r\n');
    const [tree, other] = [first(fromEvents(source)[0]), first(fromEvents(windows)[0])];
    const bare = (at: number): number => windows.slice(0, at).replaceAll('\r', '').length;
    for (let i = 0; i <= tree.text.length; i++) expect([i, bare(align(windows, other, i))]).toEqual([i, align(source, tree, i)]);
  });
});

test('JSON', () => {
  const source = '{"a": "b\\n\\u00e9\\ud83d\\ude00\\/\\\\c\\""}';
  const tree = parseJson(source);
  expect(pieces(source, first(tree))).toEqual(['b', '\\n', '\\u00e9', '\\ud83d', '\\ude00', '\\/', '\\\\', 'c', '\\"', '"']);
});

test('an offset behind the end is the end', () => {
  const source = 'a: bc d';
  const tree = first(fromEvents(source)[0]);
  expect([align(source, tree, 4), align(source, tree, 99)]).toEqual([7, 7]);
});

test('a long script is walked once, however often it is asked for', () => {
  const source = `a: |\n${'  echo a\n'.repeat(100_000)}`;
  const tree = first(fromEvents(source)[0]);
  for (let line = 0; line < 100_000; line += 10) expect(source[align(source, tree, line * 7)]).toBe('e');
});

test('whatever can be written: every character that is to be seen is found where it stands', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const source = new Writer().document(shape);
      const texts = (tree: Tree): TextTree[] =>
        tree.kind === 'text'
          ? [tree]
          : tree.kind === 'list'
            ? tree.items.flatMap(texts)
            : [...tree.entries.values()].flatMap(({ value }) => texts(value));
      for (const parse of [fromEvents, parseTolerantly]) {
        for (const tree of read(parse, source).flatMap(texts)) {
          let before = -1;
          for (let i = 0; i < tree.text.length; i++) {
            const at = align(source, tree, i);
            if (/\S/.test(tree.text[i] ?? '') && source[at] !== '\\') expect([source, i, source[at]]).toEqual([source, i, tree.text[i]]);
            if (at < before || at < tree.start || at > tree.end) throw new Error(`${at} behind ${before}`);
            before = at;
          }
        }
      }
    }),
    { numRuns: 1000 },
  );
});

/** Nothing where an alias leads nowhere. */
function read(parse: (text: string) => Tree[], source: string): Tree[] {
  try {
    return parse(source);
  } catch {
    return [];
  }
}
