import { type ListTree, listTree, type MapTree, mapTree, put, type TextTree, type Tree, textTree } from '../../documents/tree.ts';

/** A shorthand that the AWS CLI refuses. */
class Refused extends Error {}

/** `\s` and the like are what the AWS CLI itself takes; a word may hold a quoted comma. */
const START = '(?:\\\\,|[!#-&(-+\\x2d-<>-Z\\x5c-z\\x7c-\\uffff])';
const FIRST = new RegExp(`${START}(?:\\\\,|[\\s!#-&(-+\\x2d-\\x5c\\x5e-\\x7c~-\\uffff])*`, 'y');
const SECOND = new RegExp(`${START}(?:\\\\,|[\\s!#-&(-+\\x2d-<>-\\uffff])*`, 'y');
const SINGLE = /'(?:\\'|[^'])*'/y;
const DOUBLE = /"(?:\\"|[^"])*"/y;
const KEY = /[\w.#/:-]*/y;
const SPACE = /[ \t\n\r\v\f]*/y;

/**
 * What `key=value,list=[a,b],map={k=v}` says, or undefined where the AWS CLI refuses it. Texts that `@=` reads from a file are
 * added to `files`. https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
 */
export function shorthand(source: string, start: number, end: number, files: TextTree[] = []): MapTree | undefined {
  try {
    return new Parser(source.slice(0, end), start, files).parameter();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

class Parser {
  constructor(
    readonly source: string,
    private at: number,
    private readonly files: TextTree[],
  ) {}

  parameter(): MapTree {
    const map = mapTree(this.at);
    this.#keyValue(map, () => this.#values());
    while (!this.#atEnd) {
      this.#expect(',');
      this.#keyValue(map, () => this.#values());
    }
    map.end = this.at;
    return map;
  }

  get #atEnd(): boolean {
    return this.at >= this.source.length;
  }

  get #current(): string {
    return this.source[this.at] ?? '';
  }

  /** Two of one key are refused at the top, where a comma stands for a space; below, the last one wins. */
  #keyValue(map: MapTree, read: () => Tree, once = true): void {
    const start = this.at;
    const key = this.#take(KEY);
    this.#skip();
    const isFile = this.#current === '@';
    if (isFile) this.at += 1;
    this.#expect('=');
    const value = read();
    if (once && map.entries.has(key)) throw new Refused();
    if (isFile && value.kind === 'text') this.files.push(value);
    put(map, key, start, value);
  }

  #values(): Tree {
    if (this.#current === '[') return this.#list();
    if (this.#current === '{') return this.#map();
    return this.#separated();
  }

  /** `a`, or `a,b`: what follows a comma is another value as long as it is no key. */
  #separated(): Tree {
    const first = this.#first();
    this.#skip();
    if (this.#current !== ',') return first;
    const list = listTree(first.start, '', [first]);
    for (;;) {
      this.#expect(',');
      const next = this.#second();
      this.#skip();
      if (next && (this.#atEnd || this.#current === ',')) {
        list.items.push(next);
        if (!this.#atEnd) continue;
      } else if (this.#atEnd) throw new Refused();
      else while (this.#current !== ',') this.at -= 1; // what follows the last comma is a key
      list.end = this.at;
      return list.items.length === 1 ? first : list;
    }
  }

  #list(): ListTree {
    const list = listTree(this.at);
    this.#expect('[');
    while (this.#current !== ']') {
      list.items.push(this.#inner());
      this.#between(']');
    }
    this.at += 1;
    list.end = this.at;
    return list;
  }

  #map(): MapTree {
    const map = mapTree(this.at);
    this.#expect('{');
    while (this.#current !== '}') {
      this.#keyValue(map, () => this.#inner(), false);
      this.#between('}');
    }
    this.at += 1;
    map.end = this.at;
    return map;
  }

  #inner(): Tree {
    if (this.#current === '[') return this.#list();
    if (this.#current === '{') return this.#map();
    return this.#first();
  }

  #first(): TextTree {
    return this.#quoted() ?? this.#bare(FIRST) ?? textTree('', false, this.at, this.at);
  }

  #second(): TextTree | undefined {
    return this.#quoted() ?? this.#bare(SECOND);
  }

  #quoted(): TextTree | undefined {
    const quote = this.#current;
    if (quote !== "'" && quote !== '"') return undefined;
    const start = this.at;
    const taken = this.#take(quote === "'" ? SINGLE : DOUBLE);
    if (!taken) throw new Refused();
    const text = taken.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\');
    return textTree(text, false, start, this.at);
  }

  #bare(pattern: RegExp): TextTree | undefined {
    const start = this.at;
    const taken = this.#take(pattern);
    const text = taken.replaceAll('\\,', ',').trimEnd();
    return taken ? textTree(text, false, start, start + taken.trimEnd().length) : undefined;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.source)?.[0] ?? '';
    this.at += taken.length;
    return taken;
  }

  #skip(): void {
    this.#take(SPACE);
  }

  #between(close: string): void {
    this.#skip();
    if (this.#current === close) return;
    this.#expect(',');
  }

  #expect(character: string): void {
    this.#skip();
    if (this.#current !== character) throw new Refused();
    this.at += 1;
    this.#skip();
  }
}
