import { type Command as CommandNode, type Pipeline, parse, type Script, type Statement, type SyntaxNode } from 'unbash';
import type { Captured, Enclosure, Guarded, Hiding, SimpleCommand } from '../model/command.ts';
import { withoutWrappers } from '../model/command-words.ts';
import { exits, leaving, mentionsVerdict, verdictOf } from './shell-guards.ts';
import { childrenOf, hasBefore, Mentions, NO_OPTIONS, type Options, optionsAfter, succeeds } from './shell-nodes.ts';
import { type Frame, readAssignment, readRedirection, readWord } from './shell-words.ts';

/** `bash -c "bash -c …"`: deeper than this nobody looks. */
const DEEPEST = 4;

/** Each level is parsed only when somebody looks, and takes as long as its text. */
const DEEPEST_SUBSTITUTION = 8;

/** What a command stands in, and what becomes of its failure. */
interface Where {
  readonly inside: readonly Enclosure[];
  readonly hidden: Hiding | undefined;
  readonly unless?: 'errexit' | 'pipefail';
  readonly captured: Captured | undefined;
  /** Somebody asks how it ended: `if ! npm test`, `! npm test && exit 1`. */
  readonly asked?: boolean;
}

type Draft = { -readonly [K in keyof SimpleCommand]: SimpleCommand[K] };

const TOP: Where = { inside: [], hidden: undefined, captured: undefined };

/** Walks the syntax tree of one shell text, once, in the order in which it stands. */
export class ShellReader {
  readonly #found: Draft[] = [];
  readonly #notices: Mentions;
  readonly #exits: Mentions;
  #options: Options;
  #guard: Guarded;
  /** The item goes on as a success where the build has failed, `exit 0`: what follows the item is not kept from running. */
  #soft = false;
  #nested = 0;

  constructor(
    readonly text: string,
    readonly frame: Frame,
    given: Options = NO_OPTIONS,
    guard: Guarded = 'no',
    readonly depth = 0,
    readonly above: Where = TOP,
  ) {
    this.#options = { ...given, pipefail: given.pipefail || text.includes('PIPESTATUS') };
    this.#guard = guard;
    this.#notices = new Mentions(text, /\$\?|PIPESTATUS|LastExitCode/gi);
    this.#exits = new Mentions(text, /\b(exit|return|false)\b/g);
  }

  read(): { readonly runs: SimpleCommand[]; readonly guards: Guarded } {
    this.#visit(parse(this.text), this.above);
    return { runs: this.#found, guards: this.#soft && this.#guard === 'yes' ? 'perhaps' : this.#guard };
  }

  #source(node: { readonly pos: number; readonly end: number }): string {
    return this.text.slice(node.pos, node.end);
  }

  #visit(node: SyntaxNode, where: Where): void {
    switch (node.type) {
      case 'Script':
        if (node.source === undefined) this.#row(node.commands, node.end, where);
        else this.#decoded(node, node.source, where);
        break;
      case 'CompoundList':
        this.#row(node.commands, node.end, where);
        break;
      case 'Statement':
        this.#visit(node.command, node.background ? this.#lost(where, 'background', node.end - 1) : where);
        break;
      case 'AndOr':
        this.#andOr(node, where);
        break;
      case 'Pipeline':
        this.#pipeline(node, where);
        break;
      case 'If':
        this.#if(node, where);
        break;
      case 'Function':
        this.#visit(node.body, { ...this.above, inside: [...where.inside, 'function'] }); // it fails where it is called
        break;
      case 'Command':
        this.#command(node, where);
        break;
      case 'Subshell': {
        const options = this.#options;
        this.#visit(node.body, { ...where, inside: [...where.inside, 'subshell'] });
        this.#options = options;
        break;
      }
      case 'For':
      case 'While':
      case 'Select':
      case 'ArithmeticFor':
        this.#children(node, { ...where, inside: [...where.inside, 'loop'] });
        break;
      case 'CommandExpansion':
      case 'ProcessSubstitution':
      case 'ArithmeticExpansion':
        if (this.#nested < DEEPEST_SUBSTITUTION) {
          this.#nested += 1;
          this.#children(node, where);
          this.#nested -= 1;
        }
        break;
      case 'CaseItem':
        this.#children(node, { ...where, inside: [...where.inside, 'case'] });
        break;
      default:
        this.#children(node, where);
    }
  }

  #children(node: SyntaxNode, where: Where): void {
    const guard = this.#guard;
    for (const child of childrenOf(node)) this.#visit(child, where);
    if (/^(For|While|Select|ArithmeticFor|CaseItem)$/.test(node.type)) this.#guard = guard; // nobody knows whether it ran
  }

  /** Nobody notices the failure, for this reason: the innermost counts. */
  #lost({ unless: _, ...where }: Where, by: Hiding['by'], position: number, unless?: Where['unless']): Where {
    return { ...where, hidden: { by, offset: this.frame.place(position) }, ...(unless && { unless }) };
  }

  /** In a row only the last one's failure counts, unless the shell stops at the first or somebody looks at `$?`. */
  #row(statements: readonly Statement[], end: number, where: Where): void {
    statements.forEach((statement, i) => {
      const next = statements[i + 1];
      const { errexit } = this.#options;
      const noticed = errexit === true || !next || this.#notices.between(statement.end, end);
      const hidden = errexit === false ? 'set +e' : 'row';
      const unless = errexit === false ? undefined : 'errexit';
      this.#visit(statement, noticed || where.hidden ? where : this.#lost(where, hidden, next.pos, unless));
      const stops = (errexit || !next) && !where.hidden && !statement.background;
      if (stops && isTest(statement.command) && verdictOf(this.#source(statement.command)) === 'succeeding') this.#guard = 'yes';
    });
  }

  #andOr({ commands, operators }: Extract<SyntaxNode, { type: 'AndOr' }>, where: Where): void {
    const outer = this.#guard;
    let after = outer;
    const answered = hasBefore(operators, commands.map(succeeds)); // what fails here is answered by what follows the next `||`
    commands.forEach((command, i) => {
      const before = operators[i - 1];
      const outside = this.#isLeft(commands, operators, i, where) ? { ...where, hidden: undefined } : where;
      const inside = before ? [...where.inside, before === '||' ? ('or' as const) : ('and' as const)] : where.inside;
      const by = answered[i];
      this.#visit(command, { ...(by === undefined ? outside : this.#lost(where, 'or', commands[by]?.pos ?? 0)), inside, asked: true });
      const verdict = isTest(command) ? verdictOf(this.#source(command)) : undefined;
      const [operator, next] = [operators[i], commands[i + 1]];
      if (operator === '||') this.#guard = outer;
      if (!verdict || !next) return;
      const runsNext = verdict === 'unclear' ? 'perhaps' : (verdict === 'succeeding') === (operator === '&&') ? 'yes' : undefined;
      if (runsNext) this.#guard = runsNext;
      else after = this.#leftBy(next, after);
      if (verdict === 'unclear' && leaving(next, this.text)) after = 'perhaps';
    });
    this.#guard = after;
  }

  /** `npm test || exit 1` ends the shell itself, wherever in the block it stands. */
  #isLeft(commands: readonly SyntaxNode[], operators: readonly string[], at: number, { hidden, inside }: Where): boolean {
    const next = commands[operators.indexOf('||', at) + 1];
    const ends = hidden?.by === 'row' || hidden?.by === 'set +e';
    const here = !inside.some((one) => one === 'subshell' || one === 'substitution' || one === 'shell');
    return ends && here && operators.includes('||', at) && next !== undefined && exits(next, this.text);
  }

  /** What follows runs only where the build succeeded, if this ends the shell where it failed. */
  #leftBy(node: SyntaxNode, otherwise: Guarded): Guarded {
    const how = leaving(node, this.text);
    if (how === 'well') this.#soft = true;
    return how ? 'yes' : otherwise;
  }

  #pipeline({ commands, prefixes }: Pipeline, where: Where): void {
    const negated = prefixes.find(({ type }) => type === 'Negation');
    const members = commands.map((command, i) => {
      const from = this.#found.length;
      const next = commands[i + 1];
      const hidden = next && !this.#options.pipefail && !where.hidden;
      const inner = negated && !where.asked ? this.#lost(where, 'negation', negated.pos) : where;
      this.#visit(command, hidden ? this.#lost(where, 'pipe', next.pos, 'pipefail') : inner);
      return this.#found.slice(from).filter(({ captured }) => captured === where.captured);
    });
    members.forEach((member, i) => {
      const [first] = members[i + 1] ?? [];
      for (const one of first ? member : []) one.pipesInto ??= first;
      if (first) first.pipedFrom ??= member.at(-1);
    });
  }

  #if(node: Extract<SyntaxNode, { type: 'If' }>, where: Where): void {
    const outer = this.#guard;
    const handled = this.#exits.between(node.pos, node.end) ? where : this.#lost(where, 'condition', node.pos);
    const branch = { ...where, inside: [...where.inside, 'if' as const] };
    let after = outer;
    for (const clause of [node, ...node.elif]) {
      this.#visit(clause.clause, { ...handled, asked: true });
      const verdict = verdictOf(this.#source(clause.clause));
      const otherwise = this.#guard;
      this.#guard = verdict === 'succeeding' ? 'yes' : verdict === 'unclear' ? 'perhaps' : otherwise;
      this.#visit(clause.then, branch);
      this.#guard = verdict === 'failing' ? 'yes' : verdict === 'unclear' ? 'perhaps' : otherwise;
      const left = verdict === 'succeeding' ? node.else : clause.then;
      if (verdict === 'unclear' && [clause.then, node.else].some((one) => one && leaving(one, this.text))) after = 'perhaps';
      else if (verdict && verdict !== 'unclear' && left) after = this.#leftBy(left, after);
    }
    if (node.else) this.#visit(node.else, branch);
    this.#guard = after;
  }

  #command(node: CommandNode, where: Where): void {
    const draft = this.#draft(node, where);
    const inner = this.#handedOn(node, draft, where);
    const isEmpty = draft.words.length === 0 && draft.assignments.length === 0;
    if (inner) {
      this.#found.push(...inner);
      return; // what is expanded in it is read there
    }
    if (!isEmpty) this.#found.push(draft);
    this.#options = optionsAfter(draft.words, this.#options);
    if (this.#guard === 'no' && draft.assignments.some(({ value }) => mentionsVerdict(value.value))) this.#guard = 'perhaps'; // asked later
    const from = node.name ? this.#lost(where, 'substitution', node.pos) : where; // `X=$(npm test)` fails, `echo $(npm test)` does not
    const options = this.#options;
    const inside = [...where.inside, 'substitution' as const];
    for (const child of childrenOf(node)) {
      const variable = child.type === 'Assignment' ? child.name : '';
      this.#visit(child, { ...from, inside, captured: { by: draft, variable } });
    }
    this.#options = options;
  }

  #draft(node: CommandNode, { hidden, unless, inside, captured }: Where): Draft {
    const spelled = (node.name ? [node.name, ...node.args] : []).map((word) => {
      if (word.type === 'Word') return readWord(word, this.frame);
      const { value } = readAssignment(word, this.text, this.frame);
      return { ...value, value: word.text, offset: this.frame.place(word.pos), quoted: false };
    });
    const assigned = [...node.prefix, ...node.suffix].filter((one) => one.type === 'Assignment');
    return {
      words: spelled.map(({ value }) => value),
      spelled,
      offset: this.frame.place(node.pos),
      assignments: assigned.map((one) => readAssignment(one, this.text, this.frame)),
      redirections: node.redirects.map((one) => readRedirection(one, this.frame)),
      pipesInto: undefined,
      pipedFrom: undefined,
      captured,
      inside,
      ignored: hidden !== undefined,
      ...(unless && { unless }),
      hidden,
      guarded: this.#guard,
    };
  }

  /** What a command hands to a shell: `bash -c 'npm test'`, `eval "$X"`, `sh <<EOF`. */
  #handedOn(node: CommandNode, { words, redirections }: Draft, where: Where): SimpleCommand[] | undefined {
    const [shell = '', ...rest] = withoutWrappers(words);
    const isShell = /^(.*\/)?(ba|z|da|k)?sh$/.test(shell);
    const flag = rest.findIndex((word) => /^-\w*c$/.test(word));
    const body = isShell && rest.every((word) => /^-(?!\w*c)/.test(word)) ? redirections.find((one) => one.body)?.body : undefined;
    const script = isShell && flag >= 0 ? rest[flag + 1] : shell === 'eval' ? rest.join(' ') : body?.value;
    if (!script || this.depth >= DEEPEST) return undefined;
    const errexit = isShell && rest.slice(0, flag + 1).some((word) => /^-\w*e/.test(word));
    const options = shell === 'eval' ? this.#options : errexit ? { errexit: true, pipefail: false } : NO_OPTIONS;
    const around = body ? undefined : node.args[rest.length > 0 ? node.args.length - rest.length + flag + 1 : -1];
    const start = around && this.text.slice(around.pos + 1, around.end - 1) === script ? around.pos + 1 : undefined;
    const place = (position: number): number => this.frame.place(body ? node.pos : start === undefined ? node.pos : start + position);
    const frame = { ...this.frame, place };
    const inside = [...where.inside, 'shell' as const];
    const reader = new ShellReader(script, frame, options, this.#guard, this.depth + 1, { ...where, inside });
    const { runs, guards } = reader.read();
    if (!where.hidden) this.#guard = guards;
    return runs;
  }

  /** The text of backticks with escapes inside, which has positions of its own. */
  #decoded({ pos }: Script, source: string, where: Where): void {
    if (this.depth >= DEEPEST) return;
    const frame = { ...this.frame, place: () => this.frame.place(pos) };
    this.#found.push(...new ShellReader(source, frame, this.#options, this.#guard, this.depth + 1, where).read().runs);
  }
}

const isTest = ({ type }: SyntaxNode): boolean => type === 'Command' || type === 'TestCommand' || type === 'ArithmeticCommand';
