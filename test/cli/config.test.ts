import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, folder, pipeline } from './command.ts';

const BAD = pipeline(false);
const repository = (config: string, more: Readonly<Record<string, string>> = {}): string =>
  folder({ '.git/HEAD': '', 'pipelint.toml': config, 'a.json': BAD, ...more });
const findings = (stdout: string): string[] =>
  JSON.parse(stdout).findings.map(({ rule, severity }: { rule: string; severity: string }) => `${rule} ${severity}`);
const found = async (config: string, ...args: string[]): Promise<string[]> =>
  findings((await command(['scan', '--format', 'json', ...args], { cwd: repository(config) })).stdout);

describe('where it is found', () => {
  const OFF = '[rules.production-without-approval]\nenabled = false\n';
  test('at the root of the repository, wherever one stands', async () => {
    const cwd = repository(OFF, { 'deep/er/b.json': BAD });
    expect(findings((await command(['scan', '--format', 'json', '.'], { cwd: join(cwd, 'deep/er') })).stdout)).toEqual([]);
    expect(findings((await command(['scan', '--format', 'json', join(cwd, 'deep/er/b.json')], { cwd: '/' })).stdout)).toEqual([]);
  });
  test('without a repository, in the folder itself', async () => {
    const cwd = folder({ 'pipelint.toml': OFF, 'a.json': BAD, 'sub/a.json': BAD });
    expect(findings((await command(['scan', '--format', 'json'], { cwd })).stdout)).toEqual([]);
    expect(findings((await command(['scan', '--format', 'json', 'sub'], { cwd })).stdout)).toHaveLength(1);
  });
  test('not with --no-config, and elsewhere with --config', async () => {
    expect(await found(OFF, '--no-config')).toEqual(['production-without-approval high']);
    const cwd = repository('', { 'other.toml': OFF });
    expect(findings((await command(['scan', '--format', 'json', '--config', 'other.toml'], { cwd })).stdout)).toEqual([]);
    expect((await command(['scan', '--config', 'none.toml'], { cwd })).stderr).toContain('none.toml: cannot be read');
  });
});

describe('what it sets', () => {
  test('rules: off, or of another severity', async () => {
    expect(await found('[rules.production-without-approval]\nseverity = "low"\n')).toEqual(['production-without-approval low']);
    expect(await found('ignore = []\nselect = ["identity"]\n')).toEqual([]);
  });
  test('what production is called', async () => {
    expect(await found('production = ["blue"]\n')).toEqual(['production-without-approval low']);
    expect(await found('production = ["PROD"]\n')).toEqual(['production-without-approval high']);
  });
  test('what accounts are called', async () => {
    const cwd = (accounts: string): string =>
      repository(`select = ["approval"]\n[accounts]\n${accounts}\n`, {
        'a.json': BAD.replace('"Prod"', '"Blue"').replace(
          '"name": "Deploy"',
          '"roleArn": "arn:aws:iam::123412341234:role/r", "name": "Deploy"',
        ),
      });
    const severity = async (accounts: string) => findings((await command(['scan', '--format', 'json'], { cwd: cwd(accounts) })).stdout);
    expect(await severity('')).toEqual(['production-without-approval low']);
    expect(await severity('123412341234 = "Live"')).toEqual(['production-without-approval high']);
    expect(await severity('"123412341234" = "test"')).toEqual([]);
    const { stdout } = await command(['scan', '--show-config'], { cwd: cwd('012345678901 = "a \\"b\\""') });
    expect(stdout).toContain('accounts.012345678901 = "a \\"b\\""\n');
  });
  test('options of the command line, which wins', async () => {
    expect(await found('min-severity = "critical"\n')).toEqual([]);
    expect(await found('min-severity = "critical"\n', '--min-severity', 'low')).toHaveLength(1);
    const cwd = repository('fail-on = "never"\nformat = "json"\n');
    expect((await command(['scan'], { cwd })).code).toBe(0);
    expect(findings((await command(['scan'], { cwd })).stdout)).toHaveLength(1);
  });
  test('--show-config tells what is set, and where', async () => {
    const cwd = repository('min-severity = "medium"\n[rules.admin-role]\nenabled = false\n');
    const { stdout, code } = await command(['scan', '--show-config', '--fail-on', 'low'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(`# ${cwd}/pipelint.toml`);
    expect(stdout).toContain(`min-severity = "medium" # ${cwd}/pipelint.toml`);
    expect(stdout).toContain('fail-on = "low" # the command line');
    expect(stdout).toContain('format = "text" # the default');
    expect(stdout).toContain('[rules.admin-role] {"enabled":false}');
  });
});

describe('ignores', () => {
  const ignore = (lines: string): string => `[[ignore]]\n${lines}\n`;
  const reasoned = 'rule = "production-without-approval"\nreason = "agreed"\n';
  test.each([
    ['by path', `${reasoned}path = "a.json"`],
    ['by pattern', `${reasoned}path = "*.json"`],
    ['by folder', `${reasoned}path = "**/a.json"`],
    ['by subject', `${reasoned}subject = "web/Prod/Deploy"`],
    ['by what the subject is part of', `${reasoned}subject = "web"`],
    ['by several rules', 'rules = ["admin-role", "production-without-approval"]\nreason = "agreed"\nsubject = "web"'],
    ['until a day that has not passed', `${reasoned}subject = "web"\nuntil = 2026-11-20`],
  ])('%s', async (_, lines) => {
    const { stdout } = await command(['scan', '--format', 'json'], { cwd: repository(ignore(lines)) });
    expect(findings(stdout)).toEqual([]);
    expect(JSON.parse(stdout).suppressed).toMatchObject([{ rule: 'production-without-approval', reason: 'agreed' }]);
    const again = await command(['scan', '--format', 'json', '--no-ignores'], { cwd: repository(ignore(lines)) });
    expect(findings(again.stdout)).toHaveLength(1);
  });
  test.each([
    ['another path', `${reasoned}path = "b.json"`, 'found nothing'],
    ['half a name', `${reasoned}subject = "we"`, 'found nothing'],
    ['no reason', 'rule = "production-without-approval"\nsubject = "web"', 'gives no reason'],
    ['no rule', 'reason = "agreed"\nsubject = "web"', 'names no rule'],
    [
      'a rule that does not exist',
      'rule = "production-without-aproval"\nreason = "x"\nsubject = "web"',
      'did you mean production-without-approval?',
    ],
    ['a day that has passed', `${reasoned}subject = "web"\nuntil = "2026-11-19"`, 'ended on 2026-11-19'],
    ['a day that is none', `${reasoned}subject = "web"\nuntil = "2026-02-30"`, 'which is no day'],
  ])('not by %s, and says so', async (_, lines, message) => {
    const cwd = repository(ignore(lines));
    const { stdout } = await command(['scan', '--format', 'json'], { cwd });
    expect(findings(stdout)).toHaveLength(1);
    expect(JSON.parse(stdout).complaints).toMatchObject([{ path: `${cwd}/pipelint.toml`, message: expect.stringContaining(message) }]);
  });
});

describe('what is wrong in it is told with what to write instead', () => {
  test.each([
    ['min-severty = "low"', 'min-severty is no setting; did you mean min-severity?'],
    ['min-severity = "lwo"', 'min-severity is one of critical, high, medium, low, info'],
    ['show-undecided = "yes"', 'show-undecided is true or false'],
    ['production = "prod"', 'production is a list of texts'],
    ['[accounts]\nproduction = "111122223333"', 'accounts.production is no account: write its 12 digits = "what it is called"'],
    ['[accounts]\n111122223333 = ["a"]', 'accounts.111122223333 is a text'],
    ['parameters = 1', 'parameters is a table'],
    ['[rules.admin-rol]\nenabled = false', 'rules.admin-rol is no rule; did you mean admin-role?'],
    ['[rules.admin-role]\nenabled = "no"', 'rules.admin-role.enabled is true or false'],
    ['[rules.admin-role]\nseverity = "worst"', 'rules.admin-role.severity is one of'],
    ['[rules.admin-role]\nsevertiy = "low"', 'rules.admin-role.severtiy is no setting of this rule; did you mean severity?'],
    ['[[ignore]]\nrule = "admin-role"\nreason = "x"', 'ignore needs a path or a subject'],
    ['[[ignore]]\nrule = "admin-role"\npth = "x"', 'ignore.pth is no setting; did you mean path?'],
    ['[ignore]\nrule = "admin-role"', 'ignore is a list of tables: [[ignore]]'],
    ['a = ', ':1: is no TOML: Key without value'],
    ['a = 1\nb = "hunter2-secret', ':2: is no TOML: Unterminated string'],
  ])('%s', async (config, message) => {
    const { code, stdout, stderr } = await command(['scan'], { cwd: repository(config) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hunter2');
  });
  test('a byte order mark and CRLF are none of that', async () => {
    expect(await found('\uFEFFmin-severity = "critical"\r\n')).toEqual([]);
  });
});

test('a folder called pipelint.toml is no configuration that can be read', async () => {
  const cwd = folder({ '.git/HEAD': '', 'a.json': BAD });
  mkdirSync(join(cwd, 'pipelint.toml'));
  expect(await command(['scan'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') });
});
