import { describe, expect, test } from 'vitest';
import { placeOf } from '../src/engine/place.ts';
import { RULES } from '../src/rules/index.ts';
import { check } from './harness.ts';
import { MISTAKES } from './planting/mistakes.ts';
import { CLEAN, type Parts, SYSTEMS } from './planting/systems.ts';

type Files = Readonly<Record<string, string>>;

/** Everything that all rules say, problems and doubts, but for notes: `plaintext-secret problem build.yml:12`. */
const said = (files: Files): readonly string[] =>
  check(RULES, files)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, outcome, at }) => {
      const { path, line } = placeOf(at);
      return `${rule.id} ${outcome} ${path}:${line}`;
    })
    .sort();

/** Where a text stands. A thing in JSON begins at the bracket that stands in the line before its name. */
function whereIs(text: string, files: Files, file?: string): string {
  for (const [path, content] of Object.entries(files).filter(([name]) => !file || name === file)) {
    const lines = content.split('\n');
    const line = lines.findIndex((one) => one.includes(text));
    if (line >= 0) return `${path}:${line + (/^\s*"name": /i.test(lines[line] ?? '') ? 0 : 1)}`;
  }
  throw new Error(`${text} stands nowhere`);
}

const planted = (edit: Partial<Parts>): Parts => ({ ...CLEAN, ...edit });

describe.each(Object.entries(SYSTEMS))('%s', (_, { slots, files }) => {
  test('is clean', () => expect(said(files(CLEAN))).toEqual([]));

  const possible = MISTAKES.filter(({ plant }) => Object.keys(plant).every((slot) => slots.includes(slot as keyof Parts)));
  test.each(possible)('$name: $rule, and nothing else', ({ rule, plant, at, file }) => {
    const bad = files(planted(plant));
    expect(said(bad)).toEqual([`${rule} problem ${whereIs(at, bad, file)}`]);
  });
  test.each(possible)('$name: mended', ({ mend }) => expect(said(files(planted(mend)))).toEqual([]));
});

test('every mistake is made somewhere', () => {
  const everywhere = new Set(Object.values(SYSTEMS).flatMap(({ slots }) => slots));
  for (const { plant } of MISTAKES) for (const slot of Object.keys(plant)) expect(everywhere).toContain(slot);
});
