import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { discover } from '../../src/documents/files.ts';
import { readOurs } from '../../src/documents/files-content.ts';
import { glob } from '../../src/documents/files-glob.ts';
import { isSynthesised } from '../../src/documents/files-listing.ts';

const listed: string[] = [];
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const readdirSync = (...args: Parameters<typeof fs.readdirSync>) => {
    listed.push(String(args[0]));
    return fs.readdirSync(...args);
  };
  return { ...fs, readdirSync };
});

const top = realpathSync(mkdtempSync(join(tmpdir(), 'pipelint-listing-')));
afterAll(() => rmSync(top, { recursive: true, force: true }));

let cwd = '';
let nth = 0;
const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
beforeEach(() => {
  nth += 1;
  cwd = join(top, `test${nth}`, 'repository');
  mkdirSync(cwd, { recursive: true });
  git(cwd, 'init', '-q');
  listed.length = 0;
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
}
const found = (...paths: readonly string[]): string[] => discover(paths, cwd).files.map(({ path, named }) => (named ? `${path}!` : path));

describe('what git ignores', () => {
  test('is not read: nested, negated, and by folder', () => {
    write({
      '.gitignore': '*.json\n!keep.json\nout/\n',
      'a.yaml': '',
      'b.json': '',
      'keep.json': '',
      'out/c.yaml': '',
      'd/.gitignore': 'e.yaml\n!f.json\n',
      'd/e.yaml': '',
      'd/f.json': '',
      'g/e.yaml': '',
    });
    expect(found('.')).toEqual(['.gitignore', 'a.yaml', 'd/.gitignore', 'd/f.json', 'g/e.yaml', 'keep.json']);
    expect(found('d')).toEqual(['d/.gitignore', 'd/f.json']);
    expect(listed).toEqual([]);
  });
  test('is read where it is named, a file or a folder', () => {
    write({ '.gitignore': 'out/\n', 'out/a.yaml': '', 'out/deep/b.yaml': '' });
    expect(found('.', 'out/a.yaml')).toEqual(['.gitignore', 'out/a.yaml!']);
    expect(found('out')).toEqual(['out/a.yaml', 'out/deep/b.yaml']);
    expect(found('out/deep')).toEqual(['out/deep/b.yaml']);
  });
  test('but is read where CDK wrote it beside its cdk.json, without the sources that it copied', () => {
    write({
      '.gitignore': 'cdk.out\n',
      'app/cdk.json': '{}',
      'app/cdk.out/x.template.json': '',
      'app/cdk.out/assembly-prod/y.template.json': '',
      'app/cdk.out/asset.0123/z.yaml': '',
      'other/cdk.out/w.template.json': '',
    });
    expect(found('.')).toEqual(['.gitignore', 'app/cdk.json', 'app/cdk.out/assembly-prod/y.template.json', 'app/cdk.out/x.template.json']);
    expect(['a/cdk.out/x.json', 'cdk.out/x', 'cdk.outx/x', 'cdk.out'].map(isSynthesised)).toEqual([true, true, false, false]);
  });
});

test('names of every kind, from wherever one stands', () => {
  const names = ['-x.yaml', 'a b.yaml', 'line\nbreak.yaml', 'tab\t.yaml', 'É.yaml', 'é.yaml', '"q".yaml', 'A.yaml', 'a.yaml'];
  write({ ...Object.fromEntries(names.map((name) => [`d/${name}`, ''])), 'd/x.yml/inner.yaml': '', 'e/f.yaml': '' });
  const all = [...names, 'x.yml/inner.yaml'].sort();
  expect(found('d')).toEqual(all.map((name) => `d/${name}`));
  git(cwd, 'add', '-A');
  expect(found('d', './d', 'e/../d', join(cwd, 'd'), 'd/x.yml')).toEqual(all.map((name) => `d/${name}`));
  expect(discover(['.'], join(cwd, 'd')).files.map(({ path }) => path)).toEqual(all);
  expect(discover(['..'], join(cwd, 'e')).files.map(({ path }) => path)).toEqual([...all.map((name) => `../d/${name}`), 'f.yaml']);
});

test('links are not followed, not even above what git tracks; what was deleted is not missed', () => {
  write({ 'a/b.yaml': '', 'real/c.yaml': '', 'gone.yaml': '' });
  symlinkSync(join(cwd, 'real'), join(cwd, 'folder.yaml'));
  symlinkSync('loop.yaml', join(cwd, 'loop.yaml'));
  git(cwd, 'add', '-A');
  rmSync(join(cwd, 'gone.yaml'));
  rmSync(join(cwd, 'a'), { recursive: true });
  mkdirSync(join(top, `test${nth}`, 'secret'));
  writeFileSync(join(top, `test${nth}`, 'secret/b.yaml'), '');
  symlinkSync(join(top, `test${nth}`, 'secret'), join(cwd, 'a'));
  symlinkSync(join(cwd, 'real/c.yaml'), join(cwd, 'untracked.yaml'));
  expect(found('.')).toEqual(['a', 'real/c.yaml']); // the link itself is listed and is no candidate
});

test('repositories inside, tracked or not, each with its own rules', () => {
  write({ 'a.yaml': '', 'in/b.yaml': '', 'in/c.json': '', 'in/.gitignore': '*.json', 'sub/d.yaml': '' });
  git(join(cwd, 'in'), 'init', '-q');
  git(join(cwd, 'sub'), 'init', '-q');
  git(join(cwd, 'sub'), 'add', '-A');
  git(join(cwd, 'sub'), 'commit', '-qm', 'x');
  git(cwd, '-c', 'advice.addEmbeddedRepo=false', 'add', 'sub');
  expect(found('.')).toEqual(['a.yaml', 'in/.gitignore', 'in/b.yaml', 'sub/d.yaml']);
  const above = dirname(cwd);
  expect(discover(['.'], above).files.map(({ path }) => path)).toEqual(found('.').map((path) => `repository/${path}`));
});

test('a repository that is broken, or no git at all, is walked', () => {
  write({ '.gitignore': '*.yaml', 'a.yaml': '', 'node_modules/b.yaml': '' });
  vi.stubEnv('PATH', '/none');
  expect(found('.')).toEqual(['.gitignore', 'a.yaml']);
  vi.unstubAllEnvs();
  writeFileSync(join(cwd, '.git/HEAD'), 'x');
  expect(found('.')).toEqual(['.gitignore', 'a.yaml']);
});

test('nothing that a repository configures is run', () => {
  const ran = join(top, `ran${nth}`);
  write({ 'a.yaml': '', 'hook.sh': `#!/bin/sh\ntouch '${ran}'\n` });
  execFileSync('chmod', ['+x', join(cwd, 'hook.sh')]);
  mkdirSync(join(cwd, 'hooks'));
  for (const [key, value] of Object.entries({
    'core.fsmonitor': join(cwd, 'hook.sh'),
    'core.hooksPath': join(cwd, 'hooks'),
    'core.sshCommand': join(cwd, 'hook.sh'),
    'core.pager': join(cwd, 'hook.sh'),
    'pager.ls-files': 'true',
    'filter.x.clean': join(cwd, 'hook.sh'),
  }))
    git(cwd, 'config', key, value);
  write({ '.gitattributes': '* filter=x' });
  expect(found('.', 'hooks')).toContain('a.yaml');
  expect(existsSync(ran)).toBe(false);
  git(cwd, 'status'); // which does run it
  expect(existsSync(ran)).toBe(true);
});

test('a file that is named lists no folder', () => {
  write({ 'a/b.yaml': '', 'c.yaml': '' });
  vi.stubEnv('PATH', '/none');
  expect(found('a/b.yaml')).toEqual(['a/b.yaml!']);
  vi.unstubAllEnvs();
  expect(listed).toEqual([]);
});

describe('globs', () => {
  test.each([
    ['infra/**/*.yml', ['infra/a.yml!', 'infra/x/y/b.yml!']],
    ['./infra/*.yml', ['infra/a.yml!']],
    ['infra/{a,x/y/b}.yml', ['infra/a.yml!', 'infra/x/y/b.yml!']],
    ['{infra,lib}/?.yml', ['infra/a.yml!', 'lib/d.yml!']],
    ['in*/x', ['infra/x/y/b.yml!', 'infra/x/y/c.json!']],
    ['**/*.{json,txt}', ['infra/x/y/c.json!']],
    ['../repository/lib/*', ['lib/d.yml!']],
    ['lib/*.yaml', []],
    ['none/*.yml', []],
  ])('%s', (pattern, files) => {
    write({ 'infra/a.yml': '', 'infra/x/y/b.yml': '', 'infra/x/y/c.json': '', 'lib/d.yml': '' });
    expect(found(pattern)).toEqual(files);
    expect(discover([pattern], cwd).missing).toEqual(files.length > 0 ? [] : [pattern]);
  });
  test('a file whose name looks like one is itself, and what git ignores matches nothing', () => {
    write({ 'a*.yaml': '', 'ab.yaml': '', '.gitignore': 'c/', 'c/d.yaml': '' });
    expect(found('a*.yaml')).toEqual(['a*.yaml!']);
    expect(found('**/d.yaml')).toEqual([]);
    expect(found(join(cwd, '*b.yaml'))).toEqual(['ab.yaml!']);
  });
  test('what is special elsewhere is plain here', () => expect(glob('a.[b]+(c)').test('a.[b]+(c)')).toBe(true));
});

describe('what is read of a file', () => {
  const read = (text: string | Buffer, largest?: number): string | undefined => {
    writeFileSync(join(cwd, 'x'), text);
    return readOurs({ absolute: join(cwd, 'x') }, true, largest);
  };
  test('a sign may stand anywhere', () => {
    for (const size of [0, 65_528, 65_530, 65_535, 65_536, 65_537, 300_000]) {
      expect(read(`${' '.repeat(size)}phases`)).toHaveLength(size + 6);
      expect(read(`${' '.repeat(size)}phase`)).toBeUndefined();
    }
  });
  test('the file before leaves nothing behind', () => {
    expect(read(`phases${'x'.repeat(100_000)}`)).toBeDefined();
    expect(read('phas')).toBeUndefined();
  });
  test('nothing that is binary, and nothing too large', () => {
    expect(read(Buffer.from('abc\0phases'))).toBeUndefined();
    expect(() => read(`phases${' '.repeat(100)}`, 100)).toThrow('is larger than');
    expect(read(' '.repeat(200), 100)).toBeUndefined();
  });
});
