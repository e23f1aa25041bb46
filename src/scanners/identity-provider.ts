import type { IdentityProvider, Principal, Statement } from '../model/identity.ts';
import type { Link } from '../model/link.ts';
import { holes, isHole, type Piece, piecesIn, type Text } from '../model/text.ts';
import { NOWHERE } from '../model/world.ts';
import type { Linker } from './linker.ts';
import { add, type Reader, thingAt } from './reader.ts';

/** A provider of OpenID Connect; a template refers to it where it does not write its ARN. */
export const readIdentityProvider: Reader = (node, context) => {
  const provider: IdentityProvider = { url: node.prop('Url').text(), ...thingAt(node, context.path) };
  add(context, 'identity-provider', provider);
};

/** The statements of a trust policy: a reference to a provider that is here to read says whose tokens it takes. */
export const trusting = (statements: readonly Statement[], linker: Linker): Statement[] =>
  statements.map((statement) =>
    statement.principals.some(isReference)
      ? { ...statement, principals: statement.principals.map((one) => (isReference(one) ? { ...one, text: named(one, linker) } : one)) }
      : statement,
  );

const isReference = ({ kind, text }: Principal): boolean => kind === 'Federated' && piecesIn(text, NOWHERE).every(isHole);

/** The ARN of the provider that a principal refers to, as far as its URL tells it. */
function named(principal: Principal, linker: Linker): Text {
  const { text } = principal;
  const link: Link<IdentityProvider> = linker.link('identity-provider', principal, text, 'trusted by a role');
  return {
    at: text.at,
    in(world) {
      const fact = link.in(world);
      const url = fact.state === 'known' ? piecesIn(fact.value.url, world) : [];
      if (fact.state !== 'known' || url.length === 0) return text.in(world);
      return { state: 'known', value: [...beginning(text, holes(piecesIn(text, world))), ...withoutScheme(url)], given: fact.given };
    },
  };
}

const beginning = ({ at }: Text, hole: ReturnType<typeof holes>): Piece[] => [
  { literal: 'arn:aws:iam::', at },
  { hole, at, symbol: undefined },
  { literal: ':oidc-provider/', at },
];

const withoutScheme = ([first, ...others]: readonly Piece[]): readonly Piece[] =>
  first && !isHole(first) ? [{ ...first, literal: first.literal.replace(/^https?:\/\//, '') }, ...others] : [];
