import type { Link, Use } from './link.ts';
import { endsWith, equals, matches, mentions, type Text } from './text.ts';
import { all, any, not, noting, type Thing, type Truth } from './truth.ts';
import { present } from './value.ts';
import { NOWHERE } from './world.ts';

export interface Role extends Thing {
  readonly name: Text;
  /** Who may assume it. */
  readonly trust: readonly Statement[];
  /** Written into the role, or attached to it by another resource. */
  readonly policies: () => readonly Policy[];
  /** ARNs of managed policies. */
  readonly managed: readonly ManagedPolicy[];
  readonly boundary: Text;
  /** Who works with it, and as what: filled by the linker. */
  readonly users: () => readonly Use[];
}

export interface ManagedPolicy extends Thing {
  readonly arn: Text;
  /** Where the policy itself is in scope. */
  readonly policy: Link<Policy>;
}

export interface Policy extends Thing {
  readonly name: Text;
  readonly statements: readonly Statement[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement extends Thing {
  readonly sid: Text;
  readonly effect: Text;
  readonly actions: readonly Term[];
  readonly notActions: readonly Term[];
  readonly resources: readonly Term[];
  readonly notResources: readonly Term[];
  readonly principals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

/** One of a list that AWS also takes alone. */
export interface Term extends Thing {
  readonly text: Text;
}

export interface Principal extends Thing {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for everybody. */
  readonly kind: string;
  readonly text: Text;
}

export interface Condition extends Thing {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Term[];
}

/** Services that deliver software: a role that one of them may assume belongs to the delivery system. */
const DELIVERY = ['codepipeline', 'codebuild', 'codedeploy', 'cloudformation'];

const trusts = (role: Role, service: string): Truth =>
  any(
    ...role.trust.flatMap(({ effect, principals, when }) =>
      principals
        .filter(({ kind }) => kind === 'Service')
        .map((principal) =>
          all(
            when,
            principal.when,
            equals(effect, 'Allow', 'lets it be assumed'),
            matches(principal.text, new RegExp(`^${service}\\.`), `assumed by ${service}`),
          ),
        ),
    ),
  );

/** Does it belong to what delivers software: a pipeline, a build, a deployment, or the stacks that they deploy? */
export function isDeliveryRole(role: Role): Truth {
  const used = role.users().map(({ by, as }) => noting(by.when, { at: by.at, text: as }));
  return any(...used, ...DELIVERY.map((service) => trusts(role, service)));
}

const allows = ({ effect }: Statement): Truth => equals(effect, 'Allow', '');

export const anyOf = (terms: readonly Term[], is: (text: Text) => Truth): Truth =>
  any(...terms.map(({ text, when }) => all(when, is(text))));

/** `*` as a resource; an ARN of nothing but wildcards says the same. A reference is no wildcard, whatever it will be. */
export const everyResource = ({ resources }: Statement): Truth =>
  anyOf(resources, (text) => mentions(text, /^(\*|arn:[*a-z-]*:\*(:\*){0,3}|arn:\*)$/, 'on every resource'));

/** Every `Action` of the account, on everything, without a condition. */
export const grantsEverything = (statement: Statement): Truth =>
  all(
    statement.when,
    allows(statement),
    anyOf(statement.actions, (text) => mentions(text, /^(\*|\*:\*)$/, 'every action')),
    everyResource(statement),
    unconditioned(statement),
  );

export const unconditioned = ({ conditions }: Statement): Truth => not(any(...conditions.map(({ when }) => when)));

const ADMIN = ['AdministratorAccess'];

/** Managed policies that grant everything: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html */
export const isAdministrator = ({ arn, when }: ManagedPolicy): Truth =>
  all(when, any(...ADMIN.map((name) => endsWith(arn, `:aws:policy/${name}`, `${name} grants everything`))));

/** Actions that contain `iam:PassRole`. */
const PASSES_ROLE = /^(\*|\*:\*|iam:(\*|pass\*|passr\*|passrole|pass\?ole|p\*))$/i;

/** May hand any role of the account to a service, which then acts with it. */
export const passesAnyRole = (statement: Statement): Truth =>
  all(
    statement.when,
    allows(statement),
    anyOf(statement.actions, (text) => mentions(text, PASSES_ROLE, 'may pass a role')),
    any(
      everyResource(statement),
      anyOf(statement.resources, (text) => mentions(text, /:role\/\*$/, 'on every role')),
    ),
    not(any(...statement.conditions.map((condition) => all(condition.when, narrowsPassing(condition))))),
  );

/** `iam:PassedToService` and its kin; a condition on something else may narrow it as well, so every condition counts. */
const narrowsPassing = ({ values }: Condition): Truth => not(anyOf(values, (text) => equals(text, '*', 'any value will do')));

export const hasBoundary = ({ boundary }: Role): Truth => present(boundary, 'a permissions boundary stands above it');

/** Every statement that counts for a role: inline, attached, and of the managed policies in scope. */
export const statementsOf = (role: Role): readonly Statement[] =>
  [...role.policies(), ...role.managed.flatMap(({ policy }) => inScope(policy))].flatMap(({ statements }) => statements);

/** The policy that a link leads to, where it is the same in every world. */
function inScope(policy: Link<Policy>): Policy[] {
  const fact = policy.in(NOWHERE);
  return fact.state === 'known' ? [fact.value] : [];
}
