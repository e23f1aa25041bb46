import type { SimpleCommand, Word } from '../command.ts';
import { callOf, hasOption, operandsOf } from '../command-words.ts';
import type { Prints } from '../deed.ts';
import { isShown } from './flow.ts';

const variablesIn = (words: readonly Word[]): string[] => [
  ...new Set(
    words.flatMap(({ value, expansions }) =>
      expansions.flatMap(({ of, name }) => (of === 'variable' && /^\w+$/.test(name) && shows(value, name) ? name : [])),
    ),
  ),
];

/** `${#TOKEN}` is its length, and `${TOKEN:+set}` only tells whether it is there. */
const shows = (value: string, name: string): boolean => !value.includes(`\${#${name}}`) && !new RegExp(`\\$\\{${name}:?\\+`).test(value);

export function printDeeds(command: SimpleCommand): readonly Prints[] {
  const { program, args } = callOf(command);
  const traced = tracing(program, args);
  if (traced) return [{ does: 'prints', what: 'commands', variables: [], words: [traced] }];
  const deed = printed(command);
  return deed && isShown(command) ? [{ does: 'prints', ...deed }] : [];
}

function printed(command: SimpleCommand): Omit<Prints, 'does'> | undefined {
  const { words: all, spelled } = command;
  const { program, args } = callOf(command);
  const first = all[0] ?? '';
  if (/^(echo|printf|write-host|write-output)$/i.test(program)) {
    const words = args.filter(({ expansions }) => expansions.length > 0);
    const variables = variablesIn(words);
    return { what: variables.length > 0 ? 'variables' : 'words', variables, words: variables.length > 0 ? words : args };
  }
  if (program === 'printenv' || program === 'declare' || program === 'export' || program === 'typeset') {
    const names = operandsOf(args);
    const whole =
      program === 'printenv'
        ? names.length === 0
        : names.length === 0 && command.assignments.length === 0 && (args.length === 0 || hasOption(args, /^-\w*[px]$/));
    if (whole) return { what: 'environment', variables: [], words: spelled };
    return program === 'printenv' ? { what: 'variables', variables: names.map(({ value }) => value), words: names } : undefined;
  }
  if (/^(env|set)$/.test(first) && all.length === 1) return { what: 'environment', variables: [], words: spelled };
  if (/^(get-childitem|gci|dir|ls)$/i.test(program) && args.some(({ value }) => /^env:\\?$/i.test(value)))
    return { what: 'environment', variables: [], words: args };
  if (/^(cat|type|get-content|more|less|head|tail|bat)$/i.test(program)) {
    const body = command.redirections.find((one) => one.body)?.body;
    const files = operandsOf(args, /^-[nc]$/);
    if (files.length > 0) return { what: 'file', variables: [], words: files };
    const variables = body && !body.quoted ? variablesIn([body]) : [];
    return body && variables.length > 0 ? { what: 'variables', variables, words: [body] } : undefined;
  }
  return undefined;
}

/** `set -x`, `set -o xtrace`, `bash -x script`: every command is shown with what it is given. */
function tracing(program: string, args: readonly Word[]): Word | undefined {
  if (program === 'set')
    return args.find(({ value }, i) => /^-[a-np-z]*x[a-z]*$/.test(value) || (value === 'xtrace' && args[i - 1]?.value.startsWith('-')));
  if (!/^(ba|z|da|k)?sh$/.test(program)) return undefined;
  const script = args.findIndex(({ value }) => !value.startsWith('-'));
  return args.slice(0, script < 0 ? undefined : script).find(({ value }) => /^-\w*x/.test(value));
}
