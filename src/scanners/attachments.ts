import type { Kind, Nouns } from '../model/model.ts';
import { push } from '../model/table.ts';
import type { Text } from '../model/text.ts';
import { all, type Thing, type Truth } from '../model/truth.ts';

/** Kinds that name what they belong to. */
export type Belonging = 'policy' | 'resource-policy' | 'subscription' | 'rotation-schedule' | 'disabled-transition';

interface Attachment {
  readonly kind: Belonging;
  readonly what: Thing;
  readonly to: Kind;
  readonly text: Text;
}

/** What a name leads to, and in which worlds, where more than one thing may be meant. */
interface Owner {
  readonly noun: Thing;
  readonly when: Truth | undefined;
}

/** Resources that stand alone and belong to others, which they name. */
export class Attachments {
  readonly #open: Attachment[] = [];
  readonly #found = new Map<Belonging, Map<Thing, Thing[]>>();

  add(attachment: Attachment): void {
    this.#open.push(attachment);
  }

  of<K extends Belonging>(kind: K, noun: Thing): readonly Nouns[K][] {
    return (this.#found.get(kind)?.get(noun) ?? NONE) as readonly Nouns[K][];
  }

  follow(owners: (attachment: Attachment) => readonly Owner[]): void {
    for (const attachment of this.#open) {
      const { kind, what } = attachment;
      const found = this.#found.get(kind) ?? new Map<Thing, Thing[]>();
      this.#found.set(kind, found);
      for (const { noun, when } of owners(attachment)) push(found, noun, when ? under(when, what) : what);
    }
  }
}

const NONE: readonly never[] = [];

/** The thing, and what of it is asked by itself, in the worlds in which it is attached. */
const under = <T extends Thing & { readonly statements?: readonly Thing[] }>(when: Truth, thing: T): T => ({
  ...thing,
  when: all(thing.when, when),
  ...(thing.statements && { statements: thing.statements.map((one) => ({ ...one, when: all(one.when, when) })) }),
});
