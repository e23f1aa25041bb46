import { expect, test } from 'vitest';
import rule from '../../../src/rules/testing/block-hides-failure.ts';
import { check, testRule } from '../../harness.ts';
import { build, buildspec, phase, project, template, under } from './fixtures.ts';

testRule(rule, {
  good: {
    'items of their own': build('npm test', 'npm run build', 'docker push web'),
    'the last of a block': build('|\n  cd app\n  npm test'),
    'a block that stops at the first failure': build('|\n  set -e\n  npm test\n  npm run build'),
    'an earlier item said so': build('set -e', '|\n  npm test\n  npm run build'),
    'a trap': build("|\n  trap 'exit 1' ERR\n  npm test\n  npm run build"),
    'a chain': build('|\n  npm test &&\n  npm run build', 'npm test && npm run build; '),
    'each stops by itself': build('|\n  npm test || exit 1\n  pytest || { echo failed; exit 1; }\n  npm run build'),
    'each stops by itself, in a loop': build('|\n  for d in a b; do\n    npm test || exit 1\n    echo $d\n  done'),
    'somebody looks at the result': build('|\n  npm test\n  code=$?\n  ./notify.sh $code\n  exit $code'),
    'nothing that matters': build('|\n  mkdir out\n  npm run lint\n  cp -r dist out'),
    'a scan that never stops anything': build('|\n  trivy image web\n  echo done'),
    'or true is another matter': build('|\n  npm test || true\n  npm run build'),
    'switched off by hand is another matter': build('|\n  set +e\n  npm test\n  npm run build'),
    'a script that is called with -e': { 'buildspec.yml': build('bash -e ci.sh'), 'ci.sh': '#!/bin/sh\nnpm test\nnpm run build\n' },
    'a script that says so itself': { 'buildspec.yml': build('./ci.sh'), 'ci.sh': '#!/bin/sh -e\nnpm test\nnpm run build\n' },
  },
  bad: {
    'an exit that ends only a subshell': build('|\n  (npm test || exit 1) # problem\n  npm run build'),
    'false ends nothing': build('|\n  npm test || false # problem\n  npm run build'),
    'an exit that does not come': build('|\n  npm test && exit 1 # problem\n  npm run build'),
    'an exit that is a success': build('|\n  npm ci\n  npm test || ./notify.sh # problem\n  npm run build'),
    'a return that is a success': build('|\n  npm test || return 0 # problem\n  npm run build'),
    'a pipe in a block': build('|\n  npm test | tee log # problem\n  npm run build'),
    'tests in the middle of a block': build('|\n  npm ci\n  npm test # problem\n  npm run build'),
    'in one line': build('cd app; npm test; npm run build # problem'),
    'a deploy': build('|\n  npx cdk deploy # problem\n  echo done'),
    'a push': build('|\n  docker push web:1 # problem\n  echo done'),
    'an image': build('|\n  docker build -t web:1 . # problem\n  echo done'),
    'a scan that would stop it': build('|\n  npm audit # problem\n  echo done'),
    'a block is told once, by its tests': build('|\n  docker build -t web .\n  npm test # problem\n  docker push web'),
    'every block for itself': build('|\n  npm test # problem\n  echo done', '|\n  pytest # problem\n  echo done'),
    'in a loop': build('|\n  for d in a b; do\n    npm test # problem\n    echo $d\n  done'),
    'set -e comes too late': build('|\n  npm test # problem\n  npm run build', 'set -e'),
    'in finally, too': buildspec([phase('build', ['npm run build'], '', ['|\n  docker push web # problem\n  echo done'])]),
    'a script that goes on': { 'buildspec.yml': build('./ci.sh'), 'ci.sh': '#!/bin/bash\nnpm test # problem\nnpm run build\n' },
    'a script in the middle of a block': {
      'buildspec.yml': build('|\n  npm run ci # problem\n  echo done'),
      'package.json': '{ "scripts": { "ci": "jest" } }',
    },
    'in one environment': template(
      project('version: 0.2', '', '', 'Build').replace(
        /BuildSpec: [\s\S]*/,
        'BuildSpec: !Sub |\n        version: 0.2\n        phases:\n          build:\n            commands:\n              - |\n                npm test # problem\n                npm run build -- ${Environment}',
      ),
    ),
  },
  undecided: {
    'PowerShell decides by itself': under('powershell.exe', '"npm test; npm run x" # undecided'),
  },
});

test('says what is lost, and where the block goes on', () => {
  const [finding] = check([rule], build('|\n  npm test\n  npm run build')).findings;
  expect(finding?.message).toBe('runs tests, and the rest of the block hides its failure');
  expect(finding?.related.map(({ text }) => text)).toContain('only the last command of the block counts');
});
