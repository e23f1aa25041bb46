import type { Statement, Term } from '../identity.ts';
import type { Location } from '../location.ts';
import { oncePer } from '../once-per.ts';
import { holes, isHole, literal, type Piece, type Text } from '../text.ts';
import { ALWAYS, all, any, NEVER, not, type Truth, yes } from '../truth.ts';
import { ask } from '../value.ts';
import { NOWHERE } from '../world.ts';
import { ANY, fits } from './glob.ts';

/** Every action of every service. */
export const ANY_ACTION = `${ANY}:${ANY}`;

/**
 * Does a pattern of actions reach this one? Case does not matter; what is a hole may be anything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
const reaches = (text: Text, action: string, because: string): Truth =>
  ask(
    text,
    (pieces) => {
      const [only] = pieces;
      if (only && pieces.length === 1 && !isHole(only)) return fits(only.literal.toLowerCase(), action) ? 'yes' : 'no';
      if (!fits(patternOf(pieces), action)) return 'no';
      return literal(pieces) === undefined ? 'unknown' : 'yes';
    },
    because,
    holes,
  );

const patternOf = (pieces: readonly Piece[]): string => pieces.map((piece) => (isHole(piece) ? '*' : piece.literal.toLowerCase())).join('');

/** Is the statement about this action? `action` is in lower case: `iam:passrole`. */
export function isAbout(statement: Statement, action: string, because: string): Truth {
  const { actions, notActions } = statement;
  const patterns = plainly(statement);
  if (patterns) {
    const found = patterns.find(({ pattern }) => fits(pattern, action));
    return found ? yes({ at: found.at, text: because }) : NEVER;
  }
  return any(
    anyTerm(actions, (text) => reaches(text, action, because)),
    all(any(...notActions.map(({ when }) => when)), not(anyTerm(notActions, (text) => reaches(text, action, because)))),
  );
}

/** The patterns of a statement whose actions are all written out, as nearly always; undefined of any other. */
const plainly = oncePer(({ actions, notActions }: Statement) => {
  if (notActions.length > 0) return undefined;
  const patterns: { readonly pattern: string; readonly at: Location }[] = [];
  for (const { text, when } of actions) {
    const fact = text.in(NOWHERE);
    const pattern = fact.state === 'known' && fact.given.length === 0 ? literal(fact.value) : undefined;
    if (when !== ALWAYS || pattern === undefined) return undefined;
    patterns.push({ pattern: pattern.toLowerCase(), at: text.at });
  }
  return patterns;
});

/** One of the terms, in the worlds in which it is there. */
export const anyTerm = (terms: readonly Term[], is: (text: Text) => Truth): Truth =>
  any(...terms.map(({ text, when }) => all(when, is(text))));
