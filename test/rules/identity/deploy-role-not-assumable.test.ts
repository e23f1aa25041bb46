import rule from '../../../src/rules/identity/deploy-role-not-assumable.ts';
import { testRule } from '../../harness.ts';
import { services, template, trusting } from './fixtures.ts';

const ACCOUNT = '{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }';
const roleOf = (id: string, trust: string): string => `${id}:\n  Type: AWS::IAM::Role\n  Properties:\n    ${trust}\n`;

/** Trust policies of the roles of a pipeline, its action and its stack; marks on the pipeline and the action. */
const delivery = (
  { own = services('codepipeline'), action = trusting(ACCOUNT), stack = services('cloudformation') } = {},
  [pipeline = '', deploy = ''] = ['', ''],
  provider = 'CloudFormation',
  actionRole = '!GetAtt Action.Arn',
): string =>
  template(
    `Pipeline:${pipeline && ` # ${pipeline}`}\n  Type: AWS::CodePipeline::Pipeline\n  Properties:\n    RoleArn: !GetAtt Own.Arn\n    Stages:\n      - Name: Deploy\n        Actions:\n          - Name: Go${deploy && ` # ${deploy}`}\n            ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ${provider}, Version: "1" }\n            RoleArn: ${actionRole}\n            Configuration: { ActionMode: CREATE_UPDATE, RoleArn: !GetAtt Stack.Arn }\n${roleOf('Own', own)}${roleOf('Action', action)}${roleOf('Stack', stack)}`,
  );

testRule(rule, {
  good: {
    'each trusts whoever takes it': delivery(),
    'a role by name': delivery({ action: trusting('{ AWS: !GetAtt Own.Arn }') }),
    everybody: delivery({ action: trusting('"*"') }),
    'several services': delivery({ own: services('codebuild', 'codepipeline'), stack: services('lambda', 'cloudformation') }),
    'the pipeline acts as itself': delivery({}, undefined, 'CloudFormation', '!GetAtt Own.Arn'),
    'another provider': delivery({ stack: services('lambda') }, undefined, 'ECS'),
    'roles that are not here': template(
      'Pipeline:\n  Type: AWS::CodePipeline::Pipeline\n  Properties: { RoleArn: !Ref Given, Stages: [{ Name: Deploy, Actions: [{ Name: Go, RoleArn: !Ref Given }] }] }',
    ),
    'a service that nobody knows': delivery({ own: trusting('{ Service: !Ref Given }') }),
    'a role without a trust policy': delivery({ own: 'Path: /' }),
  },
  bad: {
    'a pipeline with the role of builds': delivery({ own: services('codebuild') }, ['problem', '']),
    'an action with a role of services': delivery({ action: services('cloudformation', 'codepipeline') }, ['', 'problem']),
    'a stack with the role of builds': delivery({ stack: services('codebuild') }, ['', 'problem']),
    'in one world': delivery(
      { own: services('x').replace('x.amazonaws.com', '!If [IsProd, codebuild.amazonaws.com, codepipeline.amazonaws.com]') },
      ['problem when IsProd is true', ''],
    ),
  },
  undecided: {},
});
