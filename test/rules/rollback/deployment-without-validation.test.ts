import rule from '../../../src/rules/rollback/deployment-without-validation.ts';
import { type Cases, testRule } from '../../harness.ts';

const group = (properties = ''): string => `
Resources:
  Group: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ApplicationName: web${properties} } }
`;
const WATCHED =
  ', AlarmConfiguration: { Enabled: true, Alarms: [{ Name: errors }] }, AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }';
const files = (appspec: string, deploymentGroup = group()): Record<string, string> => ({
  'appspec.yml': appspec,
  'deploy.yaml': deploymentGroup,
});

const scripts = (hooks: string, mark = ''): string => `version: 0.0${mark && ` # ${mark}`}
os: linux
files: [{ source: /, destination: /var/www }]
hooks: ${hooks}
`;
const functions = (hooks: string, mark = ''): string => `version: 0.0${mark && ` # ${mark}`}
Resources:
  - Web: { Type: AWS::ECS::Service, Properties: { TaskDefinition: <TASK_DEFINITION>, LoadBalancerInfo: { ContainerName: web, ContainerPort: 80 } } }
${hooks && `Hooks: ${hooks}`}
`;
const each = (make: (event: string) => string, ...events: readonly string[]): Cases =>
  Object.fromEntries(events.map((event) => [event, files(make(event))]));
const calls = (event: string): string => functions(`[{ ${event}: arn:aws:lambda:eu-west-1:111122223333:function:look }]`);
const runs = (event: string): string => scripts(`{ ${event}: [{ location: scripts/a.sh }] }`);

testRule(rule, {
  good: {
    ...each(runs, 'ValidateService', 'AfterAllowTraffic'),
    ...each(calls, 'AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic'),
    'misspelt events, which are told as such': files(runs('ValidateServices')),
    'a misspelt section, which is told as such': files(runs('ValidateService').replace('hooks:', 'Hook:')),
    'a section beside a misspelt one': files(
      runs('ValidateService').replace('hooks:', 'hook: { BeforeInstall: [{ location: a.sh }] }\nhooks:'),
    ),
    'an event of functions with a script': files(runs('AfterAllowTestTraffic')),
    'a misspelt event of functions': files(calls('BeforeAllowTrafic')),
    'an event of scripts with a function': files(calls('ValidateService')),
    'a function after the traffic': files(calls('AfterAllowTraffic')),
    'a misspelt event of a test': files(calls('AfterTestTraffic')),
    ...Object.fromEntries(
      'health.py checks.sh Probe smoke.sh run-tests validate_service.sh verify.ps1 wait-for-it.sh'
        .split(' ')
        .map((name) => [
          `a script that looks, by its name: ${name}`,
          files(scripts(`{ ApplicationStart: [{ location: scripts/${name} }] }`)),
        ]),
    ),
    'alarms look': files(scripts('{ ApplicationStart: [{ location: scripts/start.sh }] }'), group(WATCHED)),
  },
  bad: {
    'it only starts': files(scripts('{ ApplicationStart: [{ location: scripts/start.sh }] }', 'problem')),
    'it only starts, in a misspelt section': files(
      scripts('{ ApplicationStart: [{ location: scripts/start.sh }] }', 'problem').replace('hooks:', 'hook:'),
    ),
    'a section of functions that is misspelt, which nothing else tells': files(
      functions('[{ AfterAllowTraffic: look }]', 'problem').replace('Hooks:', 'Hook:'),
    ),
    'nothing runs': files('version: 0.0 # problem\nos: linux\nfiles: [{ source: /, destination: /var/www }]\n'),
    'before an instance gets its traffic': files(scripts('{ BeforeAllowTraffic: [{ location: scripts/a.sh }] }', 'problem')),
    'an event that is none, and called after something else': files(scripts('{ PostDeploy: [{ location: scripts/a.sh }] }', 'problem')),
    'an event of functions': files(scripts('{ AfterInstall: [{ location: scripts/a.sh }] }', 'problem')),
    'no function is called': files(functions('', 'problem')),
    'a function is called too early': files(functions('[{ BeforeInstall: look }]', 'problem')),
    'alarms of one of two groups': {
      ...files(functions('', 'problem'), group(WATCHED)),
      'other.yaml': group(),
    },
    'alarms that nobody can see': files(functions('', 'problem'), group(WATCHED.replace('[{ Name: errors }]', '!ImportValue alarms'))),
  },
  undecided: {
    'no deployment group is here': functions('', 'undecided'),
  },
});
