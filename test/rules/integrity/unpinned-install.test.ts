import { expect, test } from 'vitest';
import rule from '../../../src/rules/integrity/unpinned-install.ts';
import { check, indent, testRule } from '../../harness.ts';

const build = (...commands: string[]): string => `version: 0.2
phases:
  install:
    commands:
${indent(6, commands.map((command) => `- ${command}`).join('\n'))}
`;
const info = (...commands: string[]): string => build(...commands.map((command) => `${command} # problem (info)`));
const low = (...commands: string[]): string => build(...commands.map((command) => `${command} # problem`));

testRule(rule, {
  good: {
    'a lock file decides': build(
      'npm ci',
      'yarn install --frozen-lockfile',
      'yarn install --immutable',
      'pnpm install --frozen-lockfile',
      'pip install --require-hashes -r requirements.txt',
      'pip install --require-hashes awscli',
      'pipenv install --deploy',
      'bundle install',
      'composer install',
      'poetry install',
    ),
    'one version': build(
      'npm install -g serverless@3.38.0',
      'pip install awscli==1.32.0 boto3==1.34.1',
      'gem install cfn-nag -v 0.8.10',
      'go install golang.org/x/lint/golint@v0.0.1',
      'apt-get install -y jq=1.6-2.1',
      'npx --yes cdk@2.100.0 synth',
    ),
    'a version that a variable names': build(
      'npm install -g serverless@$SLS',
      'pip install "awscli==${AWS_CLI}"',
      'npm i -g cdk@${CDK_VERSION}',
    ),
    'what the project itself is': build('pip install .', 'pip install -e .', 'npm install ./tool.tgz'),
    'what the project has': build('npx cdk synth'),
    'no install': build('npm test', 'apt-get update', 'pip --version'),
  },
  bad: {
    'the project without its lock file': low('npm install', 'npm i', 'yarn', 'yarn install', 'pnpm install', 'npm install --production'),
    'a part of the product': low(
      'npm install express',
      'pip install requests -t package',
      'pip install --target=package requests',
      'go get github.com/x/y',
    ),
    'a tool': info(
      'npm install -g serverless',
      'npm i -D jest',
      'pip install awscli',
      'gem install cfn-nag',
      'go install x.y/z@latest',
      'yarn global add cdk',
    ),
    'a range is no version': info('npm install -g serverless@3', 'npm install -g serverless@^3.1.0', "pip install 'awscli>=1.32'"),
    'a tool that is run at once': info('npx --yes cdk synth', 'yarn dlx cdk synth', 'uvx ruff'),
    'packages of the system': info('apt-get install -y jq', 'yum install -y jq java-17-amazon-corretto', 'apk add jq', 'brew install jq'),
    'a list without hashes': info('pip install -r requirements.txt', 'pip install --requirement requirements.txt'),
    'one of several': info('pip install awscli==1.32.0 boto3'),
  },
  undecided: {},
});

test('names what is loose', () => {
  const says = (command: string) => check([rule], build(command)).findings.map(({ message }) => message);
  expect(says('pip install a==1.0 b c d e')).toEqual(['installs b, c, d and 1 more in whatever version there is']);
  expect(says('yum install -y java-17-amazon-corretto')).toEqual(['installs java-17-amazon-corretto in whatever version there is']);
});
