/** The name of anything that there is: only a wildcard reaches it. */
export const ANY = '\uF7FF';

/** Characters that policies use as wildcards, where they stand for themselves. */
export const [STAR, MARK] = ['\uF7F1', '\uF7F2'];

/** A `*` and a `?` that do not reach over a colon. */
export const STAR_WITHIN = '\uF7E1';
const MARK_WITHIN = '\uF7E2';

/** Stands for text that nobody knows, or for a name: `?` is one character, and is none of these. */
const isWhole = (character: string | undefined): boolean =>
  character !== undefined && character >= '\uF000' && character <= '\uF7FF' && character !== STAR && character !== MARK;

/** `*` is any text, `?` is any character. Goes back to the last `*` only: no pattern is slow. */
export function fits(pattern: string, text: string): boolean {
  if (pattern.includes(STAR_WITHIN)) return overlap(pattern, text);
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let i = 0; i < text.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      retry = i;
    } else if (at < pattern.length && alike(pattern[at], text[i])) {
      at += 1;
      i += 1;
    } else {
      if (star < 0) return false;
      at = star + 1;
      i = ++retry;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Is there a text that both patterns reach? Costs their lengths multiplied, where they do not differ before any `*`, or after the last. */
export function overlap(one: string, other: string): boolean {
  let start = 0;
  for (; start < one.length && start < other.length; start += 1) {
    if (isStar(one[start]) || isStar(other[start])) break;
    if (!alike(one[start], other[start])) return false;
  }
  let [end, otherEnd] = [one.length, other.length];
  for (; end > start && otherEnd > start; end -= 1, otherEnd -= 1) {
    if (isStar(one[end - 1]) || isStar(other[otherEnd - 1])) break;
    if (!alike(one[end - 1], other[otherEnd - 1])) return false;
  }
  return overlapWithin(one.slice(start, end), other.slice(start, otherEnd));
}

/** What both have before their first `*` and after their last is taken away. */
function overlapWithin(one: string, other: string): boolean {
  let row = new Uint8Array(other.length + 1); // row[j]: what comes before `a` in one, and j characters of the other, reach a common text
  let next = new Uint8Array(other.length + 1);
  row[0] = 1;
  for (let j = 0; j < other.length && isStar(other[j]); j += 1) row[j + 1] = 1;
  for (const a of one) {
    next[0] = isStar(a) ? (row[0] ?? 0) : 0;
    for (let j = 0; j < other.length; j += 1) {
      const b = other[j];
      const is = isStar(a) || isStar(b) ? (row[j + 1] === 1 && takes(a, b)) || (next[j] === 1 && takes(b, a)) : row[j] === 1 && alike(a, b);
      next[j + 1] = is ? 1 : 0;
    }
    [row, next] = [next, row];
  }
  return row[other.length] === 1;
}

const isStar = (character: string | undefined): boolean => character === '*' || character === STAR_WITHIN;

/** A star that stands for nothing here, or the other's that stands for this too. */
const takes = (a: string | undefined, b: string | undefined): boolean => isStar(a) || b === '*' || (b === STAR_WITHIN && a !== ':');

const alike = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a === '?' && !isWhole(b)) || (b === '?' && !isWhole(a)) || (a === MARK_WITHIN && b !== ':' && !isWhole(b));

/**
 * An ARN with wildcards as IAM takes it: those before the fifth colon stay between two, save a `*` that ends its part.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnPattern(pattern: string): string {
  if (!/^arn:(?:[^:]*:){0,4}[^:]*(?:\*[^:]|\?)/.test(pattern)) return pattern;
  return pattern
    .split(':')
    .map((part, i) => (i < 5 ? part.replace(/\*+(?!\*|$)/g, STAR_WITHIN).replaceAll('?', MARK_WITHIN) : part))
    .join(':');
}
