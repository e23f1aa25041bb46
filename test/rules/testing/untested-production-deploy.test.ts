import { expect, test } from 'vitest';
import rule from '../../../src/rules/testing/untested-production-deploy.ts';
import { check, indent, testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Command: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

/** A template with one pipeline, and what stands beside it. */
const pipeline = (stages: readonly string[], ...resources: readonly string[]): string => `${HEAD}
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
${indent(8, stages.join('\n'))}
${indent(2, resources.join('\n'))}
`;
const stage = (name: string, ...actions: readonly string[]): string =>
  `- Name: ${name}\n  Actions:\n${actions.map((action) => `    - ${action}`).join('\n')}`;
const marked = (mark: string): string => (mark ? ` # ${mark}` : '');
const deploy = (mark = '', name = 'Prod'): string => stage(name, `{ Name: Go, ActionTypeId: { Category: Deploy } }${marked(mark)}`);
const build = (category = 'Build', project = '!Ref Build', mark = '', name = 'Compile'): string =>
  `{ Name: ${name}, ActionTypeId: { Category: ${category}, Provider: CodeBuild }, Configuration: { ProjectName: ${project} } }${marked(mark)}`;
const buildspec = (...commands: readonly string[]): string => `version: 0.2
phases:
  build:
    commands:
${indent(6, commands.map((command) => `- ${command}`).join('\n'))}
`;
const project = (spec: string): string =>
  `Build:\n  Type: AWS::CodeBuild::Project\n  Properties:\n    Source:\n      Type: CODEPIPELINE\n      BuildSpec: |\n${indent(8, spec)}`;
/** A build with these commands, and then production. */
const after = (mark: string, ...commands: readonly string[]): string =>
  pipeline([stage('Build', build()), deploy(mark)], project(buildspec(...commands)));
/** A build that starts a batch, with two files beside it, and then production. */
const batch = (mark: string, builds: string, ...commands: string[]): Record<string, string> => ({
  'template.yaml': pipeline([stage('Build', build()), deploy(mark)], project(`version: 0.2\nbatch:\n${builds}\n`)),
  'a.yml': buildspec(...commands),
  'b.yml': buildspec('npm run build'),
});

testRule(rule, {
  good: {
    'a batch one of whose builds tests': batch(
      '',
      '  build-list:\n    - { identifier: b, buildspec: b.yml }\n    - { identifier: a, buildspec: a.yml }',
      'npm test',
    ),
    'a graph one of whose builds tests': batch('', '  build-graph:\n    - { identifier: a, buildspec: a.yml }', 'npm test'),
    'a matrix one of whose builds tests': batch('', '  build-matrix: { dynamic: { buildspec: [b.yml, a.yml] } }', 'npm test'),
    'a build of a batch that deploys tests first': {
      'template.yaml': pipeline(
        [stage('Prod', build('Build', '!Ref Build', '', 'Run'))],
        project('version: 0.2\nbatch:\n  build-list: [{ identifier: a, buildspec: a.yml }]\n'),
      ),
      'a.yml': buildspec('npm test', 'npx cdk deploy Web'),
    },
    'a matrix of one file': batch('', '  build-matrix: { static: { buildspec: a.yml } }', 'npm test'),
    'a command that tests': after('', 'npm ci', 'npm test', 'npm run build'),
    'the tests that a build tool runs by itself': after('', 'mvn -B package'),
    'tests in a block that stops at the first failure': after('', '|\n  set -e\n  npm test\n  npm run build'),
    'tests that end a block': after('', '|\n  cd app\n  npm test'),
    'tests in a chain': after('', 'npm ci && npm test && npm run build'),
    'tests in a pipe that fails': after('', 'set -o pipefail', 'npm test | tee test.log'),
    'tests after a set -e of the same shell': after('', 'set -e', '|\n  npm test\n  npm run build'),
    'tests whose result is looked at': after('', '|\n  npm test\n  result=$?\n  ./notify.sh\n  exit $result'),
    'tests in a condition that exits': after('', 'if ! npm test; then echo failed; exit 1; fi'),
    'tests or an exit': after('', 'npm test || exit 1'),
    'a buildspec in another file': {
      'template.yaml': pipeline(
        [stage('Build', build()), deploy()],
        'Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { BuildSpec: ci/build.yml } } }',
      ),
      'ci/build.yml': buildspec('pytest'),
    },
    'the buildspec.yml that nobody names': {
      'template.yaml': pipeline(
        [stage('Build', build()), deploy()],
        'Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { Type: CODEPIPELINE } } }',
      ),
      'buildspec.yml': buildspec('go test ./...'),
    },
    'a project in another file': {
      'template.yaml': pipeline([stage('Build', build('Build', 'web-build')), deploy()]),
      'project.json': JSON.stringify({
        projects: [
          { name: 'web-build', source: { type: 'CODEPIPELINE', buildspec: buildspec('dotnet test') }, environment: {}, serviceRole: 'x' },
        ],
      }),
    },
    'a test action': pipeline([stage('Check', build('Test', 'elsewhere')), deploy()]),
    'a device farm': pipeline([stage('Check', '{ Name: Phones, ActionTypeId: { Category: Test, Provider: DeviceFarm } }'), deploy()]),
    'a test action earlier in the stage': pipeline([
      stage('Prod', build('Test', 'elsewhere'), '{ Name: Go, ActionTypeId: { Category: Deploy }, RunOrder: 2 }'),
    ]),
    'commands of a Commands action': pipeline([
      stage('Check', '{ Name: Run, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [npm ci, npm test] }'),
      deploy(),
    ]),
    'a report beside a script': pipeline(
      [stage('Build', build()), deploy()],
      project(`${buildspec('./build.sh')}reports:\n  unit:\n    files: ["**/*.xml"]\n`),
    ),
    'a condition before the entry runs tests': pipeline([
      `${deploy()}\n  BeforeEntry: { Conditions: [{ Result: FAIL, Rules: [{ Name: check, RuleTypeId: { Category: Rule, Owner: AWS, Provider: Commands, Version: "1" }, Commands: [npm test] }] }] }`,
    ]),
    'a condition of an earlier stage runs a build that tests': pipeline(
      [
        `${stage('Beta', '{ Name: Prepare, ActionTypeId: { Category: Invoke, Provider: InspectorScan } }')}\n  OnSuccess: { Conditions: [{ Result: FAIL, Rules: [{ Name: check, RuleTypeId: { Provider: CodeBuild }, Configuration: { ProjectName: !Ref Build } }] }] }`,
        deploy(),
      ],
      project(buildspec('pytest')),
    ),
    'the build that deploys tests first': pipeline(
      [stage('Prod', build('Build', '!Ref Build', '', 'Run'))],
      project(buildspec('npm test', 'npx cdk deploy Web')),
    ),
    'the build that deploys tests first, in one line': pipeline(
      [stage('Prod', build('Build', '!Ref Build', '', 'Run'))],
      project(buildspec('npm test && sls deploy')),
    ),
    'what CDK synthesises': `{
      "Resources": {
        "Pipeline": { "Type": "AWS::CodePipeline::Pipeline", "Metadata": { "aws:cdk:path": "Delivery/Pipeline/Resource" }, "Properties": { "Stages": [
          { "Name": "Build", "Actions": [{ "Name": "Synth", "ActionTypeId": { "Category": "Build", "Owner": "AWS", "Provider": "CodeBuild", "Version": "1" }, "Configuration": { "ProjectName": { "Ref": "Synth" } } }] },
          { "Name": "Prod", "Actions": [{ "Name": "Web.Deploy", "ActionTypeId": { "Category": "Deploy", "Owner": "AWS", "Provider": "CloudFormation", "Version": "1" }, "Configuration": { "ActionMode": "CHANGE_SET_EXECUTE" }, "RunOrder": 2 }] }
        ] } },
        "Synth": { "Type": "AWS::CodeBuild::Project", "Properties": { "Source": { "Type": "CODEPIPELINE", "BuildSpec": "{\\"version\\": \\"0.2\\", \\"phases\\": {\\"build\\": {\\"commands\\": [\\"npm ci\\", \\"npm test\\", \\"npx cdk synth\\"]}}}" } } }
      }
    }`,
    'no production at all': pipeline([deploy('', 'Staging')]),
    'tests under the condition of the deploy': pipeline(
      [
        `- Fn::If:\n  - IsProd\n${indent(2, stage('Build', build()))}\n  - !Ref AWS::NoValue`,
        `- Fn::If:\n  - IsProd\n${indent(2, deploy())}\n  - !Ref AWS::NoValue`,
      ],
      project(buildspec('npm test')),
    ),
  },
  bad: {
    'a build of a batch deploys': {
      'template.yaml': pipeline(
        [stage('Prod', build('Build', '!Ref Build', 'problem', 'Run'))],
        project('version: 0.2\nbatch:\n  build-list: [{ identifier: a, buildspec: a.yml }]\n'),
      ),
      'a.yml': buildspec('npx cdk deploy Web'),
    },
    'a batch whose builds test nothing': batch('problem', '  build-graph:\n    - { identifier: a, buildspec: a.yml }', 'npm run build'),
    'a batch whose builds have the same buildspec': batch(
      'problem',
      '  build-list:\n    - { identifier: a, env: { image: x } }',
      'npm test',
    ),
    'a batch that does not run the file of tests': batch('problem', '  build-fanout: { parallelism: 2 }', 'npm test'),
    'source goes straight to production': pipeline([
      stage('Source', '{ Name: Code, ActionTypeId: { Category: Source, Provider: S3 } }'),
      deploy('problem'),
    ]),
    'source goes straight to what may be production': pipeline([deploy('problem (medium)', 'Ship')]),
    'a build that compiles': after('problem', 'npm ci', 'npm run build', 'docker build -t web .', 'docker push web'),
    'a build in a file, before what may be production': {
      'template.yaml': pipeline(
        [stage('Build', build()), deploy('problem (low)', 'Ship')],
        'Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { BuildSpec: build.yml } } }',
      ),
      'build.yml': buildspec('npm run build'),
    },
    'tests only after the deploy': pipeline([deploy('problem'), stage('Check', build('Test', 'elsewhere'))]),
    'tests beside the deploy': pipeline([
      stage('Prod', build('Test', 'elsewhere'), '{ Name: Go, ActionTypeId: { Category: Deploy } } # problem'),
    ]),
    'a project that tests, and that no stage runs': pipeline(
      [stage('Build', build()), deploy('problem')],
      project(buildspec('npm run build')),
      'Check: { Type: AWS::CodeBuild::Project, Properties: { Source: { BuildSpec: "{version: 0.2, phases: {build: {commands: [npm test]}}}" } } }',
    ),
    'a failure that stops nothing': after('problem', 'npm test || true'),
    'a failure that is only printed': after('problem', 'npm test || { echo failed; }'),
    'a failure in the middle of a block': after('problem', '|\n  npm test\n  npm run build'),
    'a failure in the middle of a line': after('problem', 'npm test; npm run build'),
    'a failure behind a pipe': after('problem', 'npm test | tee test.log'),
    'a failure in the background': after('problem', 'npm test &'),
    'a failure that only chooses a branch': after('problem', 'if npm test; then echo fine; else echo broken; fi'),
    skipped: after('problem', 'mvn package -DskipTests'),
    'a linter is no test': after('problem', 'npm run lint', 'cfn-lint template.yaml'),
    'a scan is no test': pipeline([
      stage('Scan', '{ Name: Inspect, ActionTypeId: { Category: Invoke, Provider: InspectorScan } }'),
      deploy('problem'),
    ]),
    'a function that deploys is no test': pipeline([
      stage('Blue', '{ Name: DeployBlue, ActionTypeId: { Category: Invoke, Provider: Lambda } }'),
      deploy('problem'),
    ]),
    'a login that runs what it prints': after('problem', '$(aws ecr get-login --no-include-email)', 'docker push web'),
    'a report of a linter in a Commands action': pipeline([
      stage('Check', '{ Name: Run, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [npm run lint] }'),
      deploy('problem'),
    ]),
    'the build that deploys tests afterwards': pipeline(
      [stage('Prod', build('Build', '!Ref Build', 'problem', 'Run'))],
      project(buildspec('npx cdk deploy Web', 'npm test')),
    ),
    'the condition after a stage comes too late for it': pipeline([
      `${deploy('problem')}\n  OnSuccess: { Conditions: [{ Result: ROLLBACK, Rules: [{ Name: check, RuleTypeId: { Provider: Commands }, Commands: [npm test] }] }] }`,
    ]),
    'a condition that looks at the clock': pipeline([
      `${deploy('problem')}\n  BeforeEntry: { Conditions: [{ Result: FAIL, Rules: [{ Name: hours, RuleTypeId: { Provider: DeploymentWindow } }] }] }`,
    ]),
    'tests on a condition': pipeline(
      [`- Fn::If:\n  - IsProd\n  - !Ref AWS::NoValue\n${indent(2, stage('Build', build()))}`, deploy('problem when IsProd is true')],
      project(buildspec('npm test')),
    ),
    'production by a parameter': pipeline(
      [stage('Build', build()), deploy('problem when Environment is prod', '!Ref Environment')],
      project(buildspec('npm run build')),
    ),
    'what get-pipeline prints': `{
      "pipeline": {
        "name": "web", "roleArn": "arn:aws:iam::111122223333:role/pipeline",
        "stages": [
          { "name": "Source", "actions": [{ "name": "Code", "actionTypeId": { "category": "Source", "owner": "AWS", "provider": "S3", "version": "1" } }] },
          { "name": "Prod", "actions": [
            { "//": "problem",
              "name": "Go", "actionTypeId": { "category": "Deploy", "owner": "AWS", "provider": "CodeDeploy", "version": "1" } }
          ] }
        ]
      }
    }`,
  },
  undecided: {
    'a project that is not here': pipeline([stage('Build', build('Build', 'elsewhere')), deploy('undecided')]),
    'a buildspec that is not here': pipeline(
      [stage('Build', build()), deploy('undecided')],
      'Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { BuildSpec: ci/build.yml } } }',
    ),
    'a script that nobody read': after('undecided', './build.sh'),
    make: after('undecided', 'make build'),
    'a command that is only known at deploy time': pipeline(
      [stage('Build', build()), deploy('undecided')],
      project(buildspec('${Command}')).replace('BuildSpec: |', 'BuildSpec: !Sub |'),
    ),
    'a function that may test': pipeline([
      stage('Check', '{ Name: Check, ActionTypeId: { Category: Invoke, Provider: Lambda } }'),
      deploy('undecided'),
    ]),
    'a condition that invokes a function': pipeline([
      `${deploy('undecided')}\n  BeforeEntry: { Conditions: [{ Result: FAIL, Rules: [{ Name: check, RuleTypeId: { Provider: LambdaInvoke } }] }] }`,
    ]),
    'a build server that nobody can read': pipeline([
      stage('Build', '{ Name: Compile, ActionTypeId: { Category: Build, Owner: Custom, Provider: Jenkins } }'),
      deploy('undecided'),
    ]),
    'a batch of builds': pipeline(
      [stage('Build', build()), deploy('undecided')],
      project('version: 0.2\nbatch:\n  build-list:\n    - { identifier: a, buildspec: a.yml }\n'),
    ),
    'a report, and no command that tests': pipeline(
      [stage('Build', build()), deploy('undecided')],
      project(`${buildspec('npm run build')}reports:\n  unit:\n    files: ["**/*.xml"]\n`),
    ),
    'a file that only prints stands for another': {
      'template.yaml': pipeline(
        [stage('Build', build()), deploy('undecided')],
        'Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { BuildSpec: build.yml } } }',
      ),
      'build.yml': buildspec('echo to be done'),
    },
    'a deploy that nobody can read may test itself': pipeline([stage('Prod', build('Build', 'elsewhere', 'undecided', 'Deploy'))]),
    'stages behind a transform': `${HEAD}
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages: # undecided
        Fn::Transform: { Name: AWS::Include }
`,
  },
});

test('tells which tests stop nothing', () => {
  const [finding] = check([rule], after('', 'npm test || true')).findings;
  expect(finding?.related.map(({ text }) => text)).toContain('tests run here, and their failure stops nothing');
});
