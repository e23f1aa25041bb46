import type { Role, Statement } from '../identity.ts';
import { oncePer } from '../once-per.ts';
import { equals } from '../text.ts';
import { all, any, asFarAsKnown, inTurn, not, once, type Truth, unknown } from '../truth.ts';
import { through } from '../value.ts';
import { isAbout } from './action.ts';
import { awsGrants } from './aws-managed.ts';
import { type Context, holdExactly, holdFreely } from './condition.ts';
import { ANY } from './glob.ts';
import { grantsOf, mayForbidMore, mayHoldMore, statementsOf } from './grants.ts';
import { isOn, type Resource } from './resource.ts';

/** Somebody asks to do something. */
export interface Request {
  /** In any case: `iam:PassRole`. */
  readonly action: string;
  readonly on: Resource;
  /** What is known of the request beside. */
  readonly context?: Context;
}

export const isAllow = oncePer(({ effect }: Statement): Truth => once(equals(effect, 'Allow', '')));
export const isDeny = oncePer(({ effect }: Statement): Truth => once(equals(effect, 'Deny', '')));

/** Does the statement speak of this request, whatever it says of it? */
const covers = (statement: Statement, { action, on, context = {} }: Request, hold: typeof holdExactly): Truth =>
  inTurn(
    () => isAbout(statement, action.toLowerCase(), `may do ${action.replaceAll(ANY, '*')}`),
    () => statement.when,
    () => isOn(statement, on, '', context),
    () => hold(statement, context),
  );

const allows = (statements: readonly Statement[], request: Request, hold: typeof holdExactly): Truth =>
  any(
    ...statements.map((statement) =>
      inTurn(
        () => isAllow(statement),
        () => covers(statement, request, hold),
      ),
    ),
  );

const denies = (statements: readonly Statement[], request: Request, hold: typeof holdExactly): Truth =>
  any(
    ...statements.map((statement) =>
      inTurn(
        () => isDeny(statement),
        () => covers(statement, request, hold),
      ),
    ),
  );

/**
 * Do these statements allow it as AWS decides: one allows it and none denies it? What is not known of the request leaves it
 * open. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const allowed = (statements: readonly Statement[], request: Request): Truth =>
  all(allows(statements, request, holdExactly), not(denies(statements, request, holdExactly)));

/**
 * May the role do it, by every policy that counts for it and within its permissions boundary? Policies of the resource, of
 * the session and of the organisation are not asked.
 */
export function mayDo(role: Role, request: Request): Truth {
  const statements = statementsOf(role);
  return all(
    any(allows(grantsOf(role), request, holdExactly), mayHoldMore(role)),
    not(any(denies(statements, request, holdExactly), mayForbidMore(role))),
    within(role, request, holdExactly),
  );
}

/** Does this one statement allow it to whoever asks, with no condition that limits it to something in particular? */
export const freelyAllows = (statement: Statement, request: Request): Truth =>
  inTurn(
    () => isAllow(statement),
    () => covers(statement, request, holdFreely),
  );

/**
 * May the role do it without meeting any condition, by what is here to read? The question of rules that warn: a policy that
 * is not here is a matter of its own, and a Deny that nobody can see is no excuse. `statements` can leave out those that
 * do not speak of the action.
 */
export const mayFreelyDo = (role: Role, request: Request, statements = grantsOf(role)): Truth =>
  all(
    any(...statements.map((statement) => freelyAllows(statement, request))),
    not(asFarAsKnown(denies(statements, request, holdFreely))),
    within(role, request, holdFreely),
  );

/**
 * What a permissions boundary leaves of all that is granted. One that is not here to read leaves it open.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function within({ boundary }: Role, request: Request, hold: typeof holdExactly): Truth {
  const { arn, policy } = boundary;
  const ours = through(policy, ({ statements }) => all(allows(statements, request, hold), not(denies(statements, request, hold))));
  const unread = any(
    awsGrants(boundary, (statement) => covers(statement, request, hold)),
    unknown({ at: arn.at, text: 'its permissions boundary may not allow that' }),
  );
  return {
    in(world) {
      const fact = arn.in(world);
      if (fact.state === 'absent') return { is: 'yes', because: () => fact.given };
      return (policy.in(world).state === 'known' ? ours : unread).in(world);
    },
  };
}
