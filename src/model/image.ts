import type { Role } from './identity.ts';
import type { Link } from './link.ts';
import type { Member } from './member.ts';
import {
  equalPieces,
  equals,
  holes,
  isHole,
  isOneOf,
  isTrue,
  join,
  type Literal,
  literal,
  matches,
  type Piece,
  shown,
  type Text,
} from './text.ts';
import { all, any, type Is, not, type Thing, type Truth } from './truth.ts';
import { ask, type Fact, map, present } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
export interface TaskDefinition extends Thing {
  readonly family: Text;
  readonly containers: readonly Container[];
  /** What the application acts with. */
  readonly role: Link<Role>;
  /** What ECS pulls images and reads secrets with. */
  readonly executionRole: Link<Role>;
}

export interface Container extends Thing {
  readonly name: Text;
  readonly image: Text;
  /** The ECR repository that its image comes from; absent where the image is in no ECR. */
  readonly repository: Link<ImageRepository>;
  readonly variables: readonly EnvironmentVariable[];
  readonly secrets: readonly ContainerSecret[];
  /** `disabled`: each task pulls whatever the tag means by then; when left out, a deployment keeps one digest. */
  readonly versionConsistency: Text;
}

/** A variable whose value ECS gets from Secrets Manager or Parameter Store. */
export interface ContainerSecret extends Thing {
  readonly name: Text;
  /** An ARN, or the name of a parameter. */
  readonly from: Text;
}

/** An ECR repository: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Repository.html */
export interface ImageRepository extends Thing {
  readonly name: Text;
  /** Scans every image that is pushed, unless the registry says what is scanned. */
  readonly scanOnPush: Text;
  /** What is said of all repositories: known only when everything is read. */
  readonly registries: () => readonly ImageRegistry[];
  /** `MUTABLE` (or absent), `IMMUTABLE`, and either of them `_WITH_EXCLUSION`. */
  readonly mutability: Text;
  /** Tags that the setting is not for, with `*` for any characters. */
  readonly exclusions: readonly Member[];
}

/** How ECR scans: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegistryScanningConfiguration.html */
export interface ImageRegistry extends Thing {
  /** `BASIC` or `ENHANCED`. */
  readonly scanType: Text;
  readonly rules: readonly ScanningRule[];
}

export interface ScanningRule extends Thing {
  /** `SCAN_ON_PUSH`, `CONTINUOUS_SCAN`, `MANUAL`. */
  readonly frequency: Text;
  /** Names of repositories, with `*` for any characters. */
  readonly filters: readonly Member[];
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

/**
 * The name of the ECR repository that an image is in, without registry, tag and digest:
 * `111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1` is `team/web`. Absent for an image of any other registry.
 */
export const repositoryOf = (image: Text): Text => map(join(image.at, [image]), (pieces) => repositoryIn(pieces, image));

function repositoryIn(all: readonly Piece[], { at }: Text): readonly Piece[] | Fact<readonly Piece[]> {
  const none = { state: 'absent', given: [] } as const;
  if (all.length === 0) return none;
  const whole = literal(all);
  if (whole !== undefined && NO_IMAGE.test(whole.replace(/[:@].*$/s, ''))) {
    return { state: 'unknown', because: [{ at, text: `${whole} is filled in by something else` }] };
  }
  const pieces = withoutTag(all);
  const slash = pieces.findIndex((piece) => !isHole(piece) && piece.literal.includes('/'));
  if (slash < 0) return pieces.some(isHole) ? pieces : none; // an official image of Docker Hub
  const [first = '', ...path] = 'literal' in (pieces[slash] ?? {}) ? (pieces[slash] as Literal).literal.split('/') : [];
  const host = [...pieces.slice(0, slash), { literal: first, at }];
  const written = host.map((piece) => (isHole(piece) ? '' : piece.literal)).join('');
  if (!host.some(isHole) ? !ECR.test(written) : /[^.]/.test(written) && !/\.dkr[.-]ecr\b/.test(written)) return none;
  const rest = path.join('/');
  return [...(rest ? [{ literal: rest, at: pieces[slash]?.at ?? at }] : []), ...pieces.slice(slash + 1)];
}

const ECR = /^\d{12}\.dkr[.-]ecr\b/;

/** What stands before `:tag` or `@sha256:…` in the last part of a path. */
function withoutTag(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.findLastIndex((piece) => !isHole(piece) && /[/:@]/.test(piece.literal));
  const piece = pieces[last];
  if (!piece || isHole(piece)) return pieces;
  const [, before, end] = /^(.*?)([:@][^/]*)?$/s.exec(piece.literal) ?? [];
  if (end === undefined) return pieces;
  return [...pieces.slice(0, last), ...(before ? [{ ...piece, literal: before }] : [])];
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

/** ECR looks for known holes in what is pushed to it. */
export const isScannedOnPush = ({ when, scanOnPush }: ImageRepository): Truth => all(when, isTrue(scanOnPush, 'ECR scans what is pushed'));
