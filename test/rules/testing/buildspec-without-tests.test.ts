import rule from '../../../src/rules/testing/buildspec-without-tests.ts';
import { testRule } from '../../harness.ts';
import { action, build, buildspec, phase, pipeline, project, runs, stage, template } from './fixtures.ts';

const marked = (mark: string, spec: string): string => spec.replace('version: 0.2', `version: 0.2 # ${mark}`);
const DEPLOYS = build('npm ci', 'npm run build', 'npx cdk deploy');
const making = buildspec([phase('build', ['npm run build'])], 'artifacts:\n  files: ["dist/**/*"]');

testRule(rule, {
  good: {
    'tests before it publishes': build('npm test', 'docker push web:1'),
    'the tests of a build tool': build('mvn deploy'),
    'nothing is given out': build('npm run build', 'docker build -t web .'),
    'files alone may be anything': build('npm run build', 'aws s3 cp out.json s3://data/'),
    'a buildspec beside it tests': { 'buildspec.yml': DEPLOYS, 'test.yml': build('npm test') },
    'a pipeline runs it, and tells more': pipeline([stage('Prod', runs('Deploy', '!Ref Build'))], [project(DEPLOYS)]),
    'a pipeline runs it from a file': {
      'template.yaml': pipeline(
        [stage('Prod', runs('Deploy', '!Ref Build'))],
        ['Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { Type: CODEPIPELINE, BuildSpec: ci.yml } } }'],
      ),
      'ci.yml': DEPLOYS,
    },
    'a pipeline runs it as one of a batch': {
      'template.yaml': pipeline(
        [stage('Prod', runs('Deploy', '!Ref Build'))],
        [project('version: 0.2\nbatch:\n  build-list: [{ identifier: a, buildspec: ci.yml }]\n')],
      ),
      'ci.yml': DEPLOYS,
    },
    'a report beside a script': `${build('./build.sh', 'docker push web')}reports: { unit: { files: ["*.xml"] } }\n`,
    'a Commands action is no buildspec': pipeline([stage('Prod', action('Go', 'Compute', 'Commands', 'Commands: [npx cdk deploy]'))]),
    'artifacts, and tests': `${build('npm test')}artifacts: { files: ["dist/**/*"] }\n`,
    'files are handed on as they are, by no command': 'version: 0.2\nphases: {}\nartifacts: { files: ["dist/**/*"] }\n',
    'a script that may give something out': build('./build.sh'),
  },
  bad: {
    'a deploy': marked('problem', DEPLOYS),
    'an image': marked('problem', build('docker build -t web:1 .', 'docker push web:1')),
    'a package': marked('problem', build('npm publish')),
    'tests that stop nothing': marked('problem', build('npm test || true', 'npm publish')),
    'a linter is no test': marked('problem', build('eslint .', 'npm publish')),
    'a deploy, and artifacts, told once': marked('problem', making.replace('npm run build', 'npx cdk deploy')),
    'artifacts only': marked('problem (info)', making),
    'artifacts, and files copied': marked('problem (info)', making.replace('npm run build', 'aws s3 cp a s3://b')),
    'a test beside it in another folder': { 'a/buildspec.yml': marked('problem', DEPLOYS), 'b/buildspec.yml': build('npm test') },
    'a project that no pipeline runs': template(project(marked('problem', DEPLOYS))),
    'a pipeline that runs another one': pipeline(
      [stage('Prod', runs('Deploy', '!Ref Other'))],
      [project(marked('problem', DEPLOYS)), project(DEPLOYS, '', '', 'Other')],
    ),
  },
  undecided: {
    'a script that may test': marked('undecided', build('./build.sh', 'docker push web:1')),
    'a batch whose builds are elsewhere': marked(
      'undecided',
      `${build('npx cdk deploy')}batch: { build-list: [{ identifier: a, buildspec: elsewhere.yml }] }\n`,
    ),
  },
});
