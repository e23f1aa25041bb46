import type { Node } from '../documents/node.ts';
import type { Kind, Nouns } from '../model/model.ts';
import { piecesIn, shown, type Text } from '../model/text.ts';
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
  /** Read only because something in scope refers to it: there to be linked to, never judged. */
  readonly context: boolean;
}

/** Reads one noun and adds it to what is known. */
export type Reader = (node: Node, context: Context) => void;

/** A noun's place, its worlds, and its names. */
export const thingAt = ({ at, when }: Node, path: readonly string[]): Thing => ({ at, when, path });

/** The name as a reader would write it, for the path; nothing where there is none. */
export const named = (...texts: readonly Text[]): string[] => {
  const [first] = texts.map((text) => shown(piecesIn(text, NOWHERE))).filter(Boolean);
  return first === undefined ? [] : [first];
};

/** The noun, under its own name where nothing else names it. */
export function add<K extends Kind>(context: Context, kind: K, noun: Nouns[K], name: Text): Nouns[K] {
  context.linker.add(kind, noun, [name, ...context.references], context.context);
  return noun;
}

/** Outside a template the only name is the thing's own. */
export const pathOf = (context: Context, name: Text): readonly string[] => (context.path.length > 0 ? context.path : named(name));
