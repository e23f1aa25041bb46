import type { Command } from './command.ts';
import type { Fault } from './fault.ts';
import type { Link } from './link.ts';
import type { Template } from './stack.ts';
import type { Text } from './text.ts';
import { all, any, type Thing, type Truth } from './truth.ts';
import { through, type Value } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';

/** What CodeBuild runs: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
export interface Buildspec extends Thing {
  readonly version: Text;
  readonly shell: Text;
  /** `env.variables`: shown to everyone who may see the build. */
  readonly variables: readonly EnvironmentVariable[];
  readonly parameterStore: readonly EnvironmentVariable[];
  readonly secretsManager: readonly EnvironmentVariable[];
  readonly exported: readonly Text[];
  readonly phases: readonly Phase[];
  readonly reports: readonly Report[];
  readonly artifacts: Artifacts;
  readonly batch: readonly BatchBuild[];
  readonly packaged: readonly PackagedTemplate[];
  /** Where it is not what CodeBuild understands. */
  readonly faults: readonly Fault[];
  /** Who runs it: filled by the linker. */
  readonly users: () => readonly Thing[];
}

/** A template that a build writes anew, with its code in a bucket. */
export interface PackagedTemplate extends Thing {
  /** What it writes: a path from the root of the source, or the bare name where nobody can tell the folder. */
  readonly output: string;
  /** What it makes that of. */
  readonly template: Link<Template>;
}

/** One of the builds of a batch: https://docs.aws.amazon.com/codebuild/latest/userguide/batch-build-buildspec.html */
export interface BatchBuild extends Thing {
  /** A file of the repository; absent where it is the buildspec that the batch stands in. */
  readonly buildspec: Value<Buildspec>;
}

/** Is something so of a buildspec, or of one that its batch runs? */
export const ofBatch = (buildspec: Buildspec, question: (buildspec: Buildspec) => Truth): Truth =>
  any(question(buildspec), ...buildspec.batch.map((build) => all(build.when, through(build.buildspec, question))));

export interface Phase extends Thing {
  readonly name: string;
  readonly onFailure: Text;
  readonly runtimes: readonly EnvironmentVariable[];
  readonly commands: readonly Command[];
  /** Run whatever happened before. */
  readonly finally: readonly Command[];
}

export interface Report extends Thing {
  readonly files: readonly Text[];
  readonly format: Text;
}

export interface Artifacts extends Thing {
  /** What a secondary one is called by whoever takes it. */
  readonly id: Text;
  readonly files: readonly Text[];
  readonly name: Text;
  readonly baseDirectory: Text;
  readonly secondary: readonly Artifacts[];
}

/** Every command in the order of the phases; those of `finally` after the others of their phase. */
export const commandsOf = ({ phases }: Pick<Buildspec, 'phases'>): Command[] =>
  phases.flatMap((phase) => [...phase.commands, ...phase.finally]);
