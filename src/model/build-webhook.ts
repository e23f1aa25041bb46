import type { Member } from './member.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Webhook.html */
export interface BuildWebhook extends Thing {
  /** One group is enough to start a build. None: every push does, and every pull request. */
  readonly groups: readonly FilterGroup[];
  /** A pattern for branches, from before there were groups: only an account tells of it. */
  readonly branchFilter: Text;
  /** `BUILD` (or absent), `BUILD_BATCH`, `RUNNER_BUILDKITE_BUILD`. */
  readonly buildType: Text;
  /** None: for the one repository of the source. */
  readonly scopes: readonly WebhookScope[];
  readonly policy: PullRequestPolicy;
}

/** All of its filters have to let an event through. */
export interface FilterGroup extends Thing {
  readonly filters: readonly WebhookFilter[];
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_WebhookFilter.html */
export interface WebhookFilter extends Thing {
  /** `EVENT`, `ACTOR_ACCOUNT_ID`, `HEAD_REF`, `BASE_REF`, `FILE_PATH`. */
  readonly type: Text;
  /** A regular expression, found anywhere; of `EVENT` a list with commas. */
  readonly pattern: Text;
  /** What matches is kept out. */
  readonly exclude: Text;
}

/** A webhook for many repositories: https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ScopeConfiguration.html */
export interface WebhookScope extends Thing {
  /** `GITHUB_ORGANIZATION`, `GITHUB_GLOBAL`, `GITLAB_GROUP`. */
  readonly scope: Text;
  /** Of the organisation. */
  readonly name: Text;
}

/**
 * Whose pull requests wait for a comment. Left out, a template gets what CodeBuild does with a new project, and an answer
 * tells of a project that has no policy: https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html
 */
export interface PullRequestPolicy extends Thing {
  /** `DISABLED`, `ALL_PULL_REQUESTS`, `FORK_PULL_REQUESTS`. */
  readonly requires: Text;
  /** Who may comment, and whose own pull requests do not wait: `GITHUB_WRITE`. */
  readonly approvers: readonly Member[];
}
