import type { Word } from './command.ts';
import type { Run } from './run.ts';
import { push } from './table.ts';
import { literal, piecesIn } from './text.ts';
import type { EnvironmentVariable } from './variable.ts';
import { NOWHERE } from './world.ts';

interface Set {
  readonly name: string;
  /** As it is written; none where it depends on something whether it is set. */
  readonly value: Word | undefined;
  readonly index: number;
}

/** Expansions inside expansions are followed so far, and texts grow no longer. */
const DEEPEST = 6;
const LONGEST = 2000;

/** The shell's variables, and what they hold at each command of a list. */
export class Variables {
  readonly #sets = new Map<string, Set[]>();
  readonly #given = new Map<string, string | undefined>();

  /** @param given What the build begins with, by whoever gives it: where two disagree, nobody knows the value. */
  constructor(runs: readonly Run[], given: readonly EnvironmentVariable[]) {
    for (const [index, { command }] of runs.entries()) {
      if (command.words.length > 0 && !/^(export|readonly|declare|local|typeset)$/.test(command.words[0] ?? '')) continue;
      const sure = command.inside.every((one) => one === 'subshell' || one === 'shell');
      for (const { name, value } of command.assignments) {
        push(this.#sets, name, { name, value: sure ? value : undefined, index });
      }
    }
    for (const variable of given) {
      const name = literal(piecesIn(variable.name, NOWHERE));
      if (name === undefined) continue;
      const type = literal(piecesIn(variable.type, NOWHERE));
      const value = type === '' || type === 'PLAINTEXT' ? literal(piecesIn(variable.value, NOWHERE)) : undefined;
      this.#given.set(name, this.#given.has(name) && this.#given.get(name) !== value ? undefined : value);
    }
  }

  /** A word as it is at a command: what is known is filled in, the rest stands as it is written, `$TAG`. */
  in(word: Word, index: number): string {
    return this.#expanded(word, index, 0);
  }

  #expanded(word: Word, index: number, depth: number): string {
    if (depth > DEEPEST || !word.expansions.some(({ of }) => of === 'variable')) return word.value;
    const text = word.value.replace(/\$\{(\w+)\}|\$(\w+)/g, (all, braced: string | undefined, bare: string | undefined) => {
      const name = braced ?? bare ?? '';
      return word.expansions.some((one) => one.of === 'hole' && one.name === name) ? all : (this.#valueOf(name, index, depth) ?? all);
    });
    return text.length > LONGEST ? word.value : text;
  }

  #valueOf(name: string, index: number, depth: number): string | undefined {
    const last = this.#sets.get(name)?.findLast((one) => one.index < index);
    if (last) return last.value && this.#expanded(last.value, last.index, depth + 1);
    return this.#given.get(name);
  }
}
