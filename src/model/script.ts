import type { Command } from './command.ts';
import type { Thing } from './truth.ts';

/** What a file of the repository runs under some name: a script of `package.json`, a target of a Makefile, a shell script. */
export interface Script extends Thing {
  /** As a reader would call it: `the script ci of package.json`, `scripts/test.sh`. */
  readonly title: string;
  /** In the order in which they run, hooks and prerequisites in front. */
  readonly commands: readonly Command[];
}
