import type { ManagedPolicy, Policy, Role, Statement } from '../identity.ts';
import type { Link } from '../link.ts';
import { oncePer } from '../once-per.ts';
import { push } from '../table.ts';
import { ALWAYS, all, any, not, type Truth, unknown } from '../truth.ts';
import { settled } from '../value.ts';
import { awsStatements, onlyGrants } from './aws-managed.ts';

/**
 * Every statement that counts for a role and is here to read, once: inline, attached, and of the managed policies in scope. To
 * be asked when everything is read.
 */
export const statementsOf = oncePer((role: Role): readonly Statement[] => {
  const found = new Map<Statement['actions'], Statement[]>(); // what is attached in several ways is one: only its worlds differ
  for (const { statements } of role.policies()) for (const one of statements) push(found, one.actions, one);
  for (const { policy, when } of role.managed)
    for (const { statements } of inScope(policy)) for (const one of statements) push(found, one.actions, under(when, one));
  return [...found.values()].flatMap(([first, ...others]) => {
    if (!first || others.length === 0) return first ?? [];
    return { ...first, when: any(first.when, ...others.map(({ when }) => when)) };
  });
});

/** These, and what the managed policies of AWS that it has are known to grant: what they do not is not told by it. */
export const grantsOf = oncePer((role: Role): readonly Statement[] => [
  ...statementsOf(role),
  ...role.managed.flatMap((managed) => (isHere(managed) ? [] : awsStatements(managed))),
]);

/** A managed policy counts where it is attached. */
const under = (when: Truth, statement: Statement): Statement =>
  when === ALWAYS ? statement : { ...statement, when: all(when, statement.when) };

/** The policy that a link leads to, where it is the same in every world. */
export function inScope(policy: Link<Policy>): Policy[] {
  const found = settled(policy);
  return found ? [found] : [];
}

export const isHere = ({ policy }: ManagedPolicy): boolean => inScope(policy).length > 0;

/** There is a managed policy that nobody can read here, and it may grant anything. */
export const mayHoldMore = (role: Role): Truth =>
  any(
    ...role.managed
      .filter((managed) => !isHere(managed))
      .map(({ arn, when }) => all(when, unknown({ at: arn.at, text: 'grants what is not here to read' }))),
  );

/** There is one that may forbid anything. */
export const mayForbidMore = (role: Role): Truth =>
  any(
    ...role.managed
      .filter((managed) => !isHere(managed))
      .map((managed) =>
        all(managed.when, not(onlyGrants(managed)), unknown({ at: managed.arn.at, text: 'forbids what is not here to read' })),
      ),
  );
