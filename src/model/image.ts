import { equalPieces, equals, holes, isHole, isOneOf, join, literal, matches, type Piece, shown, type Text } from './text.ts';
import { all, any, type Is, not, type Thing, type Truth } from './truth.ts';
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
  /** Tags that the setting is not for, with `*` for any characters. */
  readonly exclusions: readonly (Thing & { readonly text: Text })[];
}

/** What CodePipeline puts the image of the build in place of: `<IMAGE1_NAME>`. */
const PLACEHOLDER = /^<[^<>]+>$/;

/** No image or tag is called so: `$IMAGE_URI`, `{{tag}}`, `IMAGE_NAME` are filled in by something else. */
const NO_IMAGE = /[^a-z0-9_./-]/;
const NO_TAG = /[^\w.-]/;

/** `:latest`, or no tag at all, which means the same. */
export const isLatest = (image: Text): Truth =>
  ask(join(image.at, [image]), tagIsLatest, 'the tag that is moved by every push', (pieces) =>
    pieces.some(isHole) ? holes(pieces) : [{ at: image.at, text: `${shown(pieces)} is filled in by something else` }],
  );

function tagIsLatest(pieces: readonly Piece[]): Is {
  const whole = literal(pieces);
  if (whole === '' || PLACEHOLDER.test(whole ?? '')) return 'no';
  const end = lastSegment(pieces);
  if (end.pieces.some((piece) => !isHole(piece) && piece.literal.includes('@'))) return 'no'; // a digest
  const name = literal(end.pieces);
  if (end.separator === ':') return NO_TAG.test(name ?? '') ? 'unknown' : equalPieces(end.pieces, 'latest');
  if (name !== undefined) return NO_IMAGE.test(name) ? 'unknown' : 'yes';
  const [first, ...others] = end.pieces;
  return first && others.length === 0 && isRepositoryUri(first) ? 'yes' : 'unknown';
}

/** What follows the last `:` or `/` that is written out: a tag, or a name that may have one. */
function lastSegment(pieces: readonly Piece[]): { readonly separator?: string; readonly pieces: readonly Piece[] } {
  for (let i = pieces.length - 1; i >= 0; i -= 1) {
    const piece = pieces[i];
    if (!piece || isHole(piece)) continue;
    const [, separator, rest = ''] = /([:/])([^:/]*)$/.exec(piece.literal) ?? [];
    if (separator) return { separator, pieces: [...(rest ? [{ ...piece, literal: rest }] : []), ...pieces.slice(i + 1)] };
  }
  return { pieces };
}

/** An attribute of an ECR repository that never has a tag. */
const isRepositoryUri = (piece: Piece): boolean => isHole(piece) && /\0[^.\0]+\.RepositoryUri$/.test(piece.symbol ?? '');

/** Mutable is what a repository is when nothing is said. */
export const tagsMayMove = ({ mutability, exclusions }: ImageRepository): Truth =>
  any(
    not(present(mutability, 'says whether tags can be moved')),
    isOneOf(mutability, ['MUTABLE', 'MUTABLE_WITH_EXCLUSION'], 'tags can be moved'),
    all(
      equals(mutability, 'IMMUTABLE_WITH_EXCLUSION', ''),
      any(...exclusions.map(({ when, text }) => all(when, matches(text, /^\*+$/, 'every tag is excluded')))),
    ),
  );
