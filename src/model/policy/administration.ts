import type { ManagedPolicy, Role, Statement } from '../identity.ts';
import { oncePer } from '../once-per.ts';
import { endsWith, matches } from '../text.ts';
import { all, any, asFarAsKnown, inTurn, NEVER, not, once, type Truth, unknown } from '../truth.ts';
import { present, through } from '../value.ts';
import { ANY_ACTION, isAbout } from './action.ts';
import { awsGrants } from './aws-managed.ts';
import { holdFreely } from './condition.ts';
import { isAllow, isDeny } from './evaluate.ts';
import { inScope, isHere, statementsOf } from './grants.ts';
import { EVERY_ROLE, EVERYTHING, isOn } from './resource.ts';

const PASS_ROLE = 'iam:passrole';

/** Only what names its resources: all but a few is another matter. */
const onNamed = (statement: Statement, resource: typeof EVERYTHING, because: string): Truth =>
  isOn({ ...statement, notResources: [] }, resource, because);

/** Every action of the account, on everything, and nothing that limits it. */
export const grantsEverything = oncePer(
  (statement: Statement): Truth =>
    once(
      inTurn(
        () => isAbout(statement.notActions.length > 0 ? { ...statement, notActions: [] } : statement, ANY_ACTION, 'every action'),
        () => isAllow(statement),
        () => statement.when,
        () => onNamed(statement, EVERYTHING, 'on every resource'),
        () => holdFreely(statement, {}),
      ),
    ),
);

/** May hand any role of the account to a service, which then acts with it. */
export const passesAnyRole = oncePer(
  (statement: Statement): Truth =>
    once(
      inTurn(
        () => isAbout(statement, PASS_ROLE, 'may pass a role'),
        () => isAllow(statement),
        () => statement.when,
        () => onNamed(statement, EVERY_ROLE, 'on every role'),
        () => holdFreely(statement, {}),
      ),
    ),
);

/** An explicit Deny outweighs every Allow, that of a boundary too. One that nobody can see is no excuse. */
export const isForbiddenToPass = (role: Role): Truth =>
  asFarAsKnown(
    any(
      ...[...statementsOf(role), ...inScope(role.boundary.policy).flatMap(({ statements }) => statements)].map((statement) =>
        inTurn(
          () => isDeny(statement),
          () => isAbout(statement, PASS_ROLE, 'may not pass a role'),
          () => statement.when,
          () => isOn(statement, EVERY_ROLE, 'on every role'),
          () => holdFreely(statement, {}),
        ),
      ),
    ),
  );

/** A managed policy that grants everything. One of the user's own that is not here to read may. */
export const isAdministrator = (managed: ManagedPolicy): Truth => grants(managed, grantsEverything);

/** A managed policy that lets pass every role, and does not grant everything. */
export const isFreeToPass = (managed: ManagedPolicy): Truth =>
  grants(managed, (statement) => all(passesAnyRole(statement), not(grantsEverything(statement))));

function grants(managed: ManagedPolicy, does: (statement: Statement) => Truth): Truth {
  const { arn, policy, when } = managed;
  if (isHere(managed)) return NEVER; // its statements speak for themselves
  const ours = through(policy, ({ statements }) => any(...statements.map(does)));
  const byName = any(awsGrants(managed, does), all(not(matches(arn, /:aws:policy\//, 'a policy of AWS')), ours));
  return all(when, { in: (world) => (policy.in(world).state === 'known' ? ours : byName).in(world) });
}

/** What a permissions boundary leaves of all that is granted, only the boundary tells. */
export const isBounded = ({ boundary: { arn, policy } }: Role): Truth =>
  all(
    present(arn, 'a permissions boundary stands above it'),
    not(endsWith(arn, ':aws:policy/AdministratorAccess')),
    not(any(...inScope(policy).flatMap(({ statements }) => statements.map(grantsEverything)))),
    unknown({ at: arn.at, text: 'its permissions boundary may not allow that' }),
  );
