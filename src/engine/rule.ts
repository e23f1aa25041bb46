import type { FrameworkId } from '../data/controls.ts';
import type { Kind, Model, Nouns } from '../model/model.ts';
import type { Production } from '../model/production.ts';
import { all, NEVER, not, type Thing, type Truth } from '../model/truth.ts';
import type { Note } from '../model/world.ts';

/** What a rule can be about: one kind of noun, or everything together. */
export interface Subjects extends Nouns {
  system: Model;
}
export type Subject = Kind | 'system';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** The categories, each with the documented mistake (1 to 6) that it is about. */
export const CATEGORIES = {
  testing: 1,
  identity: 2,
  approval: 3,
  rollback: 4,
  secrets: 5,
  integrity: 6,
  exposure: null,
  operations: null,
  correctness: null,
} as const;
export type Category = keyof typeof CATEGORIES;

/** The documented mistake that a rule is about, if it is one. */
export const mistakeOf = ({ category, mistake }: Pick<Rule, 'category' | 'mistake'>): number | null =>
  mistake === null ? null : CATEGORIES[category];

/** A setting of a rule, `[rules.<id>]` in `pipelint.toml`. */
export interface Option<T> {
  readonly default: T;
  readonly about: string;
}
export type OptionValue = string | number | boolean | readonly string[];
export type Options = Readonly<Record<string, Option<OptionValue>>>;
export type Settings<O extends Options> = { readonly [K in keyof O]: O[K]['default'] };

/** What every rule is told. */
export interface Common {
  readonly production: Production;
}

/** What a rule's check is given beside its subject. */
export interface Ask<O extends Options> {
  readonly settings: Settings<O> & Common;
  readonly model: Model;
  readonly today: Date;
}

export interface Rule<K extends Subject = Subject, O extends Options = Options> {
  /** Kebab-case, ours to keep for ever. */
  readonly id: string;
  readonly category: Category;
  /** It is not the mistake that its category is about: too few rights are none too many. */
  readonly mistake?: null;
  /** One line that names the mistake. */
  readonly title: string;
  readonly severity: Severity;
  /** How sure a problem of this rule is, at most. */
  readonly confidence?: Confidence;
  readonly on: K;
  /** Of roles: it is put to policies that nobody in sight has, too. */
  readonly alsoOnPolicies?: true;
  /** Of roles that may too much: its findings show the policy that the role needs for its work. */
  readonly narrows?: true;
  /** What to write instead. */
  readonly fix: string;
  readonly options?: O;
  readonly references: readonly string[];
  /** Controls that this rule gives evidence for, by framework. */
  readonly controls: Readonly<Partial<Record<FrameworkId, readonly string[]>>>;
  /** Ids of the same check in other tools. */
  readonly aliases?: readonly string[];
  check(subject: Subjects[K], ask: Ask<O>): Iterable<Claim>;
}

/** "This is so, here": the engine puts it to every world that matters. */
export interface Claim {
  readonly thing: Thing;
  readonly truth: Truth;
  /** A predicate of the thing: `deploys to production …`. */
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly fix?: string;
  /** How a change gets here, step by step; made only for a problem. */
  readonly route?: () => readonly Note[];
}

/** Define a rule; its types follow from `on` and `options`. */
export const rule = <K extends Subject, O extends Options = Record<never, never>>(spec: Rule<K, O>): Rule => spec as unknown as Rule;

export const option = <T extends OptionValue>(fallback: T, about: string): Option<T> => ({ default: fallback, about });

/** A claim about a thing is made only for the worlds in which the thing is there. */
export const flag = (
  thing: Thing,
  truth: Truth,
  message: string,
  more: Pick<Claim, 'severity' | 'confidence' | 'fix' | 'route'> = {},
): Claim => ({
  thing,
  truth: all(thing.when, truth),
  message,
  ...more,
});

/** One claim: with the severity of its rule, or with a lesser one where that is so; the least holds. */
export function* graded(thing: Thing, truth: Truth, message: string, less: { medium?: Truth; low?: Truth }): Generator<Claim> {
  const { medium = NEVER, low = NEVER } = less;
  yield flag(thing, all(truth, not(low), not(medium)), message);
  if (less.medium) yield flag(thing, all(truth, not(low), medium), message, { severity: 'medium' });
  if (less.low) yield flag(thing, all(truth, low), message, { severity: 'low' });
}
