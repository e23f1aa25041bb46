/** How much a managed policy of AWS gives, the most first. */
export const TIERS = ['administrator', 'nearly', 'broad', 'wide'] as const;
export type Tier = (typeof TIERS)[number];

/**
 * Policies that a role of the delivery system seldom needs, by what somebody gains who acts as it. `administrator`: rewrites
 * identities. `nearly`: all but those, or passes roles to what it makes, or takes over what has roles. `broad`: all of one
 * service. `wide`: more than the narrower policy that AWS has beside it, or a service that holds little.
 * AdministratorAccess, which grants everything, is a matter of its own. What each grants stands on a page of its own:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html (as of 2026-11-25).
 */
export const ELEVATED_POLICIES: Readonly<Record<Tier, readonly string[]>> = {
  administrator: ['IAMFullAccess', 'AdministratorAccess-Amplify'],
  nearly: [
    'PowerUserAccess',
    'AWSCloudFormationFullAccess',
    'AWSCodeBuildAdminAccess',
    'AWSCodePipeline_FullAccess',
    'AWSCodePipelineFullAccess',
    'AWSLambda_FullAccess',
    'AWSLambdaFullAccess',
    'AWSElasticBeanstalkFullAccess',
    'AdministratorAccess-AWSElasticBeanstalk',
    'AWSOrganizationsFullAccess',
    'AmazonEC2ContainerServiceFullAccess',
    'AmazonECS_FullAccess',
    'AmazonEC2FullAccess',
    'AmazonElasticMapReduceFullAccess',
    'AmazonDynamoDBFullAccesswithDataPipeline',
    'AWSKeyManagementServicePowerUser',
    'SystemAdministrator',
    'DataScientist',
  ],
  broad: [
    'AWSCodeBuildDeveloperAccess',
    'AWSCodeCommitPowerUser',
    'AWSCodeDeployDeployerAccess',
    'AmazonEC2ContainerRegistryPowerUser',
    'SecretsManagerReadWrite',
  ],
  wide: [
    'AWSCodeDeployRoleForECS',
    'AWSCodeDeployRoleForLambda',
    'CloudWatchFullAccess',
    'CloudWatchFullAccessV2',
    'CloudWatchLogsFullAccess',
    'AWSXrayFullAccess',
  ],
};
