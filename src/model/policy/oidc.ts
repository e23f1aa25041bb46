import { ISSUERS, type Issuer } from '../../data/issuers.ts';
import type { Condition, Role, Statement } from '../identity.ts';
import { escapeRegExp, HOLE, holes, isHole, type Piece, piecesIn, type Text } from '../text.ts';
import { ALWAYS, all, any, NEVER, not, type Thing, type Truth } from '../truth.ts';
import { NOWHERE } from '../world.ts';
import { isAllow } from './evaluate.ts';
import { operatorOf } from './operator.ts';

/** A statement of a trust policy that lets builds of a CI service act as the role. */
export interface OidcTrust {
  readonly issuer: Issuer;
  readonly statement: Statement;
  /** The provider, or the condition that names it. */
  readonly by: Thing;
  readonly truth: Truth;
}

/** How many a claim lets in, the fewest first: one branch or environment, those that are called alike, one repository, its owner, owners whose names begin alike, anybody. */
export const WIDTHS = ['ref', 'refs', 'repository', 'owner', 'owners', 'anybody'] as const;
export type Width = (typeof WIDTHS)[number];

/** Every issuer that the role trusts, by the provider's ARN, or by the claims that are looked at where that is a reference. */
export const oidcTrusts = (role: Role): readonly OidcTrust[] =>
  role.trust.flatMap((statement) =>
    ISSUERS.flatMap((issuer): OidcTrust[] => {
      const provider = statement.principals.find(
        ({ kind, text }) => kind === 'Federated' && HOSTS.get(issuer.host)?.inArn.test(show(piecesIn(text, NOWHERE))),
      );
      const by = provider ?? statement.conditions.find(({ key }) => claimOf(issuer, key) !== undefined);
      return by ? [{ issuer, statement, by, truth: all(statement.when, by.when, isAllow(statement)) }] : [];
    }),
  );

/** A host goes on with a path, or not at all; one that ends in a dot is the first part of many. */
const endOf = (host: string): string => (host.endsWith('.') ? '' : '(?:/|$)');

const HOSTS = new Map(
  ISSUERS.map(({ host }) => [
    host,
    { inArn: new RegExp(`:oidc-provider/${escapeRegExp(host)}${endOf(host)}`), inKey: new RegExp(`^${escapeRegExp(host)}${endOf(host)}`) },
  ]),
);

/** `token.actions.githubusercontent.com:sub` → `sub`, also of an enterprise's own issuer. */
function claimOf({ host }: Issuer, key: string): string | undefined {
  const [, issuer = '', claim] = /^(.*):([^:]*)$/.exec(key.toLowerCase()) ?? [];
  return HOSTS.get(host)?.inKey.test(issuer) ? claim : undefined;
}

/**
 * Does it let in at least so many? Every condition must hold, so the narrowest counts; of one condition's values the widest.
 * What is only asked if it is there, or of all values of none, limits nobody, and neither does what must not be.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
export function letsIn({ issuer, statement, truth }: OidcTrust, width: Width): Truth {
  if (!issuer.shared && WIDTHS.indexOf(width) > WIDTHS.indexOf('owner')) return NEVER;
  const claims = statement.conditions.flatMap((condition) => {
    const claim = claimOf(issuer, condition.key);
    return claim !== undefined && issuer.claims.includes(claim) ? [{ condition, claim }] : [];
  });
  return all(
    truth,
    ...claims.map(({ condition, claim }) => any(not(condition.when), isAsWide(condition, issuer, claim, WIDTHS.indexOf(width)))),
  );
}

/** Somebody looks for whom the token was made. IAM itself holds it against the list of the provider. */
export const checksAudience = ({ issuer, statement }: OidcTrust): Truth =>
  any(...statement.conditions.filter((one) => claimOf(issuer, one.key) === 'aud' && limits(one)).map(({ when }) => when));

function limits({ operator }: Condition): boolean {
  const read = operatorOf(operator);
  return read !== undefined && !read.negated && !read.ifExists && read.set !== 'all' && (read.kind === 'text' || read.kind === 'pattern');
}

function isAsWide(condition: Condition, issuer: Issuer, claim: string, width: number): Truth {
  if (!limits(condition)) return ALWAYS;
  const wild = operatorOf(condition.operator)?.kind === 'pattern';
  return any(
    ...condition.values.map(({ text, when }) =>
      all(
        when,
        seenAs(text, (value) => WIDTHS.indexOf(wild ? widthOf(issuer, claim, value) : narrowest(issuer, claim)) >= width),
      ),
    ),
  );
}

/** What is written out without a wildcard: a claim may name no more than an owner. */
const narrowest = ({ subject }: Issuer, claim: string): Width =>
  claim === 'sub' ? 'ref' : /owner|organi[sz]ation|namespace|enterprise/.test(claim) ? 'owner' : subject ? 'repository' : 'ref';

function widthOf(issuer: Issuer, claim: string, value: string): Width {
  const wildcard = value.search(/[*?]/);
  if (wildcard < 0) return narrowest(issuer, claim);
  const before = value.slice(0, wildcard);
  const { start, end } = claim === 'sub' ? (issuer.subject ?? { start: '', end: '' }) : { start: '', end: '/' };
  if (start.startsWith(before)) return 'anybody';
  const owner = before.startsWith(start) ? before.slice(start.length) : undefined;
  if (owner === undefined || !end) return 'repository'; // of a subject that somebody made up himself
  if (!owner.includes(end)) return end === '/' && owner.includes(':') ? inRepository(owner) : 'owners'; // `repo:${Repository}:*`
  const rest = value.slice(start.length + owner.indexOf(end) + end.length);
  if (end !== '/') return 'repository';
  return /^[^:]*[*?]/.test(rest) ? 'owner' : inRepository(rest);
}

/** `web:*`, or `web:ref:refs/tags/v*`. */
const inRepository = (rest: string): Width => (/^[^:]*:[^*?]/.test(rest) ? 'refs' : 'repository');

const show = (pieces: readonly Piece[]): string => pieces.map((piece) => (isHole(piece) ? HOLE : piece.literal)).join('');

/** A hole is some name, and no wildcard; what nobody can see at all is open. */
const seenAs = (text: Text, is: (value: string) => boolean): Truth => ({
  in(world) {
    const fact = text.in(world);
    if (fact.state === 'unknown') return { is: 'unknown', because: () => fact.because };
    const pieces = piecesIn(text, world);
    const wide = is(show(pieces));
    const open = pieces.every((piece) => isHole(piece) || !piece.literal.trim());
    if (open && pieces.length > 0) return { is: 'unknown', because: () => holes(pieces) };
    return { is: wide ? 'yes' : 'no', because: () => [{ at: text.at, text: 'is what the token must say' }, ...(fact.given ?? [])] };
  },
});
