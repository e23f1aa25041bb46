import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A copy of what the scripts read and write; nothing of it touches the project. */
const root = join(import.meta.dirname, '..', '..');
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'pipelint-new-rule-'));
  for (const path of ['scripts', 'src', 'rules-docs', 'README.md', 'package.json', 'tsconfig.json'])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(copy, 'scripts', script), ...args], { encoding: 'utf8' });

test('a new rule has its three files, and is in the index, the list and the README', () => {
  const { status, stdout, stderr } = run('new-rule.mjs', 'approval/some-new-mistake');
  expect([status, stderr]).toEqual([0, '']);
  for (const file of [
    'src/rules/approval/some-new-mistake.ts',
    'test/rules/approval/some-new-mistake.test.ts',
    'rules-docs/some-new-mistake.md',
  ]) {
    expect(existsSync(join(copy, file))).toBe(true);
    expect(stdout).toContain(file);
  }
  expect(readFileSync(join(copy, 'src/rules/index.ts'), 'utf8')).toContain("import someNewMistake from './approval/some-new-mistake.ts';");
  expect(readFileSync(join(copy, 'rules-docs/some-new-mistake.md'), 'utf8')).toMatch(/^<!-- generated head[^>]*-->\n# some-new-mistake\n/);
  expect(readFileSync(join(copy, 'README.md'), 'utf8')).toContain('| [some-new-mistake](rules-docs/some-new-mistake.md) | medium |');
  expect(run('write-index.mjs', '--check').status).toBe(0);
  expect(run('write-heads.mjs', '--check').status).toBe(0);
});

test('it replaces nothing', () => {
  const again = run('new-rule.mjs', 'approval/some-new-mistake');
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('has this id already')]);
  expect(run('new-rule.mjs', 'testing/production-without-approval').stderr).toContain(
    'approval/production-without-approval.ts has this id already',
  );
});

test.each([
  ['', 'usage'],
  ['approval', 'usage'],
  ['a/b/c', 'usage'],
  ['aproval/some-mistake', 'there is no category aproval: testing, identity'],
  ['approval/Some-Mistake', 'is no id'],
  ['approval/mistake', 'is no id'],
  ['approval/../../x-y', 'usage'],
])('%j is refused', (argument, message) => {
  const { status, stderr } = run('new-rule.mjs', argument);
  expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test('what was generated and is not any more is noticed', () => {
  cpSync(join(root, 'src/rules/index.ts'), join(copy, 'src/rules/index.ts'));
  expect(run('write-index.mjs', '--check')).toMatchObject({ status: 1, stderr: expect.stringContaining('npm run generate') });
});
