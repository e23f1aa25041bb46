import rule from '../../../src/rules/secrets/secret-build-argument.ts';
import { indent, testRule } from '../../harness.ts';

const runs = (...lines: string[]): string => `version: 0.2\nphases:\n  build:\n    commands:\n${indent(6, lines.join('\n'))}\n`;
const all = (mark: string, ...commands: string[]): Record<string, string> =>
  Object.fromEntries(commands.map((command) => [command, runs(`- ${command}${mark && ` # ${mark}`}`)]));

testRule(rule, {
  good: all(
    '',
    'docker build -t web .',
    'docker build --build-arg COMMIT=$CODEBUILD_RESOLVED_SOURCE_VERSION .',
    'docker build --build-arg NEXT_PUBLIC_API_KEY=$KEY .',
    'docker build --build-arg TOKEN_URL=$URL .',
    'docker build --build-arg NPM_TOKEN= .',
    'docker build --secret id=npm,env=NPM_TOKEN .',
    'npm run build --token $NPM_TOKEN',
    `docker build --build-arg NPM_TOKEN=${['kX9', 'vb2', 'Qe7'].join('-')} .`, // a secret in a command
  ),
  bad: {
    ...all(
      'problem',
      'docker build --build-arg NPM_TOKEN=$NPM_TOKEN .',
      'docker build --build-arg=GITHUB_TOKEN=${GITHUB_TOKEN} -t web .',
      'docker build --build-arg DB_PASSWORD .',
      'docker buildx build --build-arg AWS_SECRET_ACCESS_KEY=$KEY --push .',
      'podman build --build-arg API_KEY="$API_KEY" .',
    ),
    'one of several, on its line': runs(
      '- |',
      '  docker build \\',
      '    --build-arg COMMIT=$COMMIT \\',
      '    --build-arg NPM_TOKEN=$NPM_TOKEN . # problem',
    ),
  },
  undecided: {},
});
