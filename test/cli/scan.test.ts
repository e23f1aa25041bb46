import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit.ts';
import { scan } from '../../src/cli/scan.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import { flag, rule } from '../../src/engine/rule.ts';
import { yes } from '../../src/model/truth.ts';
import { command, folder, pipeline } from './command.ts';

const BAD = pipeline(false);
const GOOD = pipeline(true);
const BROKEN = 'Resources:\n  A: { Type: AWS::IAM::Role\n';

const run = (files: Readonly<Record<string, string | Uint8Array>>, ...args: string[]) => command(['scan', ...args], { cwd: folder(files) });

describe('exit codes', () => {
  test.each([
    ['clean', { 'a.json': GOOD }, [], 0],
    ['files that are none of ours', { 'notes.md': 'hello' }, [], 0],
    ['a named file that is none of ours', { 'notes.md': 'hello' }, ['notes.md'], 0],
    ['a problem', { 'a.json': BAD }, [], 1],
    ['a problem below the threshold', { 'a.json': BAD }, ['--fail-on', 'critical'], 0],
    ['a problem, and no threshold', { 'a.json': BAD }, ['--fail-on', 'never'], 0],
    ['a problem, forgiven', { 'a.json': BAD }, ['--exit-zero'], 0],
    ['usage', { 'a.json': GOOD }, ['--nonsense'], 2],
    ['usage, although a file is unreadable', { 'a.yaml': BROKEN }, ['--format', 'nonsense'], 2],
    ['usage is never forgiven', {}, ['--nonsense', '--exit-zero'], 2],
    ['an empty folder', {}, [], 3],
    ['a path that is not there', { 'a.json': BAD }, ['b.json'], 3],
    ['an empty folder is never forgiven', {}, ['--exit-zero'], 3],
    ['an input of ours that does not parse', { 'a.yaml': BROKEN }, [], 4],
    ['… outweighs a problem', { 'a.yaml': BROKEN, 'b.json': BAD }, [], 4],
    ['… is never forgiven', { 'a.yaml': BROKEN }, ['--exit-zero'], 4],
    ['one path that is not there beside one that is', { 'a.json': GOOD }, ['a.json', 'b.json'], 4],
  ] as const)('%s', async (_, files, args, code) => expect((await run(files, ...args)).code).toBe(code));

  test('a rule that throws is named, the others go on, and the run ends with 70', async () => {
    const spec = { category: 'approval', severity: 'high', on: 'pipeline', fix: 'x', references: [], controls: {} } as const;
    const throws = rule({
      ...spec,
      id: 'always-throws',
      title: 'Throws',
      *check() {
        yield* [];
        throw new Error('no such luck');
      },
    });
    const flags = rule({
      ...spec,
      id: 'always-flags',
      title: 'Flags',
      *check(subject) {
        yield flag(subject, yes(), 'is here');
      },
    });
    const { report } = await scan({
      paths: ['.'],
      cwd: folder({ 'a.json': GOOD, 'b.yaml': BROKEN }),
      rules: [throws, flags],
      config: NO_CONFIG,
      select: [],
      ignore: [],
      minSeverity: 'info',
      minConfidence: 'low',
      parameters: new Map(),
      stdin: undefined,
      iamScope: 'delivery',
      ignores: true,
      today: new Date('2026-11-20'),
    });
    expect(report.crashes).toMatchObject([{ rule: 'always-throws', subject: 'web' }]);
    expect(report.crashes[0]?.message).toContain('no such luck');
    expect(report.findings.map(({ rule: { id } }) => id)).toEqual(['always-flags']);
    expect(report.passes).toEqual([]);
    expect(exitCode(report, 'high', true)).toBe(70);
  });

  test('a broken file hides nothing of the others', async () => {
    const { stdout } = await run({ 'a.yaml': BROKEN, 'b.json': BAD }, '--format', 'json');
    const { findings, errors } = JSON.parse(stdout);
    expect(findings).toMatchObject([{ rule: 'production-without-approval', path: 'b.json' }]);
    expect(errors).toMatchObject([{ path: 'a.yaml', line: expect.any(Number), message: expect.any(String) }]);
  });
});

describe('where output goes', () => {
  test('to stdout, and to as many files as there are --output', async () => {
    const cwd = folder({ 'a.json': BAD });
    const { stdout, stderr } = await command(
      ['scan', '--output', 'json=out.json', '--output', 'sarif=out.sarif', '--output=text=out.txt'],
      { cwd },
    );
    expect(stdout).toContain('production-without-approval');
    expect(stderr).toBe('');
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).schema).toBe('pipelint/1');
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toBe(stdout);
  });
  test.each([
    ['--output', 'json', 'write FORMAT=FILE'],
    ['--output', 'jsn=x', 'did you mean json?'],
    ['--output', 'json=no/such/folder/x', 'cannot be written'],
  ])('%s %s says what is wrong', async (option, value, message) => {
    const { code, stderr } = await run({ 'a.json': GOOD }, option, value);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
  test('--verbose accounts for every file on stderr, --quiet says nothing there', async () => {
    const { stderr } = await run({ 'a.json': BAD, 'b.yaml': BROKEN, 'c.txt': 'x' }, '--verbose');
    expect(stderr.split('\n')).toEqual(['a.json: codepipeline', 'b.yaml: error', 'c.txt: not ours', '']);
    expect((await run({}, '--quiet')).stderr).toBe('');
    expect((await run({})).stderr).toContain('no path matched anything');
  });
  test('the same input gives the same bytes', async () => {
    const cwd = folder({ 'b.json': BAD, 'a.json': BAD, 'c/d.yaml': BROKEN });
    for (const format of ['text', 'json', 'sarif']) {
      const [first, second] = [await command(['scan', '--format', format], { cwd }), await command(['scan', '--format', format], { cwd })];
      expect(first).toEqual(second);
    }
  });
});

describe('colour', () => {
  const ESCAPE = '\u001b[';
  const colored = async (args: string[], env: Record<string, string>, terminal?: number): Promise<boolean> =>
    (await command(['scan', ...args], { cwd: folder({ 'a.json': BAD }), env, ...(terminal && { terminal }) })).stdout.includes(ESCAPE);
  test.each([
    ['in a terminal', [], {}, 80, true],
    ['not in a pipe', [], {}, undefined, false],
    ['not with NO_COLOR', [], { NO_COLOR: '1' }, 80, false],
    ['with an empty NO_COLOR, which means nothing', [], { NO_COLOR: '' }, 80, true],
    ['not in a dumb terminal', [], { TERM: 'dumb' }, 80, false],
    ['in a pipe with FORCE_COLOR', [], { FORCE_COLOR: '1' }, undefined, true],
    ['not with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, undefined, false],
    ['always', ['--color', 'always'], { NO_COLOR: '1' }, undefined, true],
    ['never', ['--color', 'never'], { FORCE_COLOR: '1' }, 80, false],
  ] as const)('%s', async (_, args, env, terminal, is) => expect(await colored([...args], env, terminal)).toBe(is));

  test('a file that is written is never coloured', async () => {
    const cwd = folder({ 'a.json': BAD });
    await command(['scan', '--color', 'always', '--output', 'text=out.txt'], { cwd });
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).not.toContain(ESCAPE);
  });
});

describe('what is looked at', () => {
  const rules = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await run({ 'a.json': BAD, 'b.yaml': ROLE }, '--format', 'json', ...args);
    return JSON.parse(stdout).findings.map(({ rule: id }: { rule: string }) => id);
  };
  const ROLE =
    'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: codebuild.amazonaws.com }, Action: sts:AssumeRole } }\n      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]\n';
  test.each([
    ['everything', [], ['production-without-approval', 'admin-role']],
    ['a rule', ['--select', 'admin-role'], ['admin-role']],
    ['a category', ['--select', 'approval'], ['production-without-approval']],
    ['the id of another tool', ['--select', 'CKV_AWS_62'], ['admin-role']],
    ['two', ['--select', 'approval', '--select', 'identity'], ['production-without-approval', 'admin-role']],
    ['all but one', ['--ignore', 'admin-role'], ['production-without-approval']],
    ['the severe ones', ['--min-severity', 'critical'], ['admin-role']],
  ])('%s', async (_, args, ids) => expect(await rules(...args)).toEqual(ids));
  test('a rule that does not exist', async () => {
    const { code, stderr } = await run({ 'a.json': BAD }, '--select', 'admin-rol');
    expect([code, stderr]).toEqual([2, 'pipelint: there is no rule admin-rol; did you mean admin-role?\n']);
  });
  test('what comes in on stdin goes by the name that it is given', async () => {
    const { stdout, code } = await command(['scan', '-', '--stdin-filename', 'infra/web.json', '--format', 'json'], {
      cwd: folder({}),
      stdin: BAD,
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([{ path: 'infra/web.json' }]);
  });
});

describe('parameters', () => {
  const TEMPLATE = [
    'Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }',
    'Resources:',
    '  Web:',
    '    Type: AWS::CodePipeline::Pipeline',
    '    Properties:',
    '      Stages:',
    '        - { Name: Test, Actions: [{ Name: Test, ActionTypeId: { Category: Test, Provider: DeviceFarm } }] }',
    '        - { Name: !Sub "to-${Env}", Actions: [{ Name: Go, ActionTypeId: { Category: Deploy, Provider: S3 } }] }',
  ].join('\n');
  const messages = async (files: Record<string, string>, ...args: string[]): Promise<string[]> => {
    const one = ['--select', 'production-without-approval'];
    const { stdout } = await run({ 't.yaml': TEMPLATE, ...files }, 't.yaml', '--format', 'json', ...one, ...args);
    return JSON.parse(stdout).findings.map(({ message }: { message: string }) => message);
  };
  test('without them a problem says when it is one', async () => {
    expect(await messages({})).toEqual(['deploys to production and no approval runs before it when Env is prod']);
  });
  test('with them it is one, or none', async () => {
    expect(await messages({}, '--parameter', 'Env=prod')).toEqual(['deploys to production and no approval runs before it']);
    expect(await messages({}, '--parameter', 'Env=dev')).toEqual([]);
  });
  test.each([
    ['of the AWS CLI', [{ ParameterKey: 'Env', ParameterValue: 'dev' }]],
    ['of the AWS CLI, as pairs', ['Env=dev']],
    ['of a TemplateConfiguration', { Parameters: { Env: 'dev' }, Tags: { a: 'b' } }],
    ['as a plain map', { Env: 'dev' }],
  ])('a file %s', async (_, data) => {
    expect(await messages({ 'p.json': JSON.stringify(data) }, '--parameter-file', 'p.json')).toEqual([]);
    expect(
      await messages({ 'p.json': `\uFEFF${JSON.stringify(data)}` }, '--parameter-file', 'p.json', '--parameter', 'Env=prod'),
    ).toHaveLength(1);
  });
  test.each([
    ['{', 'is no JSON'],
    ['[1]', 'is neither'],
    ['{"a": {}}', 'is neither'],
    ['null', 'is neither'],
  ])('a file that says %s', async (text, message) => {
    const { code, stderr } = await run({ 'p.json': text }, '--parameter-file', 'p.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
  test('a file that is not there, and a value without a name', async () => {
    expect((await run({}, '--parameter-file', 'p.json')).stderr).toContain('cannot be read');
    expect((await run({}, '--parameter', 'Env')).stderr).toBe('pipelint: --parameter: write NAME=VALUE\n');
  });
  test('in pipelint.toml, and the command line wins', async () => {
    const config = { '.git/HEAD': '', 'pipelint.toml': '[parameters]\nEnv = "dev"\n' };
    expect(await messages(config)).toEqual([]);
    expect(await messages(config, '--parameter', 'Env=prod')).toHaveLength(1);
  });
});

test('a policy that nothing refers to is read where the scope is all, by the command line or by pipelint.toml', async () => {
  const files = { 'p.json': '{ "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }' };
  const all = { ...files, '.git/HEAD': '', 'pipelint.toml': 'iam-scope = "all"\n' };
  expect((await run(files, '--verbose')).stderr).toContain('p.json: not ours');
  expect((await run(files, '--verbose', '--iam-scope', 'all')).stderr).toContain('p.json: iam');
  expect((await run(all, '--verbose')).stderr).toContain('p.json: iam');
  expect((await run(all, '--verbose', '--iam-scope', 'delivery')).stderr).toContain('p.json: not ours');
  expect((await run(files, '--iam-scope', 'some')).code).toBe(2);
});
