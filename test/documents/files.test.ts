import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { discover, isCandidate } from '../../src/documents/files.ts';
import { readOurs } from '../../src/documents/files-content.ts';
import { rootOf } from '../../src/documents/files-paths.ts';
import { findReferenced } from '../../src/documents/files-references.ts';

/** Folders that nobody may look into; who runs the tests may be allowed to look anywhere. */
const closed = new Set<string>();
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const refuse = (path: unknown): void => {
    if (closed.has(String(path))) throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  };
  return {
    ...fs,
    readdirSync: (...args: Parameters<typeof fs.readdirSync>) => {
      refuse(args[0]);
      return fs.readdirSync(...args);
    },
    statSync: (...args: Parameters<typeof fs.statSync>) => {
      refuse(args[0]);
      return fs.statSync(...args);
    },
    realpathSync: (...args: Parameters<typeof fs.realpathSync>) => {
      refuse(args[0]);
      return fs.realpathSync(...args);
    },
  };
});

const top = realpathSync(mkdtempSync(join(tmpdir(), 'pipelint-files-')));
afterAll(() => rmSync(top, { recursive: true, force: true }));

let cwd = '';
let nth = 0;
beforeEach(() => {
  closed.clear();
  nth += 1;
  cwd = join(top, `test${nth}`, 'repository');
  mkdirSync(join(cwd, '.git'), { recursive: true });
});

/** Write files, by their path below the repository. */
function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), 'a: 1\n');
  }
}

const found = (...paths: readonly string[]): string[] => discover(paths, cwd).files.map(({ path, named }) => (named ? `${path}!` : path));

describe('what is looked at', () => {
  test('every file of a folder, sorted, each once', () => {
    write('b.yaml', 'a/z.json', 'a/b/c.txt', 'B.yml', 'é.yaml');
    expect(found('.')).toEqual(['B.yml', 'a/b/c.txt', 'a/z.json', 'b.yaml', 'é.yaml']);
    expect(found('a', '.', 'a/b', './a/../a')).toEqual(found('.'));
    expect(found(join(cwd, 'a'))).toEqual(['a/b/c.txt', 'a/z.json']);
  });

  test('a file that is named is marked, wherever else it is found', () => {
    write('a/b.txt', 'a/c.yaml');
    expect(found('a/b.txt')).toEqual(['a/b.txt!']);
    expect(found('a', 'a/b.txt')).toEqual(['a/b.txt!', 'a/c.yaml']);
    expect(found('a/b.txt', 'a')).toEqual(['a/b.txt!', 'a/c.yaml']);
  });

  test('folders of other people are skipped, unless they are named', () => {
    write(
      '.git/config.yaml',
      'node_modules/x/y.yaml',
      'a/.terraform/x.json',
      'a/node_modules.yaml',
      '.github/x.yml',
      '.aws-sam/build/template.yaml',
      'cdk.out/x.template.json',
    );
    expect(found('.')).toEqual(['.github/x.yml', 'a/node_modules.yaml', 'cdk.out/x.template.json']);
    expect(found('node_modules')).toEqual(['node_modules/x/y.yaml']);
  });

  test('links are not followed, unless they are named', () => {
    write('real/a.yaml');
    symlinkSync(join(cwd, 'real'), join(cwd, 'folder'));
    symlinkSync(join(cwd, 'real/a.yaml'), join(cwd, 'file.yaml'));
    symlinkSync(cwd, join(cwd, 'real/loop'));
    symlinkSync(join(cwd, 'nowhere'), join(cwd, 'dead.yaml'));
    expect(found('.')).toEqual(['real/a.yaml']);
    expect(found('folder', 'file.yaml')).toEqual(['file.yaml!', 'folder/a.yaml']);
    expect(discover(['dead.yaml'], cwd).missing).toEqual(['dead.yaml']);
  });

  test('paths up to two folders above are shown from where one stands, those further away in full', () => {
    write('a/b/c/x.yaml', 'a/y.yaml', 'z.yaml');
    const from = join(cwd, 'a/b/c');
    expect(discover(['../../../z.yaml', '../../y.yaml', '.'], from).files.map(({ path }) => path)).toEqual([
      '../../y.yaml',
      join(cwd, 'z.yaml'),
      'x.yaml',
    ]);
    expect(discover(['../c'], from).files.map(({ path }) => path)).toEqual(['x.yaml']);
    expect(discover(['../..'], join(cwd, 'a/b')).files.map(({ path }) => path)).toEqual(['../../z.yaml', '../y.yaml', 'c/x.yaml']);
  });

  test('paths that lead nowhere are told, and are no reason to stop', () => {
    write('a.yaml');
    expect(discover(['none', 'a.yaml', 'a.yaml/b', 'a\0b', 'x'.repeat(5000), '-'], cwd)).toMatchObject({
      files: [{ path: 'a.yaml' }],
      missing: ['none', 'a.yaml/b', 'a\0b', 'x'.repeat(5000), '-'],
    });
  });

  test('what comes in on stdin has the name it is given, and stands before the file of that name', () => {
    write('a/b.yaml');
    const stdin = { path: 'a/b.yaml', text: '\uFEFFa: 2\rb: 3' };
    for (const paths of [['-'], ['-', '.'], ['a/b.yaml', '-']]) {
      expect(discover(paths, cwd, stdin)).toMatchObject({ files: [{ path: 'a/b.yaml', named: true, text: 'a: 2\nb: 3' }], roots: [cwd] });
    }
    expect(discover(['-'], cwd, { path: 'stdin', text: '' }).files).toMatchObject([{ path: 'stdin', named: true }]);
  });

  test('a folder that cannot be looked into is told, and the others go on', () => {
    write('a/b.yaml', 'closed/c.yaml', 'd/closed/e.yaml');
    closed.add(join(cwd, 'closed')).add(join(cwd, 'd/closed'));
    expect(discover(['.'], cwd)).toMatchObject({ files: [{ path: 'a/b.yaml' }], unreadable: ['closed', 'd/closed'], missing: [] });
    expect(discover(['closed'], cwd)).toMatchObject({ files: [], missing: ['closed'] });
  });

  test('a tree deeper than any stack, and a folder of thousands', () => {
    const deep = `${'d/'.repeat(1200)}x.yaml`;
    write(deep, ...Array.from({ length: 2000 }, (_, i) => `wide/${i}.yaml`));
    expect(found('.')).toHaveLength(2001);
  });
});

describe('which of them can be ours', () => {
  test.each([
    'a.yaml',
    'a.yml',
    'a.JSON',
    'a.template',
    'x/a.cfn',
    'buildspec',
    'x/buildspec-prod.txt',
    'my_buildspec',
    'appspec.yml',
    'a.template.json',
  ])('%s', (path) => expect(isCandidate({ path, absolute: path, named: false })).toBe(true));
  test.each(['a.ts', 'a.yaml.bak', 'yaml', 'json', 'xbuildspec/a.ts', 'buildspec/a.ts', 'README.md'])(
    'not %s, unless it is named',
    (path) => {
      expect(isCandidate({ path, absolute: path, named: false })).toBe(false);
      expect(isCandidate({ path, absolute: path, named: true })).toBe(true);
    },
  );

  const read = (bytes: string | Uint8Array): string | undefined => {
    writeFileSync(join(cwd, 'x'), bytes);
    return readOurs({ absolute: join(cwd, 'x') });
  };

  test('what holds none of our words is not read at all', () => {
    expect(read('a: 1')).toBeUndefined();
    expect(read('Type: AWS::CodeBuild::Project')).toBe('Type: AWS::CodeBuild::Project');
    expect(readOurs({ absolute: '/none', text: 'phases: {}' })).toBe('phases: {}');
    expect(readOurs({ absolute: '/none', text: 'a: 1' })).toBeUndefined();
    expect([read(''), read('a'), read(new Uint8Array(100))]).toEqual([undefined, undefined, undefined]);
  });

  test('whatever the bytes are', () => {
    const text = 'phases: {}';
    const wide = Buffer.from(text, 'utf16le');
    for (const bytes of [wide, Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), Buffer.from(wide).swap16(), Buffer.from(`\uFEFF${text}`)])
      expect(read(bytes)).toBe(text);
  });

  test('a file that is gone says so with its code, for the one who reads it to tell', () => {
    expect(() => readOurs({ absolute: join(cwd, 'gone') })).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

describe('what a file refers to', () => {
  const look = (from: string, path: string): string | undefined =>
    findReferenced(from, path, discover(['.'], cwd).roots, cwd)?.slice(cwd.length + 1);

  test('is looked for from its folder upwards', () => {
    write('infra/stacks/a.yaml', 'infra/buildspec.yml', 'buildspec.yml', 'ci/b.yml', 'infra/stacks/c.yml');
    expect(look('infra/stacks/a.yaml', 'buildspec.yml')).toBe('infra/buildspec.yml');
    expect(look('infra/stacks/a.yaml', 'ci/b.yml')).toBe('ci/b.yml');
    expect(look('infra/stacks/a.yaml', './c.yml')).toBe('infra/stacks/c.yml');
    expect(look('infra/stacks/a.yaml', '../../ci/b.yml')).toBe('ci/b.yml');
    expect(look('infra/stacks/a.yaml', 'none.yml')).toBeUndefined();
  });

  test('never lies outside', () => {
    write('a/b.yaml');
    writeFileSync(join(cwd, '../secret.yml'), 'x');
    mkdirSync(join(cwd, '../repository-too'));
    writeFileSync(join(cwd, '../repository-too/x.yml'), 'x');
    symlinkSync(join(cwd, '../secret.yml'), join(cwd, 'link.yml'));
    symlinkSync(join(cwd, '..'), join(cwd, 'up'));
    for (const path of [
      '../../secret.yml',
      '../../../../../../../etc/passwd',
      '/etc/passwd',
      'link.yml',
      'up/secret.yml',
      '../../repository-too/x.yml',
      's3://b/k.yml',
      'arn:aws:s3:::b/k.yml',
      'https://x/y.yml',
    ])
      expect([path, look('a/b.yaml', path)]).toEqual([path, undefined]);
  });

  test('may be anything at all that a document says', () => {
    write('a/b.yaml', 'a/c');
    for (const path of [
      '',
      '.',
      '..',
      'a',
      'c/d',
      'x\0y',
      '\0',
      'x'.repeat(5000),
      '${CODEBUILD_SRC_DIR}/x',
      '\n',
      '~',
      'c/../c/../../../..',
    ])
      expect([path, look('a/b.yaml', path)]).toEqual([path, undefined]);
    symlinkSync('loop', join(cwd, 'loop'));
    expect(look('a/b.yaml', 'loop')).toBeUndefined();
    expect(look('a/b.yaml', 'c')).toBe('a/c');
  });

  test('may vanish or be closed to us', () => {
    write('a/b.yaml', 'c.yml');
    closed.add(join(cwd, 'c.yml'));
    expect(look('a/b.yaml', 'c.yml')).toBeUndefined();
  });

  test('nothing is found for a file outside of every root', () => {
    write('a/b.yaml', 'c.yml');
    expect(findReferenced(join(top, 'elsewhere.yaml'), 'c.yml', [cwd], cwd)).toBeUndefined();
    expect(findReferenced('a/b.yaml', 'c.yml', [join(cwd, 'a')], cwd)).toBeUndefined();
    expect(findReferenced('a/b.yaml', 'c.yml', [join(cwd, 'a'), cwd], cwd)).toBeUndefined(); // the narrowest root counts
  });
});

test('a root is the repository, or the folder that is scanned', () => {
  write('a/b/c.yaml');
  expect(rootOf(join(cwd, 'a/b'))).toBe(cwd);
  expect(discover(['a/b'], cwd).roots).toEqual([cwd]);
  const plain = join(top, `test${nth}`);
  writeFileSync(join(plain, 'x.yaml'), '');
  expect(discover(['x.yaml'], plain).roots).toEqual([plain]);
  expect(discover(['.'], plain).roots).toEqual([plain]);
});
