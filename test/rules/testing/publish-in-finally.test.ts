import rule from '../../../src/rules/testing/publish-in-finally.ts';
import { testRule } from '../../harness.ts';
import { build, buildspec, phase, project, template } from './fixtures.ts';

const last = (...commands: string[]): string => buildspec([phase('build', ['npm test'], '', commands)]);

testRule(rule, {
  good: {
    'what finally is for': last('docker stop db', 'rm -rf tmp', 'aws sns publish --topic-arn $TOPIC --message done', 'echo done'),
    'what tells of the build': last(
      'aws s3 cp junit.xml s3://builds/reports/',
      'aws s3 sync coverage s3://builds/coverage',
      'aws s3 cp build.log s3://builds/',
      'aws s3 sync test-results s3://builds/',
    ),
    'in the commands of a phase': build('npm test', 'docker push web:1', 'npx cdk deploy'),
    'a deploy that only shows what it would do': last('npx cdk diff', 'terraform apply -help'),
    'taken down': last('npx cdk destroy --force', 'aws cloudformation delete-stack --stack-name try'),
    'only where the build succeeded': last('if [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]; then docker push web:1; fi'),
    'behind a look at the build': last(
      'test "$CODEBUILD_BUILD_SUCCEEDING" = 1 || exit 0',
      'test "$CODEBUILD_BUILD_SUCCEEDING" = 1',
      'docker push web:1',
    ),
  },
  bad: {
    'an image': last('docker push web:1 # problem'),
    'a package': last('npm publish # problem', 'mvn deploy # problem'),
    'a deploy': last('npx cdk deploy # problem', 'aws ecs update-service --cluster a --service b # problem'),
    'files that may be the product': last('aws s3 sync dist s3://www.example.com # problem (medium)'),
    'a catalog and the latest of something': last(
      'aws s3 cp catalog.json s3://shop/latest/ # problem (medium)',
      'aws s3 cp blog s3://www # problem (medium)',
    ),
    'in any phase': buildspec([phase('post_build', ['echo done'], '', ['docker push web:1 # problem'])]),
    'of a phase that has nothing else': buildspec([phase('build', [], '', ['docker push web:1 # problem'])]),
    'where the build failed': last('if [ "$CODEBUILD_BUILD_SUCCEEDING" = 0 ]; then docker push web:1; fi # problem'),
    'in a script': { 'buildspec.yml': last('./release.sh'), 'release.sh': '#!/bin/sh -e\ndocker push web:1 # problem\n' },
    'inside a template': template(project(last('docker push web:1 # problem'))),
  },
  undecided: {
    'something asks that nobody can follow': last('OK=$CODEBUILD_BUILD_SUCCEEDING', 'docker push web:1 # undecided'),
  },
});
