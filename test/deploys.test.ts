import { describe, expect, test } from 'vitest';
import { placeOf } from '../src/engine/place.ts';
import { RULES } from '../src/rules/index.ts';
import { check } from './harness.ts';
import { APPROVAL_MISTAKES } from './planting/approval-mistakes.ts';
import { type DeployMistake, edited } from './planting/deploy-mistakes.ts';
import { type Delivery, FORMS, type Form, KINDS, type KindOfDeploy } from './planting/deploys.ts';
import { ROLLBACK_MISTAKES } from './planting/rollback-mistakes.ts';

type Files = Readonly<Record<string, string>>;
const MISTAKES: readonly DeployMistake[] = [...APPROVAL_MISTAKES, ...ROLLBACK_MISTAKES];
const systems = Object.entries<Delivery>(KINDS).flatMap(([kind, delivery]) =>
  Object.entries(FORMS)
    .filter(([form]) => kind !== 'a function of SAM' || /^in/.test(form)) // what SAM makes of it is not written as SAM
    .map(([form, write]) => ({ kind: kind as KindOfDeploy, form, delivery, write })),
);
const isPossible = ({ kinds, forms }: DeployMistake, kind: KindOfDeploy, form: string): boolean =>
  (kinds?.includes(kind) ?? true) && (forms?.test(form) ?? true);

/** Everything that all rules say, problems and doubts, but for notes, each with the line that it stands in, or in front of. */
const said = (files: Files): readonly string[] =>
  check(RULES, files)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, outcome, at }) => {
      const { path = '', line } = placeOf(at);
      const lines = (files[path] ?? '').split('\n');
      const bare = /^\s*\{$/.test(lines[line - 1] ?? '');
      return `${rule.id} ${outcome} ${path}:${bare ? line + 1 : line}`;
    })
    .sort();

/** The one line of all files that is meant. */
function lineOf(at: RegExp, files: Files): string {
  const found = Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, i) => (at.test(line) ? [`${path}:${i + 1}`] : [])),
  );
  expect(found, String(at)).toHaveLength(1);
  return found[0] ?? '';
}

const plant = (write: Form, delivery: Delivery, edit: DeployMistake['edit']): Files => write(edited(delivery, edit));

describe.each(systems)('$kind, $form', ({ kind, form, delivery, write }) => {
  test('is clean', () => expect(said(write(delivery))).toEqual([]));

  const possible = MISTAKES.filter((mistake) => isPossible(mistake, kind, form));
  test.each(possible)('$name: $rule, and nothing else', ({ rule, edit, at, also = [] }) => {
    const bad = plant(write, delivery, edit);
    const expected = [[rule, at] as const, ...also].map(([id, place]) => `${id} problem ${lineOf(place, bad)}`);
    expect(said(bad)).toEqual(expected.sort());
  });
  const mended = /^in one template$|^as/.test(form) ? possible.filter(({ mend }) => mend) : [];
  test.each(mended)('$name: mended', ({ mend = {} }) => {
    expect(said(plant(write, delivery, mend))).toEqual([]);
  });
});

test('every mistake is made somewhere, and in forms of every kind', () => {
  for (const mistake of MISTAKES)
    expect(
      systems.some(({ kind, form }) => isPossible(mistake, kind, form)),
      mistake.name,
    ).toBe(true);
  expect(systems.length).toBeGreaterThan(50);
});
