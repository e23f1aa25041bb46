import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PRODUCTION } from '../src/config/config.ts';
import { Document } from '../src/documents/document.ts';
import { tomlDocument } from '../src/documents/toml-document.ts';
import { maskOf } from '../src/engine/mask.ts';
import { placeOf } from '../src/engine/place.ts';
import type { Finding, Pass } from '../src/engine/report.ts';
import type { Rule } from '../src/engine/rule.ts';
import { run } from '../src/engine/run.ts';
import type { IamScope } from '../src/model/identity.ts';
import type { Model } from '../src/model/model.ts';
import { scannerOf } from '../src/scanners/index.ts';
import { Linker } from '../src/scanners/linker.ts';
import type { Presence } from '../src/scanners/presence.ts';
import type { Find } from '../src/scanners/scanner.ts';
import { Repository } from '../src/scanners/scripts/repository.ts';

/** One text, or several files by their path; those that lead with `(context)` are only there to be linked to. */
export type Input = string | Readonly<Record<string, string>>;
export type Cases = Readonly<Record<string, Input>>;

/** Every rule shows what it likes, what it flags, and what it cannot decide. */
export interface RuleCases {
  readonly good: Cases;
  readonly bad: Cases;
  readonly undecided: Cases;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/**
 * Expectations stand inside the fixtures, on the exact line: `# problem`, `# problem (low)` for a severity other than the
 * rule's, `# problem when Environment is prod`, `# undecided`. Every unmarked line must stay silent.
 */
export function testRule(rule: Rule, { good, bad, undecided, settings = {} }: RuleCases): void {
  describe(rule.id, () => {
    test('is silent on an empty document', () => expect(marks(rule, '{}', settings)).toEqual([]));
    for (const [name, input] of [good, bad, undecided].flatMap((cases) => Object.entries(cases))) {
      test(name, () => expect(marks(rule, input, settings)).toEqual(expected(input)));
    }
    test.each(Object.entries(bad))('%s marks a problem', (_, input) => expect(expected(input).join()).toMatch(/:problem/));
    test.each(Object.entries(undecided))('%s marks an undecided', (_, input) => expect(expected(input).join()).toMatch(/:undecided/));
    test.each(Object.entries(good))('%s marks nothing', (_, input) => expect(expected(input)).toEqual([]));
  });
}

export interface Checked {
  readonly findings: readonly Finding[];
  readonly passes: readonly Pass[];
  readonly model: Model;
}

/** Read the files, link them and put rules to them, as `scan` does, without a file system. */
export function check(
  rules: readonly Rule[],
  input: Input,
  given: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, unknown>> = {},
  scope: IamScope = 'delivery',
): Checked {
  const model = read(input, given, scope);
  const rest = { common: { production: PRODUCTION }, today: new Date('2026-11-20') };
  const { findings, passes, crashes } = run(
    rules,
    model,
    { ...rest, rules: new Map(rules.map(({ id }) => [id, settings])) },
    maskOf(model),
  );
  expect(crashes).toEqual([]);
  return { findings, passes, model };
}

const documentsOf = (path: string, text: string): Document[] =>
  path.endsWith('.toml') ? [tomlDocument({ kind: 'file', path }, text)] : Document.parse({ kind: 'file', path }, text);

/** The model of some files. */
export function read(input: Input, given: Readonly<Record<string, string>> = {}, scope: IamScope = 'delivery'): Model {
  const files = Object.entries(typeof input === 'string' ? { 'input.yaml': input } : input);
  const linker = new Linker(repositoryOf(new Map(files)), scope);
  const documents = new Map(files.filter(([path]) => !IS_RUN.test(path)).map(([path, text]) => [path, documentsOf(path, text)]));
  const find: Find = (_, path) => {
    const [document] = documents.get(path) ?? [];
    return document && { document, ours: scannerOf(document) !== undefined };
  };
  for (const list of documents.values()) {
    for (const document of list)
      scannerOf(document)?.scan(document, { linker, given: new Map(Object.entries(given)), context: false, find });
  }
  linker.commit();
  for (const link of linker.files) {
    for (const path of link.paths) {
      const whole = linker.wholeOf(link.kind, documents.get(path) ?? []);
      if (whole) link.resolve(path, whole);
    }
  }
  const isThere = (path: string, of: Presence['of']): boolean =>
    files.some(([name]) => (of === 'file' ? name === path : name.startsWith(`${path}/`)));
  if (typeof input !== 'string') for (const presence of linker.presences) look(presence, isThere);
  return linker.seal();
}

/** What a file names is looked for from its folder upwards, as `readAll` does; a single text is in no folder. */
function look(presence: Presence, isThere: (path: string, of: Presence['of']) => boolean): void {
  const { origin } = presence.at.source;
  if (origin.kind !== 'file') return;
  const parts = origin.path.split('/').slice(0, -1);
  const folders = parts.map((_, i) => parts.slice(0, i + 1).join('/')).concat('');
  for (const path of presence.paths.filter((one) => !posix.isAbsolute(one)))
    presence.saw(
      path,
      folders.some((folder) => isThere(posix.join(folder, path), presence.of)),
    );
}

/** Files that commands run, which are no documents. */
const IS_RUN = /(^|\/)(Taskfile\.yml|package\.json|x)$/;

/** From the folder of the file that refers upwards, as on a disk. */
export const repositoryOf = (files: ReadonlyMap<string, string>): Repository =>
  new Repository((from, path) => {
    const folders = posix
      .dirname(from)
      .split('/')
      .map((_, i, all) => all.slice(0, all.length - i).join('/'));
    return [...new Set([...folders, '.'])].flatMap((folder) => {
      const at = posix.join(folder, path);
      const text = files.get(at);
      return text === undefined ? [] : [{ path: at, text }];
    });
  });

/** The findings as `line:kind` and their worlds, the way the markers say it. */
function marks(rule: Rule, input: Input, settings: Readonly<Record<string, unknown>>): string[] {
  const several = typeof input !== 'string';
  return check([rule], input, {}, settings)
    .findings.map(({ outcome, at, message, severity }) => {
      const { path, line } = placeOf(at);
      const graded = outcome === 'problem' && severity !== rule.severity ? ` (${severity})` : '';
      const when = outcome === 'problem' ? (/ when .*$/.exec(message)?.[0] ?? '') : '';
      return `${several ? `${path}:` : ''}${line}:${outcome}${graded}${when}`;
    })
    .sort();
}

const expected = (input: Input): string[] =>
  (typeof input === 'string' ? [['', input] as const] : Object.entries(input).map(([path, text]) => [`${path}:`, text] as const))
    .flatMap(([path, text]) =>
      text.split('\n').flatMap((line, i) => {
        const mark = /(?:#|"\/\/": ")\s*((problem|undecided)( \(\w+\))?( when [^"]*)?)"?,?$/.exec(line);
        return mark ? [`${path}${i + 1}:${mark[1]}`] : [];
      }),
    )
    .sort();

/** Strip the common indent, so fixtures sit in the test at its own depth. */
export function yaml(parts: TemplateStringsArray, ...values: readonly string[]): string {
  const lines = parts
    .map((part, i) => part + (values[i] ?? ''))
    .join('')
    .replace(/^\n/, '')
    .trimEnd()
    .split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

export const indent = (by: number, text: string): string => text.replace(/^(?=.)/gm, ' '.repeat(by));
