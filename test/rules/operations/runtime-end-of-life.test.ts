import { expect, test } from 'vitest';
import { maskOf } from '../../../src/engine/mask.ts';
import { run } from '../../../src/engine/run.ts';
import rule from '../../../src/rules/operations/runtime-end-of-life.ts';
import { check, read, testRule, yaml } from '../../harness.ts';

const asking = (...runtimes: string[]): string =>
  `version: 0.2\nphases:\n  install:\n    runtime-versions:\n${runtimes.map((line) => `      ${line}\n`).join('')}  build: { commands: [make] }\n`;

testRule(rule, {
  good: {
    'versions that are mended': asking(
      'nodejs: 22',
      'python: 3.13',
      'ruby: 3.4',
      'php: 8.4',
      'golang: 1.26',
      'dotnet: 10.0',
      'java: corretto21',
    ),
    'the newest of a major version': asking('nodejs: 22.x', 'python: 3.x', 'golang: 1.x', 'dotnet: 10.x', 'ruby: 3.x'),
    'whatever is newest': asking('nodejs: latest', 'python: latest'),
    'a variable': asking('nodejs: $NODE_VERSION', 'python: "${PYTHON}"'),
    'what nobody keeps dates of': asking('java: corretto8', 'android: 29', 'docker: 18', 'nodejs: 999'),
    none: 'version: 0.2\nphases: { build: { commands: [make] } }\n',
  },
  bad: {
    'versions that nobody mends': asking(
      'nodejs: 18 # problem',
      'python: 3.9 # problem',
      'ruby: 2.7 # problem',
      'php: 7.4 # problem',
      'golang: 1.22 # problem',
      'dotnet: 6.0 # problem',
    ),
    'written as texts, and to the last digit': asking('nodejs: "20" # problem', 'python: "3.10" # problem', 'php: 8.1.2 # problem'),
    'a newest minor version': asking('nodejs: 12.x # problem', 'dotnet: 3.x # problem', 'python: 3.8.x # problem'),
    '.NET by its major version': asking('dotnet: 6.x # problem'),
    'inside a template': yaml`
      Parameters:
        Environment: { Type: String, AllowedValues: [dev, prod] }
      Conditions:
        IsProd: !Equals [!Ref Environment, prod]
      Resources:
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Environment: { Image: aws/codebuild/standard:7.0 }
            Source:
              Type: CODEPIPELINE
              BuildSpec: |
                version: 0.2
                phases:
                  install:
                    runtime-versions:
                      nodejs: 16 # problem
    `,
  },
  undecided: {
    'a version that is put in when the stack is made': yaml`
      Parameters:
        Node: { Type: String }
      Resources:
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Environment: { Image: aws/codebuild/standard:7.0 }
            Source:
              Type: CODEPIPELINE
              BuildSpec: !Sub |
                version: 0.2
                phases:
                  install:
                    runtime-versions:
                      nodejs: \${Node} # undecided
    `,
  },
});

test('says which, and since when', () => {
  const messages = (text: string): string[] => check([rule], text).findings.map(({ message }) => message);
  expect(messages(asking('nodejs: 18', 'golang: 1.20'))).toEqual([
    'asks for Node.js 18, which has not been mended since 2025-04-30',
    'asks for Go 1.20, which has not been mended since 2024-02-06',
  ]);
});

test.each([
  ['2025-04-30', 0],
  ['2025-05-01', 1],
])('on %s, Node.js 18 makes %d', (today, count) => {
  const model = read(asking('nodejs: 18'));
  const { findings } = run(
    [rule],
    model,
    { common: { production: { words: [], accounts: new Map() } }, today: new Date(today), rules: new Map() },
    maskOf(model),
  );
  expect(findings).toHaveLength(count);
});
