import type { Thing } from './truth.ts';

/** Something in a file that its reader refuses, or passes over in silence. */
export interface Fault extends Thing {
  /** A predicate of the place: `is a map to YAML, and no command`. */
  readonly what: string;
  /** An item of a list of commands. */
  readonly command?: true;
}
