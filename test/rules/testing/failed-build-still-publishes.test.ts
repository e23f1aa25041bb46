import { expect, test } from 'vitest';
import rule from '../../../src/rules/testing/failed-build-still-publishes.ts';
import { check, testRule } from '../../harness.ts';
import { build, buildspec, phase, project, template } from './fixtures.ts';

/** What runs in `build`, and then in `post_build`. */
const both = (before: readonly string[], after: readonly string[], more = ''): string =>
  buildspec([phase('build', before, more), phase('post_build', after)]);
const TESTS = ['npm test', 'npm run build'];
const DEPLOY = 'aws s3 sync dist s3://www.example.com';
const CURATED = 'Image: "aws/codebuild/standard:7.0"';

testRule(rule, {
  good: {
    'published at the end of build': build('npm test', 'npm publish'),
    'nothing is published after it': both(TESTS, ['echo done', 'docker images']),
    'tests in pre_build stop the build': buildspec([phase('pre_build', ['npm test']), phase('post_build', ['npm publish'])]),
    'only where the build succeeded': both(TESTS, ['if [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]; then npm publish; fi']),
    'only where the build succeeded, in a chain': both(TESTS, ['test "$CODEBUILD_BUILD_SUCCEEDING" -eq 1 && npm publish']),
    'behind a look at the build': both(TESTS, ['test "$CODEBUILD_BUILD_SUCCEEDING" = 1', 'npm publish', DEPLOY]),
    'behind an exit': both(TESTS, ['if [ "$CODEBUILD_BUILD_SUCCEEDING" == "0" ]; then exit 1; fi', 'npm publish']),
    'an image that is not there is not pushed': both(['npm test', 'docker build -t web:1 .'], ['docker push web:1']),
    'what follows a push that fails does not run': both(
      ['npm test', 'docker build -t web:1 .'],
      ['docker push web:1', 'aws ecs update-service --cluster a --service b'],
    ),
    'a phase that ends the build': template(
      project(both(TESTS, ['npm publish'], 'on-failure: ABORT'), `Type: LINUX_CONTAINER, ${CURATED}`),
    ),
    'a phase that ends the build, as far as anybody knows': both(TESTS, ['npm publish'], 'on-failure: ABORT'),
    'in finally is another matter': buildspec([phase('build', TESTS), phase('post_build', ['echo'], '', ['npm publish'])]),
    'something asks that nobody can follow': both(TESTS, ['OK=$CODEBUILD_BUILD_SUCCEEDING', 'npm publish']),
  },
  bad: {
    'a package': both(TESTS, ['echo done', 'npm publish # problem']),
    'a deploy': both(TESTS, ['npx cdk deploy # problem']),
    files: both(TESTS, [`${DEPLOY} # problem`]),
    'the first of several': both(TESTS, ['npm publish # problem', DEPLOY]),
    'the first that nothing guards': both(TESTS, ['if [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]; then npm publish; fi', `${DEPLOY} # problem`]),
    'only where the build failed': both(TESTS, ['if [ "$CODEBUILD_BUILD_SUCCEEDING" = 0 ]; then npm publish; fi # problem']),
    'an image that is there before its tests': both(
      ['docker build -t web:1 .', 'docker run web:1 npm test'],
      ['docker push web:1 # problem'],
    ),
    'an image that is built where it is pushed': both(TESTS, ['docker build -t web:1 .', 'docker push web:1 # problem']),
    'a push that may fail, and what follows it': both(
      ['npm test', 'docker build -t web:1 .'],
      ['docker push web:1 || true', 'aws ecs update-service --cluster a --service b # problem'],
    ),
    'an image that comes from elsewhere': both(['npm run build'], ['docker push web:1 # problem (low)']),
    'a build without tests': both(['npm run build'], [`${DEPLOY} # problem (low)`]),
    'tests that stop nothing': both(['npm test || true'], ['npm publish # problem (low)']),
    'ABORT does nothing on Lambda': template(
      project(both(TESTS, ['npm publish # problem'], 'on-failure: ABORT'), `Type: LINUX_LAMBDA_CONTAINER, ${CURATED}`),
    ),
    'CONTINUE ends nothing': both(TESTS, ['npm publish # problem'], 'on-failure: CONTINUE'),
    'names of phases in capitals': both(TESTS, ['npm publish # problem'])
      .replace('  build:', '  BUILD:')
      .replace('post_build', 'POST_BUILD'),
    'in a script, which other builds run as well': {
      'a.yml': both(TESTS, ['./release.sh # problem']),
      'b.yml': both(TESTS, ['./release.sh # problem']),
      'c.yml': both(TESTS, ['test "$CODEBUILD_BUILD_SUCCEEDING" = 1', './release.sh']),
      'release.sh': '#!/bin/sh -e\nnpm publish\n',
    },
  },
  undecided: {},
});

test('says what has failed', () => {
  const says = (...before: string[]) => check([rule], both(before, ['npm publish'])).findings.map(({ message }) => message);
  expect(says('npm test')).toEqual(['publishes or deploys what has failed its tests']);
  expect(says('npm run build')).toEqual(['publishes or deploys after a build that failed']);
});
