import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** What each room may import beside itself; `*` is anything. Node's own modules and packages are listed by name. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  data: ['node:fs', 'node:path'], // a large table is a file of its own
  model: ['data'],
  documents: ['model', 'js-yaml', 'yaml', '@iarna/toml', 'node:fs', 'node:path', 'node:child_process'],
  scanners: ['documents', 'model', 'data', 'unbash', 'node:path'],
  engine: ['model', 'documents', 'data', 'node:crypto'],
  rules: ['engine/rule.ts', 'model'],
  reporters: ['engine', 'model', 'data', 'node:util', 'sarif'],
  config: ['model', 'engine', 'documents', 'node:fs', 'node:path'],
  cli: ['*'],
};

const root = join(import.meta.dirname, '..', 'src');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Every module that a source imports, dynamically too; types are imports as well. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? relative(root, join(root, file, '..', name)) : name,
  );
}

const roomOf = (file: string): string => file.split('/')[0] ?? '';

test('the straight line has its rooms', () => {
  expect([...new Set(sources.map(roomOf))].sort()).toEqual(Object.keys(MAY).sort());
});

test.each(sources)('%s imports only what its room may', (file) => {
  const room = roomOf(file);
  const may = MAY[room] ?? [];
  const wrong = importsOf(file).filter(
    (name) =>
      !may.includes('*') && roomOf(name) !== room && !may.some((one) => name === one || roomOf(name) === one || name.startsWith(`${one}/`)),
  );
  expect(wrong).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const edges = new Map(sources.map((file) => [file, valueImportsOf(file)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, above: readonly string[]): void => {
    if (above.includes(file)) circles.push([...above.slice(above.indexOf(file)), file].join(' → '));
    else if (!done.has(file)) for (const next of edges.get(file) ?? []) visit(next, [...above, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  expect(circles).toEqual([]);
});

/** Without the imports of types, which are gone when the code runs. */
function valueImportsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/import type [^;]+;/g, '');
  return [...text.matchAll(/from\s*'(\.[^']+)'/g)].map(([, name = '']) => relative(root, join(root, file, '..', name)));
}

test('the AWS SDK is imported by nobody', () => {
  expect(sources.filter((file) => importsOf(file).some((name) => name.startsWith('@aws-sdk/')))).toEqual([]);
});

test('nothing is longer than 300 lines', () => {
  const long = sources.filter((file) => file !== 'rules/index.ts' && readFileSync(join(root, file), 'utf8').split('\n').length > 301);
  expect(long).toEqual([]);
});

test('there is no utils', () => expect(sources.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.ts$)/.test(file))).toEqual([]));
