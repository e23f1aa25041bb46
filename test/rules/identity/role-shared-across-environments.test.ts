import rule from '../../../src/rules/identity/role-shared-across-environments.ts';
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

const stack = (role: string, own = ''): string =>
  `${type('CloudFormation')}${own && `\n            RoleArn: ${own}`}\n            Configuration: { ActionMode: CREATE_UPDATE, RoleArn: ${role} }`;
const ONE = '!GetAtt Stacks.Arn';
const OTHER = '!Ref Given';
const CDK = '"arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-eu-west-1"';

testRule(rule, {
  good: {
    'a role for each': pipeline(['Staging', '', stack(ONE)], ['Prod', '', stack(OTHER)]),
    'no role at all': pipeline(['Staging', '', type('ECS')], ['Prod', '', type('ECS')]),
    'both are production': pipeline(['Prod-EU', '', stack(ONE)], ['Prod-US', '', stack(ONE)]),
    'neither is': pipeline(['Staging', '', stack(ONE)], ['QA', '', stack(ONE)]),
    'another is no deploy': pipeline(
      ['Staging', '', `${type('CodeBuild', 'Test')}\n            RoleArn: ${ONE}`],
      ['Prod', '', stack(OTHER, ONE)],
    ),
    'the role that the CDK made for an account': pipeline(['Staging', '', stack(OTHER, CDK)], ['Prod', '', stack(ONE, CDK)]),
  },
  bad: {
    'one for stacks': pipeline(['Staging', '', stack(ONE)], ['Prod', 'problem', stack(ONE)]),
    'one for both actions': pipeline(['Staging', '', stack(ONE, OTHER)], ['Prod', 'problem', stack('!GetAtt Other.Arn', OTHER)]),
    'told once': pipeline(['Staging', '', stack(ONE)], ['Prod', 'problem', stack(ONE)], ['Production', '', stack(ONE)]),
    'told once, whatever stands between': pipeline(
      ['Staging', '', stack(ONE)],
      ['Prod', 'problem', stack(ONE)],
      ['Prod-EU', '', stack('!GetAtt Other.Arn')],
      ['Prod-US', '', stack(ONE)],
    ),
    'in one world': pipeline(
      ['Staging', '', stack(ONE)],
      ['Prod', 'problem when IsProd is false', stack(`!If [IsProd, ${OTHER}, ${ONE}]`)],
    ),
  },
  undecided: {
    'a role behind a transform': pipeline(['Staging', '', stack(ONE)], ['Prod', 'undecided', stack('{ Fn::Transform: { Name: Roles } }')]),
  },
});
