import type { Location } from './location.ts';
import { oncePer } from './once-per.ts';
import { type Is, NEVER, type Truth } from './truth.ts';
import { ask, isReference, known, settled, type Value } from './value.ts';
import { explore, NOWHERE, type Note, oncePerChoice, type World } from './world.ts';

/** Text is known in pieces: `DeployToProd-`, and then a hole where the region will be. */
export type Piece = Literal | Hole;

export interface Literal {
  readonly literal: string;
  readonly at: Location;
}

export interface Hole {
  readonly hole: readonly Note[];
  readonly at: Location;
  /** Two holes of one symbol hold the same text, whatever it is. */
  readonly symbol?: string | undefined;
  /** Every text that can stand here, if they are few and known. */
  readonly may?: () => readonly string[] | undefined;
}

export interface Text extends Value<readonly Piece[]> {
  /** What it was joined from: a source map. */
  readonly parts?: readonly Text[];
}

export const isHole = (piece: Piece): piece is Hole => 'hole' in piece;
export const holes = (pieces: readonly Piece[]): Note[] => pieces.flatMap((piece) => (isHole(piece) ? piece.hole : []));

/** A text that is written out. */
export const written = (at: Location, literal: string): Text => known(at, [{ literal, at }]);

/** The parts one after the other; a part that is absent in a world takes its separator with it. */
export function join(at: Location, parts: readonly Text[], separator = ''): Text {
  const glue: Piece = { literal: separator, at };
  const between = known(at, [glue]);
  return {
    at,
    parts: separator ? parts.flatMap((part, i) => (i ? [between, part] : [part])) : parts,
    in(world) {
      const value: Piece[] = [];
      const given: Note[] = [];
      let first = true;
      for (const part of parts) {
        const fact = part.in(world);
        if (fact.state === 'absent') continue;
        if (!first && separator) value.push(glue);
        first = false;
        if (fact.state === 'unknown') value.push(holeOf(part, world));
        else {
          value.push(...fact.value);
          given.push(...fact.given);
        }
      }
      return { state: 'known', value, given };
    },
  };
}

/** The pieces of a text in one world; one hole where nothing is known, none where there is no text. */
export function piecesIn(text: Text, world: World): readonly Piece[] {
  const fact = text.in(world);
  return fact.state === 'known' ? fact.value : fact.state === 'absent' ? [] : [holeOf(text, world)];
}

function holeOf(text: Text, world: World): Hole {
  const fact = text.in(world);
  const { because = [], symbol } = fact.state === 'unknown' ? fact : {};
  return {
    hole: because,
    at: text.at,
    symbol,
    may: because.some(({ choice }) => choice) ? () => possibleTexts(text, world) : undefined,
  } as Hole;
}

/** How many texts one hole is filled with before it counts as anything. */
export const FEW = 256;

const possible = oncePer((text: Text) => oncePerChoice((start) => lookFor(text, start)));

/** Every text that this can be, if all of them are written out; world by world, from `start` on. */
export const possibleTexts = (text: Text, start: World): readonly string[] | undefined => possible(text)(start);

function lookFor(text: Text, start: World): readonly string[] | undefined {
  const { leaves, cut } = explore(
    (world) => text.in(world),
    (fact) => (fact.state === 'unknown' ? fact.because.find(({ choice }) => choice)?.choice : undefined),
    FEW,
    start,
  );
  if (cut) return undefined;
  const found = new Set<string>();
  for (const { seen } of leaves) {
    if (seen.state === 'absent') continue;
    const whole = seen.state === 'known' ? literal(seen.value) : undefined;
    if (whole === undefined) return undefined;
    found.add(whole);
  }
  return [...found];
}

/** How a hole is shown to a question about written text. */
export const HOLE = '\uFFFC';
const show = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (isHole(piece) ? (piece.hole[0]?.like ?? HOLE) : piece.literal)).join('');
const certain = (is: boolean): Is => (is ? 'yes' : 'no');
export const question = (text: Text, holds: (pieces: readonly Piece[]) => Is, because: string, open = holes): Truth =>
  ask(text, holds, because, open);

/** The whole text, if no piece of it is a hole. */
export const literal = (pieces: readonly Piece[]): string | undefined =>
  pieces.some(isHole) ? undefined : pieces.map((piece) => ('literal' in piece ? piece.literal : '')).join('');

/** It is this text for sure, whatever is chosen. */
export const isPlainly = (text: Text, wanted: string): boolean => equals(text, wanted).in(NOWHERE).is === 'yes';

/** Is anything written there, seen or not? */
export const hasText = (text: Text): boolean => piecesIn(text, NOWHERE).length > 0;

/** What is written, if nothing of it is hidden and nothing has to be chosen. */
export const literalOf = (text: Text): string | undefined => {
  const pieces = settled(text);
  return pieces && literal(pieces);
};

/** The text as a reader would write it: `${Environment}` for what is not known. */
export const shown = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (isHole(piece) ? `\${${nameOfHole(piece)}}` : piece.literal)).join('');

const nameOfHole = ({ symbol, hole: [note] }: Hole): string => symbol?.split('\0').at(-1) ?? note?.choice?.name ?? '…';

/** Every text that the pieces can make, if they are few. */
function variants(pieces: readonly Piece[]): readonly string[] | undefined {
  let all: readonly string[] = [''];
  for (const piece of pieces) {
    const ends = isHole(piece) ? piece.may?.() : [piece.literal];
    if (!ends || all.length * ends.length > FEW) return undefined;
    all = all.flatMap((start) => ends.map((end) => start + end));
  }
  return all;
}

/** `no` and `yes` where every variant agrees; otherwise what is known without them. */
function agreed(pieces: readonly Piece[], holds: (whole: string) => boolean): Is | undefined {
  const whole = literal(pieces);
  if (whole !== undefined) return certain(holds(whole));
  const seen = variants(pieces)?.map(holds);
  return seen && seen.length > 0 && seen.every((one) => one === seen[0]) ? certain(seen[0] ?? false) : undefined;
}

export function equalPieces(pieces: readonly Piece[], wanted: string): Is {
  const is = agreed(pieces, (whole) => whole === wanted);
  if (is) return is;
  const [only] = pieces;
  if (only && isHole(only) && pieces.length === 1 && only.hole.some(({ except }) => except?.includes(wanted))) return 'no';
  const could = pieces.map((piece) =>
    isHole(piece) ? (piece.may?.() ? `(?:${piece.may()?.map(escapeRegExp).join('|')})` : '[\\s\\S]*') : escapeRegExp(piece.literal),
  );
  return new RegExp(`^${could.join('')}$`).test(wanted) ? 'unknown' : 'no';
}

export const escapeRegExp = (text: string): string => text.replace(/[^\w\s]/g, '\\$&');

export const equals = (text: Text, wanted: string, because = `is ${wanted}`): Truth =>
  question(text, (pieces) => equalPieces(pieces, wanted), because);

export const isOneOf = (text: Text, wanted: readonly string[], because: string): Truth =>
  question(
    text,
    (pieces) => {
      const is = agreed(pieces, (whole) => wanted.includes(whole));
      if (is) return is;
      return wanted.some((one) => equalPieces(pieces, one) !== 'no') ? 'unknown' : 'no';
    },
    because,
  );

/** Scalars that CloudFormation and YAML 1.1 both take for true: `true`, `"true"`, `yes`, `True`. */
export const isTrue = (text: Text, because: string): Truth => isOneOf(text, ['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on'], because);

export const startsWith = (text: Text, prefix: string, because = `starts with ${prefix}`): Truth =>
  question(
    text,
    (pieces) => {
      const hole = pieces.findIndex(isHole);
      const start = show(hole < 0 ? pieces : pieces.slice(0, hole));
      if (start.startsWith(prefix)) return 'yes';
      return hole >= 0 && prefix.startsWith(start) ? (agreed(pieces, (whole) => whole.startsWith(prefix)) ?? 'unknown') : 'no';
    },
    because,
  );

export const endsWith = (text: Text, suffix: string, because = `ends with ${suffix}`): Truth =>
  question(
    text,
    (pieces) => {
      const hole = pieces.findLastIndex(isHole);
      const end = show(hole < 0 ? pieces : pieces.slice(hole + 1));
      if (end.endsWith(suffix)) return 'yes';
      return hole >= 0 && suffix.endsWith(end) ? (agreed(pieces, (whole) => whole.endsWith(suffix)) ?? 'unknown') : 'no';
    },
    because,
  );

/** A match must lie clear of every hole; with a hole, none is only unknown. */
export const matches = (text: Text, pattern: RegExp, because: string): Truth =>
  question(
    text,
    (pieces) => {
      const is = agreed(pieces, (whole) => pattern.test(whole));
      if (is) return is;
      const seen = pieces.map((piece) => (isHole(piece) ? HOLE : piece.literal)).join('');
      const found = pattern.exec(seen);
      return found && !seen.slice(Math.max(0, found.index - 1), found.index + found[0].length + 1).includes(HOLE) ? 'yes' : 'unknown';
    },
    because,
  );

/**
 * Only what is written out counts: a hole is no place to hide something from a reader, and neither is a text that is
 * wholly a reference to something else. What nobody can see at all stays unknown.
 */
export function mentions(text: Text, wanted: RegExp | ((seen: string) => boolean), because: string): Truth {
  const asked = question(
    text,
    (pieces) => {
      const seen = pieces.map((piece) => (isHole(piece) ? HOLE : piece.literal)).join('');
      return certain(typeof wanted === 'function' ? wanted(seen) : wanted.test(seen));
    },
    because,
  );
  return {
    in(world) {
      return isReference(text.in(world)) ? NEVER.in(world) : asked.in(world);
    },
  };
}

/**
 * A key that equal texts share, even where nobody knows them: literals as they are, holes by their symbol. Undefined if a
 * hole has none.
 */
export function identity(pieces: readonly Piece[]): string | undefined {
  let key = '';
  for (const piece of pieces) {
    if (isHole(piece) && piece.symbol === undefined) return undefined;
    key += isHole(piece) ? `\uE002${piece.symbol}\uE003` : piece.literal;
  }
  return key;
}
