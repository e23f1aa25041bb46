import { isHole, isOneOf, literal, type Piece, shown, type Text } from './text.ts';
import { any, type Is, not, type Thing, type Truth } from './truth.ts';
import { ask, present } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
export interface TaskDefinition extends Thing {
  readonly family: Text;
  readonly containers: readonly Container[];
}

export interface Container extends Thing {
  readonly name: Text;
  readonly image: Text;
  readonly variables: readonly EnvironmentVariable[];
}

/** An ECR repository. */
export interface ImageRepository extends Thing {
  readonly name: Text;
  /** `MUTABLE` (or absent), `IMMUTABLE`, and either of them `_WITH_EXCLUSION`. */
  readonly mutability: Text;
}

/** By digest, or a placeholder that CodePipeline replaces: `<IMAGE1_NAME>`. */
const FIXED = /@sha256:|^<[A-Z0-9_]+>$/;

/** `:latest`, or no tag at all, which means the same. */
export const isLatest = (image: Text): Truth => ask(image, tagIsLatest, 'the tag that is moved by every push');

function tagIsLatest(pieces: readonly Piece[]): Is {
  const whole = literal(pieces);
  if (whole !== undefined)
    return !whole || FIXED.test(whole) ? 'no' : /:[^/]+$/.test(whole) ? (/:latest$/.test(whole) ? 'yes' : 'no') : 'yes';
  const last = pieces.at(-1);
  if (!last || isHole(last)) return 'unknown';
  if (/:latest$/.test(last.literal)) return 'yes';
  if (/:[^/]*$/.test(last.literal) || /@sha256/.test(shown(pieces))) return 'no';
  return 'unknown';
}

/** Mutable is what a repository is when nothing is said. */
export const tagsMayMove = ({ mutability }: ImageRepository): Truth =>
  any(
    not(present(mutability, 'says whether tags can be moved')),
    isOneOf(mutability, ['MUTABLE', 'MUTABLE_WITH_EXCLUSION'], 'tags can be moved'),
  );
