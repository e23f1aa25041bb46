import type { Text } from './text.ts';
import type { Thing } from './truth.ts';
import type { Value } from './value.ts';

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
