import type { Role, Statement, Term } from '../identity.ts';
import { oncePer } from '../once-per.ts';
import { push } from '../table.ts';
import { isHole, piecesIn, possibleTexts } from '../text.ts';
import { all, any, asFarAsKnown, conceivable, lazily, not, once, type Truth } from '../truth.ts';
import { NOWHERE } from '../world.ts';
import { grantsEverything } from './administration.ts';
import { holdFreely } from './condition.ts';
import { freelyAllows, isAllow, isDeny, mayFreelyDo, type Request } from './evaluate.ts';
import { ANY } from './glob.ts';
import { statementsOf } from './grants.ts';
import { serviceOf } from './known-action.ts';
import { isDeliveryRole } from './owner.ts';
import { EVERYTHING, every, isOn, type Resource } from './resource.ts';

/** The role is there, and belongs to what delivers software: asked by many rules of each role. */
export const ofDelivery = oncePer((role: Role): Truth => once(lazily(() => all(role.when, isDeliveryRole(role)))));

/** Whose right it is, in words. */
export const who = ({ path, scope, holds }: Role): string =>
  holds ? `whoever has the policy ${path.join('/')}` : `the ${scope === 'all' ? '' : 'delivery '}role ${path.join('/')}`;

/** Every action of a service, on everything that it has. */
const wholeService = (service: string): Request => ({ action: `${service}:${ANY}`, on: every(service) });

/** The services that a statement may grant whole: those of which it names every action, `s3:*`. */
export const wholeServicesIn = ({ actions }: Statement): readonly string[] => [
  ...new Set(
    actions
      .flatMap(({ text }) => possibleTexts(text, NOWHERE) ?? [])
      .flatMap((text) => /^([a-z\d-]+):\*+$/i.exec(text)?.[1]?.toLowerCase() ?? []),
  ),
];

/** Does this statement let the role do it, within all that forbids it? */
const byItself = (role: Role, statement: Statement, request: Request): Truth =>
  mayFreelyDo(role, request, [statement, ...denialsOf(role).filter((other) => other !== statement)]);

const denialsOf = oncePer((role: Role): readonly Statement[] => statementsOf(role).filter((one) => conceivable(isDeny(one))));

/** The statement allows every action of the service on every resource, and nothing limits it. */
export const grantsService = (role: Role, statement: Statement, service: string): Truth =>
  all(byItself(role, statement, wholeService(service)), not(grantsEverything(statement)));

/** All but a few actions, on everything: what a statement with `NotAction` allows. */
export const grantsAllBut = (statement: Statement): Truth =>
  all(
    statement.when,
    isAllow(statement),
    any(...statement.notActions.map(({ when }) => when)),
    isOn({ ...statement, notResources: [] }, EVERYTHING, 'on every resource'),
    holdFreely(statement, {}),
  );

/** Services of which all is the matter of the rule that asks for their one strong action. */
const OF_ONE_ACTION = ['sts', 'codestar-connections', 'codeconnections'];

/** A rule of its own speaks of the statement as a whole, or of all that it grants of the service. */
const isToldAlready = (statement: Statement, service: string): Truth =>
  any(
    grantsEverything(statement),
    grantsAllBut(statement),
    ...(!OF_ONE_ACTION.includes(service) && wholeServicesIn(statement).includes(service)
      ? [freelyAllows(statement, wholeService(service))]
      : []),
  );

/** May the statement speak of the service at all? A quick look, as policies speak of few. */
export const speaksOf = (statement: Statement, service: string): boolean => {
  const services = servicesIn(statement);
  return services.has('*') || services.has(service);
};

const servicesIn = oncePer(
  ({ actions, notActions }: Statement): ReadonlySet<string> => new Set(notActions.length > 0 ? ['*'] : actions.map(serviceIn)),
);

/** The service of an action that is written out; `*` where it may be any. */
function serviceIn({ text }: Term): string {
  const [first] = piecesIn(text, NOWHERE);
  const [, service = '*'] = first && !isHole(first) ? (/^([a-z\d-]+):/.exec(first.literal.toLowerCase()) ?? []) : [];
  return service;
}

/** One statement lets a role do something without meeting any condition. */
export interface Right {
  readonly statement: Statement;
  readonly action: string;
  readonly truth: Truth;
}

/**
 * What single statements let a role of the delivery system do of these actions, told each where no wider rule speaks of the
 * statement: one that grants everything, all but a few, or the whole service.
 */
export const rights = (role: Role, actions: readonly string[], on: (service: string, action: string) => Resource): readonly Right[] =>
  statementsOf(role).flatMap((statement) =>
    actions.flatMap((action): Right[] => {
      const service = serviceOf(action);
      if (!speaksOf(statement, service)) return [];
      const request = { action, on: on(service, action) };
      if (!conceivable(freelyAllows(statement, request))) return [];
      const told = asFarAsKnown(isToldAlready(statement, service));
      return [{ statement, action, truth: all(ofDelivery(role), byItself(role, statement, request), not(told)) }];
    }),
  );

/** Each statement once, with the actions that it may allow. */
export function byStatement(found: readonly Right[]): readonly { statement: Statement; actions: readonly string[]; truth: Truth }[] {
  const own = new Map<Statement, Right[]>();
  for (const right of found) push(own, right.statement, right);
  return [...own].map(([statement, those]) => ({
    statement,
    actions: those.map(({ action }) => action),
    truth: any(...those.map(({ truth }) => truth)),
  }));
}

/** `a, b and c`; of many the first few, and how many more. */
export function listed(names: readonly string[]): string {
  const told = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  return told.length < 2 ? (told[0] ?? '') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}
