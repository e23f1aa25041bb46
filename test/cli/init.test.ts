import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseToml } from '../../src/documents/toml.ts';
import { command, folder, pipeline } from './command.ts';

const printed = async (files: Readonly<Record<string, string>>): Promise<string> =>
  (await command(['init', '--print'], { cwd: folder(files) })).stdout;

test('it writes a configuration at the root of the repository that changes nothing yet', async () => {
  const cwd = folder({ '.git/HEAD': '', 'a.json': pipeline(false), 'sub/b.txt': '' });
  const before = await command(['scan', '--format', 'json'], { cwd });
  const { code, stdout, stderr } = await command(['init', 'sub'], { cwd });
  expect([code, stdout, stderr]).toEqual([0, '', expect.stringContaining(`${join(cwd, 'pipelint.toml')} is written`)]);
  expect(parseToml(readFileSync(join(cwd, 'pipelint.toml'), 'utf8'))).toEqual({
    'fail-on': 'high',
    production: ['prod', 'production', 'prd', 'live'],
  });
  expect(JSON.parse((await command(['scan', '--format', 'json'], { cwd })).stdout).findings).toEqual(JSON.parse(before.stdout).findings);
});

test('it replaces none', async () => {
  const cwd = folder({ 'pipelint.toml': '# mine\n' });
  expect(await command(['init'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
  expect(readFileSync(join(cwd, 'pipelint.toml'), 'utf8')).toBe('# mine\n');
  expect((await command(['init', 'nowhere'], { cwd: folder({}) })).code).toBe(2);
});

describe('it tells what it found', () => {
  test('what production is called', async () => {
    const text = await printed({ 'a.json': pipeline(false) });
    expect(text).toContain('# Written for the pipeline: web.');
    expect(text).toContain('# Found here: prod.');
  });
  test('that nothing is, and what is taken for it', async () => {
    const text = await printed({ 'a.json': pipeline(false).replace('"Prod"', '"Blue"') });
    expect(text).toContain('# Nothing that is deployed here is called so.');
    expect(text).toContain('#   web/Blue/Deploy\n');
  });
  test('accounts of roles, and which of them production works in', async () => {
    const role = (name: string, account: string) =>
      [`"name": "${name}`, `"roleArn": "arn:aws:iam::${account}:role/r", "name": "${name}`] as const;
    const text = await printed({
      'a.json': pipeline(false)
        .replace(...role('Deploy', '444455556666'))
        .replace(...role('Code', '777788889999')),
      'role.json': JSON.stringify({
        Role: {
          RoleName: 'builder',
          AssumeRolePolicyDocument: {
            Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::000011112222:root' }, Action: 'sts:AssumeRole' }],
          },
        },
      }),
      't.yaml': `Resources:
  Builder:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyDocument:
            Statement: [{ Effect: Allow, Action: "*", Resource: ["arn:aws:iam::222211110000:role/x", "arn:aws:sns:eu-west-1:999999999999:x"] }]
  Project: { Type: AWS::CodeBuild::Project, Properties: { ServiceRole: "arn:aws:iam::333322221111:role/b" } }
`,
    });
    expect(text.split('\n').filter((line) => /^# \d{12}/.test(line))).toEqual([
      '# 000011112222 = "…" # named by builder',
      '# 111122223333 = "…" # named by web',
      '# 222211110000 = "…" # named by Builder',
      '# 333322221111 = "…" # named by Project',
      '# 444455556666 = "production" # named by web/Prod/Deploy',
      '# 777788889999 = "…" # named by web/Source/Code',
    ]);
    expect(parseToml(text)).toMatchObject({ accounts: {} });
    expect(parseToml(text.replaceAll(/^# (\d{12})/gm, '$1'))).toMatchObject({ accounts: { '444455556666': 'production' } });
  });
  test('parameters that decide', async () => {
    const text = await printed({
      't.yaml':
        'Parameters: { Env: { Type: String, AllowedValues: [dev, prod] }, Size: { Type: String, Default: small } }\nResources: { R: { Type: AWS::IAM::Role } }\n',
    });
    expect(text).toContain('[parameters]\n# Env = "prod" # of dev, prod\n');
    expect(text).not.toContain('Size');
    expect(parseToml(text)).toMatchObject({ parameters: {} });
  });
  test('nothing, where there is nothing', async () => expect(await printed({})).toContain('(none was found)'));
  test('a name cannot end the comment that it stands in', async () => {
    const text = await printed({ 'a.json': pipeline(false).replace('"Prod"', '"Blue\\nfail-on = \\"never\\""') });
    expect(parseToml(text)).toMatchObject({ 'fail-on': 'high' });
  });
});
