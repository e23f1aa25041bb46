import { bareName, nameOfOrigin, outermost } from './location.ts';
import type { Model } from './model.ts';
import type { Step } from './pipeline.ts';
import { sameName } from './same-name.ts';
import type { ReviewRules } from './source.ts';
import { equals, escapeRegExp, identity, literal, piecesIn } from './text.ts';
import { all, any, asFarAsKnown, NEVER, type Truth, unknown, yes } from './truth.ts';
import { NOWHERE } from './world.ts';

/** Takes a branch of a CodeCommit repository. */
export const takesCodeCommit = ({ action }: Step): Truth =>
  all(equals(action.category, 'Source'), equals(action.provider, 'CodeCommit', 'a branch of CodeCommit'));

/**
 * Somebody else has to agree before anything is merged into what this step takes. No template says so: only a call that associates
 * a rule, or the answer that lists those of the repository.
 */
export function isReviewed(step: Step, model: Model): Truth {
  const repository = step.action.configuration('RepositoryName');
  const rules = model.all('review-rules');
  const associated = rules.flatMap(({ when, repositories }) =>
    repositories.map((one) => all(when, asFarAsKnown(sameName(one, repository)))),
  );
  const listed = rules.filter((one) => one.repositories.length === 0 && isOf(one, step, model));
  const some = listed.flatMap(({ templates }) => templates.map(({ at }) => yes({ at, text: 'a rule of the repository' })));
  const open =
    listed.length > 0
      ? NEVER
      : unknown({ at: repository.at, text: 'whether pull requests need an approval is not in what was read', settle: SETTLE });
  return any(...associated, ...some, open);
}

const SETTLE =
  'scan the answer of aws codecommit list-associated-approval-rule-templates-for-repository too, in a file called after the repository';

/** The answer does not say of which repository it is: its file does, or it is of the only one. */
function isOf(rules: ReviewRules, step: Step, model: Model): boolean {
  const name = literal(piecesIn(step.action.configuration('RepositoryName'), NOWHERE));
  const file = bareName(nameOfOrigin(outermost(rules.at).origin));
  if (name && new RegExp(`(^|[^\\w-])${escapeRegExp(name)}([^\\w-]|$)`).test(file)) return true;
  const sources = model.all('pipeline').flatMap(({ steps }) => steps.filter((one) => takesCodeCommit(one).in(NOWHERE).is !== 'no'));
  const names = new Set(sources.map(({ action }) => identity(piecesIn(action.configuration('RepositoryName'), NOWHERE))));
  return names.size === 1 && model.all('review-rules').filter(({ repositories }) => repositories.length === 0).length === 1;
}
