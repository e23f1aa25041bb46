import { MANAGED_SERVICES } from '../../data/managed-services.ts';
import type { ManagedPolicy, Role, Statement } from '../identity.ts';
import type { Location } from '../location.ts';
import type { Model } from '../model.ts';
import type { Need } from '../needs.ts';
import { oncePer } from '../once-per.ts';
import { push } from '../table.ts';
import { isHole, literal, mentions, piecesIn, type Text } from '../text.ts';
import { ALWAYS, all, any, anyOf, conceivable, inTurn, NEVER, not, type Truth, unknown } from '../truth.ts';
import { ask } from '../value.ts';
import { NOWHERE } from '../world.ts';
import { anyTerm, isAbout } from './action.ts';
import { awsNameOf } from './aws-managed.ts';
import { speaksOf } from './breadth.ts';
import { holdExactly } from './condition.ts';
import { isAllow } from './evaluate.ts';
import { STAR_WITHIN } from './glob.ts';
import { grantsOf, isHere } from './grants.ts';
import { knownAction, serviceOf } from './known-action.ts';
import { isOn } from './resource.ts';

/**
 * Does the role certainly not have what is needed: no policy of it allows the action on anything that may be meant? What
 * nobody can read may allow it. A Deny is not asked, and neither is a boundary: they take, and never give.
 */
export function lacks(role: Role, { actions, arn }: Need): Truth {
  const statements = grantsOf(role);
  return not(any(...actions.flatMap((action) => [anyGrants(statements, action, arn), mayHold(role, action)])));
}

/**
 * May it be allowed to any role by a policy that names one that is not here to read, or by what another resource says of
 * who may use it?
 */
export function grantedElsewhere(model: Model): (need: Need) => Truth {
  const attached = new Map<Location, Truth[]>();
  for (const role of model.all('role')) for (const { at, when } of role.policies()) push(attached, at, when);
  const policies = model
    .all('policy')
    .map(({ at, roles = [], statements }) => ({ statements, free: namesOthers(roles, attached.get(at) ?? []) }))
    .filter(({ free }) => conceivable(free));
  const ofResources = model.all('resource-policy').flatMap(({ statements }) => statements);
  const grants = (action: string, arn: string | undefined): readonly Truth[] => [
    ...policies.map(({ statements, free }) => all(free, anyGrants(statements, action, arn))),
    anyGrants(ofResources, action, arn),
  ];
  return ({ actions, arn }) => any(...actions.flatMap((action) => grants(action, arn)));
}

/** Is one of the roles that it is attached to none of those that are here? `here` is when these have it. */
const namesOthers = (roles: readonly Text[], here: readonly Truth[]): Truth => (here.length < roles.length ? ALWAYS : not(all(...here)));

/** Policies speak of few services: the statements that do not speak of this one need no second look. */
const anyGrants = (statements: readonly Statement[], action: string, arn: string | undefined): Truth =>
  anyOf(statements, (one) => (speaksOf(one, serviceOf(action).toLowerCase()) ? mayGrant(one, action, arn) : NEVER));

/** Another template may attach policies to a role whose name it is told. */
export function isHandedOn({ arns }: Role, model: Model): boolean {
  const symbols = new Set(
    arns().flatMap((arn) =>
      piecesIn(arn, NOWHERE)
        .slice(-1)
        .flatMap((piece) => (isHole(piece) ? (piece.symbol ?? []) : [])),
    ),
  );
  const handedOn = symbolsHandedOn(model);
  return [...symbols].some((symbol) => handedOn.has(symbol));
}

/** What outputs, and parameters of stacks, tell others: an ARN is no name that a policy could be attached to. */
const symbolsHandedOn = oncePer((model: Model): ReadonlySet<string> => {
  const values = [
    ...model.all('output').map(({ value }) => value),
    ...model.all('stack').flatMap(({ parameters }) => parameters.map(({ value }) => value)),
  ];
  const symbols = values.flatMap((value) => piecesIn(value, NOWHERE).flatMap((piece) => (isHole(piece) ? (piece.symbol ?? []) : [])));
  return new Set(symbols.filter((symbol) => !symbol.endsWith('.Arn')));
});

/** Does this one statement allow it on anything that may be meant? A condition that nobody can evaluate leaves it open. */
const mayGrant = (statement: Statement, action: string, arn?: string): Truth =>
  inTurn(
    () => isAbout(statement, action.toLowerCase(), ''),
    () => isAllow(statement),
    () => statement.when,
    () => reaches(statement, action, arn),
    () => holdExactly(statement, {}),
  );

function reaches(statement: Statement, action: string, arn: string | undefined): Truth {
  const shapes = arn ? [arn] : (knownAction(action)?.resources ?? []).map(inItsParts);
  if (shapes.length > 0) return any(...shapes.map((shape) => isOn(statement, { some: shape }, '')), anyTerm(statement.resources, isNoArn));
  return any(...statement.notResources.map(({ when }) => when), anyTerm(statement.resources, isEverything));
}

/** Nothing that there is has a colon in its partition, service, region or account. */
const inItsParts = (arn: string): string =>
  arn
    .split(':')
    .map((part, i) => (i < 5 ? part.replaceAll('*', STAR_WITHIN) : part))
    .join(':');

/** A parameter that is empty unless somebody fills it in: what it says then, nobody knows. */
const isNoArn = (text: Text): Truth => ask(text, (pieces) => (/^(arn:|[*?])/.test(literal(pieces) ?? '*') ? 'no' : 'yes'), '');

/** What takes no resource is allowed by `*` alone. A reference to an ARN never is that; any other may be. */
const isEverything = (text: Text): Truth => {
  const [first] = piecesIn(text, NOWHERE);
  const isArn = first && (isHole(first) ? first.symbol?.endsWith('.Arn') : first.literal.startsWith('arn:'));
  if (isArn) return any();
  return literal(piecesIn(text, NOWHERE)) === undefined ? unknown({ at: text.at, text: 'may be everything' }) : mentions(text, /^\*+$/, '');
};

/** A managed policy that is not here to read may grant it, unless it is one of AWS's that is about other services. */
const mayHold = (role: Role, action: string): Truth =>
  any(
    ...role.managed
      .filter((one) => !isHere(one) && !isAboutOthers(one, action))
      .map(({ arn, when }) => all(when, unknown({ at: arn.at, text: 'grants what is not here to read' }))),
  );

function isAboutOthers(managed: ManagedPolicy, action: string): boolean {
  const services = servicesOf(awsNameOf(managed) ?? '');
  return services !== undefined && !services.includes('*') && !services.includes(serviceOf(action));
}

let table: ReadonlyMap<string, readonly string[]> | undefined;

/** The services that a managed policy of AWS grants anything of; undefined where nobody knows. */
function servicesOf(name: string): readonly string[] | undefined {
  table ??= new Map(
    MANAGED_SERVICES.trim()
      .split('\n')
      .map((line): [string, string[]] => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1).split(',')]),
  );
  return table.get(name);
}
