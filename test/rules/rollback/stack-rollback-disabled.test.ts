import rule from '../../../src/rules/rollback/stack-rollback-disabled.ts';
import { testRule } from '../../harness.ts';

/** A build that runs a command; the mark stands beside it. */
const build = (command: string, mark = ''): string => `
version: 0.2
phases:
  build:
    commands:
      - ${command}${mark && ` # ${mark}`}
`;

testRule(rule, {
  good: {
    'a deploy that goes back': build('aws cloudformation deploy --template-file t.yaml --stack-name web'),
    'it is said': build('aws cloudformation deploy --template-file t.yaml --stack-name web --no-disable-rollback'),
    'another thing to do on failure': build(
      'aws cloudformation create-stack --template-body file://t.yaml --stack-name web --on-failure DELETE',
    ),
    'CDK that goes back': build('cdk deploy --all --rollback'),
    'CDK that deploys nothing': build('cdk diff -R'),
    'a change set that goes back': build('aws cloudformation execute-change-set --change-set-name next --no-disable-rollback'),
    'a change set that is deleted': build('aws cloudformation create-change-set --change-set-name next --on-stack-failure DELETE'),
    'another call with the same option': build('aws cloudformation validate-template --disable-rollback'),
    'another program': build('pulumi deploy --no-rollback'),
    'another program with the words of the AWS CLI': build('mycloud cloudformation execute-change-set --disable-rollback'),
    'another service': build('aws mycloud execute-change-set --disable-rollback'),
    'a change set of which nothing is said': build('aws cloudformation create-change-set --change-set-name next --stack-name web'),
    'options that only begin or end so': build(
      'cdk deploy --no-rollback-log --my--no-rollback && aws cloudformation execute-change-set --disable-rollback-log --my--disable-rollback && aws cloudformation create-change-set --on-stack-failures DO_NOTHING --my--on-stack-failure DO_NOTHING',
    ),
    'as describe-stacks prints it': JSON.stringify({
      Stacks: [
        {
          StackName: 'web',
          StackStatus: 'UPDATE_COMPLETE',
          StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/web/1',
          DisableRollback: false,
        },
      ],
    }),
  },
  bad: {
    'a deploy': build('aws cloudformation deploy --template-file t.yaml --stack-name web --disable-rollback', 'problem'),
    'a stack that is made': build(
      'aws cloudformation create-stack --template-body file://t.yaml --stack-name web --disable-rollback',
      'problem',
    ),
    'do nothing on failure': build(
      'aws cloudformation create-stack --template-body file://t.yaml --stack-name web --on-failure DO_NOTHING',
      'problem',
    ),
    SAM: build('sam deploy --stack-name web --disable-rollback', 'problem'),
    CDK: build('npx cdk deploy --all --no-rollback', 'problem'),
    'CDK, in another spelling': build('cdk deploy --rollback=false', 'problem'),
    'a change set': build('aws cloudformation execute-change-set --change-set-name next --stack-name web --disable-rollback', 'problem'),
    'a change set that is made': build(
      'aws cloudformation create-change-set --change-set-name next --stack-name web --on-stack-failure DO_NOTHING',
      'problem',
    ),
    'CDK, in short': build('cdk deploy -R Web', 'problem'),
    'no production, by its name': build(
      'aws cloudformation deploy --template-file t.yaml --stack-name web-dev --disable-rollback',
      'problem (low)',
    ),
    'what describe-stacks prints': `{
      "Stacks": [{
        "StackName": "web", "StackStatus": "UPDATE_COMPLETE", "StackId": "arn:aws:cloudformation:eu-west-1:111122223333:stack/web/1",
        "DisableRollback": true, "//": "problem"
      }]
    }`,
  },
  undecided: {
    'what only the shell knows': build(
      'aws cloudformation create-stack --template-body file://t.yaml --stack-name web --on-failure "$ON_FAILURE"',
      'undecided',
    ),
  },
});
