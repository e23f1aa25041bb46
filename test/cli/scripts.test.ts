import { expect, test } from 'vitest';
import { command, folder } from './command.ts';

const SECRET = 'hq7-Lm2-xv9';
const CALL = `aws codebuild create-project --name web --environment 'environmentVariables=[{name=DB_PASSWORD,value=${SECRET}}]'\n`;

interface Told {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly outcome: string;
}

async function scan(files: Record<string, string>, ...args: string[]) {
  const cwd = folder({ '.git/HEAD': '', ...files });
  const run = await command(['scan', ...args, '--format', 'json', '--min-severity', 'info'], { cwd });
  const report = JSON.parse(run.stdout) as { findings: Told[]; errors: unknown[] };
  const findings = report.findings.map(({ rule, path, line, outcome }) => `${path}:${line} ${outcome} ${rule}`);
  return { findings, errors: report.errors, stdout: run.stdout };
}

test('scripts are known by their name, or by their first line in a folder of scripts', async () => {
  const files = {
    'a.sh': CALL,
    'bin/b': `#!/usr/bin/env bash\n${CALL}`,
    'scripts/c': CALL,
    'scripts/d': `#!/usr/bin/env python3\n${CALL}`,
    'scripts/e.py': `#!/bin/sh\n${CALL}`,
    f: `#!/bin/sh\n${CALL}`,
    'scripts/Makefile': `web:\n\t${CALL}\tAWS::X phases\n`,
    'ci/rules.mk': `web:\n\t@${CALL}`,
    'web/justfile': `web:\n  ${CALL}`,
    'web/package.json': JSON.stringify({ scripts: { web: CALL } }),
    'web/Taskfile.yml': `tasks:\n  web:\n    - ${CALL}`,
    'other/Makefile': 'web:\n\taws s3 cp a b\n',
    'g.sh': 'aws s3 cp a b\n: "{',
  };
  const { findings, errors, stdout } = await scan(files);
  const problem = (place: string): string => `${place} problem plaintext-secret`;
  const places = ['a.sh:1', 'bin/b:2', 'ci/rules.mk:2', 'scripts/Makefile:2', 'web/Taskfile.yml:3', 'web/justfile:2', 'web/package.json:1'];
  expect(findings).toEqual(places.map(problem));
  expect(errors).toEqual([]);
  expect(stdout).not.toContain(SECRET);
  expect((await scan(files, 'f')).findings).toEqual(['f:2 problem plaintext-secret']);
});

test('a script of an odd shape says nothing, and is no error', async () => {
  const odd = ['aws iam create-role --role-name "', `if then ${CALL}`, 'aws iam create-role --tags [{', 'cat <<E\naws iam create-role'];
  for (const text of odd) expect((await scan({ 'a.sh': text })).errors, text).toEqual([]);
});

test('what a script names by its path is read, and judged as a part of it', async () => {
  const files = {
    'infra/a.sh': `aws iam create-role --role-name r --assume-role-policy-document file://trust.json
aws iam put-role-policy --role-name r --policy-name p --policy-document file://infra/policies/p.json\n`,
    'infra/trust.json':
      '{"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "codebuild.amazonaws.com"}}]}',
    'infra/policies/p.json': '{"Statement": [{"Effect": "Allow",\n "Action": "*", "Resource": "*"}]}',
  };
  const found = ['infra/policies/p.json:1 problem admin-role'];
  expect((await scan(files)).findings).toEqual(expect.arrayContaining(found));
  expect((await scan(files, 'infra/a.sh')).findings).toEqual(expect.arrayContaining(found));
  const outside = { 'infra/a.sh': files['infra/a.sh'].replaceAll('file://', 'file://../../') };
  expect((await scan(outside)).findings.join()).not.toContain('problem');
});

test('an ignore in a script counts', async () => {
  const ignored = `# pipelint: ignore[plaintext-secret] a password for tests\n${CALL}`;
  expect((await scan({ 'a.sh': ignored })).findings).toEqual([]);
  expect((await scan({ 'a.sh': `${ignored}\n${CALL}` })).findings).toEqual(['a.sh:4 problem plaintext-secret']);
});

test('SAM deploys with YAML, too', async () => {
  const { stdout } = await scan({ 'samconfig.yaml': 'prod:\n  deploy:\n    parameters:\n      stack_name: web\n' });
  expect(JSON.parse(stdout).files).toEqual([expect.objectContaining({ path: 'samconfig.yaml', as: 'samconfig' })]);
});

test('of TOML files only one that SAM deploys with is read', async () => {
  const files = { 'pyproject.toml': '[tool.deploy.x]\nbroken', 'a/samconfig.toml': '[prod.deploy.parameters]\nstack_name = "web"\n' };
  const { errors, stdout } = await scan(files);
  expect(errors).toEqual([]);
  expect(JSON.parse(stdout).files).toEqual(
    expect.arrayContaining([expect.objectContaining({ path: 'a/samconfig.toml', as: 'samconfig' })]),
  );
  expect((await scan({ 'samconfig.toml': `${files['a/samconfig.toml']}x =` })).errors).toHaveLength(1);
});
