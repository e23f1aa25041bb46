import { type Command, forEachChild, parse, type SyntaxNode, type Word } from 'unbash';
import { withoutWrappers } from '../../model/command-words.ts';
import { heredocsIn } from './heredocs.ts';
import type { ShellText } from './shell-text.ts';
import { variablesOf } from './variables.ts';
import { Weave } from './weave.ts';
import { Expander } from './words.ts';

/** A word as the program gets it: a part of the woven text. */
export interface Argument {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A variable without quotes of which nobody knows how many words it becomes. */
  readonly spreads: boolean;
}

/** `aws SERVICE OPERATION --option value …`, `sam COMMAND --option value …` */
export interface Call {
  /** `iam create-role` */
  readonly command: string;
  readonly start: number;
  readonly end: number;
  readonly options: readonly Option[];
  /** The symbol of what it prints, where something uses that: `ARN=$(aws iam create-role …)`. */
  readonly prints: string | undefined;
  /** There are more options than can be seen. */
  readonly open: boolean;
}

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly start: number;
  readonly values: readonly Argument[];
}

/** Longer scripts are not looked into. */
const LONGEST = 200_000;

/** Calls of the AWS CLI in a shell text, wherever they stand in it, and the woven text of all of them. */
export function callsIn(shell: ShellText): { calls: readonly Call[]; weave: Weave } {
  const weave = new Weave(shell.holes);
  if (shell.source.length > LONGEST) return { calls: [], weave };
  const script = parse(shell.source);
  const expander = new Expander(shell, variablesOf(script), weave);
  const heredocs = heredocsIn(script);
  const calls: Call[] = [];
  const visit = (node: SyntaxNode, label: string, prints?: string): void => {
    if (node.type === 'Command') {
      const words = programOf(node);
      if (words.length > 1 && /^(?:.*\/)?(?:aws2?|sam)$/.test(words[0]?.value ?? '')) {
        const call = callOf(words.flatMap((word) => argumentsOf(word, expander, heredocs)));
        if (call) calls.push({ ...call, prints });
      }
    }
    const into = node.type === 'Assignment' ? node.name : label;
    const as = node.type === 'CommandExpansion' ? expander.symbol(`at ${node.pos}`, label) : prints;
    forEachChild(node, (child) => visit(child, into, as));
  };
  visit(script, '…');
  return { calls, weave };
}

/** The words from the program on, without what wraps it. */
function programOf({ name, args }: Command): Word[] {
  const words = [...(name ? [name] : []), ...args.filter((arg) => arg.type === 'Word')];
  return words.slice(words.length - withoutWrappers(words.map(({ value }) => value)).length);
}

/** What is written into a file of the script stands for the name of that file. */
function argumentsOf(word: Word, expander: Expander, heredocs: ReturnType<typeof heredocsIn>): Argument[] {
  const { weave } = expander;
  const start = weave.length;
  const since = weave.mark();
  expander.word(heredocs(word) ?? word);
  const end = weave.length;
  const text = since();
  weave.literal(' ', expander.shell.at(word.end));
  const [only, ...others] = word.parts ?? [];
  const isBare = others.length === 0 && (only?.type === 'SimpleExpansion' || only?.type === 'ParameterExpansion');
  if (isBare && !hasMark(text)) {
    return [...text.matchAll(/\S+/g)].map(({ 0: one, index }) => ({
      text: one,
      start: start + index,
      end: start + index + one.length,
      spreads: false,
    }));
  }
  const isArray = /^"?\$(\{\w+\[@\]\}|@)"?$/.test(word.text);
  return [{ text, start, end, spreads: (isBare && hasMark(text)) || isArray }];
}

/** Private characters that stand for a hole. */
const hasMark = (text: string): boolean => /^\uE000\d+\uE001$/.test(text);

/** Options of the AWS CLI itself that take a value: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html */
const GLOBAL =
  /^--(region|profile|output|query|endpoint-url|color|ca-bundle|cli-read-timeout|cli-connect-timeout|cli-binary-format|cli-error-format)$/;

function callOf(words: readonly Argument[]): Omit<Call, 'prints'> | undefined {
  const [program, ...rest] = words;
  const isSam = /(^|\/)sam$/.test(program?.text ?? '');
  const names: string[] = isSam ? ['sam'] : [];
  let at = 0;
  for (; at < rest.length && names.length < 2; at++) {
    const { text = '', spreads } = rest[at] ?? {};
    if (GLOBAL.test(text)) at += 1;
    else if (!text.startsWith('-') && !spreads) names.push(text);
  }
  const last = words.at(-1);
  if (!program || !last || names.length < 2) return undefined;
  const options: { name: string; start: number; values: Argument[] }[] = [];
  let open = false;
  for (const word of rest.slice(at)) {
    const current = options.at(-1);
    const long = isSam ? word.text.replace(/^(-t|--template)(?=$|=)/, '--template-file') : word.text;
    const [, name, value] = /^--([a-z][\w-]*)(?:=(.*))?$/s.exec(long) ?? [];
    if (name !== undefined) {
      const values = value === undefined ? [] : [{ ...word, text: value, start: word.end - value.length }];
      options.push({ name, start: word.start, values });
    } else {
      if (word.spreads && (!current || current.values.length > 0)) open = true;
      current?.values.push(word); // one more of a list, or nothing that anybody looks at
    }
  }
  return { command: names.join(' '), start: program.start, end: last.end, options, open };
}
