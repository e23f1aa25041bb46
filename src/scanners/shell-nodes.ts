import { type CompoundList, forEachChild, type Command as ShellCommand, type SyntaxNode } from 'unbash';

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

/** Where in a text something is said: asked again and again, and looked for once. */
export class Mentions {
  readonly #at: readonly number[];

  constructor(text: string, wanted: RegExp) {
    this.#at = [...text.matchAll(wanted)].map(({ index }) => index);
  }

  between(from: number, to: number): boolean {
    let [low, high] = [0, this.#at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return (this.#at[low] ?? Number.POSITIVE_INFINITY) < to;
  }
}

/** What of a shell's options changes what a failure does. Undefined: an earlier item may have said it. */
export interface Options {
  readonly errexit: boolean | undefined;
  readonly pipefail: boolean;
}

export const NO_OPTIONS: Options = { errexit: undefined, pipefail: false };

/** `set -euo pipefail`, `set +e`, `trap 'exit 1' ERR`. */
export function optionsAfter(words: readonly string[], before: Options): Options {
  const [name, ...rest] = words;
  if (name === 'trap') return rest.slice(1).includes('ERR') ? { ...before, errexit: true } : before;
  if (name !== 'set') return before;
  let { errexit, pipefail } = before;
  rest.forEach((word, i) => {
    const named = /^[-+]\w*o$/.test(word) ? rest[i + 1] : undefined;
    const on = word.startsWith('-');
    if (/^[-+][a-df-z]*e/.test(word) || named === 'errexit') errexit = on;
    if (named === 'pipefail') pipefail = on;
  });
  return { errexit, pipefail };
}

/** For each command the index of the one that makes up for its failure: what follows the next `||`, if that succeeds. */
export function hasBefore(operators: readonly string[], succeeding: readonly boolean[]): readonly (number | undefined)[] {
  const answers: (number | undefined)[] = [];
  let answer: number | undefined;
  for (let i = succeeding.length - 1; i >= 0; i -= 1) {
    if (operators[i] === '||') answer = succeeding[i + 1] ? i + 1 : undefined;
    answers[i] = answer;
  }
  return answers;
}

export const wordsOf = ({ name, args }: ShellCommand): string[] =>
  name ? [name.value, ...args.map((arg) => (arg.type === 'Word' ? arg.value : arg.text))] : [];

/** `true`, `:`, `echo failed`, `exit 0`: whatever failed before it, the line goes on. */
export function succeeds(node: SyntaxNode | undefined): boolean {
  if (node?.type === 'BraceGroup' || node?.type === 'Subshell') return endsWell(node.body);
  if (node?.type !== 'Command') return false;
  const [name = '', first] = wordsOf(node);
  return /^((\/(usr\/)?bin\/)?true|:|echo|printf)$/.test(name) || (name === 'exit' && first === '0');
}

const endsWell = ({ commands }: CompoundList): boolean => {
  const last = commands.at(-1)?.command;
  return (
    succeeds(last) &&
    commands.slice(0, -1).every(({ command }) => command.type === 'Command' && !/^(exit|return)$/.test(wordsOf(command)[0] ?? ''))
  );
};
