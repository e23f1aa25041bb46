import rule from '../../../src/rules/integrity/nondeterministic-tag.ts';
import { indent, testRule } from '../../harness.ts';

const build = (...commands: string[]): string => `version: 0.2
phases:
  build:
    commands:
${indent(6, commands.map((command) => `- ${command}`).join('\n'))}
`;

testRule(rule, {
  good: {
    'a commit': build('docker push web:$CODEBUILD_RESOLVED_SOURCE_VERSION'),
    'a commit and a date': build('docker push web:$(date +%F)-$(git rev-parse HEAD)'),
    'the id of the build': build('docker push web:$(echo $CODEBUILD_BUILD_ID | cut -d: -f2)'),
    'a tag that moves': build('docker push web:latest'),
    'a commit beside it': build('docker push web:$(date +%s)', 'docker push web:$COMMIT'),
    'a variable that nobody gives': build('docker push web:$TAG'),
    'a word that only contains it': build('docker push web:$(cat candidate.txt)'),
    'it is only built': build('docker build -t web:$(date +%s) .'),
  },
  bad: {
    'a date': build('docker push web:$(date +%s) # problem'),
    'a date behind words': build('docker push web:build-`date +%s` # problem'),
    'a date in a variable': build('TAG=$(date +%Y%m%d)', 'IMAGE=web:$TAG', 'docker push $IMAGE # problem'),
    'a number of the build': build('docker push web:v$CODEBUILD_BUILD_NUMBER # problem'),
    'a random number': build('docker push web:$RANDOM # problem'),
    'beside a tag that moves': build('docker push web:$RANDOM # problem', 'docker push web:latest'),
    'beside another image': build('docker push web:$RANDOM # problem', 'docker push api:$COMMIT'),
    'built and pushed at once': build('docker buildx build --push -t web:$(date +%s) . # problem'),
  },
  undecided: {},
});
