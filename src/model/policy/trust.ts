import type { Condition, Principal, Role, Statement } from '../identity.ts';
import { HOLE, holes, isHole, type Piece, piecesIn } from '../text.ts';
import { all, any, type Truth } from '../truth.ts';
import { NOWHERE } from '../world.ts';
import { isAbout } from './action.ts';
import { holdFreely } from './condition.ts';
import { isAllow } from './evaluate.ts';
import { operatorOf } from './operator.ts';

/** A statement of a trust policy lets somebody assume the role, whoever it is, and asks for nothing in particular. */
const opens = (statement: Statement): Truth =>
  all(
    statement.when,
    isAllow(statement),
    any(...['sts:assumerole', 'sts:assumerolewithwebidentity', 'sts:assumerolewithsaml'].map((action) => isAbout(statement, action, ''))),
    holdFreely(statement, {}),
  );

/** Everybody may call a role of his own account so: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn */
function isOfAnyAccount({ key, operator, values }: Condition): boolean {
  const read = /^aws:PrincipalArn$/i.test(key) ? operatorOf(operator) : undefined;
  if (read?.kind !== 'pattern' || read.negated) return false;
  return values.some(({ text }) => /^arn:[^:]*:[^:]*:[^:]*:\*:/.test(show(piecesIn(text, NOWHERE))));
}

/**
 * Anybody may assume the role, whatever account he is of: `*`, or all but a few.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
 */
export const trustsAnybody = (statement: Statement): Truth =>
  all(
    opens({ ...statement, conditions: statement.conditions.filter((condition) => !isOfAnyAccount(condition)) }),
    any(
      ...statement.principals.map((principal) =>
        all(
          principal.when,
          sees(principal, (seen) => seen === '*', 'anybody'),
        ),
      ),
      ...statement.notPrincipals.map(({ when }) => when),
    ),
  );

/**
 * Whoever is anything in another account may assume the role, with no external id and no condition on the organisation or
 * on who asks. A number that is written out counts as another account unless the role's own is known to be the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export const trustsAnotherAccount = (role: Role, statement: Statement, principal: Principal): Truth =>
  all(
    opens(statement),
    principal.when,
    sees(principal, (seen) => isAccount(seen, numberOfAccount(role)), 'anybody in another account'),
  );

/** Everybody, or the account that the role is in: the number of another one says nothing about ours. */
export const isOwnAccount = (role: Role, principal: Principal): Truth =>
  sees(
    principal,
    (seen) => {
      const account = accountIn(seen);
      return account.includes(HOLE) ? undefined : ['*', OWN, numberOfAccount(role)].includes(account);
    },
    'trusts the account',
  );

/** What stands for a whole account, by its number or its root; empty for anything else. */
const accountIn = (seen: string): string => /^(?:arn:[^:]*:iam::)?([^:]+)(?::root)?$/.exec(seen)?.[1] ?? '';

/** The number of another account; open where it is a parameter, and ours where it is `AWS::AccountId`. */
function isAccount(seen: string, own: string | undefined): boolean | undefined {
  const account = accountIn(seen);
  if (account.includes(HOLE)) return undefined;
  return /^\d+$/.test(account) && account !== own;
}

/** The role's own account, where its ARN says it: `111122223333`. */
export const numberOfAccount = ({ arns }: Role): string | undefined =>
  arns()
    .map((arn) => /^arn:[^:]*:iam::(\d+):/.exec(show(piecesIn(arn, NOWHERE)))?.[1])
    .find(Boolean);

const OWN = 'own';

/** Our own account is no number here; which partition it is in makes no difference. */
const show = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      if (!isHole(piece)) return piece.literal;
      const [, pseudo = ''] = /\0AWS::(AccountId|Partition)$/.exec(piece.symbol ?? '') ?? [];
      return { AccountId: OWN, Partition: 'aws' }[pseudo] ?? HOLE;
    })
    .join('');

const sees = ({ kind, text }: Principal, is: (seen: string) => boolean | undefined, because: string): Truth => ({
  in(world) {
    const fact = text.in(world);
    if ((kind !== 'AWS' && kind !== '*') || fact.state === 'absent') return { is: 'no', because: () => [] };
    const pieces = piecesIn(text, world);
    const seen = show(pieces);
    const so = fact.state === 'known' || fact.symbol?.endsWith('\0AWS::AccountId') ? is(seen) : undefined;
    if (so === undefined || (so && seen.includes(HOLE))) {
      return { is: reference(fact) ? 'no' : 'unknown', because: () => holes(pieces) };
    }
    return { is: so ? 'yes' : 'no', because: () => [...(so ? [{ at: text.at, text: because }] : []), ...(fact.given ?? [])] };
  },
});

/** A reference to a resource of the template is one principal, and no account. */
const reference = (fact: { readonly state: string; readonly symbol?: string | undefined }): boolean =>
  fact.state === 'unknown' && /\.Arn$/.test(fact.symbol ?? '');
