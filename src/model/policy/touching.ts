import { ESCALATION_PATHS } from '../../data/escalation-paths.ts';
import type { Statement } from '../identity.ts';
import { oncePer } from '../once-per.ts';
import { isHole, piecesIn } from '../text.ts';
import { NOWHERE } from '../world.ts';
import { fits } from './glob.ts';

/** Every action of the paths, in lower case. */
const ACTIONS = [...new Set(['iam:passrole', ...ESCALATION_PATHS.flatMap(({ needs }) => needs.map(({ action }) => action.toLowerCase()))])];

/**
 * The actions of the paths that a statement may speak of: a quick look that leaves none out, so that of hundreds of
 * statements those few are asked that matter.
 */
export const touching = oncePer((statement: Statement): ReadonlySet<string> => {
  const all = statement.notActions.length > 0 ? ACTIONS : statement.actions.flatMap(({ text }) => reached(patternOf(text)));
  return new Set(all);
});

/** What one may be in some world stays open. */
const patternOf = (text: Statement['actions'][number]['text']): string =>
  piecesIn(text, NOWHERE)
    .map((piece) => (isHole(piece) ? '*' : piece.literal.toLowerCase()))
    .join('');

/** The same few hundred patterns stand in every policy. */
function reached(pattern: string): readonly string[] {
  const known = patterns.get(pattern);
  if (known) return known;
  const found = ACTIONS.filter((action) => fits(pattern, action));
  patterns.set(pattern, found);
  return found;
}

const patterns = new Map<string, readonly string[]>();
