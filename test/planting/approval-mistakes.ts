import { type DeployMistake, IN_TEMPLATES } from './deploy-mistakes.ts';
import { ALL_KINDS } from './deploys.ts';

const AT_RELEASE = /^[\s-]*"?name"?: "?Release"?,?$/i;
const AT_APPROVE = /^[\s-]*"?name"?: "?Approve"?,?$/i;

/** Those that do not wait for a person by themselves. */
const UNPAUSED = ALL_KINDS.filter((kind) => kind !== 'a service with a canary');

/** What becomes of an approval: in deploys of every kind. */
export const APPROVAL_MISTAKES: readonly DeployMistake[] = [
  { name: 'nobody is asked', rule: 'production-without-approval', kinds: UNPAUSED, edit: { 'actions.Approve': undefined }, at: AT_RELEASE },
  {
    name: 'the approval runs beside the deploy',
    rule: 'approval-does-not-block',
    edit: { 'actions.Approve.RunOrder': 2 },
    at: AT_RELEASE,
    mend: { 'actions.Approve.RunOrder': 3, 'actions.Release.RunOrder': 4 },
  },
  {
    name: 'the approval comes after the deploy',
    rule: 'approval-after-deploy',
    kinds: UNPAUSED,
    edit: { 'actions.Approve.RunOrder': 3 },
    at: AT_APPROVE,
  },
  {
    name: 'the stage is closed instead',
    rule: 'disabled-transition-as-gate',
    also: [['production-without-approval', AT_RELEASE]],
    kinds: UNPAUSED,
    forms: IN_TEMPLATES,
    edit: {
      'actions.Approve': undefined,
      'pipeline.DisableInboundStageTransitions': [{ StageName: 'Prod', Reason: 'wait' }],
    },
    at: /stagename"?: "?Prod"?,?$/i,
    mend: { 'pipeline.DisableInboundStageTransitions': [{ StageName: 'Prod', Reason: 'wait' }] },
  },
  {
    name: 'nobody hears of the approval',
    rule: 'approval-without-notification',
    edit: { 'actions.Approve.Configuration': undefined },
    at: AT_APPROVE,
  },
  {
    name: 'runs overtake each other',
    rule: 'parallel-runs-reach-production',
    edit: { 'pipeline.ExecutionMode': 'PARALLEL', 'stage.OnFailure': undefined },
    at: /executionMode"?: "?PARALLEL"?/i,
    mend: { 'pipeline.ExecutionMode': 'QUEUED' },
  },
  {
    name: 'a build approves',
    rule: 'pipeline-can-approve-itself',
    forms: IN_TEMPLATES,
    edit: { 'resources.Role': roleThatMay('codepipeline:PutApprovalResult') },
    at: /"?Sid"?:/,
    mend: { 'resources.Role': roleThatMay('codepipeline:GetPipeline') },
  },
  {
    name: 'a pause ends by itself',
    rule: 'pause-continues-on-timeout',
    kinds: ['a service with a canary'],
    edit: {
      'resources.Service.Properties.DeploymentConfiguration.LifecycleHooks': [
        { TargetType: 'PAUSE', LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'], TimeoutConfiguration: { Action: 'CONTINUE' } },
      ],
    },
    at: /targettype"?: "?PAUSE/i,
    mend: {
      'actions.Approve': undefined,
      'resources.Service.Properties.DeploymentConfiguration.LifecycleHooks': [
        { TargetType: 'PAUSE', LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'], TimeoutConfiguration: { Action: 'ROLLBACK' } },
      ],
    },
  },
];

/** A role of builds, which may do one thing with the pipeline. */
function roleThatMay(action: string) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'build',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'codebuild.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'build',
          PolicyDocument: {
            Statement: [
              { Sid: 'Answer', Effect: 'Allow', Action: action, Resource: 'arn:aws:codepipeline:eu-west-1:111122223333:shop/Prod/Approve' },
            ],
          },
        },
      ],
    },
  };
}
