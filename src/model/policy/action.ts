import type { Statement, Term } from '../identity.ts';
import { holes, isHole, literal, type Piece, type Text } from '../text.ts';
import { all, any, not, type Truth } from '../truth.ts';
import { ask } from '../value.ts';
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
export const isAbout = ({ actions, notActions }: Statement, action: string, because: string): Truth =>
  any(
    anyTerm(actions, (text) => reaches(text, action, because)),
    all(any(...notActions.map(({ when }) => when)), not(anyTerm(notActions, (text) => reaches(text, action, because)))),
  );

/** One of the terms, in the worlds in which it is there. */
export const anyTerm = (terms: readonly Term[], is: (text: Text) => Truth): Truth =>
  any(...terms.map(({ text, when }) => all(when, is(text))));
