import type { Statement } from '../identity.ts';
import { isHole, mentions, type Piece, piecesIn, type Text } from '../text.ts';
import { all, any, not, type Truth } from '../truth.ts';
import { isReference } from '../value.ts';
import { anyTerm } from './action.ts';
import { type Context, variablesOf } from './condition.ts';
import { ANY, arnPattern, fits, overlap, STAR_WITHIN } from './glob.ts';
import { reachesText } from './pattern.ts';

/** What a request is made on. */
export type Resource =
  /** Any that there is: an ARN in which `ANY` stands for each name. */
  | { readonly every: string }
  /** At least one of these, whichever: an ARN with wildcards. */
  | { readonly some: string }
  /** This one, which is known by each of these ARNs: one says what another cannot. */
  | { readonly arns: readonly Text[] };

/** `every('iam', 'role/')`: each role of the account; `every('s3')` each object and bucket. Without a service, everything. */
export const every = (service = ANY, type = ''): Resource => ({ every: `arn:aws:${service}:${ANY}:${ANY}:${type}${ANY}` });
export const some = (service: string, type = ''): Resource => ({ some: `arn:aws:${service}:${STAR_WITHIN}:${STAR_WITHIN}:${type}*` });
export const EVERYTHING = every();
export const EVERY_ROLE = every('iam', 'role/');

/** What an action that takes no resource is done on: only `*` reaches it. */
export const NO_RESOURCE: Resource = { every: ANY };

/**
 * Is the statement about this resource? A reference is no wildcard, whatever it will be, and neither is a policy variable.
 * Region and account do not matter where everything is meant: what a role may do everywhere in one account is everything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function isOn(statement: Statement, resource: Resource, because: string, context: Context = {}): Truth {
  const { resources, notResources } = statement;
  const variables = variablesOf(statement, context);
  const is = matcher(resource, because, variables);
  return any(
    anyTerm(resources, is),
    all(any(...notResources.map(({ when }) => when)), not(anyTerm(notResources, excluding(resource, is)))),
  );
}

/** What is left out takes nothing from "at least one", unless it is everything. */
const excluding = (resource: Resource, is: (text: Text) => Truth): ((text: Text) => Truth) =>
  'some' in resource ? matcher({ every: resource.some.replaceAll(/[*\uF7E1]/g, ANY) }, '') : is;

function matcher(resource: Resource, because: string, variables?: Context): (text: Text) => Truth {
  if ('every' in resource)
    return (text) => mentions(text, (seen) => fits(anywhere(arnPattern(seen), resource.every, '*'), resource.every), because);
  if ('some' in resource) return (text) => touches(text, resource.some, because);
  const [first, ...others] = resource.arns.map((arn) => (text: Text) => reachesText(text, arn, because, { as: 'resource', variables }));
  return (text) => others.reduce((so, next) => decided(so, next(text)), first?.(text) ?? any());
}

/** One region of one service is all of it; one region of everything lacks IAM, which is in none. */
function anywhere(arn: string, wanted: string, any: string): string {
  const parts = arn.split(':');
  if (parts[0] !== 'arn') return arn;
  return parts
    .map((part, i) => (i < parts.length - 1 && (i === 1 || i === 4 || (i === 3 && !wanted.startsWith(ALL))) ? any : part))
    .join(':');
}
const ALL = `arn:aws:${ANY}`;

/** The first of two answers to one question that says anything. */
const decided = (one: Truth, other: Truth): Truth => ({
  in(world) {
    const verdict = one.in(world);
    if (verdict.is !== 'unknown') return verdict;
    const second = other.in(world);
    return second.is === 'unknown' ? verdict : second;
  },
});

/** A reference names something of the kind, or nobody would have written it there; what nobody can see may. */
const touches = (text: Text, arn: string, because: string): Truth => ({
  in(world) {
    const fact = text.in(world);
    if (fact.state === 'absent') return { is: 'no', because: () => [] };
    if (fact.state === 'unknown' && !isReference(fact)) return { is: 'unknown', because: () => fact.because };
    const is = overlap(anywhere(arnPattern(wildOf(piecesIn(text, world))), arn, STAR_WITHIN), arn) ? 'yes' : 'no';
    return { is, because: () => (is === 'yes' ? [{ at: text.at, text: because }, ...(fact.given ?? [])] : (fact.given ?? [])) };
  },
});

const wildOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (isHole(piece) ? '*' : piece.literal.replace(/\$\{[^}]*\}/g, '*'))).join('');
