import rule from '../../../src/rules/correctness/invalid-buildspec.ts';
import { testRule, yaml } from '../../harness.ts';

testRule(rule, {
  good: {
    'everything that the reference has': yaml`
      version: 0.2
      run-as: root
      env:
        shell: bash
        variables: { STAGE: prod }
        parameter-store: { TOKEN: /web/token }
        secrets-manager: { KEY: web:key }
        exported-variables: [STAGE]
        git-credential-helper: yes
      proxy: { upload-artifacts: no, logs: no }
      batch: { fast-fail: true }
      phases:
        install: { run-as: root, on-failure: ABORT, runtime-versions: { nodejs: 22 }, commands: [npm ci], finally: [date] }
        pre_build: { on-failure: CONTINUE, commands: [date] }
        build: { on-failure: RETRY-2, commands: [make] }
        post_build: { on-failure: RETRY, commands: [date] }
      reports:
        unit: { files: ['**/*'], file-format: junitxml }
        arn:aws:codebuild:eu-west-1:111122223333:report-group/web: { files: ['**/*'] }
      artifacts: { files: ['**/*'] }
      cache: { paths: [node_modules/**/*] }
    `,
    'keys for the anchors of YAML': yaml`
      version: 0.2
      x-login: &login [aws ecr get-login-password]
      .shared: { any: thing }
      phases: { build: { commands: *login } }
    `,
    'version 0.1 has other words': yaml`
      version: 0.1
      environment_variables: { plaintext: { STAGE: prod } }
      env: { STAGE: prod }
      phases: { build: { commands: [make] } }
    `,
    'a word that is put in later': yaml`
      version: 0.2
      phases: { build: { on-failure: $MODE, commands: [make] } }
      reports: { unit: { file-format: '{{ format }}' } }
    `,
    'phases in other letters': 'version: 0.2\nphases: { BUILD: { commands: [make] } }\n',
    'something that is empty': 'version: 0.2\nphases: { build: { commands: , finally: }, deploy: }\nenv:\nreports:\n',
  },
  bad: {
    'a phase that there is not': yaml`
      version: 0.2
      phases:
        build: { commands: [make] }
        deploy: # problem
          commands: [make deploy]
    `,
    'nearly the name of a phase': yaml`
      version: 0.2
      phases:
        build: { commands: [make] }
        prebuild: # problem
          commands: [npm ci]
        post-build: # problem
          finally: [date]
    `,
    'nearly the name of a section': yaml`
      version: 0.2
      phases: { build: { commands: [make] } }
      artifact: # problem
        files: ['**/*']
      Reports: # problem
        unit: { files: ['**/*'] }
    `,
    'a key that no phase has': yaml`
      version: 0.2
      phases:
        build:
          commands: [make]
          steps: # problem
            - make test
    `,
    'runtimes in another phase': yaml`
      version: 0.2
      phases:
        pre_build:
          runtime-versions: # problem
            nodejs: 22
          commands: [make]
    `,
    'a variable beside the variables': yaml`
      version: 0.2
      env:
        STAGE: prod # problem
        parameter_store: # problem
          TOKEN: /web/token
      phases: { build: { commands: [make] } }
    `,
    'no way to fail, no format': yaml`
      version: 0.2
      phases:
        build:
          on-failure: STOP # problem
          commands: [make]
      reports:
        unit:
          file-format: JUNIT # problem
          files: ['**/*']
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
                  deploy: # problem
                    commands: [make]
    `,
  },
  undecided: {},
});
