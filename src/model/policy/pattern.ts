import { isHole, type Piece, piecesIn, type Text } from '../text.ts';
import type { Is, Truth } from '../truth.ts';
import type { Note } from '../world.ts';
import { arnPattern, fits, MARK, overlap, STAR } from './glob.ts';

export interface Reading {
  /** `*` and `?` are wildcards. */
  readonly wild?: boolean;
  readonly ignoreCase?: boolean;
  /** Each of the six parts of an ARN is compared with its own: no wildcard reaches over a colon. */
  readonly arn?: boolean;
  /** What is done to either side before they are compared: an ARN without its partition. */
  readonly see?: (text: string) => string;
}

/**
 * Does a pattern reach a text? Two references to one thing are equal, whatever it is; what else is a hole, or a policy
 * variable (`${aws:username}`), may be any text, and is never a wildcard:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function reaches(pattern: readonly Piece[], text: readonly Piece[], { wild = true, ignoreCase, arn, see = same }: Reading = {}): Is {
  const names = new Map<string, string>();
  const written = (pieces: readonly Piece[], wilds: boolean): string => {
    const whole = see(pieces.map((piece) => (isHole(piece) ? mark(names, piece.symbol) : variables(piece.literal, names, wilds))).join(''));
    return ignoreCase ? whole.toLowerCase() : whole;
  };
  const [wanted, seen] = [written(pattern, wild), written(text, false)];
  if (!arn) return compare(wild ? arnPattern(wanted) : wanted, seen);
  const [parts, others] = [partsOf(wanted), partsOf(seen)];
  if (parts.length < PARTS || others.length < PARTS) return compare(wanted, seen);
  const each = parts.map((part, i) => compare(part, others[i] ?? ''));
  return each.includes('no') ? 'no' : each.includes('unknown') ? 'unknown' : 'yes';
}

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

const same = (text: string): string => text;

/** Holes are private characters from here on, one for each symbol. */
const FIRST = 0xf100;
const OPEN = /[\uF100-\uF6FF]/g;

const mark = (names: Map<string, string>, symbol: string | undefined): string => {
  const name = symbol ?? `\0${names.size}`;
  const known = names.get(name) ?? String.fromCharCode(FIRST + (names.size % 0x5ff));
  names.set(name, known);
  return known;
};

/** Policy variables are holes; `${*}`, `${?}` and `${$}` are these characters themselves. */
function variables(literal: string, names: Map<string, string>, wild: boolean): string {
  if (!literal.includes('$')) return wild ? literal : plain(literal);
  return literal
    .split(/(\$\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith('${')) return wild ? part : plain(part);
      const name = part.slice(2, -1);
      if (/^[*?$]$/.test(name)) return plain(name);
      return mark(names, undefined);
    })
    .join('');
}

const plain = (text: string): string => text.replaceAll('*', STAR).replaceAll('?', MARK);

/** The same question of two texts; what leaves it open is the places of their holes. */
export const reachesText = (pattern: Text, text: Text, because: string, reading?: Reading): Truth => ({
  in(world) {
    const fact = pattern.in(world);
    if (fact.state === 'absent' || text.in(world).state === 'absent') return { is: 'no', because: () => [] };
    const [wanted, seen] = [piecesIn(pattern, world), piecesIn(text, world)];
    const is = reaches(wanted, seen, reading);
    if (is === 'unknown') return { is, because: () => [...notes(wanted), ...notes(seen)] };
    return { is, because: () => [...(is === 'yes' ? [{ at: pattern.at, text: because }] : []), ...(fact.given ?? [])] };
  },
});

const notes = (pieces: readonly Piece[]): Note[] =>
  pieces.flatMap((piece) => {
    if (isHole(piece)) return piece.hole;
    return piece.literal.includes('${') ? [{ at: piece.at, text: 'a policy variable is known only with the request' }] : [];
  });
