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
  test('accounts', async () => expect(await printed({ 'a.json': pipeline(false) })).toContain('#   111122223333: web\n'));
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
