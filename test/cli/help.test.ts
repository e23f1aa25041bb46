import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../src/config/options.ts';
import { RULES } from '../../src/rules/index.ts';
import { WIDE } from '../reporters/report.ts';
import { command, folder } from './command.ts';

const run = (...args: string[]) => command(args, { cwd: import.meta.dirname });

describe('help', () => {
  test('nothing at all shows it, and is no success', async () => {
    const { code, stdout } = await run();
    expect([code, stdout]).toEqual([2, expect.stringContaining('Usage: pipelint')]);
  });
  test.each([['--help'], ['scan', '--help'], ['help', 'scan'], ['explain', '--help'], ['--version']])('%s %s', async (...args) => {
    const { code, stdout, stderr } = await run(...args.filter(Boolean));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toBe('');
  });
  test('every option stands in it once, under its group', async () => {
    const { stdout } = await run('scan', '--help');
    let [group, groups] = ['', new Map<string, string>()];
    for (const line of stdout.split('\n')) {
      const heading = /^(\w[\w ]*):$/.exec(line)?.[1];
      const option = /^ {2}--([\w-]+)/.exec(line)?.[1];
      if (heading) group = heading;
      if (option) groups.set(option, group);
    }
    expect([...groups]).toEqual(OPTIONS.map(({ name, group: own }) => [name, own]));
  });
  test('it teaches: examples, exit codes, how to ignore', async () => {
    expect((await run('--help')).stdout).toContain('pipelint scan . --output sarif=pipelint.sarif');
    expect((await run('scan', '--help')).stdout).toMatch(/Exit codes:[\s\S]*70[\s\S]*pipelint: ignore\[rule-id\]/);
  });
});

describe('did you mean', () => {
  test.each([
    [['scna'], "unknown command 'scna'; did you mean scan?"],
    [['scan', '--fromat', 'json'], "unknown option '--fromat'; did you mean --format?"],
    [['scan', '--token=s3cr3t'], "unknown option '--token'"],
    [['explain', 'admin-rol'], 'there is no rule admin-rol; did you mean admin-role?'],
    [['scan', '--min-severity', 'hihg'], 'Allowed choices are critical, high'],
    [['explain'], "missing required argument 'rule'"],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('s3cr3t');
  });
});

describe('rules', () => {
  test('as JSON: the whole contract', async () => {
    const list = JSON.parse((await run('rules', '--format', 'json')).stdout);
    expect(list.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ id }) => id));
    expect(list.find(({ id }: { id: string }) => id === 'admin-role')).toMatchObject({
      category: 'identity',
      mistake: 2,
      severity: 'critical',
      confidence: 'high',
      on: 'role',
      aliases: expect.arrayContaining(['CKV_AWS_62']),
      controls: { 'aws-fsbp': ['IAM.1'] },
    });
  });
  test('as text: every rule with its severity', async () => {
    const { stdout } = await run('rules');
    for (const { id, severity } of RULES) expect(stdout).toMatch(new RegExp(`^ {2}${id} +${severity} `, 'm'));
  });
});

describe('explain', () => {
  test.each(RULES.map(({ id }) => id))('%s shows its page', async (id) => {
    const { code, stdout } = await run('explain', id);
    expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^# ${id}\n`))]);
    expect(stdout).not.toContain('<!--');
  });
  test('the id of another tool will do', async () => expect((await run('explain', 'CKV_AWS_62')).stdout).toMatch(/^# admin-role/));
  test('with a path, what it finds there, and the policy that is needed instead', async () => {
    const { code, stdout } = await command(['explain', 'CKV2_AWS_40', 't.yaml', '--no-config'], { cwd: folder({ 't.yaml': WIDE }) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# service-wildcard\n/);
    const here = stdout.slice(stdout.indexOf('\n## Here\n'));
    expect(here).toContain('high[service-wildcard]: Role/wide lets the delivery role Role do everything in s3');
    expect(here).toContain('Action: [codebuild:BatchGetBuilds, codebuild:StartBuild]\n');
    expect(here).not.toContain('role-lacks-permission');
  });
});
