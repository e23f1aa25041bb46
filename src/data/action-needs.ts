/** What the role of an action of CodePipeline must be allowed, so that the action can do anything at all. */
export interface ActionNeed {
  /** The provider, and where it decides, the `ActionMode`: `CloudFormation CHANGE_SET_EXECUTE`. */
  readonly by: string;
  /** Each of them is called; of those that stand together one will do. */
  readonly actions: readonly (readonly string[])[];
  /** The key of the configuration that names what it is done on. */
  readonly on?: string;
  /** The page that lists the permissions of this action. */
  readonly source: string;
}

export const asOf = '2026-11-25';

const PAGE = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-';

const need = (by: string, actions: string, page: string, on?: string): ActionNeed => ({
  by,
  actions: actions.split(' ').map((one) => one.split('|')),
  source: `${PAGE}${page}.html`,
  ...(on && { on }),
});

/**
 * Of the permissions on these pages those without which an action cannot run, however it is set up: tags, logs and what only
 * some deployments need are left out.
 */
export const ACTION_NEEDS: readonly ActionNeed[] = [
  need('AppConfig', 'appconfig:StartDeployment appconfig:GetDeployment', 'AppConfig'),
  need('CloudFormation CHANGE_SET_EXECUTE', 'cloudformation:ExecuteChangeSet', 'CloudFormation', 'StackName'),
  need(
    'CloudFormation CHANGE_SET_REPLACE',
    'cloudformation:CreateChangeSet cloudformation:DescribeChangeSet',
    'CloudFormation',
    'StackName',
  ),
  need('CloudFormation CREATE_UPDATE', 'cloudformation:CreateStack|cloudformation:UpdateStack', 'CloudFormation', 'StackName'),
  need('CloudFormation DELETE_ONLY', 'cloudformation:DeleteStack', 'CloudFormation', 'StackName'),
  need('CloudFormation REPLACE_ON_FAILURE', 'cloudformation:CreateStack|cloudformation:UpdateStack', 'CloudFormation', 'StackName'),
  need(
    'CodeBuild',
    'codebuild:StartBuild|codebuild:StartBuildBatch codebuild:BatchGetBuilds|codebuild:BatchGetBuildBatches',
    'CodeBuild',
    'ProjectName',
  ),
  need('CodeCommit', 'codecommit:GetBranch codecommit:GetCommit', 'CodeCommit', 'RepositoryName'),
  need(
    'CodeDeploy',
    'codedeploy:CreateDeployment codedeploy:GetDeployment codedeploy:RegisterApplicationRevision',
    'CodeDeploy',
    'DeploymentGroupName',
  ),
  need(
    'CodeDeployToECS',
    'codedeploy:CreateDeployment codedeploy:GetDeployment codedeploy:RegisterApplicationRevision ecs:RegisterTaskDefinition',
    'ECSbluegreen',
    'DeploymentGroupName',
  ),
  need('CodePipeline', 'codepipeline:StartPipelineExecution', 'CodePipeline', 'PipelineName'),
  need(
    'CodeStarSourceConnection',
    'codestar-connections:UseConnection|codeconnections:UseConnection',
    'CodestarConnectionSource',
    'ConnectionArn',
  ),
  need('ECR', 'ecr:DescribeImages', 'ECR', 'RepositoryName'),
  need('ECS', 'ecs:RegisterTaskDefinition ecs:UpdateService', 'ECS', 'ServiceName'),
  need('Lambda', 'lambda:InvokeFunction', 'Lambda', 'FunctionName'),
  need('StepFunctions', 'states:StartExecution', 'StepFunctions', 'StateMachineArn'),
];
