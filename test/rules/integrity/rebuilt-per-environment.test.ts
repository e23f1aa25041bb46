import rule from '../../../src/rules/integrity/rebuilt-per-environment.ts';
import { testRule, yaml } from '../../harness.ts';

interface Stage {
  readonly name: string;
  readonly build?: string;
  readonly project?: string;
  readonly category?: string;
  /** What it takes and hands on. */
  readonly input?: string;
  readonly output?: string;
  readonly mark?: string;
  /** `none`: the build deploys by itself, or nothing does. */
  readonly deploy?: 'S3' | 'ECS' | 'none';
}

const stage = ({
  name,
  build = 'Build',
  project = '!Ref Build',
  category = 'Build',
  input = 'Code',
  output = name,
  mark = '',
  deploy = 'S3',
}: Stage): string => yaml`
          - Name: ${name}
            Actions:
              - Name: ${build} ${mark && `# ${mark}`}
                ActionTypeId: { Category: ${category}, Owner: AWS, Provider: CodeBuild, Version: '1' }
                Configuration: { ProjectName: ${project} }
                InputArtifacts: [{ Name: ${input} }]
                OutputArtifacts: [{ Name: ${output} }]
${
  deploy === 'none'
    ? ''
    : `              - Name: Deploy
                ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ${deploy}, Version: '1' }
                InputArtifacts: [{ Name: ${output} }]
                RunOrder: 2`
}
`;

/** A pipeline of such stages, with two projects of one buildspec each. */
const pipeline = (stages: readonly (Stage | string)[], commands = 'npm ci; npm run build', others = commands): string => `
Parameters:
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
${[
  ['Build', commands],
  ['Second', others],
]
  .map(
    ([name, text = '']) => `  ${name}:
    Type: AWS::CodeBuild::Project
    Properties:
      Source:
        Type: CODEPIPELINE
        BuildSpec: |
          version: 0.2
          phases:
            build:
              commands:
${text
  .split('; ')
  .map((command) => `                - ${command}`)
  .join('\n')}`,
  )
  .join('\n')}
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Source
          Actions:
            - Name: Code
              ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1' }
              OutputArtifacts: [{ Name: Code }]
            - Name: Other
              ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1' }
              OutputArtifacts: [{ Name: Other }]
${stages
  .map((one) => (typeof one === 'string' ? one : stage(one)))
  .join('\n')
  .replace(/^(?=.)/gm, '        ')}
`;

const dev: Stage = { name: 'Dev' };
const prod: Stage = { name: 'Prod' };
const again: Stage = { ...prod, mark: 'problem' };
const elsewhere = { project: 'builds-of-the-account' };

testRule(rule, {
  good: {
    'one build': pipeline([dev]),
    'one build for both': pipeline([dev, { ...prod, output: 'Unused', deploy: 'none' }, deployed('Live', 'Dev')]),
    'the second goes on with the first': pipeline([dev, { ...prod, input: 'Dev' }]),
    'of different sources': pipeline([dev, { ...prod, input: 'Other' }]),
    'a test of the source': pipeline([dev, { ...prod, category: 'Test' }]),
    'not deployed': pipeline([dev, { ...prod, deploy: 'none' }]),
    'not deployed before': pipeline([{ ...dev, deploy: 'none' }, prod]),
    'another part, by its own buildspec': pipeline([dev, { ...prod, project: '!Ref Second' }]),
    'another part, by its name': pipeline([
      { ...dev, build: 'BuildServer', ...elsewhere },
      { ...prod, build: 'BuildSite', project: 'sites-of-the-account' },
    ]),
    'only tested': pipeline([dev, { ...prod, deploy: 'none' }, deployed('Check', 'Prod').replace('Category: Deploy', 'Category: Test')]),
    'packed from what was built before': pipeline([
      { name: 'Prepare', deploy: 'none' },
      { ...dev, input: 'Prepare' },
      { ...prod, input: 'Prepare' },
    ]),
    'a script that builds nothing': { 'template.yaml': pipeline([dev, prod], 'make settings'), Makefile: 'settings:\n\techo ready\n' },
    'no environments': pipeline([{ name: 'Server' }, { name: 'Site' }]),
    'one environment': pipeline([{ name: 'Dev-Server' }, { name: 'Dev-Site' }]),
    'settings of an environment': pipeline([dev, prod], 'envsubst < config.tpl > config.json'),
    'a template of an environment': pipeline([dev, prod], 'npm ci; npm run build; npx cdk synth'),
    'an image that was built elsewhere': pipeline([dev, prod], 'docker pull web:1; docker tag web:1 web:prod; docker push web:prod'),
    'something else by its name': pipeline([
      { ...dev, build: 'BuildConfig', ...elsewhere },
      { ...prod, build: 'BuildConfig', project: 'config-of-the-account' },
    ]),
  },
  bad: {
    'one project': pipeline([dev, again]),
    'three environments': pipeline([dev, { name: 'Staging', mark: 'problem' }, again]),
    'an image': pipeline([dev, { ...again, deploy: 'ECS' }], 'docker build -t web .; docker push web'),
    'a jar': pipeline([dev, again], 'mvn -B package'),
    'a binary': pipeline([dev, again], 'go build ./...'),
    'a site': pipeline([dev, again], 'npx vite build'),
    'a build of SAM, beside a CDK application': pipeline([dev, again], 'npx cdk synth; sam build'),
    'a build that deploys by itself': pipeline(
      [
        { ...dev, deploy: 'none' },
        { ...again, deploy: 'none' },
      ],
      'mvn package; aws lambda update-function-code --function-name web --zip-file fileb://web.zip',
    ),
    'environments in the names of actions': pipeline([
      { name: 'First', build: 'BuildDev' },
      { name: 'Second', build: 'BuildProd', mark: 'problem' },
    ]),
    'builds side by side': pipeline([
      { name: 'Prod-Build', build: 'BuildProd', output: 'ForProd', mark: 'problem', deploy: 'none' },
      dev,
      deployed('Prod', 'ForProd'),
    ]),
    'in one world': pipeline([dev, { ...again, input: '!If [IsProd, Code, Dev]', mark: 'problem when IsProd is true' }]),
    'builds that nobody can read, by their names': pipeline([
      { ...dev, build: 'BuildDev', project: 'dev' },
      { ...again, build: 'BuildProd', project: 'prod', mark: 'problem (medium)' },
    ]),
  },
  undecided: {
    'a script that nobody read': pipeline([dev, { ...again, mark: 'undecided' }], './make-it.sh').replaceAll('Name: Build ', 'Name: Make '),
    'a script of make that nobody read': pipeline([dev, { ...prod, mark: 'undecided' }], 'make settings').replaceAll(
      'Name: Build ',
      'Name: Make ',
    ),
    'one project whose buildspec nobody read': pipeline([
      { ...dev, build: 'First' },
      { ...prod, build: 'Second', mark: 'undecided' },
    ]).replace(/BuildSpec: \|[\s\S]*?(?=\n {2}\w)/g, 'BuildSpec: elsewhere.yml'),
    'the first build cannot be read': pipeline([
      { ...dev, build: 'Dev', project: 'dev' },
      { ...prod, build: 'Prod', mark: 'undecided' },
    ]),
    'the second build cannot be read': pipeline([
      { ...dev, build: 'Dev' },
      { ...prod, build: 'Prod', project: 'prod', mark: 'undecided' },
    ]),
    'builds that nobody can read': pipeline([
      { ...dev, build: 'Dev', project: 'dev' },
      { ...again, build: 'Prod', project: 'prod', mark: 'undecided' },
    ]),
  },
});

/** A stage that deploys an artifact of another one. */
function deployed(name: string, input: string): string {
  return yaml`
          - Name: ${name}
            Actions:
              - Name: Deploy
                ActionTypeId: { Category: Deploy, Owner: AWS, Provider: S3, Version: '1' }
                InputArtifacts: [{ Name: ${input} }]
  `;
}
