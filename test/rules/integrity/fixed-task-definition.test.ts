import rule from '../../../src/rules/integrity/fixed-task-definition.ts';
import { testRule, yaml } from '../../harness.ts';

const appspec = (taskDefinition: string, mark = '', type = 'AWS::ECS::Service'): string => yaml`
  version: 0.0
  Resources:
    - TargetService:
        Type: ${type}
        Properties:
          TaskDefinition: ${taskDefinition} ${mark && `# ${mark}`}
          LoadBalancerInfo: { ContainerName: web, ContainerPort: 80 }
`;
const ARN = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:12';

const withBuild = (command: string, mark: string) => ({
  'deploy/appspec.yaml': appspec(ARN, mark),
  'buildspec.yml': `version: 0.2\nphases:\n  build:\n    commands:\n      - ${command}\n`,
});

testRule(rule, {
  good: {
    'a placeholder': appspec('<TASK_DEFINITION>'),
    'another placeholder': appspec('"arn:aws:ecs:eu-west-1:111122223333:task-definition/web:$REVISION"'),
    'a revision that is only half written': appspec('"web:12$PATCH"'),
    'a family that is filled in': appspec('"$STAGE/web:12"'),
    'a family, whatever is newest of it': appspec('arn:aws:ecs:eu-west-1:111122223333:task-definition/web'),
    'of a guide': appspec('"arn:aws:ecs:aws-region-id:aws-account-id:task-definition/web:revision-number"'),
    'of something else': appspec(ARN, '', 'AWS::Lambda::Function'),
    instances: 'version: 0.0\nos: linux\nfiles: [{ source: /, destination: /srv }]\n',
  },
  bad: {
    'an ARN with a revision': appspec(ARN, 'problem'),
    'in another partition': appspec(ARN.replace('arn:aws:', 'arn:aws-cn:'), 'problem'),
    'a family with a revision': appspec('web:12', 'problem'),
    'in JSON': `{
      "version": 0.0,
      "Resources": [{ "TargetService": { "Type": "AWS::ECS::Service", "Properties": {
        "TaskDefinition": "${ARN}", "//": "problem",
        "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } } } }]
    }`,
    'a build that does something else': withBuild('npm test && ls deploy/appspec.yaml > files.txt', 'problem'),
    'a build that reads it': withBuild('cat < deploy/appspec.yaml', 'problem'),
    'a build that writes something else': withBuild("sed -i 's/1/2/' taskdef.json", 'problem'),
    'a build that deploys something else': withBuild('aws s3 cp deploy/appspec.yaml s3://builds/', 'problem'),
  },
  undecided: {
    'a build that writes into it': withBuild('sed -i "s|web:12|web:$REVISION|" deploy/appspec.yaml', 'undecided'),
    'a build that prints into it': withBuild('echo "$TEXT" > deploy/appspec.yaml', 'undecided'),
    'a build that deploys it with a revision of its own': withBuild(
      'aws ecs deploy --service web --task-definition taskdef.json --codedeploy-appspec deploy/appspec.yaml',
      'undecided',
    ),
  },
});
