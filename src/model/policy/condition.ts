import type { Condition, Statement, Term } from '../identity.ts';
import { isHole, literal, type Piece, piecesIn, type Text } from '../text.ts';
import { ALWAYS, all, any, NEVER, not, type Truth, unknown } from '../truth.ts';
import { known } from '../value.ts';
import { NOWHERE } from '../world.ts';
import { type Operator, operatorOf } from './operator.ts';
import { openIn, reachesText } from './pattern.ts';

/** What is known of a request: each key in lower case, with its values; `null`, or none, is known to be absent. What is not named is not known. */
export type Context = Readonly<Record<string, readonly string[] | null | undefined>>;

/**
 * Do the conditions hold for a request of which this is known? A key that is not named leaves them open.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export const holdExactly = ({ conditions, version }: Conditioned, context: Context): Truth =>
  all(...conditions.map((condition) => any(not(condition.when), holds(condition, version, context, open(condition)))));

/**
 * Do they hold for a request that does nothing to meet them? What is asked for in particular does not, any value does, and
 * what it must only not be, anything else can be.
 */
export const holdFreely = ({ conditions, version }: Conditioned, context: Context): Truth =>
  all(
    ...conditions.map((condition) =>
      any(not(condition.when), holds(condition, version, { ...ORDINARY, ...context }, asksForNothing(condition))),
    ),
  );

type Conditioned = Pick<Statement, 'conditions' | 'version'>;

/**
 * Where variables are taken from: only since this version they are any.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export const variablesOf = ({ version }: Pick<Statement, 'version'>, context: Context): Context | undefined =>
  literal(piecesIn(version, NOWHERE)) === '2012-10-17' ? context : undefined;

/**
 * What every request has of itself, and what none has that comes from anywhere:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ORDINARY: Context = {
  'aws:securetransport': ['true'],
  'aws:viaawsservice': ['false'],
  'aws:sourcevpc': null,
  'aws:sourcevpce': null,
  'aws:vpcsourceip': null,
};

const open = ({ at, key }: Condition): Truth => unknown({ at, text: `${key} is known only with the request` });

function asksForNothing({ operator, values }: Condition): Truth {
  const read = operatorOf(operator);
  if (read?.negated) return ALWAYS;
  if (/^(ForA\w+:)?IpAddress/i.test(operator)) return isAny(values, (text) => written(text, (value) => EVERYWHERE.test(value), ANY_VALUE));
  if (read?.kind !== 'pattern') return NEVER;
  return isAny(values, isAnything);
}

const ANY_VALUE = 'any value will do';
const EVERYWHERE = /^(0\.0\.0\.0|::)\/0$/;

/** Wildcards and nothing else. Whatever a hole beside a letter is, it is no longer anything. */
const isAnything = (text: Text): Truth => ({
  in(world) {
    if (piecesIn(text, world).some(isParticular)) return { is: 'no', because: () => text.in(world).given ?? [] };
    return written(text, (value) => /^[*?]*\*[*?]*$/.test(value), ANY_VALUE).in(world);
  },
});

/** Something is written there, variables left out; or it is what no wildcard can be, as a number of an account or an ARN. */
const isParticular = (piece: Piece): boolean =>
  isHole(piece) ? /\0(AWS::\w+|.*\.Arn)$/.test(piece.symbol ?? '') : /[^*?]/.test(piece.literal.replace(/\$\{[^}]*\}/g, ''));

function holds(condition: Condition, version: Text, context: Context, otherwise: Truth): Truth {
  const { key, values, at } = condition;
  const operator = operatorOf(condition.operator);
  if (!operator) return unknown({ at, text: `nobody knows what ${condition.operator} asks` });
  const given = context[key.toLowerCase()];
  if (given === undefined) return otherwise;
  const seen = given?.length ? given : null;
  if (operator.kind === 'null') {
    const asked: Operator = { ...operator, kind: 'value', compare: (is, wanted) => is === wanted.toLowerCase() };
    return isAny(values, (text) => isOne(text, seen === null ? 'true' : 'false', asked, undefined));
  }
  if (!seen) return absent(operator) ? ALWAYS : NEVER;
  const some = operator.set && seen.every((value) => value === '') ? [] : seen; // a set of nothing but an empty text is empty
  const variables = variablesOf({ version }, context);
  const each = some.map((value) => {
    const one = isAny(values, (text) => isOne(text, value, operator, variables));
    return operator.negated ? not(one) : one;
  });
  return operator.set === 'all' || (operator.negated && operator.set !== 'any') ? all(...each) : any(...each);
}

/** What an operator says of a key that is not there. */
const absent = ({ set, ifExists, negated }: Operator): boolean => set === 'all' || ifExists || (negated && set !== 'any');

const isAny = (values: readonly Term[], is: (text: Text) => Truth): Truth => any(...values.map(({ text, when }) => all(when, is(text))));

const isOne = (text: Text, seen: string, { kind, ignoreCase, arn, compare }: Operator, variables: Context | undefined): Truth =>
  kind === 'value'
    ? written(text, (value) => compare(seen, value), `is ${seen}`)
    : reachesText(text, known(text.at, [{ literal: seen, at: text.at }]), `is ${seen}`, {
        as: arn ? 'arn' : kind === 'pattern' ? 'pattern' : 'text',
        ignoreCase,
        variables,
      });

/** A question of a text that is written out; what is not leaves it open. */
const written = (text: Text, is: (value: string) => boolean | undefined, because: string): Truth => ({
  in(world) {
    const fact = text.in(world);
    if (fact.state === 'absent') return { is: 'no', because: () => [] };
    const pieces = piecesIn(text, world);
    const value = literal(pieces);
    const so = value === undefined || /\$\{(?![*?$]\})/.test(value) ? undefined : is(value);
    if (so === undefined) {
      const said = openIn(pieces);
      return { is: 'unknown', because: () => (said.length > 0 ? said : [{ at: text.at, text: 'cannot be compared' }]) };
    }
    return { is: so ? 'yes' : 'no', because: () => [...(so ? [{ at: text.at, text: because }] : []), ...(fact.given ?? [])] };
  },
});
