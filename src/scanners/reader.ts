import type { Node } from '../documents/node.ts';
import type { Member } from '../model/member.ts';
import type { Kind, Nouns } from '../model/model.ts';
import { isHole, piecesIn, shown, type Text } from '../model/text.ts';
import type { Thing } from '../model/truth.ts';
import { NOWHERE } from '../model/world.ts';
import type { Linker } from './linker.ts';

/** What a reader of one noun needs beside the place that it reads. */
export interface Context {
  readonly linker: Linker;
  /** Names that lead to the noun: the logical id of a resource. */
  readonly path: readonly string[];
  /** What a `Ref` and a `Fn::GetAtt` to the resource say; nothing outside templates. */
  readonly references: readonly Text[];
  /** The file that a tool made the resource of, where it says so: a path of the repository. */
  readonly asset?: Node | undefined;
  /** Of a resource: what is done when it is updated. */
  readonly updatePolicy?: Node;
  /** Read only because something in scope refers to it: there to be linked to, never judged. */
  readonly context: boolean;
  /** It only changes what is defined elsewhere under this name: nothing that refers to the name means it. */
  readonly changes?: true;
}

/** Reads one noun and adds it to what is known. */
export type Reader = (node: Node, context: Context) => void;

/**
 * A noun's place, its worlds, and its names. Spread it last: of objects that begin with a spread, V8 11 gives each a hidden
 * class of its own, which takes thirty times as long to make.
 */
export const thingAt = ({ at, when }: Node, path: readonly string[]): Thing => ({ at, when, path });

/** The name as a reader would write it, for the path; nothing where there is none. */
export const named = (...texts: readonly Text[]): string[] => {
  const [first] = texts.map((text) => shown(piecesIn(text, NOWHERE))).filter(Boolean);
  return first === undefined ? [] : [first];
};

/** The noun, under its own names where nothing else names it. */
export function add<K extends Kind>(context: Context, kind: K, noun: Nouns[K], ...names: readonly Text[]): Nouns[K] {
  context.linker.add(kind, noun, context.changes ? [] : [...names, ...context.references], context.context);
  return noun;
}

/** Outside a template the only name is the thing's own. */
export const pathOf = (context: Context, name: Text): readonly string[] => (context.path.length > 0 ? context.path : named(name));

/** The texts of a list. */
export const members = (node: Node, path: readonly string[]): Member[] =>
  node.items().map((item) => ({ text: item.text(), ...thingAt(item, path) }));

/** A reference as far as it can mean something of one service: an ARN of another one refers to nothing here. */
export const inService = (services: string | readonly string[], text: Text): Text => ({
  at: text.at,
  in(world) {
    const fact = text.in(world);
    if (fact.state !== 'known') return fact;
    const seen = fact.value.map((piece) => (isHole(piece) ? '…' : piece.literal)).join('');
    const [, service] = /^arn:[^:]*:([a-z0-9-]+):/.exec(seen) ?? [];
    return service === undefined || [services].flat().includes(service) ? fact : { state: 'absent', given: fact.given };
  },
});

/** What stands under the first of several names that AWS gives to the same: in a template, and in an answer. */
export const either = (node: Node, ...names: readonly [string, ...string[]]): Node =>
  names.map((name) => node.prop(name)).find(({ exists }) => exists) ?? node.prop(names[0]);

/** One service that was renamed in 2024; ARNs of both names are in use. */
export const CONNECTIONS = ['codeconnections', 'codestar-connections'];
