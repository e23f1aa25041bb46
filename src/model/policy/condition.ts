import type { Condition, Term } from '../identity.ts';
import { literal, piecesIn, type Text } from '../text.ts';
import { ALWAYS, all, any, NEVER, not, type Truth, unknown } from '../truth.ts';
import type { Note } from '../world.ts';
import { type Operator, operatorOf } from './operator.ts';
import { reaches } from './pattern.ts';

/** What is known of a request: each key in lower case, with its values; `null` is known to be absent. What is not named is not known. */
export type Context = Readonly<Record<string, readonly string[] | null | undefined>>;

/**
 * Do the conditions hold for a request of which this is known? A key that is not named leaves them open.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export const holdExactly = (conditions: readonly Condition[], context: Context): Truth =>
  all(...conditions.map((condition) => any(not(condition.when), holds(condition, context, open(condition)))));

/**
 * Do they hold for a request that does nothing to meet them? What is asked for in particular does not, any value does, and
 * what it must only not be, anything else can be.
 */
export const holdFreely = (conditions: readonly Condition[], context: Context): Truth =>
  all(...conditions.map((condition) => any(not(condition.when), holds(condition, { ...ORDINARY, ...context }, asksForNothing(condition)))));

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
  if (read?.kind !== 'pattern' && !/^(ForA\w+:)?IpAddress/i.test(operator)) return NEVER;
  return any(
    ...values.map(({ text, when }) =>
      all(
        when,
        written(text, (value) => ANYTHING.test(value), 'any value will do'),
      ),
    ),
  );
}

const ANYTHING = /^[*?]*\*[*?]*$|^(0\.0\.0\.0|::)\/0$/;

function holds(condition: Condition, context: Context, otherwise: Truth): Truth {
  const { key, values, at } = condition;
  const operator = operatorOf(condition.operator);
  if (!operator) return unknown({ at, text: `nobody knows what ${condition.operator} asks` });
  const seen = context[key.toLowerCase()];
  if (seen === undefined) return otherwise;
  if (operator.kind === 'null') return isAny(values, seen === null ? 'true' : 'false', { ...operator, kind: 'value', compare: sameWord });
  if (seen === null || seen.length === 0) return absent(operator) ? ALWAYS : NEVER;
  const each = seen.map((value) => {
    const one = isAny(values, value, operator);
    return operator.negated ? not(one) : one;
  });
  return operator.set === 'all' || (operator.negated && operator.set !== 'any') ? all(...each) : any(...each);
}

/** What an operator says of a key that is not there. */
const absent = ({ set, ifExists, negated }: Operator): boolean => set === 'all' || ifExists || (negated && set !== 'any');

const sameWord = (seen: string, wanted: string): boolean => seen === wanted.toLowerCase();

const isAny = (values: readonly Term[], seen: string, operator: Operator): Truth =>
  any(...values.map(({ text, when }) => all(when, isOne(text, seen, operator))));

function isOne(text: Text, seen: string, { kind, ignoreCase, arn, compare }: Operator): Truth {
  if (kind === 'value') return written(text, (value) => compare(seen, value), `is ${seen}`);
  const piece = [{ literal: seen, at: text.at }];
  return {
    in(world) {
      const fact = text.in(world);
      if (fact.state === 'absent') return { is: 'no', because: () => [] };
      const pieces = piecesIn(text, world);
      const is = reaches(pieces, piece, { wild: kind === 'pattern', ignoreCase, arn });
      return { is, because: () => (is === 'yes' ? [{ at: text.at, text: `is ${seen}` }, ...(fact.given ?? [])] : holesOf(pieces)) };
    },
  };
}

const holesOf = (pieces: ReturnType<typeof piecesIn>): Note[] => pieces.flatMap((piece) => ('hole' in piece ? piece.hole : []));

/** A question of a text that is written out; what is not leaves it open. */
const written = (text: Text, is: (value: string) => boolean | undefined, because: string): Truth => ({
  in(world) {
    const fact = text.in(world);
    if (fact.state === 'absent') return { is: 'no', because: () => [] };
    const pieces = piecesIn(text, world);
    const value = literal(pieces);
    const so = value === undefined || /\$\{(?![*?$]\})/.test(value) ? undefined : is(value);
    if (so === undefined) {
      const said = holesOf(pieces);
      return { is: 'unknown', because: () => (said.length > 0 ? said : [{ at: text.at, text: 'cannot be compared' }]) };
    }
    return { is: so ? 'yes' : 'no', because: () => [...(so ? [{ at: text.at, text: because }] : []), ...(fact.given ?? [])] };
  },
});
