import { filesOf, producerOf } from './artifact.ts';
import { bareName } from './location.ts';
import type { Step } from './pipeline.ts';
import { isOneOf, literal, literalOf, type Piece, type Text } from './text.ts';
import { ALWAYS, all, any, type Is, lazily, NEVER, not, type Truth, unknown } from './truth.ts';
import { ask, type Fact, map, present, through, type Value } from './value.ts';

/** A file that tells a deploy action of images, and the artifact in which it looks for it. */
interface Wanted {
  readonly artifact: Text;
  readonly when: Truth;
  readonly file: Value<string>;
  readonly otherwise: string;
}

/**
 * ECS deployments read `imagedefinitions.json`, blue/green ones `imageDetail.json`:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html
 */
function wantedBy({ action }: Step): readonly Wanted[] {
  const { provider, configuration, inputs } = action;
  const name = map(configuration('FileName'), (pieces) => nameIn(pieces, configuration('FileName')));
  const [first] = inputs; // it takes one
  const standard: Wanted[] = first
    ? [
        {
          artifact: first.name,
          when: all(first.when, isOneOf(provider, ['ECS'], 'ECS action')),
          file: name,
          otherwise: 'imagedefinitions.json',
        },
      ]
    : [];
  const blueGreen = [1, 2, 3, 4].map((nth): Wanted => {
    const artifact = configuration(`Image${nth}ArtifactName`);
    const when = all(isOneOf(provider, ['CodeDeployToECS'], 'CodeDeployToECS action'), present(artifact, 'takes an image'));
    return { artifact, when, file: { at: artifact.at, in: () => ({ state: 'absent', given: [] }) }, otherwise: 'imageDetail.json' };
  });
  return [...standard, ...blueGreen];
}

function nameIn(pieces: readonly Piece[], { at }: Text): Fact<string> | string {
  const name = literal(pieces);
  return name === undefined ? { state: 'unknown', because: [{ at, text: 'the name of the file is not known here' }] } : name;
}

/** Does a deploy action look for a file of image definitions that the step before it does not hand on? */
export const missesImages = (step: Step): Truth =>
  any(
    ...wantedBy(step).map(({ artifact, when, file, otherwise }) => {
      const isMissing = (name: string): Truth =>
        lazily(() => through(producerOf(step, artifact), (producer) => not(handsOn(producer, artifact, name))));
      return all(when, through(file, isMissing, isMissing(otherwise)));
    }),
  );

/** Is the file among those of an artifact? An ECR source makes its own file; of a repository nobody knows. */
function handsOn(producer: Step, artifact: Text, file: string): Truth {
  const { action } = producer;
  const output = action.outputs.length === 1 ? action.outputs[0] : action.outputs.find(({ name }) => sameText(name, artifact));
  const none = unknown({ at: action.at, text: 'nothing says which files it hands on' });
  if (!output) return none;
  const listed = through(
    filesOf(producer, output),
    ({ files }) => any(...files.map((one) => ask(one, (pieces) => mayBe(pieces, file), 'the file is handed on'))),
    none,
  );
  const fromEcr = all(isOneOf(action.category, ['Source'], 'a source'), isOneOf(action.provider, ['ECR'], 'an image of ECR'));
  return any(all(fromEcr, file === 'imageDetail.json' ? ALWAYS : NEVER), all(not(fromEcr), listed));
}

const sameText = (one: Text, other: Text): boolean => literalOf(one) !== undefined && literalOf(one) === literalOf(other);

/** Folders are not compared: an artifact may drop them. A name without an ending may be one. */
function mayBe(pieces: readonly Piece[], file: string): Is {
  const pattern = literal(pieces);
  if (pattern === undefined) return 'unknown';
  const last = bareName(pattern.replace(/\/+$/, ''));
  if (/[$`{[]/.test(last)) return 'unknown';
  if (!/[.*?]/.test(last) || /^\.+$/.test(last)) return 'yes';
  const said = last
    .replace(/[\\^$.|+()]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${said}$`).test(bareName(file)) ? 'yes' : 'no';
}
