import type { HereDocBody, Word, WordPart } from 'unbash';
import { nameOfOrigin } from '../../model/location.ts';
import { hidden } from '../../model/value.ts';
import type { ShellText } from './shell-text.ts';
import type { Variables } from './variables.ts';
import type { Weave } from './weave.ts';

/** A variable that holds itself, by way of others, is looked into no deeper. */
const DEEPEST = 8;

/** What a shell makes of words: quotes removed, variables that are known put in, and a hole for all else that it expands. */
export class Expander {
  constructor(
    readonly shell: ShellText,
    readonly variables: Variables,
    readonly weave: Weave,
  ) {}

  word(word: Word | HereDocBody, depth = 0, label = '…'): void {
    if (word.parts) this.#parts(word.parts, depth, label);
    else this.#literal(word.text, word.type === 'Word' ? word.value : word.text, word.pos);
  }

  #parts(parts: readonly WordPart[], depth: number, label: string): void {
    for (const part of parts) this.#part(part, depth, label);
  }

  #part(part: WordPart, depth: number, label: string): void {
    if (part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted')
      this.#literal(part.text, part.value, part.pos);
    else if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') this.#parts(part.parts, depth, label);
    else if (part.type === 'SimpleExpansion') this.#variable(part.text.slice(1), part.pos, depth);
    else if (part.type === 'ParameterExpansion') {
      const { parameter, pos, operation, prefix, index } = part;
      if (operation || prefix || index)
        this.#hole(pos, `what is made of $${parameter} is only known when it runs`, this.symbol(`at ${pos}`, label));
      else this.#variable(parameter, pos, depth);
    } else if (part.type === 'Glob' || part.type === 'BraceExpansion' || part.type === 'ExtendedGlob') {
      this.#pattern(part, part.parts ?? [], depth, label); // no file is called so: the shell leaves it as it is
    } else this.#hole(part.pos, 'what a command prints is only known when it runs', this.symbol(`at ${part.pos}`, label));
  }

  #pattern({ text, pos, end }: { text: string; pos: number; end: number }, parts: readonly WordPart[], depth: number, label: string): void {
    let at = pos;
    const plain = (to: number): void => {
      this.#literal(text.slice(at - pos, to - pos), text.slice(at - pos, to - pos), at);
      at = to;
    };
    for (const part of parts) {
      plain(part.pos);
      this.#part(part, depth, label);
      at = part.end;
    }
    plain(end);
  }

  #variable(name: string, pos: number, depth: number): void {
    const word = depth < DEEPEST ? this.variables.valueOf(name, pos) : undefined;
    if (word) {
      this.word(word, depth + 1, name);
      return;
    }
    const symbol = this.symbol(String(this.variables.age(name, pos)), name);
    this.#hole(pos, `$${name} is only known when it runs`, /[A-Za-z_]/.test(name) ? symbol : undefined); // `$1` is another in each function
  }

  /** What stands at one place, or in one variable that nobody sets anew, is the same wherever it is used. */
  symbol(which: string, label: string): string {
    const { source, pointer } = this.shell.host;
    return [nameOfOrigin(source.origin), pointer, which, label].join('\0');
  }

  #hole(pos: number, text: string, symbol?: string): void {
    this.weave.hole(hidden({ at: this.shell.at(pos), text }, symbol));
  }

  /** Quotes and backslashes stand in the source alone: each run between them is a piece. */
  #literal(raw: string, value: string, pos: number): void {
    const whole = raw.indexOf(value);
    if (whole >= 0) {
      this.weave.literal(value, this.shell.at(pos + whole));
      return;
    }
    let run = { from: 0, start: 0 };
    let next = 0;
    for (let i = 0; i < value.length; i++) {
      let here = next;
      while (here < raw.length && (raw[here] !== value[i] || isEscape(raw, here, value, i))) here += 1;
      if (here !== next) {
        this.weave.literal(value.slice(run.from, i), this.shell.at(pos + run.start));
        run = { from: i, start: here };
      }
      next = here + 1;
    }
    this.weave.literal(value.slice(run.from), this.shell.at(pos + run.start));
  }
}

/** A backslash that stands for the one behind it. */
const isEscape = (raw: string, at: number, value: string, i: number): boolean =>
  raw[at] === '\\' && raw[at + 1] === '\\' && raw.length - at > value.length - i;
