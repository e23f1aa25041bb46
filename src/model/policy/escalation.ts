import { ESCALATION_PATHS, type EscalationPath } from '../../data/escalation-paths.ts';
import type { Role, Statement } from '../identity.ts';
import { oncePer } from '../once-per.ts';
import { all, any, asFarAsKnown, conceivable, noting, once, type Thing, type Truth } from '../truth.ts';
import { NOWHERE } from '../world.ts';
import { grantsEverything, isAdministrator } from './administration.ts';
import { freelyAllows, mayFreelyDo, type Request } from './evaluate.ts';
import { grantsOf, statementsOf } from './grants.ts';
import { serviceOf } from './known-action.ts';
import { trustsRole, trustsService } from './owner.ts';
import { EVERY_ROLE, every, type Resource, some } from './resource.ts';
import { touching } from './touching.ts';
import { numberOfAccount } from './trust.ts';

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
  return isPowerful(role) ? direct(role) : [...direct(role), ...through(role, others)];
}

const direct = oncePer((role: Role): readonly Escalation[] => waysOf(role, EVERY_ROLE));

const touchedBy = oncePer((role: Role): ReadonlySet<string> => new Set(grantsOf(role).flatMap((statement) => [...touching(statement)])));

/** Those of its statements that may speak of an action: of hundreds a few. */
const about = (role: Role, { action }: Request): readonly Statement[] =>
  grantsOf(role).filter((statement) => touching(statement).has(action.toLowerCase()));

const mayDoIt = (role: Role, request: Request): Truth => mayFreelyDo(role, request, about(role, request));

/** What grants the first of what a path takes. */
const granted = (role: Role, request: Request): Statement | undefined =>
  about(role, request).find((statement) => conceivable(freelyAllows(statement, request)));

/** What each path takes beside the right to pass a role: the request of its name first. */
const REQUESTS = ESCALATION_PATHS.map((path) => ({
  path,
  actions: [...path.needs.map(({ action }) => action.toLowerCase()), ...(path.passedTo ? ['iam:passrole'] : [])],
  requests: path.needs.map(({ action, on }): Request => ({ action, on: on ? every(...on) : some(serviceOf(action)) })),
}));

/** A path of which a role may do everything but pass a role. */
interface Begun {
  readonly path: EscalationPath;
  readonly by: Statement;
  readonly truth: Truth;
}

const begun = oncePer((role: Role): readonly Begun[] => {
  const touched = touchedBy(role);
  return REQUESTS.flatMap(({ path, actions, requests }): Begun[] => {
    if (!actions.every((action) => touched.has(action))) return [];
    const [first] = requests;
    const truth = once(all(...requests.map((request) => mayDoIt(role, request))));
    const by = first && conceivable(truth) ? granted(role, first) : undefined;
    return by ? [{ path, by, truth }] : [];
  });
});

/** The paths that are open where these roles can be passed. */
function waysOf(role: Role, roles: Resource, possible = (_: EscalationPath): boolean => true): readonly Escalation[] {
  return begun(role).flatMap(({ path, by, truth: so }): Escalation[] => {
    if (!possible(path)) return [];
    const pass = path.passedTo && { action: 'iam:PassRole', on: roles, context: { 'iam:passedtoservice': [path.passedTo] } };
    const truth = pass ? all(so, mayDoIt(role, pass)) : so;
    return conceivable(truth) ? [{ path, via: [], by, truth }] : [];
  });
}

/** May do everything, or may come to that by itself. */
const powerOf = oncePer((role: Role): Truth => {
  const { managed } = role;
  return any(
    ...statementsOf(role).map((statement) => noting(grantsEverything(statement), { at: role.at, text: 'is an administrator' })),
    ...managed.map((one) => noting(isAdministrator(one), { at: role.at, text: 'is an administrator' })),
    ...direct(role).map(({ path, truth }) => noting(truth, { at: role.at, text: path.gives })),
  );
});

const isPowerful = oncePer((role: Role): boolean => powerOf(role).in(NOWHERE).is === 'yes');

/** Of more roles than these nobody follows a way through two: their number would be squared. */
const MOST_BETWEEN = 200;

/** Through one role, or through two, of those that it could reach at all. */
function through(role: Role, others: readonly Role[]): readonly Escalation[] {
  const near = others.filter((other) => other !== role && scopeOf(other) === scopeOf(role));
  const strong = near.filter(isPowerful);
  const steps = strong.flatMap((other) => stepsFrom(role)(other).map((step) => onward(step, [other], powerOf(other))));
  if (steps.length > 0 || strong.length === 0 || near.length > MOST_BETWEEN) return steps;
  return near.flatMap((one) => {
    if (isPowerful(one)) return [];
    const ends = strong.flatMap((last) => stepsFrom(one)(last).map((next) => ({ last, truth: all(next.truth, powerOf(last)) })));
    if (ends.length === 0) return []; // as most: whether this role comes to it need not be asked
    return stepsFrom(role)(one).flatMap((step) => ends.map(({ last, truth }) => onward(step, [one, last], truth)));
  });
}

/** Roles of one account where their ARNs are written out, or of one template: others may be of different accounts, whatever they are called. */
const scopeOf = oncePer((role: Role): string => {
  const { origin } = role.at.source;
  return numberOfAccount(role) ?? (origin.kind === 'live' ? '' : origin.path);
});

/** A quick look, which never says no wrongly: it may pass some role, or this one trusts those that may assume it. */
const mayReach = (role: Role, other: Role): boolean => touchedBy(role).has('iam:passrole') || trustsOthers(other);

/** It trusts more than services and the users of an identity provider. */
const trustsOthers = oncePer(({ trust }: Role): boolean =>
  trust.some(({ principals }) => principals.some(({ kind }) => kind !== 'Service' && kind !== 'Federated')),
);

const onward = (step: Escalation, via: readonly Role[], rest: Truth): Escalation => ({
  ...step,
  via,
  truth: asFarAsKnown(all(step.truth, rest)),
});

const ASSUME = 'sts:AssumeRole';

/** How one role comes to act as another, asked once of each pair: the last steps of many ways are the same. */
const stepsFrom = oncePer((role: Role) => oncePer((other: Role): readonly Escalation[] => stepsTo(role, other)));

/** It assumes it, or passes it to something that runs as it. */
function stepsTo(role: Role, other: Role): readonly Escalation[] {
  if (!mayReach(role, other)) return [];
  const on: Resource = { arns: other.arns() };
  const passing = waysOf(role, on, ({ passedTo }) => passedTo !== undefined && conceivable(serves(other)(passedTo)));
  const steps = passing.map((way) => ({ ...way, truth: all(way.truth, serves(other)(way.path.passedTo ?? '')) }));
  const assumed = assumes(role, other, { action: ASSUME, on });
  const named = { at: other.at, text: `acts as the role ${other.path.join('/')}` };
  return [...steps, ...assumed]
    .filter(({ truth }) => conceivable(asFarAsKnown(truth)))
    .map((step) => ({ ...step, truth: noting(step.truth, named) }));
}

/** May a service run as the role? */
const serves = oncePer((role: Role): ((principal: string) => Truth) => {
  const known = new Map<string, Truth>();
  return (principal) => {
    const truth = known.get(principal) ?? once(trustsService(role, principal.replace(/\.amazonaws\.com$/, '')));
    known.set(principal, truth);
    return truth;
  };
});

function assumes(role: Role, other: Role, request: Request): readonly Escalation[] {
  if (!trustsOthers(other)) return [];
  const path = ESCALATION_PATHS.find(({ id }) => id === 'sts-001');
  if (!path) return [];
  const trusted = trustsRole(other, role);
  if (!conceivable(any(trusted.byName, trusted.byAccount))) return [];
  const by = granted(role, request);
  const allowed = by ? mayDoIt(role, request) : any();
  const truth = any(trusted.byName, all(trusted.byAccount, allowed));
  return conceivable(truth) ? [{ path, via: [], by: by ?? other.trust[0] ?? role, truth }] : [];
}
