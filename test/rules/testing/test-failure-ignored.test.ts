import { expect, test } from 'vitest';
import rule from '../../../src/rules/testing/test-failure-ignored.ts';
import { check, testRule } from '../../harness.ts';
import { build, buildspec, phase, project, template, under } from './fixtures.ts';

const continues = (mark: string, ...commands: string[]): string =>
  buildspec([phase('pre_build', commands, `on-failure: CONTINUE${mark && ` # ${mark}`}`), phase('build', ['npm run build'])]);
const lambda = 'Type: LINUX_LAMBDA_CONTAINER, Image: "aws/codebuild/amazonlinux-x86_64-lambda-standard:nodejs20"';

testRule(rule, {
  good: {
    'tests that stop the build': build('npm test', 'npm test && npm run build', 'npm test || exit 1', 'pytest || { echo failed; exit 1; }'),
    'something else that may fail': build('rm -rf dist || true', 'docker stop db || true', 'npm run lint || true', 'pylint src || true'),
    'something else that matters, and has rules of its own': build(
      'npm audit || true',
      'docker push web || true',
      'npx cdk deploy || true',
    ),
    'a linter beside real tests': build('eslint . || true', 'npm test'),
    'set -e again': build('|\n  set +e\n  ./clean.sh\n  set -e\n  npm test\n  npm run build'),
    'somebody looks at the result': build('|\n  set +e\n  npm test\n  result=$?\n  ./report.sh\n  exit $result'),
    'a block is another matter': build('|\n  npm test\n  npm run build'),
    'a pipe is another matter': build('npm test | tee test.log'),
    'a script of tests that runs none': {
      'buildspec.yml': build('npm test || true'),
      'package.json': '{ "scripts": { "test": "echo no tests yet" } }',
    },
    'a phase that stops': buildspec([phase('build', ['npm test'], 'on-failure: ABORT')]),
    'a phase without tests goes on': continues('', 'docker pull cache', 'npm ci'),
    'Lambda does not look at on-failure': template(project(continues('', 'npm test'), lambda)),
  },
  bad: {
    'or true': build(
      'npm test || true # problem',
      '"npm test || :" # problem',
      'pytest || echo failed # problem',
      'mvn verify || exit 0 # problem',
      'go test ./... || /bin/true # problem',
    ),
    'each of them in one block': build('|\n  npm test || true # problem\n  pytest || true # problem\n  npm run build'),
    'what is switched off for a block': build('|\n  set +e\n  npm test # problem\n  npm run build'),
    'in the background': build('npm test & # problem'),
    'in a chain whose end makes up for it': build('npm ci && npm test || true # problem'),
    'in a script, where it stands': {
      'buildspec.yml': build('npm run ci'),
      'package.json': '{ "scripts": {\n  "ci": "jest || true", "//": "problem"\n} }',
    },
    'a script whose failure is passed over, where that is said': {
      'buildspec.yml': build('npm run ci || true # problem'),
      'package.json': '{ "scripts": { "ci": "eslint . && jest && pytest" } }',
    },
    'npm test is told once': {
      'buildspec.yml': build('npm test || true # problem'),
      'package.json': '{ "scripts": { "test": "jest" } }',
    },
    'a phase that goes on': continues('problem', 'npm ci', 'npm test'),
    'a phase that goes on, on EC2': template(project(continues('problem', 'npm test'))),
    'in one environment': template(
      project(build('npm test')).replace('BuildSpec: |', 'BuildSpec: !Sub |').replace('npm test', 'npm test || true # problem'),
    ),
    'a phase of a build that perhaps does not look at it': template(
      project(continues('problem', 'npm test'), 'Type: LINUX_CONTAINER, Image: !Ref Image'),
    ),
  },
  undecided: {
    'PowerShell decides by itself': under('powershell.exe', 'npm test')
      .replace('phases:\n  build:\n', 'phases:\n  build:\n    on-failure: CONTINUE # undecided\n')
      .replace('npm test', 'npm test; npm run build'),
  },
});

test('shows what lets the build go on', () => {
  const [finding] = check([rule], build('npm test || true')).findings;
  expect(finding?.message).toBe('runs tests whose failure stops nothing');
  expect(finding?.related.map(({ text }) => text)).toContain('what follows `||` makes up for its failure');
});
