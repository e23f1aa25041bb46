import rule from '../../../src/rules/operations/breakpoint-left.ts';
import { testRule, yaml } from '../../harness.ts';

testRule(rule, {
  good: {
    'commands like it': yaml`
      version: 0.2
      phases:
        build:
          commands:
            - npm test
            - echo codebuild-breakpoint
            - '# codebuild-breakpoint'
    `,
  },
  bad: {
    'as a command, and in a block': yaml`
      version: 0.2
      phases:
        pre_build:
          commands:
            - npm ci
            - codebuild-breakpoint # problem
        build:
          commands:
            - |
              npm test
              codebuild-breakpoint # problem
    `,
    'inside a template': yaml`
      Resources:
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Source:
              Type: CODEPIPELINE
              BuildSpec: |
                version: 0.2
                phases:
                  build:
                    commands:
                      - codebuild-breakpoint # problem
    `,
  },
  undecided: {},
});
