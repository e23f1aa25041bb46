import type { Link, Use } from './link.ts';
import type { Pipeline } from './pipeline.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** To a provider of repositories: https://docs.aws.amazon.com/codeconnections/latest/APIReference/API_Connection.html */
export interface Connection extends Thing {
  readonly name: Text;
  /** `GitHub`, `Bitbucket`, `GitLab`; absent where a host says it. */
  readonly provider: Text;
  readonly host: Text;
  /** `AVAILABLE`, `PENDING`, `ERROR`: only an account says. */
  readonly status: Text;
  /** Known only when everything is read. */
  readonly users: () => readonly Use[];
}

/** A CodeCommit repository: https://docs.aws.amazon.com/codecommit/latest/APIReference/API_RepositoryMetadata.html */
export interface SourceRepository extends Thing {
  readonly name: Text;
}

/**
 * Rules that say who must agree to a pull request of a CodeCommit repository before it is merged, by the names of their templates:
 * https://docs.aws.amazon.com/codecommit/latest/userguide/approval-rule-templates.html
 */
export interface ReviewRules extends Thing {
  readonly templates: readonly Thing[];
  /** Whose they are; absent where an answer lists them, which does not say of which repository. */
  readonly repositories: readonly Text[];
}

/** What CodeBuild logs in with: https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ImportSourceCredentials.html */
export interface SourceCredential extends Thing {
  /** `OAUTH`, `BASIC_AUTH`, `PERSONAL_ACCESS_TOKEN`, `CODECONNECTIONS`, `SECRETS_MANAGER`. */
  readonly authType: Text;
  readonly serverType: Text;
  /** Whatever it logs in with: absent in what an account tells. */
  readonly token: Text;
  readonly username: Text;
}

/** What starts a pipeline from outside: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_WebhookDefinition.html */
export interface PipelineWebhook extends Thing {
  readonly name: Text;
  readonly pipeline: Link<Pipeline>;
  /** The source action that it tells of a change. */
  readonly action: Text;
  /** `GITHUB_HMAC`, `IP`, `UNAUTHENTICATED`. */
  readonly authentication: Text;
  /** A CIDR block, where the authentication is by address. */
  readonly addresses: Text;
  readonly secret: Text;
  readonly filters: readonly (Thing & { readonly jsonPath: Text; readonly equals: Text })[];
}
