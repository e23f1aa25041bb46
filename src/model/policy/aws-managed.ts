import { MANAGED_POLICIES } from '../../data/managed-policies.ts';
import type { ManagedPolicy, Statement, Term } from '../identity.ts';
import { HOLE, holes, isHole, literal, type Piece, piecesIn, question, type Text, written } from '../text.ts';
import { ALWAYS, all, any, type Truth } from '../truth.ts';
import { absent } from '../value.ts';
import { explore, NOWHERE } from '../world.ts';

/** What one statement grants on every resource; roles are passed to any service where it names none. */
interface Grant {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly passedTo: readonly string[];
}

/** The name of a policy of AWS's own, in any partition; undefined where nobody knows it, empty where it is another one. */
export const awsNameOf = ({ arn }: ManagedPolicy): string | undefined => nameIn(piecesIn(arn, NOWHERE));

/** Policies of AWS grant, all but a few whose names say so; another one may forbid. */
export const onlyGrants = ({ arn }: ManagedPolicy): Truth =>
  question(
    arn,
    (pieces) => {
      const name = nameIn(pieces);
      if (name === undefined) return 'unknown';
      return name && !/^AWS(?:DenyAll|CompromisedKeyQuarantine\w*)$/.test(name) ? 'yes' : 'no';
    },
    'a policy of AWS',
  );

/**
 * What a managed policy of AWS grants on everything, as far as it matters to a delivery system: statements that stand
 * where it is attached. None for a policy that grants nothing of the kind, and for one that is not of AWS.
 */
export function awsStatements(managed: ManagedPolicy): readonly Statement[] {
  const name = nameIn(piecesIn(managed.arn, NOWHERE));
  if (name !== undefined) return statementsBy(name, managed, managed.when);
  return namesOf(managed.arn).flatMap((one) => statementsBy(one, managed, all(managed.when, isCalled(managed.arn, one))));
}

/** Worlds looked at for the name of one policy. */
const MOST = 64;

/** Every name that choices can give it. */
function namesOf(arn: Text): readonly string[] {
  const { leaves } = explore(
    (world) => piecesIn(arn, world),
    (pieces) => (nameIn(pieces) === undefined ? holes(pieces).find(({ choice }) => choice)?.choice : undefined),
    MOST,
  );
  return [...new Set(leaves.flatMap(({ seen }) => nameIn(seen) || []))];
}

const isCalled = (arn: Text, name: string): Truth => ({
  in(world) {
    const pieces = piecesIn(arn, world);
    const seen = nameIn(pieces);
    if (seen === undefined) return { is: 'unknown', because: () => holes(pieces) };
    const { given = [] } = arn.in(world);
    return { is: seen === name ? 'yes' : 'no', because: () => given };
  },
});

/** Does a managed policy of AWS do this? A name that nobody knows may. */
export const awsGrants = (managed: ManagedPolicy, does: (statement: Statement) => Truth): Truth => ({
  in(world) {
    const { arn } = managed;
    const fact = arn.in(world);
    const pieces = piecesIn(arn, world);
    const name = nameIn(pieces);
    if (name === undefined) return { is: MAY_BE.test(seenIn(pieces)) ? 'unknown' : 'no', because: () => holes(pieces) };
    const { is } = any(...statementsBy(name, managed, ALWAYS).map(does)).in(world);
    return { is, because: () => [...(is === 'yes' ? [{ at: arn.at, text: `${name} grants it` }] : []), ...(fact.given ?? [])] };
  },
});

const seenIn = (pieces: readonly Piece[]): string => pieces.map((piece) => (isHole(piece) ? HOLE : piece.literal)).join('');

/** The partition may be unknown. Undefined where the name is. */
function nameIn(pieces: readonly Piece[]): string | undefined {
  const name = nameOf(seenIn(pieces));
  return name || literal(pieces) !== undefined ? name : undefined;
}

const nameOf = (arn: string): string => /^arn:[^:]*:iam::aws:policy\/(?:[^/\uFFFC]+\/)*([^/\uFFFC]+)$/.exec(arn)?.[1] ?? '';

/** An ARN with holes that can be that of a policy of AWS. */
const MAY_BE = /^(?:arn:[^:]*:iam::(?:aws:policy\/|\uFFFC|aws\uFFFC)|[^:]*\uFFFC)/;

const statementsBy = (name: string, managed: ManagedPolicy, when: Truth): readonly Statement[] =>
  grantsBy(name).map((grant) => statementOf(managed, when, grant));

let policies: ReadonlyMap<string, string> | undefined;

/** The grants of a policy by its name; none where it grants nothing that matters. */
function grantsBy(name: string): readonly Grant[] {
  policies ??= new Map(
    MANAGED_POLICIES.trim()
      .split('\n')
      .map((line): [string, string] => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  );
  return (policies.get(name)?.split('|') ?? []).map((grant) => {
    const [, all, actions = '', services] = /^(!?)([^>]*)>?(.*)$/.exec(grant) ?? [];
    const list = actions.split(',');
    return { actions: all ? [] : list, notActions: all ? list : [], passedTo: services ? services.split(',') : [] };
  });
}

function statementOf({ arn, path }: ManagedPolicy, when: Truth, { actions, notActions, passedTo }: Grant): Statement {
  const { at } = arn;
  const term = (text: string): Term => ({ at, when: ALWAYS, path, text: written(at, text) });
  return {
    at,
    when,
    path,
    sid: absent(at),
    version: absent(at),
    effect: written(at, 'Allow'),
    actions: actions.map(term),
    notActions: notActions.map(term),
    resources: [term('*')],
    notResources: [],
    principals: [],
    notPrincipals: [],
    conditions:
      passedTo.length > 0 ? [{ ...term(''), operator: 'StringLike', key: 'iam:PassedToService', values: passedTo.map(term) }] : [],
  };
}
