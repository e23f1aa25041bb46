import { ELEVATED_POLICIES, TIERS, type Tier } from '../../data/elevated-policies.ts';
import type { ManagedPolicy } from '../identity.ts';
import { escapeRegExp, matches } from '../text.ts';
import { all, any, asFarAsKnown, not, type Truth } from '../truth.ts';

export type { Tier };

/** In any partition, under any path: `service-role/`, `job-function/`. */
const called = (names: string): RegExp => new RegExp(`:aws:policy/(?:[\\w-]+/)*(?:${names})$`);

const NAMED = Object.fromEntries(
  Object.entries(ELEVATED_POLICIES).map(([tier, names]) => [tier, called(names.map(escapeRegExp).join('|'))]),
) as Readonly<Record<Tier, RegExp>>;

/** The other policies for all of a service are called so. */
const FULL = called('\\w+FullAccess\\w*|\\w+_ConsoleFullAccess');

/**
 * A managed policy of AWS that gives so much. What nobody can read is told of as a policy that may grant everything, and is
 * not told again.
 */
function givesSoMuch({ arn, when }: ManagedPolicy, tier: Tier): Truth {
  const is = (name: RegExp): Truth => asFarAsKnown(matches(arn, name, ''));
  const named = is(NAMED[tier]);
  if (tier !== 'broad') return all(when, named);
  const others = Object.entries(NAMED).flatMap(([other, name]) => (other === tier ? [] : [is(name)]));
  return all(when, any(named, all(is(FULL), not(any(...others)))));
}

/** How much a managed policy of AWS gives, each with the truth of it. */
export const elevations = (managed: ManagedPolicy): readonly { tier: Tier; truth: Truth }[] =>
  TIERS.map((tier) => ({ tier, truth: givesSoMuch(managed, tier) }));

/** One of those that are seldom needed, however much it gives. */
export const isElevated = (managed: ManagedPolicy): Truth => any(...elevations(managed).map(({ truth }) => truth));
