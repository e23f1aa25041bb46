import type { SimpleCommand, Word } from '../../model/command.ts';
import { callOf, hasOption, operandsOf, optionOf } from '../../model/command-words.ts';

/** What a command wants run that stands in a file. */
export interface Request {
  readonly kind: 'package' | 'make' | 'just' | 'task' | 'shell';
  /** Scripts, targets, tasks; the default one where none is named. Of a shell script its path. */
  readonly names: readonly string[];
  /** The folder that it says to look in, from where it stands. */
  readonly folder: string;
  /** The file, where it names one. */
  readonly file?: string | undefined;
  /** Nothing happens where there is none: `--if-present`. */
  readonly optional?: boolean;
  /** It can be a program of that name as well: `yarn jest`. */
  readonly perhaps?: boolean;
  /** The shell stops at the first failure: `bash -e x.sh`. */
  readonly errexit?: boolean;
  /** Failures are passed over: `make -i`. */
  readonly careless?: boolean;
}

export function requestOf(command: SimpleCommand): Request | undefined {
  const { program, name, args } = callOf(command);
  if (/^(npm|yarn|pnpm|bun)$/.test(program)) return ofPackage(program, args);
  if (/^(run-s|run-p|npm-run-all2?)$/.test(program)) {
    const names = operandsOf(args).map(({ value }) => value);
    return { kind: 'package', names, folder: '.' };
  }
  if (/^g?make$/.test(program)) return ofMake(args);
  if (program === 'just') {
    const names = operandsOf(args, /^(-f|-d|--justfile|--working-directory|--set)$/).map(({ value }) => value);
    return {
      kind: 'just',
      names: names.slice(0, 1),
      folder: optionOf(args, /^(-d|--working-directory)$/)?.value ?? '.',
      file: optionOf(args, /^(-f|--justfile)$/)?.value,
    };
  }
  if (/^(task|go-task)$/.test(program)) {
    const names = operandsOf(args, /^(-[dto]|--(dir|taskfile|output))$/).map(({ value }) => value);
    return {
      kind: 'task',
      names: names.filter((one) => !one.includes('=')),
      folder: optionOf(args, /^(-d|--dir)$/)?.value ?? '.',
      file: optionOf(args, /^(-t|--taskfile)$/)?.value,
    };
  }
  return ofShell(program, name, args);
}

const NODE_VALUES = /^(--(prefix|cwd|dir|filter|workspace|registry|loglevel)|-[CFw])$/;

function ofPackage(program: string, args: readonly Word[]): Request | undefined {
  const end = args.findIndex(({ value }) => value === '--');
  const own = end < 0 ? args : args.slice(0, end);
  const [first, second] = operandsOf(own, NODE_VALUES).map(({ value }) => value);
  const runs = /^(run|run-script|rum)$/.test(first ?? '');
  if (hasOption(own, /^(-w|--workspaces?|-ws|-F|--filter|-r|--recursive)(=|$)/) || /^workspaces?$/.test(first ?? '')) return undefined;
  const short =
    /^(t|tst|test|it|install-test|cit)$/.test(first ?? '') && program !== 'bun'
      ? 'test'
      : /^(start|stop|restart)$/.test(first ?? '')
        ? first
        : undefined;
  const bare = program === 'yarn' || program === 'pnpm' || program === 'bun' ? first : undefined;
  const name = runs ? second : (short ?? bare);
  if (!name || (!runs && BUILT_IN.test(`${program} ${name}`))) return undefined;
  const folder = optionOf(own, /^(--prefix|--cwd|--dir|-C)$/)?.value ?? '.';
  return { kind: 'package', names: [name], folder, optional: hasOption(own, /^--if-present$/), perhaps: !runs && !short };
}

/** What these tools do themselves, whatever scripts there are. */
const BUILT_IN =
  /^\w+ (install|i|add|remove|publish|audit|ci|config|cache|global|init|link|pack|exec|dlx|x|upgrade|update|why)$|^bun (test|build)$/;

function ofMake(args: readonly Word[]): Request {
  const names = operandsOf(args, /^(-[CfjloIW]|--(directory|file|makefile|jobs))$/).map(({ value }) => value);
  return {
    kind: 'make',
    names: names.filter((one) => !one.includes('=') && !/^\d+$/.test(one)),
    folder: optionOf(args, /^(-C|--directory)$/)?.value ?? '.',
    file: optionOf(args, /^(-f|--file|--makefile)$/)?.value,
    careless: hasOption(args, /^(-\w*i\w*|--ignore-errors)$/),
  };
}

const SHELLS = /^((ba|z|da|k)?sh|source|\.)$/;

function ofShell(program: string, name: string, args: readonly Word[]): Request | undefined {
  if (SHELLS.test(program)) {
    const at = args.findIndex(({ value }, i) => !/^[-+]/.test(value) && !/^[-+]\w*[oO]$/.test(args[i - 1]?.value ?? ''));
    const file = args[at]?.value;
    const options = args.slice(0, Math.max(0, at));
    if (!file || options.some(({ value }) => /^-\w*c$/.test(value))) return undefined;
    return { kind: 'shell', names: [file], folder: '.', errexit: options.some(({ value }) => /^-\w*e|^errexit$/.test(value)) };
  }
  const here =
    /^(\.{1,2}\/|[\w.-]+\/)[\w./-]+$/.test(name) || /^\$\{?CODEBUILD_SRC_DIR\}?\/[\w./-]+$/.test(name) || /^[\w-]+\.sh$/.test(name);
  return here && !/node_modules|vendor\/bin|\.venv|(^|\/)bin\/activate/.test(name)
    ? { kind: 'shell', names: [name], folder: '.' }
    : undefined;
}
