import { posix } from 'node:path';
import type { Command, SimpleCommand } from '../../model/command.ts';

/** Where CodeBuild puts the source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html */
const SOURCE = /^\$\{?CODEBUILD_SRC_DIR\}?(?=\/|$)/;

/**
 * The folder in which a simple command runs, as a path from the one in which its list begins; undefined where a variable
 * decides it. Each phase is read as if it began there again.
 */
export function directoryAt(run: SimpleCommand, item: Command, before: readonly Command[]): string | undefined {
  const stack: (string | undefined)[] = ['.'];
  const walk = (runs: readonly SimpleCommand[], within: SimpleCommand | undefined): void => {
    for (const one of runs) {
      if (one === run) return;
      const alone = one.inside.some((around) => around === 'subshell' || around === 'substitution' || around === 'shell');
      if (alone && !(within && sameShell(one, within))) continue; // it changes the folder of its own shell only
      move(one.words, stack);
    }
  };
  for (const other of before) if (other.phase === item.phase) walk(other.runs, undefined);
  walk(item.runs, run);
  return stack.at(-1);
}

const sameShell = (a: SimpleCommand, b: SimpleCommand): boolean => a.inside.every((around, i) => b.inside[i] === around);

function move([name, target = '']: readonly string[], stack: (string | undefined)[]): void {
  if (name === 'popd') {
    if (stack.length > 1) stack.pop();
    return;
  }
  if (name !== 'cd' && name !== 'pushd') return;
  const to = folder(target, stack.at(-1));
  if (name === 'pushd') stack.push(to);
  else stack[stack.length - 1] = to;
}

/** @returns `/web` for a folder from the root of the source; undefined for what a variable decides, and for what lies outside */
export function folder(target: string, from: string | undefined): string | undefined {
  const home = target.replace(SOURCE, '');
  if (/[$`*?]/.test(home)) return undefined;
  if (home !== target) return posix.join('/', home);
  if (/^([~/-]|$)/.test(home)) return undefined;
  return from === undefined ? undefined : posix.join(from, target);
}
