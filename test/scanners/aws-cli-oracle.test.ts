import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import type { Tree } from '../../src/documents/tree.ts';
import { written } from '../../src/model/text.ts';
import { argumentsOf } from '../../src/scanners/aws-cli/arguments.ts';
import { callsIn } from '../../src/scanners/aws-cli/calls.ts';
import { shellText } from '../../src/scanners/aws-cli/shell-text.ts';
import { shorthand } from '../../src/scanners/aws-cli/shorthand.ts';

/** What AWS's own command line makes of them: see scripts/ask-aws-cli.mjs. */
const oracle = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'fixtures', 'aws-cli', `${name}.json`), 'utf8')) as T;

/** Every value as a text: what is a number, and what a word, only the API knows. */
const texts = (data: unknown): unknown =>
  Array.isArray(data)
    ? data.map(texts)
    : typeof data === 'object' && data !== null
      ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, texts(value)]))
      : String(data);

const dataOf = (tree: Tree): unknown =>
  tree.kind === 'text'
    ? tree.text
    : tree.kind === 'list'
      ? tree.items.map(dataOf)
      : Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, dataOf(value)]));

const shorthands = oracle<[string, unknown][]>('shorthand');
const calls = oracle<{ line: string; params: unknown }[]>('calls');

test('the oracle says yes and no often enough', () => {
  expect(shorthands.filter(([, said]) => said !== null).length).toBeGreaterThan(200);
  expect(shorthands.filter(([, said]) => said === null).length).toBeGreaterThan(200);
  expect(calls.length).toBeGreaterThan(25);
});

test.each(shorthands)('%s', (source, said) => {
  const tree = shorthand(`--option ${source} `, '--option '.length, '--option '.length + source.length);
  expect(tree ? dataOf(tree) : null).toEqual(said);
});

test.each(calls)('$line', ({ line, params }) => {
  const [document] = Document.parse({ kind: 'file', path: 'x.sh' }, line) as [Document];
  const shell = shellText([written(document.at(''), line)]);
  const { calls: found, weave } = callsIn(shell as NonNullable<typeof shell>);
  expect(found.map((call) => dataOf(argumentsOf(call, weave.text, { read: () => {} }).root))).toEqual([texts(params)]);
});
