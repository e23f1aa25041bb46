import rule from '../../../src/rules/testing/no-security-scan.ts';
import { indent, testRule } from '../../harness.ts';
import { action, build, pipeline, project, runs, stage } from './fixtures.ts';

const deploy = (name = 'Prod'): string =>
  stage(name, action('Go', 'Deploy', 'ECS', 'Configuration: { ClusterName: web, ServiceName: web }'));
const after = (mark: string, ...commands: string[]): string =>
  pipeline([stage('Build', runs('Build', '!Ref Build')), deploy()], [project(build(...commands))], mark);
const repository = (scans: string): string =>
  `Images:\n  Type: AWS::ECR::Repository\n  Properties: { ImageScanningConfiguration: { ScanOnPush: ${scans} } }`;

testRule(rule, {
  good: {
    'a scan in the build': after('', 'npm ci', 'npm audit', 'npm test'),
    'a scan that stops nothing is another matter': after('', 'trivy image web || true'),
    'a scan of secrets, or of templates': after('', 'gitleaks detect'),
    'Inspector scans': pipeline([stage('Scan', action('Scan', 'Invoke', 'InspectorScan')), deploy()]),
    'a Commands action scans': pipeline([stage('Scan', action('Scan', 'Compute', 'Commands', 'Commands: [npm audit]')), deploy()]),
    'ECR scans what is pushed': pipeline([deploy()], [repository('true')]),
    'no production': pipeline([deploy('Staging')]),
    'a stage that nobody calls production': pipeline([deploy('Ship')]),
    'a stage whose name nobody knows': pipeline([deploy('!Ref Image')]),
    'nothing is deployed': pipeline([stage('Prod', action('Ask', 'Approval'))]),
  },
  bad: {
    'a build that tests': after('problem', 'npm ci', 'npm test'),
    'straight to production': pipeline([deploy()], [], 'problem'),
    'a repository that does not scan': pipeline([deploy()], [repository('false')], 'problem'),
    'an invocation of something else': pipeline([stage('Call', action('Call', 'Invoke', 'Lambda')), deploy()], [], 'problem'),
    'in one environment': pipeline(
      [`- Fn::If:\n  - IsProd\n${indent(2, deploy())}\n  - !Ref AWS::NoValue`],
      [],
      'problem when IsProd is true',
    ),
  },
  undecided: {
    'a build that is not here': pipeline([stage('Build', runs('Build', 'elsewhere')), deploy()], [], 'undecided'),
    'a repository that scans if somebody says so': pipeline([deploy()], [repository('!Ref Image')], 'undecided'),
  },
});
