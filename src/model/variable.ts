import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** A name and a value that a build, an action or a container gets. */
export interface EnvironmentVariable extends Thing {
  readonly name: Text;
  readonly value: Text;
  /** `PLAINTEXT` (or absent), `PARAMETER_STORE`, `SECRETS_MANAGER`. */
  readonly type: Text;
}

/** A parameter of a template, or a variable of a pipeline. */
export interface Parameter extends Thing {
  readonly name: Text;
  readonly type: Text;
  readonly description: Text;
  readonly noEcho: Text;
  readonly default: Text;
  /** Where only these will do. */
  readonly allowed: readonly Text[];
}
