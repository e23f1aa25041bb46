/** A way from the rights that a role has to the rights of another. */
export interface EscalationPath {
  /** That of https://pathfinding.cloud, where it is one of these. */
  readonly id: string;
  /** `new`: hands a role to something that it makes. `existing`: takes over what has a role. `identity`: rewrites identities. */
  readonly kind: 'new' | 'existing' | 'identity';
  /**
   * Every action that it takes. Where `on` says so, it must be allowed on every resource of one type: the service, and what
   * the last part of the ARN begins with. Elsewhere at least one will do.
   */
  readonly needs: readonly { readonly action: string; readonly on?: readonly [service: string, type: string] }[];
  /** The service to which a role is passed; the roles are all those of the account. */
  readonly passedTo?: string;
  /** What it gives, as a predicate: `can …`. */
  readonly gives: string;
  readonly source: string;
}

export const asOf = '2026-11-26';

const DATADOG = 'https://pathfinding.cloud/paths/';
const DOCS = 'https://docs.aws.amazon.com/';

const path = (
  kind: EscalationPath['kind'],
  id: string,
  needs: string,
  gives: string,
  more: { passedTo?: string; source?: string } = {},
): EscalationPath => ({
  id,
  kind,
  needs: needs.split(' ').map((need) => {
    const [, action = '', service = '', type] = /^(\w[^@]*)(?:@([^/]+)\/(.*))?$/.exec(need) ?? [];
    return type === undefined ? { action } : { action, on: [service, type] };
  }),
  gives,
  source: more.source ?? DATADOG + id,
  ...(more.passedTo && { passedTo: more.passedTo }),
});

const passing = (id: string, service: string, needs: string, gives: string, source?: string): EscalationPath =>
  path('new', id, needs, gives, { passedTo: service, ...(source && { source: DOCS + source }) });
const taking = (id: string, needs: string, gives: string, source?: string): EscalationPath =>
  path('existing', id, needs, gives, source ? { source: DOCS + source } : {});
const rewriting = (id: string, needs: string, gives: string, source?: string): EscalationPath =>
  path('identity', id, needs, gives, source ? { source: DOCS + source } : {});

/**
 * Facts from the paths that Datadog collects (Apache-2.0), those that a role can go, and from AWS's own pages where these
 * say so of delivery services. What takes all that another path takes, and more, is left out.
 */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
  passing('codebuild-001', 'codebuild.amazonaws.com', 'codebuild:CreateProject codebuild:StartBuild', 'can run a build as any role'),
  passing('codebuild-004', 'codebuild.amazonaws.com', 'codebuild:CreateProject codebuild:StartBuildBatch', 'can run builds as any role'),
  passing('cloudformation-001', 'cloudformation.amazonaws.com', 'cloudformation:CreateStack', 'can create a stack as any role'),
  passing(
    'cloudformation-003',
    'cloudformation.amazonaws.com',
    'cloudformation:CreateStackSet cloudformation:CreateStackInstances',
    'can create a stack set as any role',
  ),
  passing(
    'cloudformation-004',
    'cloudformation.amazonaws.com',
    'cloudformation:UpdateStackSet@cloudformation/stackset/',
    'can change every stack set, as the role of each',
  ),
  passing(
    'pass-role-to-pipeline',
    'codepipeline.amazonaws.com',
    'codepipeline:CreatePipeline',
    'can run a pipeline as any role',
    'codepipeline/latest/userguide/how-to-custom-role.html',
  ),
  passing('ecs-003', 'ecs-tasks.amazonaws.com', 'ecs:RegisterTaskDefinition ecs:CreateService', 'can run a service as any role'),
  passing('ecs-008', 'ecs-tasks.amazonaws.com', 'ecs:RunTask', 'can run a task as any role'),
  passing('ecs-009', 'ecs-tasks.amazonaws.com', 'ecs:StartTask', 'can start a task as any role'),
  passing('lambda-001', 'lambda.amazonaws.com', 'lambda:CreateFunction lambda:InvokeFunction', 'can run a function as any role'),
  passing(
    'lambda-002',
    'lambda.amazonaws.com',
    'lambda:CreateFunction lambda:CreateEventSourceMapping',
    'can have a function run as any role on an event',
  ),
  passing(
    'lambda-006',
    'lambda.amazonaws.com',
    'lambda:CreateFunction lambda:AddPermission',
    'can have anybody run a function as any role',
  ),
  passing('ec2-001', 'ec2.amazonaws.com', 'ec2:RunInstances', 'can start an instance as any role'),
  passing('ec2-003', 'ec2.amazonaws.com', 'ec2:RequestSpotInstances', 'can start an instance as any role'),
  passing('apprunner-001', 'tasks.apprunner.amazonaws.com', 'apprunner:CreateService', 'can run a service as any role'),
  passing('glue-001', 'glue.amazonaws.com', 'glue:CreateDevEndpoint', 'can open an endpoint that acts as any role'),
  passing('glue-003', 'glue.amazonaws.com', 'glue:CreateJob glue:StartJobRun', 'can run a job as any role'),
  passing('glue-004', 'glue.amazonaws.com', 'glue:CreateJob glue:CreateTrigger', 'can have a job run as any role'),
  passing('glue-005', 'glue.amazonaws.com', 'glue:UpdateJob glue:StartJobRun', 'can run a job as any role'),
  passing('glue-006', 'glue.amazonaws.com', 'glue:UpdateJob glue:CreateTrigger', 'can have a job run as any role'),
  passing('sagemaker-001', 'sagemaker.amazonaws.com', 'sagemaker:CreateNotebookInstance', 'can open a notebook that acts as any role'),
  passing('sagemaker-002', 'sagemaker.amazonaws.com', 'sagemaker:CreateTrainingJob', 'can run a job as any role'),
  passing('sagemaker-003', 'sagemaker.amazonaws.com', 'sagemaker:CreateProcessingJob', 'can run a job as any role'),
  passing(
    'datapipeline-001',
    'datapipeline.amazonaws.com',
    'datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline',
    'can run a data pipeline as any role',
  ),
  passing(
    'pass-role-to-state-machine',
    'states.amazonaws.com',
    'states:CreateStateMachine states:StartExecution',
    'can call any API as any role',
    'step-functions/latest/dg/supported-services-awssdk.html',
  ),
  passing(
    'pass-role-to-schedule',
    'scheduler.amazonaws.com',
    'scheduler:CreateSchedule',
    'can call any API as any role',
    'scheduler/latest/UserGuide/managing-targets-universal.html',
  ),

  taking(
    'codebuild-002',
    'codebuild:StartBuild@codebuild/project/',
    'can run commands of its own in every build project, as the role of each',
  ),
  taking(
    'codebuild-003',
    'codebuild:StartBuildBatch@codebuild/project/',
    'can run commands of its own in every build project, as the role of each',
  ),
  taking(
    'update-build-project',
    'codebuild:UpdateProject@codebuild/project/ codebuild:StartBuild',
    'can change what every build project runs as its role',
    'codebuild/latest/APIReference/API_UpdateProject.html',
  ),
  taking('cloudformation-002', 'cloudformation:UpdateStack@cloudformation/stack/', 'can change every stack, as the role of each'),
  taking(
    'cloudformation-005',
    'cloudformation:CreateChangeSet@cloudformation/stack/ cloudformation:ExecuteChangeSet@cloudformation/stack/',
    'can change every stack, as the role of each',
  ),
  taking(
    'update-pipeline',
    'codepipeline:UpdatePipeline@codepipeline/',
    'can change every pipeline, and run what it likes as the role of each',
    'codepipeline/latest/APIReference/API_UpdatePipeline.html',
  ),
  taking('lambda-003', 'lambda:UpdateFunctionCode@lambda/function:', 'can change the code of every function, as the role of each'),
  taking(
    'codedeploy-001',
    'codedeploy:CreateDeployment@codedeploy/deploymentgroup: codedeploy:RegisterApplicationRevision codedeploy:GetDeploymentConfig',
    'can run hooks of its own wherever something is deployed',
  ),
  taking('apprunner-002', 'apprunner:UpdateService@apprunner/service/', 'can change every service, as the role of each'),
  taking(
    'ec2-002',
    'ec2:ModifyInstanceAttribute@ec2/instance/ ec2:StopInstances@ec2/instance/ ec2:StartInstances@ec2/instance/',
    'can change what every instance runs when it starts, as the role of each',
  ),
  taking(
    'send-ssh-key',
    'ec2-instance-connect:SendSSHPublicKey@ec2/instance/',
    'can enter every instance that it reaches, as the role of each',
    'AWSEC2/latest/UserGuide/ec2-instance-connect-configure-IAM-role.html',
  ),
  taking(
    'ec2-004',
    'ec2:CreateLaunchTemplateVersion@ec2/launch-template/ ec2:ModifyLaunchTemplate@ec2/launch-template/',
    'can change what is started by every launch template, as the role of each',
  ),
  taking('ecs-006', 'ecs:ExecuteCommand@ecs/task/ ecs:DescribeTasks', 'can run commands in every task that allows it, as the role of each'),
  taking('glue-002', 'glue:UpdateDevEndpoint@glue/devEndpoint/', 'can enter every endpoint, as the role of each'),
  taking(
    'sagemaker-004',
    'sagemaker:CreatePresignedNotebookInstanceUrl@sagemaker/notebook-instance/',
    'can enter every notebook, as the role of each',
  ),
  taking('ssm-001', 'ssm:StartSession@ec2/instance/', 'can enter every instance, as the role of each'),
  taking('ssm-002', 'ssm:SendCommand@ec2/instance/', 'can run commands on every instance, as the role of each'),
  taking('sts-001', 'sts:AssumeRole@iam/role/', 'can act as every role that trusts the account'),

  rewriting('iam-001', 'iam:CreatePolicyVersion@iam/policy/', 'can rewrite every policy'),
  rewriting('iam-002', 'iam:CreateAccessKey@iam/user/', 'can act as every user'),
  rewriting('iam-004', 'iam:CreateLoginProfile@iam/user/', 'can sign in as every user without a password'),
  rewriting('iam-005', 'iam:PutRolePolicy@iam/role/', 'can give every role, itself among them, every right'),
  rewriting('iam-006', 'iam:UpdateLoginProfile@iam/user/', 'can sign in as every user'),
  rewriting('iam-009', 'iam:AttachRolePolicy@iam/role/', 'can give every role, itself among them, every right'),
  rewriting('iam-012', 'iam:UpdateAssumeRolePolicy@iam/role/', 'can let itself act as every role'),
  rewriting(
    'set-default-policy-version',
    'iam:SetDefaultPolicyVersion@iam/policy/',
    'can bring back every right that a policy once gave',
    'IAM/latest/APIReference/API_SetDefaultPolicyVersion.html',
  ),
];
