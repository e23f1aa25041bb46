import type { Location } from './location.ts';
import { type Choice, NOWHERE, type Note, OTHER, oncePerChoice, type World } from './world.ts';

export type Is = 'yes' | 'no' | 'unknown';

export interface Verdict {
  readonly is: Is;
  /** The places that decide it, gathered only when asked for. Of many that leave it open, some. */
  because(): readonly Note[];
  /** What it is open for, where the evidence does not say all. */
  choice?(): Choice | undefined;
}

/** The first choice that an open question hangs on. */
export const choiceOf = (verdict: Verdict): Choice | undefined => {
  if (verdict.is !== 'unknown') return undefined;
  return verdict.choice ? verdict.choice() : verdict.because().find(({ choice }) => choice)?.choice;
};

/** One of Kleene's three values in each world. */
export interface Truth {
  in(world: World): Verdict;
}

/** What every noun of the model has: its place, the worlds in which it is there at all, and the names that lead to it. */
export interface Thing {
  readonly at: Location;
  readonly when: Truth;
  /** Names from the document down: `['Web', 'Prod', 'Deploy']`. Never an index: they outlive an insertion above. */
  readonly path: readonly string[];
}

const settled = (is: Is, notes: readonly Note[]): Truth => always({ is, because: () => notes });
const always = (verdict: Verdict): Truth => ({ in: () => verdict });

export const nothing = (): readonly Note[] => NO_NOTES;
const NO_NOTES: readonly Note[] = [];

/** Most questions are settled, and there is no more to be said: one answer serves them all. */
export const PLAIN: Readonly<Record<'yes' | 'no', Verdict>> = {
  yes: { is: 'yes', because: nothing },
  no: { is: 'no', because: nothing },
};

export const ALWAYS = always(PLAIN.yes);
export const NEVER = always(PLAIN.no);
export const yes = (...because: Note[]): Truth => settled('yes', because);
export const unknown = (...because: Note[]): Truth => settled('unknown', because);

const OPPOSITE = { yes: 'no', no: 'yes', unknown: 'unknown' } as const;

export const not = (truth: Truth): Truth => {
  if (truth === ALWAYS) return NEVER;
  if (truth === NEVER) return ALWAYS;
  return {
    in(world) {
      const verdict = truth.in(world);
      if (verdict === PLAIN.yes) return PLAIN.no;
      if (verdict === PLAIN.no) return PLAIN.yes;
      return { is: OPPOSITE[verdict.is], because: verdict.because, choice: () => choiceOf(verdict) };
    },
  };
};

/** Yes only if every part is; one `no` settles it, whatever is unknown. */
export const all = (...parts: Truth[]): Truth => together(parts, NEVER, ALWAYS);

/** Yes as soon as one part is; `no` only if every part is. */
export const any = (...parts: Truth[]): Truth => together(parts, ALWAYS, NEVER);

/** One part that is `decisive` settles it; those that are `neutral` add nothing. */
function together(given: readonly Truth[], decisive: Truth, neutral: Truth): Truth {
  const parts = given.includes(neutral) ? given.filter((part) => part !== neutral) : given;
  const first = parts[0] ?? neutral;
  return parts.length < 2 || first === decisive ? first : new Together(parts, decisive === ALWAYS);
}

/** Rules make these by the ten thousand and ask each once or twice: one object each, and no more for an answer than it needs. */
class Together implements Truth {
  constructor(
    readonly parts: readonly Truth[],
    /** Else every part has to be so. */
    readonly oneWillDo: boolean,
  ) {}

  in(world: World): Verdict {
    const decisive = this.oneWillDo ? 'yes' : 'no';
    const neutral = this.oneWillDo ? 'no' : 'yes';
    let open: Verdict[] | undefined;
    let telling: Verdict[] | undefined;
    for (let i = 0; i < this.parts.length; i += 1) {
      const verdict = (this.parts[i] as Truth).in(world);
      if (verdict.is === decisive) return verdict;
      if (verdict.is === 'unknown') open = added(open, verdict);
      else if (verdict !== PLAIN[neutral]) telling = added(telling, verdict);
    }
    return open ? leftOpen(open) : agreed(telling, neutral);
  }
}

/** `any` of a question about each of many things: asked one after the other, until one settles it. */
export const anyOf = <T>(things: readonly T[], question: (thing: T) => Truth): Truth => ({
  in(world) {
    let open: Verdict[] | undefined;
    let against: Verdict[] | undefined;
    for (const thing of things) {
      const verdict = question(thing).in(world);
      if (verdict.is === 'yes') return verdict;
      if (verdict.is === 'unknown') open = added(open, verdict);
      else if (verdict !== PLAIN.no) against = added(against, verdict);
    }
    return open ? leftOpen(open) : agreed(against, 'no');
  },
});

/** The list is made for the first: most are never needed. */
function added(list: Verdict[] | undefined, verdict: Verdict): Verdict[] {
  if (!list) return [verdict];
  list.push(verdict);
  return list;
}

const agreed = (seen: readonly Verdict[] | undefined, is: 'yes' | 'no'): Verdict => {
  if (!seen || seen.length < 2) return seen?.[0] ?? PLAIN[is];
  return { is, because: () => seen.flatMap((verdict) => verdict.because()) };
};

function leftOpen(open: readonly Verdict[]): Verdict {
  const [first] = open;
  if (first && open.length === 1) return first;
  return { is: 'unknown', because: () => some(open), choice: () => firstChoice(open) };
}

/** Reasons that leave a question open and are gathered; a thousand more would tell nobody anything. */
const MOST_NOTES = 32;

function some(open: readonly Verdict[]): readonly Note[] {
  const notes: Note[] = [];
  for (const verdict of open) {
    notes.push(...verdict.because());
    if (notes.length >= MOST_NOTES) break;
  }
  return notes;
}

function firstChoice(open: readonly Verdict[]): Choice | undefined {
  for (const verdict of open) {
    const choice = choiceOf(verdict);
    if (choice) return choice;
  }
  return undefined;
}

/** Made when it is asked, and not kept: most questions about most things are settled once and for all. */
export const lazily = (make: () => Truth): Truth => ({ in: (world) => make().in(world) });

/**
 * The same truth, for what many questions share: asked once where nothing is chosen, which is enough if it is settled there, and
 * once for all other worlds that choose nothing of what it hangs on.
 */
export function once(truth: Truth): Truth {
  if (truth === ALWAYS || truth === NEVER) return truth;
  const look = oncePerChoice((world) => kept(truth.in(world), () => truth.in(world)));
  let nowhere: Verdict | undefined;
  return {
    in(world) {
      nowhere ??= look(NOWHERE);
      return nowhere.is !== 'unknown' || !choiceOf(nowhere) ? nowhere : look(world);
    },
  };
}

/** A verdict to keep: its evidence is asked for seldom, and is large. */
function kept(verdict: Verdict, again: () => Verdict): Verdict {
  if (verdict === PLAIN.yes || verdict === PLAIN.no) return verdict;
  const { is } = verdict;
  if (is !== 'unknown') return { is, because: () => again().because() };
  const choice = choiceOf(verdict);
  return { is, because: verdict.because, choice: () => choice };
}

/** With a remark in front of what speaks for it. */
export const noting = (truth: Truth, note: Note): Truth => ({
  in(world) {
    const verdict = truth.in(world);
    const { is, because } = verdict;
    return is === 'yes' ? { is, because: () => [note, ...because()] } : verdict;
  },
});

/** The same truth, where what nobody can ever tell counts as no; what a choice decides stays open until it is made. */
export const asFarAsKnown = (truth: Truth): Truth => ({
  in(world) {
    const verdict = truth.in(world);
    return verdict.is === 'unknown' && !choiceOf(verdict) ? PLAIN.no : verdict;
  },
});

/** `all`, made part by part: what stands behind a part that can never be so is not even made. */
export function inTurn(...parts: readonly (() => Truth)[]): Truth {
  const made: Truth[] = [];
  for (const part of parts) {
    const truth = part();
    if (!conceivable(truth)) return NEVER;
    made.push(truth);
  }
  return all(...made);
}

/** Can this be so in some world? A quick look that never says `no` wrongly. */
export const conceivable = (truth: Truth): boolean => truth.in(NOWHERE).is !== 'no';

/** Does the choice fall on this value? Unknown until a world says. */
export const chosen = (choice: Choice, value: string, at = choice.at): Truth => ({
  in(world) {
    const actual = world.get(choice);
    if (actual === undefined) {
      const note: Note = { at, text: `${choice.name} is not known here`, choice, settle: choice.settle(OTHER) };
      return { is: 'unknown', because: () => [note] };
    }
    const shown = actual === OTHER ? 'something else' : actual || 'empty';
    const given = { name: choice.name, value: shown, ...(choice.free && { free: choice.free }) };
    return { is: actual === value ? 'yes' : 'no', because: () => [{ at, text: `${choice.name} is ${shown}`, given }] };
  },
});
