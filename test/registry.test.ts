import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FRAMEWORKS } from '../src/data/controls.ts';
import { CATEGORIES, CONFIDENCES, mistakeOf, SEVERITIES } from '../src/engine/rule.ts';
import { RULES } from '../src/rules/index.ts';

const root = join(import.meta.dirname, '..');
const files = (folder: string, end: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end) && file.includes('/'))
    .map((file) => file.slice(0, -end.length))
    .sort();

const named = RULES.map(({ category, id }) => `${category}/${id}`);

test('every rule file is in the index, under its category, in order', () => {
  expect(files('src/rules', '.ts')).toEqual(named);
  expect(named).toEqual([...named].sort());
});

test('every rule has a test', () => expect(files('test/rules', '.test.ts')).toEqual(named));

test('every rule has a page, and no page is without one', () => {
  expect(
    readdirSync(join(root, 'rules-docs'))
      .map((file) => basename(file, '.md'))
      .sort(),
  ).toEqual(RULES.map(({ id }) => id).sort());
});

test('ids and aliases are given once', () => {
  const all = RULES.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  expect(new Set(all).size).toBe(all.length);
});

test('each of the six mistakes has a rule', () => {
  const mistakes = new Set(RULES.map(mistakeOf));
  expect([1, 2, 3, 4, 5, 6].filter((mistake) => !mistakes.has(mistake as never))).toEqual([]);
});

describe.each(RULES)('$id', (rule) => {
  test('is well formed', () => {
    expect(rule.id).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
    expect(Object.keys(CATEGORIES)).toContain(rule.category);
    expect(SEVERITIES).toContain(rule.severity);
    expect(CONFIDENCES).toContain(rule.confidence ?? 'high');
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.fix).toMatch(/\.$/);
    expect(rule.references.length).toBeGreaterThan(0);
    for (const reference of rule.references) expect(new URL(reference).protocol).toBe('https:');
  });

  test('names only controls that exist', () => {
    for (const [framework, ids] of Object.entries(rule.controls)) {
      const known = Object.keys(FRAMEWORKS[framework as keyof typeof FRAMEWORKS].controls);
      expect(known).toEqual(expect.arrayContaining([...(ids ?? [])]));
    }
  });
});

test('every control has a rule that gives evidence for it', () => {
  for (const [framework, { controls }] of Object.entries(FRAMEWORKS)) {
    const used = new Set(RULES.flatMap((rule) => rule.controls[framework as keyof typeof FRAMEWORKS] ?? []));
    expect(
      Object.keys(controls).filter((id) => !used.has(id)),
      framework,
    ).toEqual([]);
  }
});
