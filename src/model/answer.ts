import { choiceOf, type Is, type Truth } from './truth.ts';
import { explore, type Given, NOWHERE, type Note, OTHER } from './world.ts';

/** A truth put to every world that matters to it. */
export interface Answer {
  readonly is: Is;
  /** Names the worlds of a yes that is not a yes everywhere: `Environment is prod`. */
  readonly when: readonly string[];
  readonly because: readonly Note[];
  /** What to add to the command line to be told more, or exactly this. */
  readonly settle: readonly string[];
  /** The yes rests on a condition that nobody can evaluate: no deployment may ever meet it. */
  readonly assumed: boolean;
}

/** Worlds looked at for one question. Eight yes-or-no parameters, or one list of 255 values. */
const MOST = 256;

const NO: Answer = { is: 'no', when: [], because: [], settle: [], assumed: false };

/**
 * Yes if it is so in any world, no if in none, unknown otherwise. A yes that was found before the bound on worlds was
 * reached is kept: what is proven stays proven, however many worlds there are.
 */
export function answer(truth: Truth): Answer {
  const nowhere = truth.in(NOWHERE);
  if (nowhere.is === 'no') return NO; // nearly all
  const { leaves, cut } = explore((world) => (world === NOWHERE ? nowhere : truth.in(world)), choiceOf, MOST);
  const bad = leaves.filter(({ seen }) => seen.is === 'yes');
  if (bad.length === 0 && cut) return tooMany(truth);
  const open = leaves.filter(({ seen }) => seen.is === 'unknown');
  const shown = bad.length > 0 ? bad : open;
  const reasons = shown.map(({ seen }) => seen.because()); // gathered once: it takes longer than the question
  const notes = unique(reasons.flat(), ({ at, text }) => `${at.pointer}:${at.offset ?? ''} ${text}`);
  const somewhere = shown.length > 0 && (cut || shown.length < leaves.length);
  return {
    is: bad.length > 0 ? 'yes' : open.length > 0 ? 'unknown' : 'no',
    when: somewhere ? unique(nameWorlds(reasons.map(givens)), String).filter(Boolean) : [],
    because: notes.filter(({ given }) => !given),
    settle: unique(
      [
        ...(somewhere ? shown.flatMap(({ world }) => [...world].map(([choice, value]) => choice.settle(value))) : []),
        ...notes.flatMap(({ settle }) => settle ?? []),
      ],
      String,
    ).filter(Boolean),
    assumed: somewhere && reasons.every((notes) => notes.some(({ given }) => given?.free)),
  };
}

/** Can this be so in any world? Contradictory guards cannot. */
export function possible(truth: Truth): boolean {
  const { is, because } = truth.in(NOWHERE);
  if (is !== 'unknown') return is === 'yes';
  if (because().some(({ choice }) => !choice)) return true;
  const { leaves, cut } = explore((world) => truth.in(world), choiceOf, MOST);
  return cut || leaves.some(({ seen }) => seen.is !== 'no');
}

/** The choices that a verdict rests on, in the words of its own evidence. */
const givens = (notes: readonly Note[]): Given[] =>
  unique(
    notes.flatMap(({ given }) => given ?? []),
    ({ name, value }) => `${name}\0${value}`,
  );

/** `a is 1 and b is 2`; worlds that differ in one value only are told in one breath: `a is 1 or 3`. */
function nameWorlds(worlds: readonly Given[][]): string[] {
  const merged = new Map<string, Map<string, Set<string>>>();
  for (const world of worlds) {
    const [last] = world.slice(-1);
    const key = world.map(({ name, value }) => (name === last?.name ? name : `${name}=${value}`)).join('\0');
    const names = merged.get(key) ?? new Map<string, Set<string>>();
    merged.set(key, names);
    for (const { name, value } of world) names.set(name, (names.get(name) ?? new Set()).add(value));
  }
  return [...merged.values()].map((names) => [...names].map(([name, values]) => `${name} is ${[...values].join(' or ')}`).join(' and '));
}

function tooMany(truth: Truth): Answer {
  const choices = unique(
    truth
      .in(NOWHERE)
      .because()
      .flatMap(({ choice }) => choice ?? []),
    ({ name }) => name,
  );
  const because = choices.map(({ name, at }) => ({
    at,
    text: `more than ${MOST} combinations of values, and ${name} is one of them`,
  }));
  return { is: 'unknown', when: [], because, settle: choices.map(({ settle }) => settle(OTHER)), assumed: false };
}

function unique<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [key(one), one])).values()];
}
