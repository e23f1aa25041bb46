import type { Node } from '../documents/node.ts';
import type { Policy, Role, Statement } from '../model/identity.ts';
import { type Location, nameOfOrigin } from '../model/location.ts';
import { oncePer } from '../model/once-per.ts';
import { inScope } from '../model/policy/grants.ts';
import { saysDelivery } from '../model/policy/owner.ts';
import { piecesIn, shown, type Text, written } from '../model/text.ts';
import { wordsOf } from '../model/text-words.ts';
import { ALWAYS, all, lazily, NEVER } from '../model/truth.ts';
import { absent } from '../model/value.ts';
import { NOWHERE } from '../model/world.ts';
import type { Linker } from './linker.ts';
import { add, type Context, thingAt } from './reader.ts';

/**
 * Whoever may have a policy that nobody in sight has: a role of which nothing else is known. It belongs to the delivery system where
 * all policies count, and else where the file, or the role that the policy is put into, is called so.
 */
export function addHolder(node: Node, policy: Policy, role: Text | undefined, context: Context): void {
  const { linker } = context;
  const { at, path, statements } = policy;
  const { origin, host } = at.source;
  const file = at.pointer === '' && !host && origin.kind === 'file' ? origin.path : undefined;
  const everywhere = linker.scope === 'all';
  if (!everywhere && !role && !(file !== undefined && saysDelivery(file))) return;
  const isTrust = statements.length > 0 && statements.every(isOfTrust);
  if ((!isTrust && statements.some(namesPrincipals)) || wordsOf([...path, file ?? ''].join('/')).includes('boundary')) return;
  const thing = thingAt(node, path.length > 0 || file === undefined ? path : [file.replace(/^.*\//, '')]);
  const isHeld = (): boolean => statements.some((one) => heldIn(linker)(one, role === undefined));
  const none = absent<never>(at);
  const holder: Role = {
    name: role ?? written(at, ''),
    arns: () => [],
    trust: isTrust ? statements : [],
    policies: () => (isTrust ? [] : [policy]),
    managed: [],
    boundary: { arn: none, policy: none, ...thing },
    users: () => [],
    scope: everywhere || !role ? 'all' : 'delivery',
    holds: policy,
    ...thing,
    when: all(
      thing.when,
      lazily(() => (isHeld() ? NEVER : ALWAYS)),
    ),
  };
  if (role) ofRoles.add(holder);
  add({ ...context, changes: true }, 'policy-holder', holder);
}

/** Of a role that is named, and not here to read. */
const ofRoles = new WeakSet<Role>();

/** Says who may assume a role. */
const isOfTrust = (statement: Statement): boolean =>
  namesPrincipals(statement) &&
  statement.actions.length > 0 &&
  statement.actions.every(({ text }) => /^sts:/i.test(shown(piecesIn(text, NOWHERE))));

/** The policy of a resource, or of who may assume a role: it grants nothing to whoever has it. */
const namesPrincipals = ({ principals, notPrincipals }: Statement): boolean => principals.length + notPrincipals.length > 0;

/** Does some role have the statement, or, `byName`, whoever has a role of a name? Known only when everything is read. */
const heldIn = oncePer((linker: Linker): ((statement: Statement, byName: boolean) => boolean) => {
  const keys = (roles: readonly Role[]): ReadonlySet<string> =>
    new Set(
      roles
        .flatMap((role) => [
          { statements: role.trust },
          ...role.policies(),
          ...[...role.managed, role.boundary].flatMap(({ policy }) => inScope(policy)),
        ])
        .flatMap(({ statements }) => statements.map(({ at }) => keyOf(at))),
    );
  const [roles, names] = [keys(linker.every('role')), keys(linker.every('policy-holder').filter((one) => ofRoles.has(one)))];
  return ({ at }, byName) => roles.has(keyOf(at)) || (byName && names.has(keyOf(at)));
});

/** A file that a command names is read by itself too: these are two documents, and one place. */
const keyOf = ({ source: { host, origin }, pointer, offset }: Location): string =>
  `${host ? keyOf(host) : nameOfOrigin(origin)}#${pointer}@${offset ?? ''}`;
