/** Who gives builds and deployments the tokens by which AWS knows them (OpenID Connect). */
export interface Issuer {
  readonly name: string;
  /** What its ARN and its condition keys begin with: the host, and how a path goes on. */
  readonly host: string;
  /** Anybody can have a token of it: only the claims tell whose it is. Otherwise each customer has an issuer alone. */
  readonly shared: boolean;
  /** The claims that say whose build it is; each one alone is enough. */
  readonly claims: readonly string[];
  /** What a subject begins with that names an owner: `repo:`; what follows is his until `end`. */
  readonly subject?: { readonly start: string; readonly end: string };
  readonly source: string;
}

export const asOf = '2026-11-25';

/**
 * As their own pages say, and which claims IAM takes:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
export const ISSUERS: readonly Issuer[] = [
  {
    name: 'GitHub Actions',
    host: 'token.actions.githubusercontent.com',
    shared: true,
    claims: [
      'sub',
      'repository',
      'repository_id',
      'repository_owner',
      'repository_owner_id',
      'job_workflow_ref',
      'enterprise',
      'enterprise_id',
    ],
    subject: { start: 'repo:', end: '/' },
    source: 'https://docs.github.com/en/actions/reference/security/oidc',
  },
  {
    name: 'GitLab',
    host: 'gitlab.com',
    shared: true,
    claims: ['sub', 'project_path', 'project_id', 'namespace_path', 'namespace_id'],
    subject: { start: 'project_path:', end: '/' },
    source: 'https://docs.gitlab.com/ci/cloud_services/aws/',
  },
  {
    name: 'Terraform Cloud',
    host: 'app.terraform.io',
    shared: true,
    claims: ['sub', 'terraform_organization_id', 'terraform_organization_name', 'terraform_project_id', 'terraform_workspace_id'],
    subject: { start: 'organization:', end: ':' },
    source: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
  },
  {
    name: 'Buildkite',
    host: 'agent.buildkite.com',
    shared: true,
    claims: ['sub', 'organization_id', 'organization_slug', 'pipeline_id', 'pipeline_slug'],
    subject: { start: 'organization:', end: ':' },
    source: 'https://buildkite.com/docs/pipelines/security/oidc/aws',
  },
  {
    name: 'CircleCI',
    host: 'oidc.circleci.com',
    shared: false,
    claims: ['sub'],
    source: 'https://circleci.com/docs/openid-connect-tokens/',
  },
  {
    name: 'Bitbucket Pipelines',
    host: 'api.bitbucket.org',
    shared: false,
    claims: ['sub'],
    source: 'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
  },
  {
    name: 'Amazon EKS',
    host: 'oidc.eks.',
    shared: false,
    claims: ['sub'],
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  },
];
