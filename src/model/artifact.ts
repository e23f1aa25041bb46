import type { Artifacts, Buildspec } from './buildspec.ts';
import type { Link } from './link.ts';
import type { Member } from './member.ts';
import { oncePer } from './once-per.ts';
import { type Pipeline, runsBefore, type Step } from './pipeline.ts';
import { sameName } from './same-name.ts';
import type { Bucket, EncryptionKey } from './storage.ts';
import { push } from './table.ts';
import { equals, literalOf, type Text } from './text.ts';
import { ALWAYS, all, any, conceivable, NEVER, not, type Thing, type Truth } from './truth.ts';
import { absent, choose, known, present, through, type Value } from './value.ts';

/** Where a pipeline keeps artifacts: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ArtifactStore.html */
export interface ArtifactStore extends Thing {
  /** That of the pipeline when left out. */
  readonly region: Text;
  readonly location: Text;
  readonly bucket: Link<Bucket>;
  /** The key of AWS for S3 when left out. */
  readonly key: EncryptionKey;
}

/** What an action takes. */
export interface InputArtifact extends Thing {
  readonly name: Text;
}

/** What an action makes; an action of commands names the files. */
export interface OutputArtifact extends InputArtifact {
  readonly files: readonly Member[];
}

interface Named {
  readonly step: Step;
  readonly artifact: InputArtifact;
}

/** Artifacts by their name, where that is written out: most names can be one or two of them. */
interface ByName {
  readonly named: ReadonlyMap<string, readonly Named[]>;
  readonly others: readonly Named[];
  readonly all: readonly Named[];
}

function byName(artifacts: readonly Named[]): ByName {
  const named = new Map<string, Named[]>();
  const others: Named[] = [];
  for (const one of artifacts) {
    const name = literalOf(one.artifact.name);
    if (name === undefined) others.push(one);
    else push(named, name, one);
  }
  return { named, others, all: artifacts };
}

const made = oncePer(({ steps }: Pipeline) => byName(steps.flatMap((step) => step.action.outputs.map((artifact) => ({ step, artifact })))));
const taken = oncePer(({ steps }: Pipeline) => byName(steps.flatMap((step) => step.action.inputs.map((artifact) => ({ step, artifact })))));

/** Those that may be the one of this name, each with the truth of it. */
function candidates({ named, others, all: artifacts }: ByName, name: Text): (Named & { readonly when: Truth })[] {
  const key = literalOf(name);
  const near = key === undefined ? artifacts : [...(named.get(key) ?? []), ...others];
  return near
    .map((one) => ({ ...one, when: all(one.step.when, one.artifact.when, sameName(one.artifact.name, name)) }))
    .filter(({ when }) => conceivable(when));
}

/** The step that makes an artifact of this name: absent where none of the pipeline does. */
export const producerOf = ({ pipeline, action }: Step, artifact: Text): Value<Step> =>
  choose(
    action.at,
    candidates(made(pipeline), artifact).map(({ when, step }) => ({ when, value: known(step.at, step) })),
  );

/** Does an action that is through before a step begins declare an artifact that the step takes? */
export const isMadeBefore = (step: Step, { name }: InputArtifact): Truth =>
  any(...candidates(made(step.pipeline), name).map((maker) => all(maker.when, runsBefore(maker.step, step))));

/** Does another action take this output of a step? */
export const isTaken = (step: Step, output: OutputArtifact): Truth =>
  any(
    ...candidates(taken(step.pipeline), output.name)
      .filter((taker) => taker.step !== step)
      .map(({ when }) => when),
  );

/** The steps that take what a step makes, each with the truth of it. */
export function consumersOf(step: Step): readonly { readonly step: Step; readonly truth: Truth }[] {
  const takers = new Map<Step, Truth[]>();
  for (const output of step.action.outputs)
    for (const taker of candidates(taken(step.pipeline), output.name))
      if (taker.step !== step) push(takers, taker.step, all(output.when, taker.when));
  return [...takers].map(([taker, truths]) => ({ step: taker, truth: any(...truths) })).filter(({ truth }) => conceivable(truth));
}

/** Files of an artifact, as whoever makes it says; below a folder. */
export interface ArtifactFiles {
  readonly files: readonly Text[];
  readonly folder: Text | undefined;
}

/**
 * Which files an output holds: those that an action of commands names, or those of the buildspec, where a second output is a
 * secondary artifact of its name: https://docs.aws.amazon.com/codebuild/latest/userguide/sample-pipeline-multi-input-output.html
 * Absent where nothing says it: a source is a whole repository.
 */
export function filesOf({ action }: Step, output: OutputArtifact): Value<ArtifactFiles> {
  if (output.files.length > 0) return known(output.at, { files: output.files.map(({ text }) => text), folder: undefined });
  const many = action.outputs.length > 1;
  return {
    at: output.at,
    in(world) {
      const project = action.project.in(world);
      if (project.state !== 'known') return project;
      const buildspec = project.value.buildspec.in(world);
      if (buildspec.state !== 'known') return buildspec;
      const { artifacts } = buildspec.value;
      const sections = many
        ? artifacts.secondary.map((one) => ({ one, when: sameName(one.id, output.name) }))
        : [{ one: artifacts, when: ALWAYS }];
      const found = choose(
        output.at,
        sections.map(({ one, when }) => ({ when: all(one.when, when), value: filesIn(one) })),
      ).in(world);
      return { ...found, given: [...project.given, ...buildspec.given, ...(found.given ?? [])] };
    },
  };
}

const filesIn = ({ at, files, baseDirectory }: Artifacts): Value<ArtifactFiles> =>
  files.length > 0 ? known(at, { files, folder: baseDirectory }) : absent(at);

/**
 * Does the buildspec of a build say nothing of an output that it declares? A build of one output hands on what stands under
 * `artifacts`, one of several the secondary artifacts of their names, and what it does not name is never there:
 * https://docs.aws.amazon.com/codebuild/latest/userguide/sample-pipeline-multi-input-output.html
 */
export function isLeftOut({ action }: Step, output: OutputArtifact): Truth {
  const several = any(...action.outputs.filter((other) => other !== output).map(({ when }) => when));
  const lacks = ({ artifacts }: Buildspec): Truth => {
    const named = any(...artifacts.secondary.map(({ when, id }) => all(when, sameName(id, output.name))));
    const some = any(
      ...artifacts.files.map((file) => present(file, 'files are handed on')),
      ...artifacts.secondary.map(({ when }) => when),
    );
    return any(all(several, not(named)), all(not(several), not(some)));
  };
  return through(action.project, ({ buildspec, artifacts }) =>
    all(
      equals(artifacts.type, 'CODEPIPELINE', ''),
      through(buildspec, (one) => (one.batch.length > 0 ? NEVER : lacks(one))),
    ),
  );
}
