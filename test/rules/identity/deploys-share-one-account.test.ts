import rule from '../../../src/rules/identity/deploys-share-one-account.ts';
import { testRule } from '../../harness.ts';
import { template } from './fixtures.ts';

/** A pipeline of stages with one action each: its stage, its mark, and what the action has beside. */
const pipeline = (...stages: readonly (readonly [stage: string, mark: string, action: string])[]): string =>
  template(
    `Pipeline:\n  Type: AWS::CodePipeline::Pipeline\n  Properties:\n    Stages:\n${stages
      .map(
        ([stage, mark, action]) =>
          `      - Name: ${stage}\n        Actions:\n          - Name: Go${mark && ` # ${mark}`}\n            ${action}\n`,
      )
      .join('')}`,
  );
const type = (provider: string, category = 'Deploy'): string =>
  `ActionTypeId: { Category: ${category}, Owner: AWS, Provider: ${provider}, Version: "1" }`;

const ecs = (role = ''): string => `${type('ECS')}${role && `\n            RoleArn: ${role}`}`;
const ELSEWHERE = '"arn:aws:iam::444455556666:role/deploy"';
const CDK = '"arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-eu-west-1"';
const SAME = '\n            Configuration: { ActionMode: CREATE_UPDATE, RoleArn: !GetAtt Stacks.Arn }';

testRule(rule, {
  good: {
    'production is elsewhere': pipeline(['Staging', '', ecs()], ['Prod', '', ecs(ELSEWHERE)]),
    'the other is elsewhere': pipeline(['Staging', '', ecs(ELSEWHERE)], ['Prod', '', ecs()]),
    'production alone': pipeline(['Prod', '', ecs()], ['Production', '', ecs()]),
    'no production': pipeline(['Staging', '', ecs()], ['QA', '', ecs()]),
    'a build may go elsewhere': pipeline(['Staging', '', ecs()], ['DeployProd', '', type('CodeBuild', 'Build')]),
    'stacks in other accounts': pipeline(['Staging', '', ecs()], ['Prod', '', type('CloudFormationStackInstances')]),
    'one role for some of them is, too': pipeline(
      ['Staging', '', type('CloudFormation') + SAME],
      ['Prod', '', type('CloudFormation') + SAME],
      ['Production', '', ecs()],
    ),
    'one role for both is role-shared-across-environments': pipeline(
      ['Staging', '', type('CloudFormation') + SAME],
      ['Prod', '', type('CloudFormation') + SAME],
    ),
  },
  bad: {
    'one account': pipeline(['Staging', '', ecs()], ['Prod', 'problem', ecs()]),
    'told once': pipeline(['Staging', '', ecs()], ['Prod', 'problem', ecs()], ['Production', '', ecs()]),
    'the role that the CDK made for an account': pipeline(['Staging', '', ecs(CDK)], ['Prod', 'problem', ecs(CDK)]),
    'in one world': pipeline(
      ['Staging', '', ecs()],
      ['Prod', 'problem when IsProd is false', ecs(`!If [IsProd, ${ELSEWHERE}, !Ref AWS::NoValue]`)],
    ),
  },
  undecided: {
    'a category that nobody knows': pipeline(['Staging', '', ecs()], ['Prod', 'undecided', type('ECS', '!ImportValue category')]),
  },
});
