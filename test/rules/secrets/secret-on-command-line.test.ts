import rule from '../../../src/rules/secrets/secret-on-command-line.ts';
import { indent, testRule } from '../../harness.ts';

const runs = (...lines: string[]): string => `version: 0.2\nphases:\n  build:\n    commands:\n${indent(6, lines.join('\n'))}\n`;
const one = (command: string, mark = 'problem'): string => runs(`- ${command}${mark && ` # ${mark}`}`);
const all = (mark: string, ...commands: string[]): Record<string, string> =>
  Object.fromEntries(commands.map((command) => [command, one(command, mark)]));

testRule(rule, {
  good: all(
    '',
    'echo "$PASSWORD" | docker login -u web --password-stdin',
    'aws ecr get-login-password | docker login --username AWS --password-stdin example.com',
    'docker login registry.example.com',
    'docker login -u web -p written-out', // another rule's
    'npm config set //registry.example.com/:_authToken $NPM_TOKEN',
    'aws configure set aws_secret_access_key $SECRET',
    'docker run -p $PORT:80 web',
  ),
  bad: {
    ...all(
      'problem',
      'docker login -u web -p $PASSWORD',
      'docker login --username web --password "$DOCKER_PASSWORD" registry.example.com',
      'docker login -u web -p"${PASSWORD}"',
      'podman login -u web -p $(vault kv get -field=password kv/registry) registry.example.com',
      'helm registry login example.com -u web --password $PASSWORD',
    ),
    ...all(
      'problem (low)',
      'docker login -u AWS -p $(aws ecr get-login-password) 111122223333.dkr.ecr.eu-west-1.amazonaws.com',
      'docker login -u AWS -p $ECR_TOKEN 111122223333.dkr.ecr.eu-west-1.amazonaws.com',
    ),
  },
  undecided: {},
});
