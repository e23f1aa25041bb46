import type { TextTree } from './tree.ts';

/** Where in the source the nth character of a decoded scalar stands; behind the last one, where the text ends. */
export function align(source: string, scalar: TextTree, offset: number): number {
  const known = tables.get(scalar) ?? tableOf(source, scalar);
  tables.set(scalar, known);
  return known[Math.min(offset, scalar.text.length)] ?? scalar.end;
}

const tables = new WeakMap<TextTree, Uint32Array>(); // many findings can stand in one long script

/** Characters of the source that one escape takes, the backslash included. */
const ESCAPE: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/**
 * For every scalar style at once: walk both texts, skipping in the source what decoding dropped (indentation, folds,
 * quotes, continuations) and stepping over escapes as a whole.
 */
function tableOf(source: string, scalar: TextTree): Uint32Array {
  const { text, start, end, header } = scalar;
  const table = new Uint32Array(text.length + 1);
  const quote = header < 0 && /["']/.test(source[start] ?? '') ? source[start] : '';
  const indent = header < 0 ? Number.POSITIVE_INFINITY : indentOf(source, scalar);
  let at = header < 0 ? start + (quote ? 1 : 0) : margin(source, start, indent);
  for (let i = 0; i < text.length; i++) {
    const wanted = text[i];
    for (let seen = source[at]; at < end && seen !== wanted; seen = source[at]) {
      const escapes = quote === '"' && seen === '\\';
      if (escapes && isBreak(source[at + 1])) at = pastBreak(source, at + 1);
      else if (escapes || (wanted === ' ' && isBreak(seen)))
        break; // what decodes to it: an escape, a fold
      else at = isBreak(seen) ? margin(source, at + 1, indent) : at + 1;
    }
    table[i] = Math.min(at, end);
    const seen = source[at];
    if (isBreak(seen)) at = margin(source, at + 1, indent);
    else if (quote === '"' && seen === '\\') {
      const letter = source[at + 1] ?? '';
      at += ESCAPE[letter] ?? 2;
      if (letter === 'U' && isPair(text, i)) table[++i] = table[i - 1] ?? end; // one escape, two units
    } else at += quote === "'" && seen === "'" ? 2 : 1;
  }
  table[text.length] = Math.min(at, end);
  return table;
}

const isBreak = (character: string | undefined): boolean => character === '\n' || character === '\r';
const isPair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xffff;

const pastBreak = (source: string, at: number): number =>
  margin(source, at + (source.startsWith('\r\n', at) ? 2 : 1), Number.POSITIVE_INFINITY);

/** Behind the white space that a line begins with and that is no part of the text. */
function margin(source: string, from: number, indent: number): number {
  let at = from;
  while (at - from < indent && (source[at] === ' ' || (source[at] === '\t' && indent === Number.POSITIVE_INFINITY))) at++;
  return at;
}

/** How far a block is indented: what its first line that is not empty has more than the text. */
function indentOf(source: string, { text, start, end }: TextTree): number {
  const width = (lines: string): number => /^ */.exec(/^.*\S.*$/m.exec(lines)?.[0] ?? '')?.[0].length ?? 0;
  return width(source.slice(start, end)) - width(text);
}
