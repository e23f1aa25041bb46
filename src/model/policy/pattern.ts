import { type Hole, isHole, type Piece, piecesIn, type Text } from '../text.ts';
import type { Is, Truth } from '../truth.ts';
import type { Note } from '../world.ts';
import type { Context } from './condition.ts';
import { arnPattern, fits, MARK, overlap, STAR } from './glob.ts';

export interface Reading {
  /**
   * What wildcards do: stand for themselves (`text`), for any characters (`pattern`), for those of one part of an ARN
   * (`arn`), or as they do in a `Resource` (`resource`, where a partition that nobody knows is the one of everything else).
   */
  readonly as: 'text' | 'pattern' | 'arn' | 'resource';
  readonly ignoreCase?: boolean;
  /** Policy variables are taken from here; they are holes where it is left out. */
  readonly variables?: Context | undefined;
}

/**
 * Does a pattern reach a text? Two references to one thing are equal, whatever it is; what else is a hole, or a policy
 * variable (`${aws:username}`), may be any text, and is never a wildcard:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function reaches(pattern: readonly Piece[], text: readonly Piece[], reading: Reading): Is {
  const [hidden, seenWhole] = [onlyHole(pattern), onlyHole(text)];
  if (hidden) return hidden.symbol !== undefined && hidden.symbol === seenWhole?.symbol ? 'yes' : 'unknown'; // most are references
  if (seenWhole && !pattern.some((piece) => 'literal' in piece && /[*?]/.test(piece.literal))) return 'unknown';
  if (endOtherwise(pattern, text, reading)) return 'no';
  const names = new Map<string, string>();
  const written = (pieces: readonly Piece[], wild: boolean): string => {
    const whole = pieces.map((piece) => (isHole(piece) ? mark(names, piece.symbol) : filled(piece.literal, names, wild, reading))).join('');
    return reading.ignoreCase ? whole.toLowerCase() : whole;
  };
  const [wanted, seen] = [written(pattern, reading.as !== 'text'), written(text, false)];
  if (reading.as === 'resource') return compare(...inOnePartition(arnPattern(wanted), seen));
  const [parts, others] = reading.as === 'arn' ? [partsOf(wanted), partsOf(seen)] : [[], []];
  if (parts.length < PARTS || others.length < PARTS) return compare(wanted, seen);
  const each = parts.map((part, i) => compare(part, others[i] ?? ''));
  return each.includes('no') ? 'no' : each.includes('unknown') ? 'unknown' : 'yes';
}

/** A quick look: what both end with for sure differs, as of most names. */
function endOtherwise(one: readonly Piece[], other: readonly Piece[], { ignoreCase }: Reading): boolean {
  let [a, b] = [endOf(one), endOf(other)];
  if (ignoreCase) [a, b] = [a.toLowerCase(), b.toLowerCase()];
  return !a.endsWith(b) && !b.endsWith(a);
}

/** What stands behind the last wildcard, variable or hole. */
function endOf(pieces: readonly Piece[]): string {
  const last = pieces.at(-1);
  if (!last || isHole(last)) return '';
  const { literal } = last;
  return literal.slice(Math.max(literal.lastIndexOf('*'), literal.lastIndexOf('?'), literal.lastIndexOf('}')) + 1);
}

const onlyHole = ([piece, ...others]: readonly Piece[]): Hole | undefined =>
  piece && isHole(piece) && others.length === 0 ? piece : undefined;

function compare(wanted: string, seen: string): Is {
  if (fits(wanted, seen)) return 'yes';
  if (wanted.search(OPEN) < 0 && seen.search(OPEN) < 0) return 'no';
  return overlap(wanted.replace(OPEN, '*'), seen.replace(OPEN, '*')) ? 'unknown' : 'no';
}

const PARTS = 6;
const partsOf = (arn: string): string[] => {
  const parts = arn.split(':');
  return [...parts.slice(0, PARTS - 1), ...(parts.length >= PARTS ? [parts.slice(PARTS - 1).join(':')] : [])];
};

/** An account and all that it can reach are in one partition: one that is not known is no difference. */
const inOnePartition = (...arns: readonly [string, string]): [string, string] => {
  const open = arns.some((arn) => /^arn:[\uF100-\uF6FF]:/.test(arn));
  const [one, other] = arns.map((arn) => (open ? arn.replace(/^arn:[^:]*:/, 'arn:aws:') : arn));
  return [one ?? '', other ?? ''];
};

/** Holes are private characters from here on, one for each symbol. */
const FIRST = 0xf100;
const OPEN = /[\uF100-\uF6FF]/g;

/** Equals nothing: a variable that has no value. */
const NOTHING = '\uF7E9';

const mark = (names: Map<string, string>, symbol: string | undefined): string => {
  const name = symbol ?? `\0${names.size}`;
  const known = names.get(name) ?? String.fromCharCode(FIRST + (names.size % 0x5ff));
  names.set(name, known);
  return known;
};

/** `${*}`, `${?}` and `${$}` are these characters themselves. */
function filled(literal: string, names: Map<string, string>, wild: boolean, { variables }: Reading): string {
  if (!literal.includes('${')) return wild ? literal : plain(literal);
  return literal
    .split(/(\$\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith('${')) return wild ? part : plain(part);
      const name = part.slice(2, -1);
      if (/^[*?$]$/.test(name)) return plain(name);
      const [, key = name, otherwise] = /^(.*?), *'(.*)'$/.exec(name) ?? [];
      const values = variables?.[key.toLowerCase()];
      const value = values === null ? (otherwise ?? NOTHING) : values?.length === 1 ? values[0] : undefined;
      return value ? plain(value) : mark(names, undefined);
    })
    .join('');
}

const plain = (text: string): string => text.replaceAll('*', STAR).replaceAll('?', MARK);

/** The same question of two texts; what leaves it open is the places of their holes. */
export const reachesText = (pattern: Text, text: Text, because: string, reading: Reading): Truth => ({
  in(world) {
    const fact = pattern.in(world);
    if (fact.state === 'absent' || text.in(world).state === 'absent') return { is: 'no', because: () => [] };
    const [wanted, seen] = [piecesIn(pattern, world), piecesIn(text, world)];
    const is = reaches(wanted, seen, reading);
    if (is === 'unknown') return { is, because: () => [...openIn(wanted), ...openIn(seen)] };
    return { is, because: () => [...(is === 'yes' ? [{ at: pattern.at, text: because }] : []), ...(fact.given ?? [])] };
  },
});

/** What leaves a text open: its holes and its variables. */
export const openIn = (pieces: readonly Piece[]): Note[] =>
  pieces.flatMap((piece) => {
    if (isHole(piece)) return piece.hole;
    return piece.literal.includes('${') ? [{ at: piece.at, text: 'a policy variable is known only with the request' }] : [];
  });
