import { type CompoundList, forEachChild, parse, type Command as ShellCommand, type Statement, type SyntaxNode } from 'unbash';
import { type SimpleCommand, withoutWrappers } from '../model/command.ts';

/** Longer scripts are no commands of a build, and nobody waits for them. */
const LONGEST = 200_000;

/** `bash -c "bash -c …"`: deeper than this nobody looks. */
const DEEPEST = 4;

/** What becomes of a command's failure: the item of the list fails too, or nothing does. */
type Fate = Pick<SimpleCommand, 'ignored' | 'unless'>;
const FATAL: Fate = { ignored: false };
const LOST: Fate = { ignored: true };

/** The options of the shell that change it. */
interface Options {
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

const known = new Map<string, readonly SimpleCommand[]>(); // one command stands in many buildspecs

/** The simple commands of one item of a list of commands. */
export function commandsIn(text: string): readonly SimpleCommand[] {
  const before = known.get(text) ?? simpleCommands(text);
  known.set(text, before);
  return before;
}

/**
 * The simple commands of a shell text in the order in which they stand, those inside loops, substitutions and
 * `bash -c '…'` included. A text that no shell would take gives what could be read of it.
 */
export function simpleCommands(text: string, depth = 0, above: Fate = FATAL, given: Partial<Options> = {}): SimpleCommand[] {
  if (text.length > LONGEST || depth > DEEPEST) return [];
  const found: SimpleCommand[] = [];
  const options: Options = { errexit: given.errexit ?? SETS_ERREXIT.test(text), pipefail: given.pipefail ?? SETS_PIPEFAIL.test(text) };
  const source = (node: { pos: number; end: number }): string => text.slice(node.pos, node.end);

  /** In a row only the last one's failure counts, unless the shell stops at the first or somebody looks at `$?`. */
  const row = (statements: readonly Statement[], fate: Fate): void => {
    statements.forEach((statement, i) => {
      const rest = statements.slice(i + 1);
      const noticed = options.errexit || rest.length === 0 || rest.some((later) => NOTICES.test(source(later)));
      visit(statement, noticed || fate.ignored ? fate : { ignored: true, unless: 'errexit' });
    });
  };
  const visit = (node: SyntaxNode, fate: Fate): void => {
    switch (node.type) {
      case 'Script':
      case 'CompoundList':
        row(node.commands, fate);
        break;
      case 'Statement':
        visit(node.command, node.background ? LOST : fate);
        break;
      case 'AndOr':
        node.commands.forEach((command, i) => {
          const or = node.operators.indexOf('||', i); // what fails here is answered by what follows the next `||`
          visit(command, or >= 0 && succeeds(node.commands[or + 1]) ? LOST : fate);
        });
        break;
      case 'Pipeline':
        node.commands.forEach((command, i) => {
          const hidden = i < node.commands.length - 1 && !options.pipefail && !fate.ignored;
          visit(command, hidden ? { ignored: true, unless: 'pipefail' } : fate);
        });
        break;
      case 'If': {
        const handled = /\b(exit|return|false)\b/.test(source(node)) ? fate : LOST;
        for (const clause of [node.clause, ...node.elif.map((elif) => elif.clause)]) visit(clause, handled);
        for (const branch of [node.then, ...node.elif.map((elif) => elif.then), node.else]) if (branch) visit(branch, fate);
        break;
      }
      case 'Function':
        visit(node.body, above); // it fails where it is called
        break;
      case 'Command':
        found.push(...expand(node, fate, depth));
        forEachChild(node, (child) => visit(child, node.name ? LOST : fate)); // `X=$(npm test)` fails, `echo $(npm test)` does not
        break;
      default:
        forEachChild(node, (child) => visit(child, fate));
    }
  };
  visit(parse(text), above);
  return found;
}

const SETS_ERREXIT = /(^|[\s;&(])(set\s+(-\w+\s+)*(-\w*e|-o\s+errexit)|trap\s.*\bERR\b)/;
const SETS_PIPEFAIL = /\b(pipefail|PIPESTATUS)\b/;
const NOTICES = /\$\?|PIPESTATUS|LastExitCode/i;

/** `true`, `:`, `echo failed`, `exit 0`: whatever failed before it, the line goes on. */
function succeeds(node: SyntaxNode | undefined): boolean {
  if (node?.type === 'BraceGroup' || node?.type === 'Subshell') return endsWell(node.body);
  if (node?.type !== 'Command') return false;
  const [name = '', first] = wordsOf(node);
  return /^(true|:|echo|printf)$/.test(name) || (name === 'exit' && first === '0');
}

const endsWell = ({ commands }: CompoundList): boolean => {
  const last = commands.at(-1)?.command;
  return (
    succeeds(last) &&
    commands.slice(0, -1).every(({ command }) => command.type === 'Command' && !/^(exit|return)$/.test(wordsOf(command)[0] ?? ''))
  );
};

const wordsOf = ({ name, args }: ShellCommand): string[] =>
  name ? [name.value, ...args.map((arg) => (arg.type === 'Word' ? arg.value : arg.text))] : [];

/** The command, and the one that it hands to a shell: `bash -c 'npm test'`. */
function expand(node: ShellCommand, fate: Fate, depth: number): SimpleCommand[] {
  const words = wordsOf(node);
  if (words.length === 0) return [];
  const [shell = '', ...rest] = withoutWrappers(words);
  const isShell = /^(.*\/)?(ba|z|da|k)?sh$/.test(shell);
  const flag = rest.findIndex((word) => /^-\w*c$/.test(word));
  const script = isShell && flag >= 0 ? rest[flag + 1] : shell === 'eval' ? rest.join(' ') : undefined;
  if (!script) return [{ words, offset: node.pos, ...fate }];
  const options = isShell && rest.slice(0, flag + 1).some((word) => /^-\w*e/.test(word)) ? { errexit: true } : {};
  return simpleCommands(script, depth + 1, fate, options).map((inner) => ({ ...inner, offset: node.pos }));
}
