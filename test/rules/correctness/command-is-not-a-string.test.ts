import { expect, test } from 'vitest';
import rule from '../../../src/rules/correctness/command-is-not-a-string.ts';
import { check, testRule, yaml } from '../../harness.ts';

testRule(rule, {
  good: {
    'texts of every kind': yaml`
      version: 0.2
      phases:
        build:
          commands:
            - echo start
            - 'echo Build: start'
            - "echo Build: start"
            - |
              echo Build: start
            - echo http://example.com
            - 1
            - true
            -
    `,
    'a list that is one text': 'version: 0.2\nphases: { build: { commands: make } }\n',
    'an intrinsic function': yaml`
      Resources:
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Environment: { Image: aws/codebuild/standard:7.0 }
            Source:
              Type: CODEPIPELINE
              BuildSpec: !Sub |
                version: 0.2
                phases: { build: { commands: ["\${AWS::Region}"] } }
    `,
  },
  bad: {
    'a colon and a space': yaml`
      version: 0.2
      phases:
        build:
          commands:
            - echo start
            - echo Build: start # problem
    `,
    'a list inside the list, and one at the end': yaml`
      version: 0.2
      phases:
        build:
          commands:
            - - make # problem
          finally:
            - { echo: done } # problem
    `,
    'inside a template': yaml`
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
                  build:
                    commands:
                      - echo Build: start # problem
    `,
  },
  undecided: {},
});

test('says which of the two it is', () => {
  const text = 'version: 0.2\nphases:\n  build:\n    commands:\n      - echo a: b\n      - [make]\n';
  expect(check([rule], text).findings.map(({ message }) => message)).toEqual([
    'is a map to YAML, and no command: put it in quotes',
    'is a list to YAML, and no command: put it in quotes',
  ]);
});
