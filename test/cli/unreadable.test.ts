import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { command, folder, pipeline } from './command.ts';

/** By its end: what is gone when it is opened, and what nobody may open or look into, whoever runs the tests. */
const refused = new Map<string, string>();
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const refuse = (path: unknown): void => {
    for (const [end, code] of refused) if (String(path).endsWith(end)) throw Object.assign(new Error(`${code}: refused`), { code });
  };
  return {
    ...fs,
    openSync: (...args: Parameters<typeof fs.openSync>) => {
      refuse(args[0]);
      return fs.openSync(...args);
    },
    lstatSync: (...args: Parameters<typeof fs.lstatSync>) => {
      if (/[/\\]hidden[/\\]/.test(String(args[0]))) throw Object.assign(new Error('EACCES: hidden'), { code: 'EACCES' });
      return fs.lstatSync(...args);
    },
    readdirSync: (...args: Parameters<typeof fs.readdirSync>) => {
      refuse(args[0]);
      return fs.readdirSync(...args);
    },
  };
});
beforeEach(() => refused.clear());

const repository = (files: Readonly<Record<string, string>>): string => {
  const cwd = folder(files);
  execFileSync('git', ['init', '-q'], { cwd });
  return cwd;
};
const errorsOf = (stdout: string): string[] =>
  JSON.parse(stdout).errors.map(({ path, message }: { path: string; message: string }) => `${path}: ${message}`);
const scan = async (cwd: string, ...args: string[]) => {
  const { code, stdout } = await command(['scan', '--format', 'json', '--exit-zero', ...args], { cwd });
  const { findings } = JSON.parse(stdout) as { findings: { path: string }[] };
  return { code, errors: errorsOf(stdout), found: [...new Set(findings.map(({ path }) => path))] };
};
/** A pipeline of one build, and the project that builds with `ci.yml`. */
const BUILDS = JSON.stringify({
  pipeline: {
    name: 'web',
    roleArn: 'r',
    stages: [
      {
        name: 'Build',
        actions: [{ name: 'Make', actionTypeId: { category: 'Build', provider: 'CodeBuild' }, configuration: { ProjectName: 'p' } }],
      },
    ],
  },
});
const PROJECT = JSON.stringify({ name: 'p', source: { type: 'S3', buildspec: 'ci.yml' }, environment: {}, serviceRole: 'r' });
const buildspecOf = async (cwd: string, ...args: string[]): Promise<unknown> =>
  JSON.parse((await command(['map', '--format', 'json', ...args], { cwd })).stdout).pipelines[0].stages[0].steps[0].buildspec;
const TWO = { 'a.json': pipeline(false), 'gone.json': pipeline(false), 'z.json': pipeline(false) };

describe('a file that is gone, or closed, when it is its turn', () => {
  test.each([
    ['ENOENT', folder],
    ['EACCES', folder],
    ['ENOENT', repository],
    ['EACCES', repository],
  ])('%s: it is told, the others are judged, and the run is incomplete', async (code, make) => {
    const cwd = make(TWO);
    refused.set('/gone.json', code);
    expect(await scan(cwd)).toEqual({ code: 4, errors: [`gone.json: cannot be read (${code})`], found: ['a.json', 'z.json'] });
    expect(await scan(cwd, 'gone.json', 'z.json')).toMatchObject({ code: 4, found: ['z.json'] });
    const { code: ended, stdout, stderr } = await command(['map'], { cwd });
    expect([ended, stderr]).toEqual([4, `pipelint: gone.json:1: cannot be read (${code})\n`]);
    expect(stdout).toMatch(/^web {2}\(a\.json:2\)$/m);
  });
  test('what refers to it cannot be told, and says why', async () => {
    const cwd = folder({ 'w.json': BUILDS, 'p.json': PROJECT, 'ci.yml': 'version: 0.2\nphases: { build: { commands: [npm test] } }\n' });
    expect(await buildspecOf(cwd, 'w.json', 'p.json')).toMatchObject({ at: { path: 'ci.yml' } });
    refused.set('/ci.yml', 'ENOENT');
    expect(await buildspecOf(cwd, 'w.json', 'p.json')).toMatchObject({ unknown: 'ci.yml cannot be read: cannot be read (ENOENT)' });
  });
});

describe('a folder that nobody may look into', () => {
  test('without git it is told, and the others go on', async () => {
    const cwd = folder({ 'closed/b.json': pipeline(false), 'a.json': pipeline(false) });
    refused.set('/closed', 'EACCES');
    expect(await scan(cwd)).toEqual({ code: 4, errors: ['closed: the folder cannot be looked into'], found: ['a.json'] });
    const { code, stderr, stdout } = await command(['map'], { cwd });
    expect([code, stderr]).toEqual([4, 'pipelint: closed: the folder cannot be looked into\n']);
    expect(stdout).toContain('web  (a.json:2)\n');
  });
  test('under git what it holds and git knows is told, file by file', async () => {
    const cwd = repository({ 'closed/b.json': pipeline(false), 'a.json': pipeline(false) });
    execFileSync('git', ['add', '.'], { cwd });
    refused.set('/closed/b.json', 'EACCES').set('/closed', 'EACCES');
    expect(await scan(cwd)).toEqual({ code: 4, errors: ['closed/b.json: cannot be read (EACCES)'], found: ['a.json'] });
  });
  test('under git what lies deep in it is not taken for deleted', async () => {
    const cwd = repository({ 'hidden/x/b.json': pipeline(false), 'hidden/c.json': '{}', 'a.json': pipeline(false) });
    execFileSync('git', ['add', '.'], { cwd });
    refused.set('/b.json', 'EACCES');
    expect(await scan(cwd)).toEqual({ code: 4, errors: ['hidden/x/b.json: cannot be read (EACCES)'], found: ['a.json'] });
  });
  test('under git what git does not know is told by git, whatever one stands in', async () => {
    const cwd = repository({ 'sub/a.json': pipeline(false) });
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const warns = `#!/bin/sh\necho "warning: could not open directory 'sub/it's closed/': Permission denied" >&2\nexec ${real} "$@"\n`;
    const bin = folder({ git: warns });
    chmodSync(join(bin, 'git'), 0o755);
    vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    const errors = ["sub/it's closed: the folder cannot be looked into"];
    expect(await scan(cwd)).toEqual({ code: 4, errors, found: ['sub/a.json'] });
    expect(await scan(cwd, 'sub')).toEqual({ code: 4, errors, found: ['sub/a.json'] });
  });
});

describe('links that are named', () => {
  test('a folder that holds itself ends', async () => {
    const cwd = repository({ 'sub/a.json': pipeline(false) });
    symlinkSync(cwd, join(cwd, 'sub/loop'));
    expect(await scan(cwd, 'sub/loop')).toEqual({ code: 0, errors: [], found: ['sub/loop/sub/a.json'] });
    expect(await scan(cwd, 'sub/loop/sub/loop/sub/loop')).toMatchObject({ code: 0, errors: [] });
  });
  test('links that lead to each other lead nowhere', async () => {
    const cwd = repository({ 'a.json': pipeline(false) });
    symlinkSync(join(cwd, 'two'), join(cwd, 'one'));
    symlinkSync(join(cwd, 'one'), join(cwd, 'two'));
    expect(await scan(cwd, 'one', 'a.json')).toEqual({ code: 4, errors: ['one: no such file or folder'], found: ['a.json'] });
    expect(await scan(cwd)).toEqual({ code: 0, errors: [], found: ['a.json'] });
  });
  test('a file out of the tree is read, since the user asked for it; a buildspec out of the tree never is', async () => {
    const outside = folder({ 'there.json': pipeline(false), 'ci.yml': 'version: 0.2\nphases: { build: { commands: [npm test] } }\n' });
    const cwd = repository({ 'w.json': BUILDS, 'p.json': PROJECT });
    symlinkSync(join(outside, 'there.json'), join(cwd, 'here.json'));
    symlinkSync(join(outside, 'ci.yml'), join(cwd, 'ci.yml'));
    expect(await scan(cwd)).toEqual({ code: 0, errors: [], found: [] });
    expect(await scan(cwd, 'here.json')).toEqual({ code: 0, errors: [], found: ['here.json'] });
    expect(await buildspecOf(cwd)).toMatchObject({ unknown: 'ci.yml is not here to read' });
  });
});
