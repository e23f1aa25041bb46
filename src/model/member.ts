import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** One of a list of texts, in the worlds in which it stands there. */
export interface Member extends Thing {
  readonly text: Text;
}
