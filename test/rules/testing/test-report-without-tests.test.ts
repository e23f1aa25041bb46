import rule from '../../../src/rules/testing/test-report-without-tests.ts';
import { testRule } from '../../harness.ts';
import { buildspec, phase, project, template } from './fixtures.ts';

const reporting = (mark: string, commands: readonly string[], format = ''): string =>
  buildspec(
    [phase('build', commands)],
    `reports:\n  unit:${mark && ` # ${mark}`}\n    files: ["**/*.xml"]${format && `\n    file-format: ${format}`}`,
  );

testRule(rule, {
  good: {
    'tests run': reporting('', ['npm ci', 'npm test']),
    'tests run, and stop nothing': reporting('', ['npm test || true']),
    'tests run in another phase': buildspec(
      [phase('pre_build', ['pytest']), phase('build', ['make'])],
      'reports:\n  unit: { files: ["*.xml"] }',
    ),
    'the tests of a build tool': reporting('', ['mvn -B package']),
    'a script that may test': reporting('', ['./build.sh']),
    'a linter writes it': reporting('', ['eslint -f unix .']),
    'a scanner writes it': reporting('', ['checkov -d .']),
    'something else that knows of it': reporting('', ['aws devicefarm get-run', 'mytool --junit out']),
    'coverage has a page of its own': reporting('', ['npm run build'], 'COBERTURAXML'),
    'a command that a parameter gives': template(project(reporting('', ['${Image}'])).replace('BuildSpec: |', 'BuildSpec: !Sub |')),
    'no report': buildspec([phase('build', ['npm run build'])]),
  },
  bad: {
    'nothing runs tests': reporting('problem', ['npm ci', 'npm run build']),
    'a format of tests': reporting('problem', ['npm run build'], 'JUNITXML'),
    'tests are skipped': reporting('problem', ['mvn package -DskipTests']),
    'no command at all': reporting('problem', []),
    'each of them': buildspec(
      [phase('build', ['npm run build'])],
      'reports:\n  unit: # problem\n    files: ["*.xml"]\n  e2e: # problem\n    files: ["*.xml"]\n  cover:\n    files: ["*.xml"]\n    file-format: SIMPLECOV',
    ),
    'formats that are called nearly like coverage': buildspec(
      [phase('build', ['npm run build'])],
      'reports:\n  a: # problem\n    file-format: MYSIMPLECOV\n  b: # problem\n    file-format: JACOCOXML2',
    ),
    'files that only begin like a report': reporting('problem', ['cp a.xmlrc b.trxold', 'npm run build']),
    'a script that is here, and tests nothing': {
      'buildspec.yml': reporting('problem', ['./build.sh']),
      'build.sh': '#!/bin/sh -e\nnpm run build\n',
    },
    'inside a template': template(project(reporting('problem', ['npm run build']))),
  },
  undecided: {},
});
