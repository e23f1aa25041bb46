import type { Artifacts, Buildspec } from './buildspec.ts';
import type { Link } from './link.ts';
import type { Member } from './member.ts';
import { type Pipeline, runsBefore, type Step } from './pipeline.ts';
import { sameName } from './same-name.ts';
import type { Bucket, EncryptionKey } from './storage.ts';
import { equals, literal, type Text } from './text.ts';
import { ALWAYS, all, any, conceivable, NEVER, not, type Thing, type Truth } from './truth.ts';
import { absent, choose, known, present, through, type Value } from './value.ts';
import { NOWHERE } from './world.ts';

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

interface Made {
  readonly step: Step;
  readonly output: OutputArtifact;
}

interface Outputs {
  readonly named: ReadonlyMap<string, readonly Made[]>;
  readonly all: readonly Made[];
}

const outputs = new WeakMap<Pipeline, Outputs>();

/** Every artifact of a pipeline, by its name where that is written out. */
function outputsOf(pipeline: Pipeline): Outputs {
  const before = outputs.get(pipeline);
  if (before) return before;
  const made = pipeline.steps.flatMap((step) => step.action.outputs.map((output) => ({ step, output })));
  const named = new Map<string, Made[]>();
  for (const one of made) {
    const key = keyOf(one.output.name);
    if (key === undefined) continue;
    const same = named.get(key) ?? [];
    named.set(key, same);
    same.push(one);
  }
  const found = { named, all: made };
  outputs.set(pipeline, found);
  return found;
}

const keyOf = (name: Text): string | undefined => {
  const fact = name.in(NOWHERE);
  return fact.state === 'known' ? literal(fact.value) : undefined;
};

/** Those that may be the one of this name, each with the truth of it. */
function candidates(pipeline: Pipeline, name: Text): (Made & { readonly when: Truth })[] {
  const { named, all: made } = outputsOf(pipeline);
  const key = keyOf(name);
  const near = key === undefined ? made : [...(named.get(key) ?? []), ...made.filter(({ output }) => keyOf(output.name) === undefined)];
  return near
    .map((one) => ({ ...one, when: all(one.step.when, one.output.when, sameName(one.output.name, name)) }))
    .filter(({ when }) => conceivable(when));
}

/** The step that makes an artifact of this name: absent where none of the pipeline does. */
export const producerOf = ({ pipeline, action }: Step, artifact: Text): Value<Step> =>
  choose(
    action.at,
    candidates(pipeline, artifact).map(({ when, step }) => ({ when, value: known(step.at, step) })),
  );

/** Does an action that is through before a step begins declare an artifact that the step takes? */
export const isMadeBefore = (step: Step, { name }: InputArtifact): Truth =>
  any(...candidates(step.pipeline, name).map((maker) => all(maker.when, runsBefore(maker.step, step))));

/** Does another action take this output of a step? */
export const isTaken = (step: Step, output: OutputArtifact): Truth =>
  any(
    ...step.pipeline.steps
      .filter((other) => other !== step)
      .flatMap((other) => other.action.inputs.map((input) => all(other.when, input.when, sameName(input.name, output.name))))
      .filter(conceivable),
  );

/** The steps that take what a step makes, each with the truth of it. */
export const consumersOf = (step: Step): readonly { readonly step: Step; readonly truth: Truth }[] =>
  step.pipeline.steps
    .filter((other) => other !== step)
    .map((other) => ({ step: other, truth: takes(other, step) }))
    .filter(({ truth }) => conceivable(truth));

const takes = (consumer: Step, producer: Step): Truth =>
  consumer.action.inputs.length === 0 || producer.action.outputs.length === 0
    ? NEVER
    : all(
        consumer.when,
        any(
          ...consumer.action.inputs.map((input) =>
            all(input.when, any(...producer.action.outputs.map((output) => all(output.when, sameName(output.name, input.name))))),
          ),
        ),
      );

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
