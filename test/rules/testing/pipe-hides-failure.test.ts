import rule from '../../../src/rules/testing/pipe-hides-failure.ts';
import { testRule } from '../../harness.ts';
import { build, buildspec, phase, under } from './fixtures.ts';

testRule(rule, {
  good: {
    'nothing that matters before the pipe': build(
      'echo $TOKEN | docker login --password-stdin',
      'cat coverage.txt | tee log',
      'ls | wc -l',
    ),
    'what matters at the end of the pipe': build('cat tests.txt | xargs pytest', 'kustomize build . | kubectl apply -f -'),
    'a shell that looks at all of it': under('bash', 'set -o pipefail', 'npm test | tee test.log'),
    'a shell that looks at all of it, among other options': under(
      'bash',
      'set -euo pipefail',
      '|\n  npm test | tee test.log\n  npm run build',
    ),
    'sh with pipefail: either it knows it, or it stops there': build('set -o pipefail', 'npm test | tee test.log'),
    'somebody looks at what failed': build('|\n  npm test | tee test.log\n  exit ${PIPESTATUS[0]}'),
    'a report that may fail': build('npm run lint | tee lint.log', 'npm outdated | tee out.log'),
    'a scan that never stops anything': build('trivy image web | tee scan.log'),
    'or true is another matter': build('npm test | tee test.log || true'),
    'PowerShell decides by itself': under('powershell.exe', '"npm run x | Out-File log"'),
    'tests that are skipped': build('mvn -B package -DskipTests | tee build.log'),
  },
  bad: {
    'tests before tee': build(
      'npm test | tee test.log # problem',
      'mvn verify | tee -a build.log # problem',
      'go test ./... | go-junit-report # problem',
    ),
    'a scan that stops the build': build('npm audit | tee audit.log # problem'),
    'a deploy': build('npx cdk deploy --all | tee deploy.log # problem'),
    'a push, and an image': build('docker push web:1 | tee push.log # problem', 'docker build -t web:1 . | tee build.log # problem'),
    'bash by itself does not look': under('bash', 'npm test | tee test.log # problem'),
    'pipefail after it is too late': under('bash', 'npm test | tee test.log # problem', 'set -o pipefail'),
    'pipefail in a subshell ends with it': under('bash', '(set -o pipefail; ls | cat)', 'npm test | tee test.log # problem'),
    'an exit that ends only its part of the pipe': build('"{ npm test || exit 1; } | tee test.log" # problem'),
    'in a chain': build('npm ci && npm test | tee test.log # problem'),
    'an item is told once, by what matters most': build('|\n  docker build -t web . | tee build.log\n  npm test | tee test.log # problem'),
    'in every phase': buildspec([
      phase('pre_build', ['npm test | tee log # problem']),
      phase('post_build', ['docker push web | cat # problem']),
    ]),
    'in a script of the repository': {
      'buildspec.yml': build('./ci.sh'),
      'ci.sh': '#!/bin/sh\npytest | tee test.log # problem\n',
    },
    'a script that is piped': {
      'buildspec.yml': build('npm run ci | tee ci.log # problem'),
      'package.json': '{ "scripts": { "ci": "jest" } }',
    },
  },
  undecided: {},
});
