import rule from '../../../src/rules/testing/tests-skipped.ts';
import { testRule } from '../../harness.ts';
import { action, build, buildspec, phase, pipeline, project, runs, stage, template } from './fixtures.ts';

const skipping = (mark = ''): string => build(`mvn -B package -DskipTests${mark && ` # ${mark}`}`);

testRule(rule, {
  good: {
    'tests that run': build('mvn -B package', './gradlew build', 'npm test', 'pytest', 'go test ./...'),
    'another command of the build tests': build('mvn test', 'mvn package -DskipTests'),
    'another phase tests': buildspec([phase('pre_build', ['./gradlew test']), phase('build', ['./gradlew build -x test'])]),
    'another step of the pipeline tests': pipeline(
      [stage('Build', runs('Build', '!Ref Build')), stage('Check', runs('Check', '!Ref Check'))],
      [project(skipping()), project(build('mvn test'), '', '', 'Check')],
    ),
    'a test action of the pipeline': pipeline(
      [stage('Build', runs('Build', '!Ref Build')), stage('Check', action('Phones', 'Test', 'DeviceFarm'))],
      [project(skipping())],
    ),
    'a buildspec beside it tests': { 'ci/buildspec.yml': skipping(), 'ci/test.yml': build('mvn verify') },
    'an option of something else': build('npm run build --if-present', './gradlew build -x javadoc', 'mvn package -DskipTests=false'),
    'a task that is called so': build('make skip-tests-report', 'echo -DskipTests'),
  },
  bad: {
    'maven, on its own': build('mvn package -DskipTests # problem (medium)', 'mvn install -Dmaven.test.skip=true # problem (medium)'),
    'gradle, on its own': build('./gradlew build -x test # problem (medium)', 'gradle assemble --exclude-task test # problem (medium)'),
    'a switch in front': {
      'buildspec.yml': build('SKIP_TESTS=true make all # problem (medium)'),
      Makefile: 'all:\n\tgcc -o web web.c\n',
    },
    'in the pipeline': pipeline([stage('Build', runs('Build', '!Ref Build'))], [project(skipping('problem'))]),
    'a test beside it in another folder': {
      'a/buildspec.yml': skipping('problem (medium)'),
      'b/buildspec.yml': build('mvn verify'),
    },
    'tests that stop nothing are none': build('mvn package -DskipTests # problem (medium)', 'mvn test || true'),
    'failures are passed over': build(
      'mvn verify -Dmaven.test.failure.ignore=true # problem',
      'mvn verify -fn # problem',
      'mvn verify -DtestFailureIgnore # problem',
    ),
    'failures are passed over, and others test': build('mvn verify --fail-never # problem', 'npm test'),
    'no test is enough': build('jest --passWithNoTests # problem (low)', 'npm run test --if-present # problem (low)'),
    'a Commands action': pipeline([
      stage('Build', `${action('Build', 'Compute', 'Commands', 'Commands: [mvn package -DskipTests]')} # problem`),
    ]),
    'in one environment': template(
      project('version: 0.2').replace(
        /BuildSpec: [\s\S]*/,
        'BuildSpec: !Sub |\n        version: 0.2\n        phases:\n          build:\n            commands:\n              - mvn package -DskipTests -P${Environment} # problem (medium)',
      ),
    ),
    'the script that skips them': {
      'buildspec.yml': build('./build.sh'),
      'build.sh': '#!/bin/sh -e\nmvn package -DskipTests # problem (medium)\n',
    },
  },
  undecided: {
    'another step that nobody can read': pipeline(
      [stage('Build', runs('Build', '!Ref Build')), stage('More', runs('More', 'elsewhere'))],
      [project(skipping('undecided'))],
    ),
    'a switch of something that nobody can read': build('SKIP_TESTS=true make all # undecided'),
    'a script beside it that may test': build('mvn package -DskipTests # undecided', './more.sh'),
  },
});
