import rule from '../../../src/rules/operations/old-cli.ts';
import { indent, testRule } from '../../harness.ts';

const runs = (...lines: string[]): string => `version: 0.2\nphases:\n  build:\n    commands:\n${indent(6, lines.join('\n'))}\n`;
const all = (mark: string, ...commands: string[]): Record<string, string> =>
  Object.fromEntries(commands.map((command) => [command, runs(`- ${command}${mark && ` # ${mark}`}`)]));

testRule(rule, {
  good: all(
    '',
    'aws ecr get-login-password | docker login --username AWS --password-stdin example.com',
    'aws ecr describe-images --repository-name get-login',
    'echo aws ecr get-login',
    'pip install awscli-local',
    'pip install boto3',
  ),
  bad: all(
    'problem',
    '$(aws ecr get-login --no-include-email --region eu-west-1)',
    'aws --region eu-west-1 ecr get-login --no-include-email',
    'LOGIN=$(aws ecr get-login)',
    'pip install awscli',
    'pip3 install --upgrade awscli boto3',
    'python -m pip install awscli==1.32.0',
  ),
  undecided: {},
});
