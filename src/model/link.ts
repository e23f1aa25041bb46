import type { Thing } from './truth.ts';
import type { Value } from './value.ts';

/** A reference from one noun to another: known, unknown with the reason, or absent because nothing is referred to. */
export type Link<T> = Value<T>;

/** Who refers to a noun, and as what: `the action Deploy runs it`. */
export interface Use {
  readonly by: Thing;
  readonly as: string;
}
