import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folder, pipeline } from './command.ts';

/** The command as it is shipped, built anew: these tests hold it against what it promises to leave alone. */
const root = join(import.meta.dirname, '..', '..');
let dist: string;
beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'pipelint-dist-'));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), dist]);
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const run = (args: readonly string[], cwd: string, before: readonly string[] = []) =>
  spawnSync(process.execPath, [...before, join(dist, 'cli.js'), ...args], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] } });

/** Every way to the network that Node has ends the process with 97. */
const GUARD = `
  import dgram from 'node:dgram';
  import dns from 'node:dns';
  import http2 from 'node:http2';
  import module from 'node:module';
  import net from 'node:net';
  import { writeSync } from 'node:fs';
  const refuse = (what) => () => { writeSync(2, 'network: ' + what + '\\n'); process.exit(97); };
  net.Socket.prototype.connect = refuse('socket');
  net.Server.prototype.listen = refuse('server');
  dgram.createSocket = refuse('datagram');
  http2.connect = refuse('http2');
  globalThis.fetch = refuse('fetch');
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) dns[name] = dns.promises[name] = refuse('name lookup');
  module.syncBuiltinESMExports();
`;
const guard = (): string => join(folder({ 'guard.mjs': GUARD }), 'guard.mjs');

describe('offline', () => {
  const files = {
    'a.json': pipeline(false),
    'b.yaml': 'Resources:\n  A: { Type: AWS::IAM::Role\n',
    '.git/HEAD': '',
    'pipelint.toml': 'production = ["prod"]\n',
  };
  test('the guard would notice', () => {
    const file = join(folder({ 'call.mjs': "import net from 'node:net'; net.connect(9, '127.0.0.1');" }), 'call.mjs');
    const { status } = spawnSync(process.execPath, ['--import', guard(), file], { encoding: 'utf8' });
    expect(status).toBe(97);
  });
  test.each(['text', 'json', 'sarif'])('scan opens no socket (%s)', (format) => {
    const { status, stderr } = run(['scan', '--format', format, '--verbose'], folder(files), ['--import', guard()]);
    expect(stderr).not.toContain('network');
    expect(status).toBe(4); // one of the files is broken
  });
  test('nothing that is shipped knows the AWS SDK', () => {
    for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))) {
      expect(readFileSync(join(dist, file), 'utf8'), file).not.toMatch(/@aws-sdk|@smithy/);
    }
  });
});

describe('started as a shell starts it', () => {
  test('exit codes, stdout and stderr', () => {
    const bad = run(['scan'], folder({ 'a.json': pipeline(false) }));
    expect([bad.status, bad.stderr]).toEqual([1, '']);
    expect(bad.stdout).toContain('high[production-without-approval]: web/Prod/Deploy');
    expect(run(['scan', '--nonsense'], root)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('unknown option') });
    expect(run(['--version'], root).stdout).toBe(`${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`);
  });
  test('it reads stdin', () => {
    const { status } = spawnSync(process.execPath, [join(dist, 'cli.js'), 'scan', '-'], { input: pipeline(false), cwd: folder({}) });
    expect(status).toBe(1);
  });
  test('it tells of a path that nobody can follow as of one that is not there, and leaves the values of options alone', () => {
    const cwd = folder({ 'a.json': pipeline(false) });
    symlinkSync('loop', join(cwd, 'loop'));
    for (const path of ['loop', 'x'.repeat(5000)])
      expect(run(['scan', path], cwd)).toMatchObject({ status: 3, stderr: 'pipelint: no path matched anything\n' });
    expect(run(['scan', '--parameter', `Key=${'x'.repeat(5000)}`, '.'], cwd)).toMatchObject({ status: 1, stderr: '' });
  });
  test('it tells that the folder is gone in which the shell stands', () => {
    const script = `cd "$1" && rmdir "$1" && "${process.execPath}" "${join(dist, 'cli.js')}" scan`;
    const { status, stderr } = spawnSync('sh', ['-c', script, 'sh', folder({})], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, 'pipelint: the current folder is no longer there\n']);
  });
  test('a reader that has seen enough ends it without a word', () => {
    const cwd = folder(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.json`, pipeline(false)])));
    const script = `"${process.execPath}" "${join(dist, 'cli.js')}" scan | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
    expect([stdout.split('\n').at(-2), stderr]).toEqual(['1', '']);
  });
  test.runIf(existsSync('/dev/full'))('a full disk is told, and is no bug', () => {
    const cwd = folder({ 'a.json': pipeline(false) });
    const into = (redirection: string) => {
      const script = `"${process.execPath}" "${join(dist, 'cli.js')}" scan ${redirection}`;
      const { status, stderr } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
      return [status, stderr];
    };
    expect(into('> /dev/full')).toEqual([2, 'pipelint: the output cannot be written (ENOSPC)\n']);
    expect(into('--nonsense 2> /dev/full')).toEqual([2, '']);
  });
  test('what is heavy is loaded only when it is needed', () => {
    const seen = join(folder({}), 'coverage');
    const loaded = (files: Readonly<Record<string, string>>, ...more: readonly string[]): string[] => {
      rmSync(seen, { recursive: true, force: true });
      spawnSync(process.execPath, [join(dist, 'cli.js'), 'scan', ...more], { cwd: folder(files), env: { NODE_V8_COVERAGE: seen } });
      const scripts = readdirSync(seen).flatMap((file) => JSON.parse(readFileSync(join(seen, file), 'utf8')).result as { url: string }[]);
      const parts = scripts.flatMap(({ url }) => (url.includes(dist) ? [basename(url)] : []));
      return parts.map((name) => name.replace(/(-\w{8})?\.js$/, '')).filter((name) => name !== 'cli' && name !== 'chunk');
    };
    expect(loaded({ 'a.json': pipeline(false) })).toEqual(['pipelint']);
    const all = loaded({ 'a.yaml': 'Resources: &a { A: { Type: "AWS::IAM::Role"', 'pipelint.toml': '' }, '--format', 'sarif');
    expect(all.toSorted()).toEqual(['pipelint', 'sarif', 'toml', 'yaml-tolerant']);
  });
  test('a scan that is asked for nothing special needs no part but the program', () => {
    const parts = readdirSync(dist).filter((name) => name.endsWith('.js'));
    expect(parts.filter((name) => /^(json|run-init|run-map|run-rules|sarif|toml|toml-document|yaml-tolerant)-/.test(name))).toHaveLength(8);
    const alone = folder({});
    for (const name of [...parts.filter((one) => /^(cli|pipelint-\w+)\.js$/.test(one)), 'actions.txt', 'package.json'])
      copyFileSync(join(dist, name), join(alone, name));
    const { status, stderr } = spawnSync(process.execPath, [join(alone, 'cli.js'), 'scan'], {
      cwd: folder({ 'a.json': pipeline(false) }),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, '']);
  });
});

describe('what the engine compiled', () => {
  const compiled = (): string => join(dist, readdirSync(dist).find((name) => /^pipelint-.*\.js\.v/.test(name)) ?? 'nothing is kept');
  const scan = () => run(['scan', '--format', 'json'], folder({ 'a.json': pipeline(false) }));
  test('is kept beside the program, and read again as it is', () => {
    const first = scan();
    const { mtimeMs } = statSync(compiled());
    expect(scan()).toMatchObject({ status: 1, stdout: first.stdout, stderr: '' });
    expect(statSync(compiled()).mtimeMs).toBe(mtimeMs);
    expect(readdirSync(dist).filter((name) => /^pipelint-.*\.js\.v/.test(name))).toHaveLength(1);
  });
  test.each([
    ['is empty', () => ''],
    ['is something else', () => 'x'.repeat(1000)],
    ['is half of it', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
  ])('is made anew where it %s', (_, spoiled) => {
    const { stdout } = scan();
    const good = readFileSync(compiled());
    writeFileSync(compiled(), spoiled(good));
    expect(scan()).toMatchObject({ status: 1, stdout, stderr: '' });
    expect(statSync(compiled()).size).toBeGreaterThan(good.length / 2);
  });
  test('once for small files that are named, and once for all else', () => {
    const kept = (): string[] => readdirSync(dist).filter((name) => /^pipelint-.*\.js\.v/.test(name));
    const times = (): number[] => kept().map((name) => statSync(join(dist, name)).mtimeMs);
    const root = folder({ 'a.json': pipeline(false), 'large.json': pipeline(false).padEnd(5000) });
    run(['scan'], root);
    expect(kept().map((name) => name.endsWith('-small'))).toEqual([false]);
    const { stdout } = run(['scan', 'a.json'], root);
    expect(kept().map((name) => name.endsWith('-small'))).toEqual([false, true]);
    const before = times();
    expect(run(['scan', 'a.json'], root).stdout).toBe(stdout);
    for (const others of [['large.json'], ['a.json', 'large.json'], ['a.json', '.'], []]) run(['scan', ...others], root);
    expect(times()).toEqual(before);
  });
});
