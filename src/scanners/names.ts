import type { Link } from '../model/link.ts';
import type { Kind } from '../model/model.ts';
import { holes, identity, isHole, literal, type Piece, piecesIn, type Text } from '../model/text.ts';
import { before } from '../model/text-part.ts';
import { type Thing, type Truth, unknown } from '../model/truth.ts';
import type { Note } from '../model/world.ts';

/** `Ref` of a resource, and one of its attributes. */
const ATTRIBUTE = /(\uE002[^\uE003]*\0[^\uE003.\0]+)\.[^\uE003\0]*\uE003/g;

/** The keys under which a reference may find a noun: its name, the last part of an ARN, a `Ref` whatever attribute is asked for. */
export const keysOf = (kind: Kind | undefined, pieces: readonly Piece[]): readonly string[] => [
  ...new Set(
    [identity(pieces), ...(kind === 'repository' ? [] : [identity(tail(pieces))])] // a repository's name can hold a `/`
      .flatMap((key) => (key === undefined ? [] : [key, key.replace(ATTRIBUTE, '$1\uE003')])),
  ),
];

/** Do two texts name one thing, by name or by ARN? What is only known at deploy time may. */
export const alike = (one: Text, other: Text): Truth => ({
  in(world) {
    const facts = [one, other].map((text) => ({ text, fact: text.in(world), pieces: piecesIn(text, world) }));
    const [first = [], second = []] = facts.map(({ fact, pieces }) => (fact.state === 'absent' ? [] : keysOf(undefined, pieces)));
    const given = (): readonly Note[] => facts.flatMap(({ fact }) => fact.given ?? []);
    if (first.some((key) => second.includes(key))) return { is: 'yes', because: given };
    const sure = facts.every(({ fact, pieces }) => fact.state === 'known' && literal(pieces) !== undefined);
    if (sure) return { is: 'no', because: given };
    const open = facts.flatMap(({ text, pieces }) => {
      const notes = holes(pieces);
      return pieces.length > 0 ? notes : [{ at: text.at, text: 'is not said' }];
    });
    return { is: 'unknown', because: () => open };
  },
});

/** What a thing is called whose name is only to be had in an ARN. */
export const lastPart = (text: Text): Text => ({
  at: text.at,
  in(world) {
    const fact = text.in(world);
    return fact.state === 'known' ? { ...fact, value: tail(fact.value) } : fact;
  },
});

/** Do two references mean one noun? Where nobody has read it, their texts tell. */
export const sameTarget = (one: Link<Thing>, other: Link<Thing>): Truth => ({
  in(world) {
    const [first, second] = [one.in(world), other.in(world)];
    if (first.state === 'known' && second.state === 'known') {
      return { is: first.value === second.value ? 'yes' : 'no', because: () => [...first.given, ...second.given] };
    }
    const texts = one.text && other.text ? alike(one.text, other.text) : unknown();
    return texts.in(world);
  },
});

/** The bucket in `bucket/path/in/it`. */
export const bucketIn = (text: Text): Text => before('/', text);

/** What follows the last `/` or `:` that is written out: the name in an ARN. */
function tail(pieces: readonly Piece[]): readonly Piece[] {
  for (let i = pieces.length - 1; i >= 0; i -= 1) {
    const piece = pieces[i];
    if (!piece || isHole(piece)) continue;
    const [, rest] = /^.*[/:](.*)$/s.exec(piece.literal) ?? [];
    if (rest !== undefined) return [...(rest ? [{ literal: rest, at: piece.at }] : []), ...pieces.slice(i + 1)];
  }
  return pieces;
}
