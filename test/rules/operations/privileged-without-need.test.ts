import rule from '../../../src/rules/operations/privileged-without-need.ts';
import { testRule, yaml } from '../../harness.ts';

/** A template with one project that runs a command. */
const project = (command: string, mark = '', more = '', privileged = 'true'): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Command: { Type: String }
    Privileged: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Environment:
          PrivilegedMode: ${privileged}${mark && ` # ${mark}`}
        Source:
          Type: CODEPIPELINE
          BuildSpec: !Sub |
            version: 0.2
            phases:
              build:
                commands:
                  - npm ci
                  - ${command}
        ${more}
`;
const file = (mark: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  'template.yml': yaml`
    Resources:
      Build:
        Type: AWS::CodeBuild::Project
        Properties:
          Environment:
            PrivilegedMode: true # ${mark}
          Source: { Type: CODEPIPELINE, BuildSpec: build.yml }
  `,
  ...files,
});
const NEEDS = [
  'docker build -t web .',
  '/usr/local/bin/dockerd-entrypoint.sh',
  'nohup /usr/bin/dockerd &',
  'docker-compose up -d',
  'sudo podman build .',
  'sam build --use-container',
  'service docker start',
  'pack build web',
  'npm run localstack-up',
  'mount -t tmpfs none /mnt',
];
const WEBHOOK = (groups: string): string => `Triggers: { Webhook: true, FilterGroups: ${groups} }`;

testRule(rule, {
  good: {
    ...Object.fromEntries(NEEDS.map((command) => [command, project(command)])),
    'not privileged': project('npx eslint .', '', '', 'false'),
    'nothing said of it': project('npx eslint .', '', '', '!Ref AWS::NoValue'),
    'a file system is mounted': project('npx eslint .', '', 'FileSystemLocations: [{ Type: EFS, Location: fs, MountPoint: /mnt }]'),
    'a runner of workflows': project('npx eslint .', '', WEBHOOK('[[{ Type: EVENT, Pattern: WORKFLOW_JOB_QUEUED }]]')),
    'a runner of Buildkite': project('npx eslint .', '', 'Triggers: { Webhook: true, BuildType: RUNNER_BUILDKITE_BUILD }'),
    'a build of the batch': {
      'template.yml': yaml`
        Resources:
          Build:
            Type: AWS::CodeBuild::Project
            Properties:
              Environment: { PrivilegedMode: true }
              Source: { Type: CODEPIPELINE, BuildSpec: build.yml }
      `,
      'build.yml': 'version: 0.2\nbatch: { build-list: [{ identifier: a, buildspec: image.yml }] }\n',
      'image.yml': 'version: 0.2\nphases: { build: { commands: [docker build .] } }\n',
    },
  },
  bad: {
    'a build of JavaScript': project('npx eslint .', 'problem'),
    'nothing at all': project('echo done', 'problem'),
    'a build of Go, and no tests': project('go build ./...', 'problem'),
    'a program in a folder that a variable names': project('$HOME/bin/tool --version', 'problem'),
    'a mere assignment': project('A=$B', 'problem'),
    'a webhook for pushes': project('npx eslint .', 'problem', WEBHOOK('[[{ Type: EVENT, Pattern: PUSH }]]')),
    'in one world': project('npx eslint .', 'problem when IsProd is true', '', '!If [IsProd, true, false]'),
    'a script that is here': file('problem', {
      'build.yml': 'version: 0.2\nphases: { build: { commands: [./x.sh] } }\n',
      'x.sh': 'npm ci\n',
    }),
  },
  undecided: {
    'a buildspec that is not here': file('undecided', {}),
    'a script that is not here': project('./build.sh', 'undecided'),
    'images of the CDK': project('npx cdk deploy', 'undecided'),
    'a program that a variable names': project('cd web && "$TOOL" .', 'undecided'),
    'tests with Testcontainers': project('mvn verify', 'undecided'),
    'tests of Python, perhaps': project('pytest', 'undecided'),
    'a command that is chosen when the stack is made': project('${Command} .', 'undecided'),
    'chosen when the stack is made': project('npx eslint .', 'undecided', '', '!Ref Privileged'),
  },
});
