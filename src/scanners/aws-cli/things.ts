import { listTree, type MapTree, type Tree } from '../../documents/tree.ts';
import type { Reader } from '../reader.ts';
import { BEFORE } from './arguments.ts';
import type { Definition } from './definitions.ts';

/** What one call says, in the reader's words. */
export interface Part {
  readonly definition: Definition;
  readonly root: MapTree;
  /** The symbol of what the call prints, its ARN or its name. */
  readonly prints: string | undefined;
  /** What the calls about one thing share; undefined if nobody knows which thing it is. */
  readonly name: string | undefined;
}

/** One thing, and all that the calls of a script say of it. */
export interface Made {
  readonly read: Reader;
  readonly root: MapTree;
  readonly below: string | undefined;
  readonly prints: string | undefined;
  /** Nothing here makes it: it has its names elsewhere. */
  readonly changed: boolean;
}

/**
 * Put together what several calls say of one thing: `create-role`, and then `attach-role-policy` again and again. A change
 * counts wherever it stands, like all else in a script.
 */
export function thingsOf(parts: readonly Part[]): readonly Made[] {
  const made = new Named();
  for (const { definition, root, name, prints } of parts) {
    if (!definition.changes) made.add({ read: definition.read, root, below: definition.below, prints, changed: false }, name);
  }
  for (const part of parts) {
    const { definition, root, name } = part;
    const { read, changes } = definition;
    if (!changes) continue;
    const before = made.of(read, name);
    const alone = before.every(({ changed }) => changed) ? changes.alone : undefined;
    if (alone) {
      root.entries.delete(BEFORE);
      made.add({ read: alone, root, below: undefined, prints: undefined, changed: false }, undefined);
    } else if (before.length > 0) for (const one of before) change(one.root, part);
    else {
      const fresh = { ...root, entries: new Map() };
      change(made.add({ read, root: fresh, below: undefined, prints: undefined, changed: true }, name).root, part);
    }
  }
  return made.all;
}

class Named {
  readonly all: Made[] = [];
  readonly #named = new Map<Reader, Map<string, Made[]>>();

  add(one: Made, name: string | undefined): Made {
    this.all.push(one);
    if (name === undefined) return one;
    const names = this.#named.get(one.read) ?? new Map<string, Made[]>();
    this.#named.set(one.read, names.set(name, [...(names.get(name) ?? []), one]));
    return one;
  }

  of(read: Reader, name: string | undefined): readonly Made[] {
    return (name !== undefined && this.#named.get(read)?.get(name)) || [];
  }
}

function change(thing: MapTree, { definition: { changes, names = [] }, root }: Part): void {
  const isNew = thing.entries.size === 0;
  const into = changes?.into;
  for (const [key, entry] of root.entries) {
    if (key === BEFORE ? isNew : into === undefined || (isNew && names.includes(key))) thing.entries.set(key, entry);
  }
  if (into === undefined) return;
  const list: Tree = thing.entries.get(into)?.value ?? listTree(root.start);
  if (list.kind === 'list') list.items.push(root);
  thing.entries.set(into, { start: root.start, value: list });
}
