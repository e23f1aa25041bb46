import type { TextTree } from './tree.ts';

/** Characters of the source that one escape takes, the backslash included. */
const ESCAPE: Record<string, number> = { x: 4, u: 6, U: 10 };

/**
 * Where in the source the nth character of a decoded scalar stands, for every scalar style at once: walk both texts,
 * skipping in the source what decoding dropped (indentation, folds, quotes) and stepping over escapes.
 */
export function align(source: string, scalar: TextTree, offset: number): number {
  const escapes = source[scalar.start] === '"';
  let at = scalar.start + (escapes || source[scalar.start] === "'" ? 1 : 0);
  for (let i = 0; i < scalar.text.length; i++) {
    const wanted = scalar.text[i];
    while (at < scalar.end && source[at] !== wanted && !(escapes && source[at] === '\\')) at++;
    if (i === offset) break;
    at += escapes && source[at] === '\\' ? (ESCAPE[source[at + 1] ?? ''] ?? 2) : 1;
  }
  return Math.min(at, scalar.end);
}
