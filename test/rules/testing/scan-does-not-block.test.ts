import { expect, test } from 'vitest';
import rule from '../../../src/rules/testing/scan-does-not-block.ts';
import { check, testRule } from '../../harness.ts';
import { action, build, buildspec, phase, pipeline, stage } from './fixtures.ts';

testRule(rule, {
  good: {
    'a scan that fails by itself': build('npm audit', 'pip-audit', 'bandit -r src', 'checkov -d .', 'gitleaks detect'),
    'a scan that is told to fail': build('trivy image --exit-code 1 web:1', 'trivy fs --exit-code=1 .', 'grype web:1 --fail-on high'),
    'a report beside a scan that stops the build': build('trivy image -f json -o report.json web:1', 'trivy image --exit-code 1 web:1'),
    'the one that stops it comes first, or in another phase': buildspec([
      phase('pre_build', ['npm audit']),
      phase('build', ['trivy image web:1']),
    ]),
    'a file or a server decides': build('sonar-scanner', 'mvn sonar:sonar', 'wizcli docker scan --image web'),
    'findings that AWS keeps': build('aws ecr start-image-scan --repository-name web --image-id imageTag=1'),
    'what looks for no holes': build('npm test || true', 'eslint . || true', 'trivy --version'),
    'its result is asked for': build('if npm audit; then echo fine; else echo holes; fi'),
    'its result is written down': build('X=$(npm audit --json)'),
    'its result is a text of another command': build('echo "$(npm audit)" > holes.txt'),
  },
  bad: {
    'a scan that never fails': build('trivy image web:1 # problem', 'grype web:1 # problem', 'trivy fs . # problem'),
    'a scan that is told not to fail': build(
      'trivy image --exit-code 0 web:1 # problem',
      'checkov -d . --soft-fail # problem',
      'gitleaks detect --exit-code 0 # problem',
      'bandit -r src --exit-zero # problem',
    ),
    'a scan whose failure is passed over': build('npm audit || true # problem'),
    'whatever a server decides, it is passed over': build('sonar-scanner || true # problem'),
    'a scan before a pipe': build('npm audit | tee audit.log # problem'),
    'a scan in a block': build('|\n  npm audit # problem\n  echo done'),
    'a scan in the background': build('snyk test & # problem'),
    'one that would stop another build': { 'a.yml': build('trivy image web:1 # problem'), 'b.yml': build('npm audit') },
    'one that is hidden stops nothing': build('trivy image web:1 # problem', 'npm audit || true # problem'),
    'in a script': { 'buildspec.yml': build('./scan.sh'), 'scan.sh': '#!/bin/sh\ntrivy image web:1 # problem\n' },
    'in a Commands action': pipeline([stage('Scan', `${action('Scan', 'Compute', 'Commands', 'Commands: [trivy image web]')} # problem`)]),
  },
  undecided: {},
});

test('shows the option that lets the build go on', () => {
  const [finding] = check([rule], build('trivy image --exit-code 0 web:1')).findings;
  expect(finding?.related.map(({ text }) => text)).toContain('this lets the build go on');
});
