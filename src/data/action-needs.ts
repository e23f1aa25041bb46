/** What the role of an action of CodePipeline must be allowed. */
export interface ActionNeed {
  /** The provider, and where it decides, the category or the `ActionMode`: `CloudFormation CHANGE_SET_EXECUTE`. */
  readonly by: string;
  /** Without these it can do nothing at all, however it is set up; of those that stand together one will do. */
  readonly actions: readonly (readonly string[])[];
  /** What its page lists beside. */
  readonly also: readonly string[];
  /** The page that lists the permissions of this action. */
  readonly source: string;
}

export const asOf = '2026-11-25';

const PAGE = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-';

const words = (text: string): string[] => text.split(' ').filter(Boolean);

const need = (by: string, page: string, actions: string, also = ''): ActionNeed => ({
  by,
  actions: words(actions).map((one) => one.split('|')),
  also: words(also),
  source: `${PAGE}${page}.html`,
});

const STACK = 'cloudformation:CreateStack|cloudformation:UpdateStack';
const DEPLOYS = 'codedeploy:CreateDeployment codedeploy:GetDeployment codedeploy:RegisterApplicationRevision';
const READS_DEPLOYS = 'codedeploy:GetApplication codedeploy:GetApplicationRevision codedeploy:GetDeploymentConfig';

/** Tags and logs are left out. */
export const ACTION_NEEDS: readonly ActionNeed[] = [
  need('AppConfig', 'AppConfig', 'appconfig:StartDeployment appconfig:GetDeployment', 'appconfig:StopDeployment'),
  need(
    'CloudFormation CHANGE_SET_EXECUTE',
    'CloudFormation',
    'cloudformation:ExecuteChangeSet',
    'cloudformation:DescribeChangeSet cloudformation:DescribeStacks',
  ),
  need(
    'CloudFormation CHANGE_SET_REPLACE',
    'CloudFormation',
    'cloudformation:CreateChangeSet cloudformation:DescribeChangeSet',
    'cloudformation:DeleteChangeSet cloudformation:DescribeStacks',
  ),
  need(
    'CloudFormation CREATE_UPDATE',
    'CloudFormation',
    STACK,
    'cloudformation:CreateStack cloudformation:UpdateStack cloudformation:DescribeStacks',
  ),
  need('CloudFormation DELETE_ONLY', 'CloudFormation', 'cloudformation:DeleteStack', 'cloudformation:DescribeStacks'),
  need(
    'CloudFormation REPLACE_ON_FAILURE',
    'CloudFormation',
    STACK,
    'cloudformation:CreateStack cloudformation:UpdateStack cloudformation:DeleteStack cloudformation:DescribeStacks',
  ),
  need('CodeBuild', 'CodeBuild', 'codebuild:StartBuild|codebuild:StartBuildBatch codebuild:BatchGetBuilds|codebuild:BatchGetBuildBatches'),
  need(
    'CodeCommit',
    'CodeCommit',
    'codecommit:GetBranch codecommit:GetCommit',
    'codecommit:GetRepository codecommit:UploadArchive codecommit:GetUploadArchiveStatus codecommit:CancelUploadArchive',
  ),
  need('CodeDeploy', 'CodeDeploy', DEPLOYS, READS_DEPLOYS),
  need('CodeDeployToECS', 'ECSbluegreen', `${DEPLOYS} ecs:RegisterTaskDefinition`, `${READS_DEPLOYS} ecs:TagResource iam:PassRole`),
  need('CodePipeline', 'CodePipeline', 'codepipeline:StartPipelineExecution'),
  need('CodeStarSourceConnection', 'CodestarConnectionSource', 'codestar-connections:UseConnection|codeconnections:UseConnection'),
  need('ECR Source', 'ECR', 'ecr:DescribeImages'),
  need(
    'ECS',
    'ECS',
    'ecs:RegisterTaskDefinition ecs:UpdateService',
    'ecs:DescribeServices ecs:DescribeTaskDefinition ecs:DescribeTasks ecs:ListTasks ecs:TagResource iam:PassRole',
  ),
  need('Lambda Invoke', 'Lambda', 'lambda:InvokeFunction', 'lambda:ListFunctions'),
  need(
    'S3 Source',
    'S3',
    's3:GetObject|s3:GetObjectVersion',
    's3:GetObject s3:GetObjectVersion s3:GetBucketVersioning s3:GetBucketLocation s3:ListBucket',
  ),
  need('S3 Deploy', 'S3Deploy', 's3:PutObject'),
  need('StepFunctions', 'StepFunctions', 'states:StartExecution', 'states:DescribeExecution states:DescribeStateMachine'),
];
