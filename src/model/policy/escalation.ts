import { ESCALATION_PATHS, type EscalationPath } from '../../data/escalation-paths.ts';
import type { Role, Statement } from '../identity.ts';
import { all, any, asFarAsKnown, conceivable, noting, type Thing, type Truth } from '../truth.ts';
import { NOWHERE } from '../world.ts';
import { grantsEverything, isAdministrator } from './administration.ts';
import { freelyAllows, mayFreelyDo, type Request } from './evaluate.ts';
import { grantsOf, statementsOf } from './grants.ts';
import { trustsRole, trustsService } from './owner.ts';
import { EVERY_ROLE, every, type Resource, some } from './resource.ts';
import { touching } from './touching.ts';

export type { EscalationPath };

/** A way on which a role comes to rights that it was not given. */
export interface Escalation {
  /** The way itself, or its first step where it goes through other roles. */
  readonly path: EscalationPath;
  /** The roles that it goes through, in order: each is assumed, or passed to what then runs as it. */
  readonly via: readonly Role[];
  /** What grants the first action that it takes: where a finding stands. */
  readonly by: Thing;
  /** Its evidence is the way, statement by statement. */
  readonly truth: Truth;
}

/**
 * The ways that a role has to more than it was given. By itself: every role, project or stack is open to it. Or through
 * one or two of `others`, which it may assume or pass, and the last of which is an administrator or has a way of its own;
 * those are told only as far as everything on the way is known.
 */
export function escalations(role: Role, others: readonly Role[] = []): readonly Escalation[] {
  const own = direct(role);
  const open = own.some(({ truth }) => truth.in(NOWHERE).is === 'yes');
  return open || isPowerful(role) ? own : [...own, ...through(role, others)];
}

const direct = (role: Role): readonly Escalation[] => remembered(ways, role, () => waysOf(role, EVERY_ROLE));

const ways = new WeakMap<Role, readonly Escalation[]>();

function remembered<V>(known: WeakMap<Role, V>, role: Role, make: () => V): V {
  const before = known.get(role);
  if (before !== undefined) return before;
  const made = make();
  known.set(role, made);
  return made;
}

/** What a role is granted, once: everything is read by now. */
const grantsTo = (role: Role): readonly Statement[] => remembered(grants, role, () => grantsOf(role));
const grants = new WeakMap<Role, readonly Statement[]>();

const touchedBy = (role: Role): ReadonlySet<string> =>
  remembered(touches, role, () => new Set(grantsTo(role).flatMap((statement) => [...touching(statement)])));
const touches = new WeakMap<Role, ReadonlySet<string>>();

/** Those of its statements that may speak of an action: of hundreds a few. */
const about = (role: Role, { action }: Request): readonly Statement[] =>
  grantsTo(role).filter((statement) => touching(statement).has(action.toLowerCase()));

const mayDoIt = (role: Role, request: Request): Truth => mayFreelyDo(role, request, about(role, request));

/** The paths that are open where these roles can be passed. */
function waysOf(role: Role, roles: Resource, possible = (_: EscalationPath): boolean => true): readonly Escalation[] {
  const touched = touchedBy(role);
  return ESCALATION_PATHS.flatMap((path): Escalation[] => {
    const requests = requestsOf(path, roles);
    if (!requests.every(({ action }) => touched.has(action.toLowerCase())) || !possible(path)) return [];
    const [first] = requests;
    const by = first && about(role, first).find((statement) => conceivable(freelyAllows(statement, first)));
    const truth = all(...requests.map((request) => mayDoIt(role, request)));
    return by && conceivable(truth) ? [{ path, via: [], by, truth }] : [];
  });
}

/** What has to be allowed; what names the path comes first. */
const requestsOf = ({ needs, passedTo }: EscalationPath, roles: Resource): readonly Request[] => [
  ...needs.map(({ action, on }): Request => ({ action, on: on ? every(...on) : some(action.slice(0, action.indexOf(':'))) })),
  ...(passedTo ? [{ action: 'iam:PassRole', on: roles, context: { 'iam:passedtoservice': [passedTo] } }] : []),
];

/** May do everything, or may come to that by itself. */
function powerOf(role: Role): Truth {
  const { managed } = role;
  return any(
    ...statementsOf(role).map((statement) => noting(grantsEverything(statement), { at: role.at, text: 'is an administrator' })),
    ...managed.map((one) => noting(isAdministrator(one), { at: role.at, text: 'is an administrator' })),
    ...direct(role).map(({ path, truth }) => noting(truth, { at: role.at, text: path.gives })),
  );
}

const isPowerful = (role: Role): boolean => powerOf(role).in(NOWHERE).is === 'yes';

/** Of more roles than these nobody follows a way through two: their number would be squared. */
const MOST_BETWEEN = 200;

/** Through one role, or through two, of those that it could reach at all. */
function through(role: Role, others: readonly Role[]): readonly Escalation[] {
  const near = others.filter((other) => other !== role && scopeOf(other) === scopeOf(role));
  const strong = near.filter((other) => remembered(strengths, other, () => isPowerful(other)));
  const steps = strong.flatMap((other) => stepsTo(role, other).map((step) => onward(step, [other], powerOf(other))));
  if (steps.length > 0 || strong.length === 0 || near.length > MOST_BETWEEN) return steps;
  const between = near.filter((other) => !strong.includes(other) && strong.some((last) => mayReach(other, last)));
  return between.flatMap((one) =>
    stepsTo(role, one).flatMap((step) =>
      strong.flatMap((last) => stepsTo(one, last).map((next) => onward(step, [one, last], all(next.truth, powerOf(last))))),
    ),
  );
}

/** Roles of one template, or of one account: others may be of different accounts, whatever they are called. */
const scopeOf = ({ at: { source } }: Role): string => (source.origin.kind === 'live' ? '' : source.origin.path);

/** A quick look, which never says no wrongly: it may assume or pass some role, or this one names those that may assume it. */
const mayReach = (role: Role, other: Role): boolean =>
  touchedBy(role).has('sts:assumerole') ||
  touchedBy(role).has('iam:passrole') ||
  other.trust.some(({ principals }) => principals.some(({ kind }) => kind !== 'Service' && kind !== 'Federated'));

const strengths = new WeakMap<Role, boolean>();

const onward = (step: Escalation, via: readonly Role[], rest: Truth): Escalation => ({
  ...step,
  via,
  truth: asFarAsKnown(all(step.truth, rest)),
});

const ASSUME = 'sts:AssumeRole';

/** How one role comes to act as another: it assumes it, or passes it to something that runs as it. */
function stepsTo(role: Role, other: Role): readonly Escalation[] {
  if (!mayReach(role, other)) return [];
  const on: Resource = { arns: other.arns() };
  const passing = !touchedBy(role).has('iam:passrole')
    ? []
    : waysOf(role, on, ({ passedTo }) => passedTo !== undefined && conceivable(serves(other, passedTo)));
  const steps = passing
    .filter(({ path }) => path.passedTo !== undefined)
    .map((way) => ({ ...way, truth: all(way.truth, serves(other, way.path.passedTo ?? '')) }));
  const assumed = assumes(role, other, { action: ASSUME, on });
  const named = { at: other.at, text: `acts as the role ${other.path.join('/')}` };
  return [...steps, ...assumed]
    .filter(({ truth }) => truth.in(NOWHERE).is !== 'no' && asFarAsKnown(truth).in(NOWHERE).is !== 'no')
    .map((step) => ({ ...step, truth: noting(step.truth, named) }));
}

const serves = (role: Role, principal: string): Truth => trustsService(role, principal.replace(/\.amazonaws\.com$/, ''));

function assumes(role: Role, other: Role, request: Request): readonly Escalation[] {
  const path = ESCALATION_PATHS.find(({ id }) => id === 'sts-001');
  if (!path) return [];
  const trusted = trustsRole(other, role);
  const by = about(role, request).find((statement) => conceivable(freelyAllows(statement, request)));
  const allowed = by ? mayDoIt(role, request) : any();
  const truth = any(trusted.byName, all(trusted.byAccount, allowed));
  return conceivable(truth) ? [{ path, via: [], by: by ?? other.trust[0] ?? role, truth }] : [];
}
