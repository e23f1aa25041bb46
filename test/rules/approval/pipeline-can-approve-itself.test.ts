import rule from '../../../src/rules/approval/pipeline-can-approve-itself.ts';
import { testRule } from '../../harness.ts';
import { allow, BOUNDARY, managed, may, ofAws, policy, role, services } from '../identity/fixtures.ts';

const APPROVE = 'codepipeline:PutApprovalResult';
const ONE = '"arn:aws:codepipeline:eu-west-1:111122223333:web/Review/Approve"';
const APPROVER = ofAws('AWSCodePipelineApproverAccess');

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow(APPROVE)), '', services('lambda')),
    'what a pipeline is looked at with': may('["codepipeline:GetPipelineState", "codepipeline:StartPipelineExecution"]'),
    'on nothing of CodePipeline': may(APPROVE, '', { on: '"arn:aws:s3:::web"' }),
    'under a condition': may(APPROVE, '', { more: 'Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }' }),
    'forbidden again': role(policy(allow(APPROVE), '{ Effect: Deny, Action: "codepipeline:PutApprovalResult", Resource: "*" }')),
    'CloudFormation only': role(policy(allow(APPROVE)), '', services('cloudformation')),
    'CloudFormation only, with the policy of approvers': role(managed(APPROVER), '', services('cloudformation')),
    'everything is admin-role': may('*'),
    'all of the service is service-wildcard': may('codepipeline:*'),
    'the policy of approvers, for a function': role(managed(APPROVER), '', services('lambda')),
    'a policy for readers': role(managed(ofAws('AWSCodePipeline_ReadOnlyAccess'))),
  },
  bad: {
    'on everything': may(APPROVE, 'problem'),
    'on one approval': may(APPROVE, 'problem', { on: ONE }),
    'by a pattern': may('codepipeline:Put*', 'problem'),
    'a build': role(policy(allow(APPROVE, 'problem')), '', services('codebuild')),
    'the policy of approvers': role(managed(APPROVER, 'problem')),
    'in one world': may(`!If [IsProd, "${APPROVE}", "s3:GetObject"]`, 'problem when IsProd is true'),
    'the policy of approvers, in one world': role(managed(`!If [IsProd, "${APPROVER}", !Ref AWS::NoValue]`, 'problem when IsProd is true')),
  },
  undecided: {
    'a boundary that nobody can see': role(BOUNDARY + policy(allow(APPROVE, 'undecided'))),
    'the policy of approvers, within a boundary that nobody can see': role(BOUNDARY + managed(APPROVER, 'undecided')),
  },
});
