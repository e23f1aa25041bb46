import type { SimpleCommand, Word } from './command.ts';
import { oncePer } from './once-per.ts';

/** `sudo env A=1 time npm test` is `npm test`. */
export const withoutWrappers = (words: readonly string[]): readonly string[] => words.slice(wrappersOf(words));

/** How many words in front only say how the program is run. */
function wrappersOf(words: readonly string[]): number {
  let at = 0;
  let wrapped = false;
  while (at < words.length) {
    const word = words[at] ?? '';
    wrapped ||= at > 0 && /^(sudo|env|xvfb-run|nice|dotenv|xargs|nyc|c8)$/.test(words[at - 1] ?? '');
    if (/^(sudo|env|time|nice|nohup|exec|command|xvfb-run|dotenv|cross-env|retry|xargs|nyc|c8|\\)$/.test(word)) at += 1;
    else if (at > 0 && /^[A-Za-z_]\w*=/.test(word)) at += 1;
    else if (word === 'timeout') at += /^-/.test(words[at + 1] ?? '') ? 3 : 2;
    else if (/^(doppler|chamber|aws-vault|op|infisical|dotenvx)$/.test(word) && words.includes('--', at)) at = words.indexOf('--', at) + 1;
    else if (wrapped && word.startsWith('-')) at += /^-[nuPIL]$/.test(word) && /^(xargs|sudo)$/.test(words[0] ?? '') ? 2 : 1;
    else break;
  }
  return at;
}

/** A program by its bare name, and the words that it is given. */
export interface Call {
  /** Without folder, `.exe` and version: `docker`, `mvn`, `cdk`. Empty where there is none, as in `X=1`. */
  readonly program: string;
  /** As it is written, folder included. */
  readonly name: string;
  /** Every word after the program. */
  readonly args: readonly Word[];
}

/** The program that a command really runs, behind `sudo`, `env`, `time`, `npx` and the like. */
export const callOf = oncePer((command: SimpleCommand): Call => {
  const { words } = command;
  let at = wrappersOf(words);
  while (/^(npx|bunx|pnpx|uvx|pipx)$/.test(words[at] ?? '')) {
    at += 1;
    while (/^(-|run$)/.test(words[at] ?? '')) at += /^(-p|--package|-c|--python)$/.test(words[at] ?? '') ? 2 : 1;
  }
  const name = words[at] ?? '';
  const program = name
    .replace(/^.*[/\\](?=.)/, '')
    .replace(/\.(exe|cmd|bat)$/i, '')
    .replace(/(?<=.)@[\w.^~-]+$/, '');
  return { program, name, args: command.spelled.slice(at + 1) };
});

/** The words that are no options, the values of options that take one left out. */
export const operandsOf = (args: readonly Word[], takesValue = /(?!)/): readonly Word[] =>
  args.filter(({ value }, i) => !(value.startsWith('-') && value.length > 1) && !takesValue.test(args[i - 1]?.value ?? ''));

/** The value of an option, in either spelling: `--tag x`, `--tag=x`. The last one counts. */
export const optionOf = (args: readonly Word[], names: RegExp): Word | undefined => optionsOf(args, names).at(-1);

/** Every value of an option that may be given again and again. */
export function optionsOf(args: readonly Word[], names: RegExp): readonly Word[] {
  return args.flatMap((word, i) => {
    const cut = word.value.startsWith('-') ? word.value.indexOf('=') : -1;
    if (cut > 0) return names.test(word.value.slice(0, cut)) ? [{ ...word, value: word.value.slice(cut + 1) }] : [];
    const next = args[i + 1];
    return names.test(word.value) && next ? [next] : [];
  });
}

export const hasOption = (args: readonly Word[], names: RegExp): boolean => args.some(({ value }) => names.test(value));
