import { push } from './table.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';
import type { Value } from './value.ts';
import { NOWHERE } from './world.ts';

/** A reference from one noun to another: known, unknown with the reason, or absent because nothing is referred to. */
export interface Link<T> extends Value<T> {
  /** What the reference says: a name, an ARN, a path. */
  readonly text?: Text;
}

/** Who refers to a noun, and as what: `the action Deploy runs it`. */
export interface Use {
  readonly by: Thing;
  readonly as: string;
}

/** What may refer to a thing by one of its links: what does for sure, and all that hangs on a choice, or that nobody knows where nothing is chosen. */
export function referrers<U, T>(all: readonly U[], link: (one: U) => Link<T>): (to: T) => readonly U[] {
  const [known, open] = [new Map<T, U[]>(), [] as U[]];
  for (const one of all) {
    const fact = link(one).in(NOWHERE);
    if (fact.state === 'known') push(known, fact.value, one);
    if (fact.state === 'unknown') open.push(one);
  }
  return (to) => [...(known.get(to) ?? []), ...open];
}
