import rule from '../../../src/rules/secrets/secret-exported.ts';
import { testRule, yaml } from '../../harness.ts';

testRule(rule, {
  good: {
    'nothing is exported': yaml`
      version: 0.2
      env: { secrets-manager: { TOKEN: web:token }, parameter-store: { KEY: /web/key } }
      phases: { build: { commands: [make] } }
    `,
    'something else is exported': yaml`
      version: 0.2
      env:
        variables: { STAGE: prod }
        secrets-manager: { TOKEN: web:token }
        exported-variables: [STAGE, IMAGE_TAG, TOKEN_NAME]
      phases: { build: { commands: [make] } }
    `,
  },
  bad: {
    'from Secrets Manager': yaml`
      version: 0.2
      env:
        secrets-manager: { TOKEN: web:token }
        exported-variables:
          - STAGE
          - TOKEN # problem
      phases: { build: { commands: [make] } }
    `,
    'from Parameter Store': yaml`
      version: 0.2
      env:
        parameter-store: { KEY: /web/key }
        exported-variables:
          - KEY # problem
      phases: { build: { commands: [make] } }
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
                env:
                  secrets-manager: { TOKEN: web:token }
                  exported-variables:
                    - TOKEN # problem
                phases: { build: { commands: [make] } }
    `,
  },
  undecided: {
    'a name that is put in when the stack is made': yaml`
      Parameters: { Name: { Type: String } }
      Resources:
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Environment: { Image: aws/codebuild/standard:7.0 }
            Source:
              Type: CODEPIPELINE
              BuildSpec: !Sub |
                version: 0.2
                env:
                  secrets-manager: { TOKEN: web:token }
                  exported-variables:
                    - \${Name} # undecided
                phases: { build: { commands: [make] } }
    `,
  },
});
