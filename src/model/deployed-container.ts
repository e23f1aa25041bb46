import { producerOf } from './artifact.ts';
import type { Buildspec } from './buildspec.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import type { Step } from './pipeline.ts';
import { sequencesOf } from './sequence.ts';
import { equals, isOneOf } from './text.ts';
import { all, any, asFarAsKnown, conceivable, NEVER, not, type Truth, yes } from './truth.ts';
import { through } from './value.ts';
import { type WrittenImages, writtenImages } from './written-image.ts';

/** Image definitions that a build writes, with the truth of "a deployment to ECS that takes them has no such container". */
export function strangeContainers(step: Step, model: Model): readonly { readonly written: WrittenImages; readonly truth: Truth }[] {
  const toEcs = isOneOf(step.action.provider, ['ECS'], 'ECS action');
  if (!conceivable(toEcs)) return [];
  const takenFrom = (buildspec: Buildspec): Truth =>
    any(...step.action.inputs.map(({ name, when }) => all(when, through(producerOf(step, name), isMadeBy(buildspec)))));
  return writers(model).map(({ buildspec, written }) => ({
    written,
    truth: all(toEcs, asFarAsKnown(takenFrom(buildspec)), asFarAsKnown(isStrange(step, written))),
  }));
}

interface Writer {
  readonly buildspec: Buildspec;
  readonly written: WrittenImages;
}

/** Every place where a buildspec's commands write image definitions. */
const writers = oncePer((model: Model): readonly Writer[] =>
  sequencesOf(model).flatMap((sequence) => {
    const { buildspec } = sequence;
    return buildspec ? writtenImages(sequence).map((written) => ({ buildspec, written })) : [];
  }),
);

const isMadeBy =
  (buildspec: Buildspec) =>
  ({ action }: Step): Truth =>
    through(action.project, (project) =>
      through(project.buildspec, (one) => (one === buildspec ? yes({ at: action.at, text: 'the build runs here' }) : NEVER)),
    );

/** Names that are written out, against all containers of the task. */
const isStrange = ({ action }: Step, { names }: WrittenImages): Truth =>
  through(action.service, ({ taskDefinition }) =>
    through(taskDefinition, ({ at, containers }) => {
      const written = names.filter((name) => !/[$`%<]/.test(name));
      const has = (name: string): Truth => any(...containers.map((one) => all(one.when, equals(one.name, name))));
      return all(any(...written.map((name) => not(has(name)))), yes({ at, text: 'the task definition' }));
    }),
  );
