import type { Member } from './member.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** What starts a pipeline: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineTriggerDeclaration.html */
export interface Trigger extends Thing {
  readonly provider: Text;
  /** The source action whose repository is watched. */
  readonly source: Text;
  /** None of either kind: every push of the branch of the source action. */
  readonly pushes: readonly EventFilter[];
  readonly pullRequests: readonly EventFilter[];
}

/** All of what is named has to fit; within one list, one does. */
export interface EventFilter extends Thing {
  /** `OPEN`, `UPDATED`, `CLOSED` of a pull request: all when left out. */
  readonly events: readonly Member[];
  /** For a pull request, the branches that it is to be merged into. */
  readonly branches: Patterns;
  readonly tags: Patterns;
  readonly files: Patterns;
}

/** Globs; what is excluded is, whatever includes it. */
export interface Patterns {
  readonly includes: readonly Member[];
  readonly excludes: readonly Member[];
}
