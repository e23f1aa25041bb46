import { describe, expect, test } from 'vitest';
import rule from '../../src/rules/testing/untested-production-deploy.ts';
import { check } from '../harness.ts';

const pipeline = (commands: readonly string[]): string => `
Resources:
  P:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: web
      Stages:
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1" }
              Configuration: { ProjectName: !Ref B }
        - Name: Prod
          Actions:
            - Name: Deploy
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CodeDeploy, Version: "1" }
  B:
    Type: AWS::CodeBuild::Project
    Properties:
      Source:
        Type: CODEPIPELINE
        BuildSpec: ${JSON.stringify(JSON.stringify({ version: 0.2, phases: { build: { commands } } }))}
`;
const scripts = (all: Readonly<Record<string, string>>): string => JSON.stringify({ scripts: all });

/** `tested`, `untested`, or `open`. */
function told(commands: readonly string[], files: Readonly<Record<string, string>>): string {
  const { findings } = check([rule], { 'template.yaml': pipeline(commands), ...files });
  return findings.some(({ outcome }) => outcome === 'problem') ? 'untested' : findings.length > 0 ? 'open' : 'tested';
}

describe('what a build tests, by the scripts that it runs', () => {
  test.each<[string, string, readonly string[], Readonly<Record<string, string>>]>([
    ['a script that is not here', 'open', ['npm run ci'], {}],
    ['a script that tests', 'tested', ['npm run ci'], { 'package.json': scripts({ ci: 'jest' }) }],
    [
      'a script that runs one that tests',
      'tested',
      ['make'],
      { Makefile: 'all:\n\tnpm run ci\n', 'package.json': scripts({ ci: 'jest' }) },
    ],
    ['a script that tests nothing', 'untested', ['npm run ci'], { 'package.json': scripts({ ci: 'tsc && eslint .' }) }],
    ['a build whose hook tests', 'tested', ['npm run build'], { 'package.json': scripts({ prebuild: 'jest', build: 'tsc' }) }],
    ['a script whose tests cannot fail', 'untested', ['npm run ci'], { 'package.json': scripts({ ci: 'jest || true' }) }],
    ['a script of tests whose tests cannot fail', 'untested', ['npm test'], { 'package.json': scripts({ test: 'jest || true' }) }],
    [
      'a script of tests that runs such a one',
      'untested',
      ['npm test'],
      { 'package.json': scripts({ test: 'npm run t', t: 'jest || true' }) },
    ],
    [
      'a script of tests that only speaks',
      'untested',
      ['npm test'],
      { 'package.json': scripts({ test: 'echo "no tests yet" && exit 0' }) },
    ],
    [
      'a script of tests that only lints',
      'untested',
      ['npm test'],
      { 'package.json': scripts({ test: 'npm run lint', lint: 'eslint .' }) },
    ],
    [
      'a script of tests that runs one that only speaks',
      'untested',
      ['npm test'],
      { 'package.json': scripts({ test: 'npm run x', x: 'echo hi' }) },
    ],
    ['a script of tests that keeps to itself what it does', 'tested', ['npm test'], { 'package.json': scripts({ test: 'node check.js' }) }],
    ['a script of tests whose failure is lost', 'untested', ['npm test | cat'], { 'package.json': scripts({ test: 'jest' }) }],
    ['a shell script that tests', 'tested', ['./ci.sh'], { 'ci.sh': '#!/bin/sh\nset -e\npytest\necho done\n' }],
    ['a shell script that goes on after its tests', 'untested', ['./ci.sh'], { 'ci.sh': '#!/bin/sh\npytest\necho done\n' }],
    ['a script that runs another that is not here', 'open', ['make'], { Makefile: 'all:\n\t./x.sh\n' }],
  ])('%s: %s', (_, is, commands, files) => expect(told(commands, files)).toBe(is));

  test('tells the line of the script', () => {
    const { findings } = check([rule], {
      'template.yaml': pipeline(['npm run ci']),
      'package.json': '{\n "scripts": {\n  "ci": "jest || true"\n }\n}',
    });
    expect(findings[0]?.related.map(({ at, text }) => [at.source.origin.kind === 'file' && at.source.origin.path, text])).toContainEqual([
      'package.json',
      'tests run here, and their failure stops nothing',
    ]);
  });
});
