import { type Condition, holds } from './iam-condition.ts';
import { type Context, fits, type Sign, signsOf, substituted, Undocumented } from './iam-text.ts';

type Some<T> = T | readonly T[];

interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: Some<string>;
  readonly NotAction?: Some<string>;
  readonly Resource?: Some<string>;
  readonly NotResource?: Some<string>;
  readonly Condition?: Condition;
}

/** A policy as IAM stores it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocument {
  readonly Version?: '2008-10-17' | '2012-10-17';
  readonly Statement: Some<Statement>;
}

export interface Request {
  /** `service:Name` */
  readonly action: string;
  /** An ARN, or `*` for what acts on no resource of its own. */
  readonly resource: string;
  readonly context: Context;
}

/** The policies of one identity, and its permissions boundary if it has one; policies of resources, sessions and organizations are not there. */
export interface Case {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: readonly PolicyDocument[];
  readonly request: Request;
}

/**
 * What AWS decides on a request within one account: denied where any policy denies; allowed where both the identity's policies
 * and the boundary allow; else denied by default.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 *
 * @throws {Undocumented} where AWS's documentation does not say
 */
export function evaluate({ identity, boundary, request }: Case): 'allow' | 'explicit-deny' | 'implicit-deny' {
  const says = (policies: readonly PolicyDocument[], effect: Statement['Effect']): boolean =>
    policies.some((policy) =>
      list(policy.Statement).some((statement) => statement.Effect === effect && applies(statement, policy, request)),
    );
  if (says([...identity, ...(boundary ?? [])], 'Deny')) return 'explicit-deny';
  if (!says(identity, 'Allow')) return 'implicit-deny';
  if (boundary && !says(boundary, 'Allow')) return 'implicit-deny';
  return 'allow';
}

function applies(statement: Statement, { Version }: PolicyDocument, { action, resource, context }: Request): boolean {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  const variables = Version === '2012-10-17' ? context : undefined;
  return (
    covers(statement.Action, statement.NotAction, (pattern) => isAction(pattern, action)) &&
    covers(statement.Resource, statement.NotResource, (pattern) => isResource(pattern, resource, variables)) &&
    holds(statement.Condition ?? {}, context, variables)
  );
}

/**
 * An element or its opposite, never both and never neither:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
 */
function covers(named: Some<string> | undefined, others: Some<string> | undefined, is: (pattern: string) => boolean): boolean {
  if (named !== undefined && others === undefined) return list(named).some(is);
  if (others !== undefined && named === undefined) return !list(others).some(is);
  throw new Undocumented('a statement has an element or its opposite');
}

/**
 * The service and the name of an action are case-insensitive; `*` is any characters, `?` any single one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
function isAction(pattern: string, action: string): boolean {
  return fits(signsOf(pattern.toLowerCase()), action.toLowerCase());
}

/**
 * Wildcards stand for characters within a component of the ARN; a `*` that ends one goes on beyond the colon. In the last
 * component, the resource, no character is special.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * Variables are only in the last component:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-resourceelement
 */
function isResource(pattern: string, resource: string, variables: Context | undefined): boolean {
  if (!variables) return matchesWithin(signsOf(pattern), resource);
  const [before = '', ...rest] = pattern.split('${');
  if (rest.length > 0 && before.split(':').length <= 5) throw new Undocumented(`a variable before the fifth colon: ${pattern}`);
  const signs = substituted(pattern, variables);
  return signs !== undefined && matchesWithin(signs, resource);
}

function matchesWithin(signs: readonly Sign[], resource: string): boolean {
  return fits(signs, resource, (at) => {
    const inLast = signs.slice(0, at).filter(({ char }) => char === ':').length >= 5;
    const next = signs[at + 1]?.char;
    if (signs[at]?.char === '?') return inLast ? '.' : '[^:]';
    return inLast || next === ':' || next === undefined ? '.*' : '[^:]*';
  });
}

function list<T>(some: Some<T>): readonly T[] {
  return Array.isArray(some) ? some : [some as T];
}
