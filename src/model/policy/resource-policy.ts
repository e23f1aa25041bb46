import { accountOf } from '../account.ts';
import type { Principal, Statement } from '../identity.ts';
import { sameName } from '../same-name.ts';
import { equals, isHole, literal, piecesIn, type Text } from '../text.ts';
import { all, any, NEVER, not, type Truth } from '../truth.ts';
import { NOWHERE } from '../world.ts';
import { isAbout } from './action.ts';
import { isAllow } from './evaluate.ts';

/**
 * May the policy of a bucket or a key let somebody of the account do this that an ARN is in, which is not our own? Conditions are taken for met: so
 * certain is only that it does not.
 */
export const letsInAccountOf = (statements: readonly Statement[], arn: Text, action: string): Truth =>
  any(
    ...statements.map((statement) =>
      all(
        statement.when,
        isAllow(statement),
        isAbout(statement, action.toLowerCase(), ''),
        any(...statement.notPrincipals.map(({ when }) => when), ...statement.principals.map((one) => all(one.when, isOfAccount(one, arn)))),
      ),
    ),
  );

/** Everybody, the account, or anything in it. */
const isOfAccount = ({ kind, text }: Principal, arn: Text): Truth => {
  if (kind !== 'AWS' && kind !== '*') return NEVER;
  const account = isArn(text) ? accountOf(text) : text;
  return isOwn(account) ? NEVER : any(equals(text, '*', ''), sameName(account, accountOf(arn)));
};

/** The account that the template is for. */
const isOwn = (account: Text): boolean =>
  piecesIn(account, NOWHERE).some((piece) => isHole(piece) && piece.symbol?.endsWith('AWS::AccountId'));

const isArn = (text: Text): boolean => piecesIn(text, NOWHERE).some((piece) => !isHole(piece) && piece.literal.includes(':'));

/** Is the ARN of another account than that of the template, or of these that are one role's own? */
export function isElsewhere(arn: Text, own: readonly Text[]): Truth {
  const account = accountOf(arn);
  const [only, ...others] = piecesIn(account, NOWHERE);
  if (!only || others.length > 0 || !isArn(arn)) return NEVER;
  if (isHole(only)) return only.symbol === undefined || isOwn(account) ? NEVER : not(NEVER);
  const ours = own.map((one) => literal(piecesIn(accountOf(one), NOWHERE)));
  return ours.includes(only.literal) ? NEVER : /^\d{12}$/.test(only.literal) ? not(NEVER) : NEVER;
}
