import rule from '../../../src/rules/testing/no-check-after-deploy.ts';
import { testRule } from '../../harness.ts';
import { action, build, pipeline, project, runs, stage } from './fixtures.ts';

const CONFIGURATION = 'Configuration: { ApplicationName: web, DeploymentGroupName: !Ref Group }';
const go = (mark = '', order = ''): string =>
  `${action('Go', 'Deploy', 'ECS', `Configuration: { ClusterName: web, ServiceName: web }${order}`)}${mark && ` # ${mark}`}`;
const byCodeDeploy = (mark = ''): string => `${action('Go', 'Deploy', 'CodeDeploy', CONFIGURATION)}${mark && ` # ${mark}`}`;
const group = (alarms: string): string =>
  `Group:\n  Type: AWS::CodeDeploy::DeploymentGroup\n  Properties:\n    ApplicationName: web\n    ServiceRoleArn: x\n    ${alarms}`;
const condition = (moment: string): string =>
  `\n  ${moment}: { Conditions: [{ Result: FAIL, Rules: [{ Name: look, RuleTypeId: { Category: Rule, Owner: AWS, Provider: CloudWatchAlarm, Version: "1" } }] }] }`;

testRule(rule, {
  good: {
    'a test action after it': pipeline([stage('Prod', go()), stage('Look', action('Phones', 'Test', 'DeviceFarm'))]),
    'a test action after it in the stage': pipeline([stage('Prod', go(), action('Phones', 'Test', 'DeviceFarm', 'RunOrder: 2'))]),
    'a function after it': pipeline([stage('Prod', go()), stage('Look', action('Call', 'Invoke', 'Lambda'))]),
    'a build that tests after it': pipeline([stage('Prod', go()), stage('Look', runs('Ask', '!Ref Build'))], [project(build('npm test'))]),
    'a build that scans after it': pipeline(
      [stage('Prod', go()), stage('Look', runs('Ask', '!Ref Build'))],
      [project(build('zap-baseline.py -t https://example.com'))],
    ),
    'a build that is called a check': pipeline(
      [stage('Prod', go()), stage('After', runs('SmokeTest', '!Ref Build'))],
      [project(build('node look.mjs'))],
    ),
    'a stage that is called a check': pipeline(
      [stage('Prod', go()), stage('Verify', runs('Ask', '!Ref Build'))],
      [project(build('node look.mjs'))],
    ),
    'a condition of its stage': pipeline([`${stage('Prod', go())}${condition('OnSuccess')}`]),
    'a condition of a later stage': pipeline([stage('Prod', go()), `${stage('End', action('Ask', 'Approval'))}${condition('OnSuccess')}`]),
    'alarms of its deployment group': pipeline(
      [stage('Prod', byCodeDeploy())],
      [group('AlarmConfiguration: { Enabled: true, Alarms: [{ Name: errors }] }')],
    ),
    'a hook of the deployment': {
      'template.yaml': pipeline([stage('Prod', byCodeDeploy())], [group('DeploymentGroupName: web')]),
      'appspec.yml': 'version: 0.0\nos: linux\nhooks:\n  ValidateService:\n    - location: check.sh\n',
    },
    'a hook of a deployment of containers': {
      'template.yaml': pipeline(
        [stage('Prod', action('Go', 'Deploy', 'CodeDeployToECS', CONFIGURATION))],
        [group('DeploymentGroupName: web')],
      ),
      'appspec.yml':
        'version: 0.0\nResources: [{ Web: { Type: AWS::ECS::Service, Properties: {} } }]\nHooks: [{ AfterAllowTestTraffic: look }]\n',
    },
    'the build that deploys asks afterwards': pipeline(
      [stage('Prod', runs('Deploy', '!Ref Build'))],
      [project(build('npx cdk deploy', 'curl -f https://example.com/health'))],
    ),
    'no production': pipeline([stage('Staging', go())]),
  },
  bad: {
    'nothing after it': pipeline([stage('Prod', go('problem'))]),
    'tests before it': pipeline([stage('Check', action('Phones', 'Test', 'DeviceFarm')), stage('Prod', go('problem'))]),
    'tests beside it': pipeline([stage('Prod', go('problem'), action('Phones', 'Test', 'DeviceFarm'))]),
    'the last of several': pipeline([stage('Prod', go()), stage('ProdEast', go()), stage('ProdWest', go('problem'))]),
    'the last of a stage': pipeline([
      stage('Prod', go(), `${action('Rest', 'Deploy', 'S3', 'Configuration: { BucketName: web }, RunOrder: 2')} # problem`),
    ]),
    'both that run beside each other': pipeline([stage('Prod', go('problem'), go('problem'))]),
    'the one that is followed by another, which is no production': pipeline([stage('Prod', go('problem')), stage('ProdTwo', go())]).replace(
      'ProdTwo',
      'Docs',
    ),
    'a condition before it': pipeline([`${stage('Prod', go('problem'))}${condition('BeforeEntry')}`]),
    'a condition of an earlier stage': pipeline([
      `${stage('Beta', action('Ask', 'Approval'))}${condition('OnSuccess')}`,
      stage('Prod', go('problem')),
    ]),
    'a deployment group without alarms': pipeline([stage('Prod', byCodeDeploy('problem'))], [group('DeploymentGroupName: web')]),
    'a hook that only prepares': {
      'template.yaml': pipeline([stage('Prod', byCodeDeploy('problem'))], [group('DeploymentGroupName: web')]),
      'appspec.yml': 'version: 0.0\nos: linux\nhooks:\n  BeforeInstall:\n    - location: stop.sh\n',
    },
    'a hook of another deployment': {
      'template.yaml': pipeline([stage('Prod', go('problem'))]),
      'appspec.yml': 'version: 0.0\nos: linux\nhooks:\n  ValidateService:\n    - location: check.sh\n',
    },
    'a hook of CodeDeploy, where a build is called so': {
      'template.yaml': pipeline([stage('Prod', `${action('Deploy', 'Build', 'CodeDeploy')} # problem`)]),
      'appspec.yml': 'version: 0.0\nos: linux\nhooks:\n  ValidateService:\n    - location: check.sh\n',
    },
    'the build that deploys asks before it': pipeline(
      [stage('Prod', `${runs('Deploy', '!Ref Build')} # problem`)],
      [project(build('curl -f https://example.com/health', 'npx cdk deploy'))],
    ),
    'a build that builds after it': pipeline(
      [stage('Prod', go('problem')), stage('After', runs('Docs', '!Ref Build'))],
      [project(build('npm run build'))],
    ),
  },
  undecided: {
    'a build that nobody can read after it': pipeline([stage('Prod', go('undecided')), stage('After', runs('More', 'elsewhere'))]),
    'an order that nobody knows': pipeline([
      stage('Prod', go('undecided'), action('Phones', 'Test', 'DeviceFarm', 'RunOrder: !Ref Image')),
    ]),
  },
});
