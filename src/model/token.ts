import { TOKEN_FORMATS } from '../data/token-formats.ts';

/** Longer texts hold no credential that a person typed, and patterns are not run over them. */
export const LONGEST = 8192;

/** All formats at once: hardly any text has one, and each is looked at. */
const anyOf = (patterns: readonly RegExp[]): RegExp => new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'));

const ANY = anyOf(TOKEN_FORMATS.map(({ pattern }) => pattern));

/** Published example keys, and tokens that nobody drew by lot. */
const NO_TOKEN = /EXAMPLE|0{10}|1234567890|x{6}|abcdefghij/i;

/** The name of a credential that its own form gives away. */
export function tokenIn(text: string): string | undefined {
  if (text.length > LONGEST || !ANY.test(text)) return undefined;
  const isToken = ([found]: RegExpExecArray): boolean => !NO_TOKEN.test(found);
  return TOKEN_FORMATS.find(({ pattern }) => [...text.matchAll(new RegExp(pattern, 'g'))].some(isToken))?.name;
}

/** In a file a line break may be written as `\n`, whose letter must not look like the beginning of a word. */
const inFile = ({ source }: RegExp): RegExp => new RegExp(source.replaceAll('\\b', '(?:\\b|(?<=\\\\[bfnrt]))'), 'g');
const IN_FILE = TOKEN_FORMATS.map(({ name, pattern }) => ({ name, pattern: inFile(pattern) }));
const ANY_IN_FILE = anyOf(IN_FILE.map(({ pattern }) => pattern));

/** The text, with something else for everything that has a credential's form; what is a mere example, too. */
export const replaceTokens = (text: string, by: (name: string) => string): string =>
  ANY_IN_FILE.test(text) ? IN_FILE.reduce((masked, { name, pattern }) => masked.replace(pattern, by(name)), text) : text;
