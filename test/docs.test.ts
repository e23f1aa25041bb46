import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../src/rules/index.ts';
import { check, type Input } from './harness.ts';

const FILE = /^# ([\w./-]+\.\w+)\n/m;
const SECTIONS = ['Bad', 'Good', 'Cannot decide', 'When not to use it'];

describe.each(RULES)('$id', (rule) => {
  const page = readFileSync(join(import.meta.dirname, '..', 'rules-docs', `${rule.id}.md`), 'utf8');
  const sections = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')).trim(), part] as const),
  );
  const samples = (title: string): string[] =>
    [...(sections.get(title) ?? '').matchAll(/^```(?:yaml|json)[^\n]*\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
  /** Several files, each behind a line `# its/path.yml`, or one of any name. */
  const filesOf = (text: string): Input =>
    text.startsWith('# ') && FILE.test(text)
      ? Object.fromEntries(
          text
            .split(FILE)
            .slice(1)
            .flatMap((path, i, all) => (i % 2 === 0 ? [[path, all[i + 1] ?? '']] : [])),
        )
      : text;
  const problems = (text: string): string[] =>
    check([rule], filesOf(text))
      .findings.filter(({ outcome }) => outcome === 'problem')
      .map(({ message }) => message);

  test('has its sections in their order', () => {
    expect([...sections.keys()].filter((title) => title !== 'Options')).toEqual(SECTIONS);
    expect(sections.has('Options')).toBe(Object.keys(rule.options ?? {}).length > 0);
  });
  test('says why before it shows how', () => {
    const why = page.slice(page.indexOf('<!-- end of generated head -->'), page.indexOf('## Bad'));
    expect(why.split(/\s+/).length).toBeGreaterThan(30);
    expect(why).toMatch(/https:\/\//);
  });
  test('every bad sample is flagged', () => {
    expect(samples('Bad').length).toBeGreaterThan(0);
    for (const text of samples('Bad')) expect(problems(text), text).not.toEqual([]);
  });
  test('no good sample is', () => {
    expect(samples('Good').length).toBeGreaterThan(0);
    for (const text of samples('Good')) expect(problems(text), text).toEqual([]);
  });
});
