import type { Location } from './location.ts';

/** Something not known yet but with few possible values: a parameter, or a condition nobody can evaluate. */
export interface Choice {
  readonly name: string;
  readonly values: readonly string[];
  readonly at: Location;
  /** Nobody can say which values a deployment ever gives it: what rests on it is said with less confidence. */
  readonly free?: true;
  /** The argument that makes it known: `--parameter Environment=prod`. Empty where nothing does. */
  readonly settle: (value: string) => string;
}

/** Every value that no list names: `Environment` is neither dev nor prod. */
export const OTHER = '\0';

/** What the choices made so far are; a question is always asked in one world. */
export type World = ReadonlyMap<Choice, string>;

/** Nothing chosen: what holds here holds in every world. */
export const NOWHERE: World = new Map();

/** A world that remembers what it was asked for, and so do the worlds that are made of it. */
class Watched extends Map<Choice, string> {
  constructor(
    readonly asked: Set<Choice>,
    chosen: Iterable<readonly [Choice, string]>,
  ) {
    super();
    for (const [choice, value] of chosen) this.set(choice, value);
  }

  override get(choice: Choice): string | undefined {
    this.asked.add(choice);
    return super.get(choice);
  }
}

const within = (world: World, choice: Choice, value: string): World =>
  (world instanceof Watched ? new Watched(world.asked, world) : new Map(world)).set(choice, value);

/** What was seen where nothing but some choices is known, and what was asked for in vain then. */
interface Looked<T> {
  readonly seen: T;
  readonly open: readonly Choice[];
  /** The same look where some of those are known, too. */
  further?: Map<string, Looked<T>>;
}

/** Looks that are kept of one question, for each that it hangs on: beyond that they are taken anew. */
const MOST_KEPT = 32;

/**
 * The same look at worlds, taken once for all those that choose the same of what it asks for: for what is asked in many worlds
 * and hangs on few choices.
 */
export function oncePerChoice<T>(look: (world: World) => T): (world: World) => T {
  let first: Looked<T> | undefined;
  const lookIn = (known: readonly (readonly [Choice, string])[]): Looked<T> => {
    const asked = new Set<Choice>();
    const seen = look(new Watched(asked, known));
    for (const [choice] of known) asked.delete(choice);
    return { seen, open: [...asked] };
  };
  return (world) => {
    first ??= lookIn([]);
    let at = first;
    let known: [Choice, string][] | undefined;
    for (;;) {
      let key = '';
      let hangs = false;
      for (const choice of at.open) {
        const value = world.get(choice); // each is asked for: the world may be watched, too
        if (value === undefined) key += UNKNOWN;
        else {
          hangs = true;
          key += `${value}${KNOWN}`;
          known ??= [];
          known.push([choice, value]);
        }
      }
      if (!hangs || !known) return at.seen;
      at.further ??= new Map();
      let next = at.further.get(key);
      if (!next) {
        next = lookIn(known);
        if (at.further.size >= MOST_KEPT) at.further.clear();
        at.further.set(key, next);
      }
      at = next;
    }
  };
}

const UNKNOWN = '\u0001';
const KNOWN = '\u0002';

/** One remark about one place: the grain of all evidence. */
export interface Note {
  readonly at: Location;
  readonly text: string;
  /** Unknown only until this is chosen. */
  readonly choice?: Choice;
  /** True in this world, by a choice: it names the world. */
  readonly given?: Given;
  /** So it is unless somebody says otherwise: a default. */
  readonly usual?: true;
  /** What to add to the command line, or to do, to make it known. */
  readonly settle?: string;
  /** What the hidden value is certainly not. */
  readonly except?: readonly string[];
  /** Hidden because it is a secret: it is given to whoever makes the stack, and to nobody else. */
  readonly secret?: true;
  /** What every possible value looks like: an account is all digits. */
  readonly like?: string;
}

/** `Environment` is `prod`. */
export interface Given {
  readonly name: string;
  readonly value: string;
  readonly free?: true;
}

export interface Leaf<T> {
  readonly world: World;
  readonly seen: T;
}

export interface Explored<T> {
  readonly leaves: readonly Leaf<T>[];
  /** The bound was reached: not every world was looked at. */
  readonly cut: boolean;
}

/** A question that hangs on more choices than this in a row is left open there: nobody could read what it would be so for. */
const DEEPEST = 16;

/**
 * Look at every world that matters: split on the choice that what was seen hangs on, again and again. Breadth first and
 * in order, so that the same bound always sees the same worlds, and the plainest ones first.
 */
export function explore<T>(
  look: (world: World) => T,
  open: (seen: T) => Choice | undefined,
  most: number,
  start: World = NOWHERE,
): Explored<T> {
  const leaves: Leaf<T>[] = [];
  const queue: World[] = [start];
  let looked = 0;
  let cut = false;
  for (const world of queue) {
    if (++looked > most) return { leaves, cut: true };
    const seen = look(world);
    const choice = open(seen);
    if (!choice) leaves.push({ world, seen });
    else if (world.size - start.size === DEEPEST) cut = true;
    else for (const value of choice.values) queue.push(within(world, choice, value));
  }
  return { leaves, cut };
}
