import type { Location } from './location.ts';
import type { Is, Truth, Verdict } from './truth.ts';
import { choiceOf, NEVER, nothing, PLAIN } from './truth.ts';
import { NOWHERE, type Note, type World } from './world.ts';

/** A fact read from a document, in one world: known, there but unreadable, or not there. */
export type Fact<T> =
  | { readonly state: 'known'; readonly value: T; readonly given: readonly Note[] }
  | Unknown
  | { readonly state: 'absent'; readonly given: readonly Note[] };

interface Unknown {
  readonly state: 'unknown';
  readonly because: readonly Note[];
  /** A name for the hidden value: two facts of one symbol are equal, whatever they are. */
  readonly symbol?: string | undefined;
  /** The choices by which just this hidden value is the one. */
  readonly given?: readonly Note[];
}

/** What stands at a place, in each world. */
export interface Value<T> {
  readonly at: Location;
  in(world: World): Fact<T>;
}

/** What is there whatever is chosen. */
export function settled<T>(value: Value<T>): T | undefined {
  const fact = value.in(NOWHERE);
  return fact.state === 'known' ? fact.value : undefined;
}

/** It refers to something by a name that is known, though not its value, and no choice decides it. */
export const isReference = (fact: Fact<unknown>): boolean =>
  fact.state === 'unknown' && fact.symbol !== undefined && !fact.because.some(({ choice }) => choice);

/** The same in every world. A model holds as many as there are texts in what was read: they share whatever they can. */
class Everywhere<T> implements Value<T> {
  constructor(
    readonly at: Location,
    readonly fact: Fact<T>,
  ) {}

  in(): Fact<T> {
    return this.fact;
  }
}

const NONE: readonly never[] = [];
const ABSENT = { state: 'absent', given: NONE } as const;

export const known = <T>(at: Location, value: T): Value<T> => new Everywhere<T>(at, { state: 'known', value, given: NONE });
export const hidden = <T>(note: Note, symbol?: string): Value<T> =>
  new Everywhere<T>(note.at, { state: 'unknown', because: [note], symbol });
export const absent = <T>(at: Location): Value<T> => new Everywhere<T>(at, ABSENT);

/** The one of several that holds in a world; unknown while more than one may. */
export function choose<T>(at: Location, cases: readonly { readonly when: Truth; readonly value: Value<T> }[], symbol?: string): Value<T> {
  return {
    at,
    in(world) {
      const open: Note[] = [];
      for (const { when, value } of cases) {
        const { is, because } = when.in(world);
        if (is === 'yes') {
          const fact = value.in(world);
          return { ...fact, given: [...because(), ...(fact.given ?? [])] };
        }
        if (is === 'unknown') open.push(...because());
      }
      return open.length > 0 ? { state: 'unknown', because: open, symbol } : { state: 'absent', given: [] };
    },
  };
}

/** The same value, seen through a function; `undefined` means that it makes no sense here, and says so. */
export const map = <T, U>(value: Value<T>, see: (known: T) => Fact<U> | U): Value<U> => ({
  at: value.at,
  in(world) {
    const fact = value.in(world);
    if (fact.state !== 'known') return fact;
    const seen = see(fact.value);
    return isFact(seen) ? seen : { ...fact, value: seen };
  },
});

const isFact = <U>(seen: Fact<U> | U): seen is Fact<U> => typeof seen === 'object' && seen !== null && 'state' in seen;

/** Ask a question of a value: `yes` brings the place as evidence, what cannot be read is `unknown`. */
export const ask = <T>(value: Value<T>, holds: (known: T) => Is, text: string, open: (known: T) => readonly Note[] = nothing): Truth =>
  new Asked(value, holds, text, open);

class Asked<T> implements Truth {
  constructor(
    readonly value: Value<T>,
    readonly holds: (known: T) => Is,
    readonly text: string,
    readonly open: (known: T) => readonly Note[],
  ) {}

  in(world: World): Verdict {
    const fact = this.value.in(world);
    if (fact.state === 'unknown') return { is: 'unknown', because: () => fact.because };
    const is = fact.state === 'known' ? this.holds(fact.value) : 'no';
    if (is === 'unknown' && fact.state === 'known') return { is, because: () => this.open(fact.value) };
    if (is === 'no' && fact.given.length === 0) return PLAIN.no;
    return { is, because: () => (is === 'yes' ? [{ at: this.value.at, text: this.text }, ...fact.given] : fact.given) };
  }
}

/** Is there anything at all? */
export const present = (value: Value<unknown>, text: string): Truth => ask(value, () => 'yes', text);

/** Is there anything at all, be it a reference whose value nobody knows? */
export const isGiven = (value: Value<unknown>, text: string): Truth => ({
  in(world) {
    return isReference(value.in(world)) ? { is: 'yes', because: () => [{ at: value.at, text }] } : present(value, text).in(world);
  },
});

/** Follow a value to a question about what it holds; what is not there gets `otherwise`. */
export const through = <T>(value: Value<T>, question: (known: T) => Truth, otherwise: Truth = NEVER): Truth => ({
  in(world) {
    const fact = value.in(world);
    if (fact.state === 'unknown') return { is: 'unknown', because: () => fact.because };
    const verdict = (fact.state === 'known' ? question(fact.value) : otherwise).in(world);
    if (fact.given.length === 0) return verdict;
    return { is: verdict.is, because: () => [...verdict.because(), ...fact.given], choice: () => choiceOf(verdict) };
  },
});
