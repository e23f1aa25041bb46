import rule from '../../../src/rules/correctness/appspec-hook-missing.ts';
import { testRule, yaml } from '../../harness.ts';

const appspec = (...scripts: readonly string[]): string => `version: 0.0
os: linux
hooks:
  AfterInstall:
${scripts.map((script) => `    - location: ${script}\n`).join('')}`;
const builds = (command: string): string => yaml`
  version: 0.2
  phases:
    build:
      commands:
        - ${command}
`;
const here = (...paths: readonly string[]): Record<string, string> => Object.fromEntries(paths.map((path) => [path, 'true\n']));

testRule(rule, {
  good: {
    'beside the appspec': { 'app/appspec.yml': appspec('start.sh'), ...here('app/start.sh') },
    'from the root of the revision': { 'appspec.yml': appspec('/a.sh', '/scripts/b.sh'), ...here('a.sh', 'scripts/b.sh') },
    'in a folder above': { 'deploy/appspec.yml': appspec('scripts/start.sh'), ...here('scripts/start.sh') },
    'functions are no scripts': yaml`
      version: 0.0
      Resources: [{ web: { Type: 'AWS::Lambda::Function', Properties: { Name: web } } }]
      Hooks: [{ BeforeAllowTraffic: check }]
    `,
    'a script without a path': 'version: 0.0\nos: linux\nhooks: { AfterInstall: [{ timeout: 3 }] }\n',
  },
  bad: {
    'beside others': { 'appspec.yml': appspec('a.sh', 'b.sh # problem'), ...here('a.sh') },
    'in a folder that is there': { 'appspec.yml': appspec('scripts/b.sh # problem'), ...here('scripts/a.sh') },
    'on the instance, where nobody looks': { 'appspec.yml': appspec('a.sh', '/opt/b.sh # problem'), ...here('a.sh') },
    'below a folder at the root': { 'appspec.yml': appspec('/scripts/b.sh # problem'), ...here('scripts/a.sh') },
    'in another folder': { 'appspec.yml': appspec('a.sh', 'other/a.sh # problem'), ...here('a.sh') },
    'commands that say something else': {
      'appspec.yml': appspec('a.sh', 'b.sh # problem'),
      ...here('a.sh'),
      'buildspec.yml': builds('cp templates/b.sh.in c.sh'),
    },
  },
  undecided: {
    'a text alone': appspec('a.sh # undecided'),
    'none of its scripts is here': { 'appspec.yml': appspec('a.sh # undecided', 'scripts/b.sh # undecided') },
    'a build that puts it there': {
      'appspec.yml': appspec('a.sh', 'scripts/b.sh # undecided'),
      ...here('a.sh'),
      'buildspec.yml': builds('cp templates/b.sh scripts'),
    },
    'a build that writes it': {
      'appspec.yml': appspec('a.sh', 'b.sh # undecided'),
      ...here('a.sh'),
      'buildspec.yml': builds('envsubst < b.in > out/b.sh'),
    },
  },
});
