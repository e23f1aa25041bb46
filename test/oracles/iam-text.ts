/** What AWS's documentation leaves open, or what IAM would refuse to store: an oracle says so and does not guess. */
export class Undocumented extends Error {}

/** The request context: a key, whatever its case, and its value or values. Times are ISO 8601 or seconds, binaries Base64. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** One character of a pattern: a `*` or `?` that stands for others, or itself. */
export interface Sign {
  readonly char: string;
  readonly wild: boolean;
}

/**
 * The values of a key, none when it is absent. Names of keys are not case-sensitive:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function valuesOf(context: Context, key: string): readonly string[] {
  const found = Object.entries(context).filter(([name]) => name.toLowerCase() === key.toLowerCase());
  if (found.length > 1) throw new Undocumented(`the context has ${key} in more than one spelling`);
  return found.flatMap(([, value]) => value);
}

/** The characters of a text without variables, such as an action. */
export function signsOf(text: string): Sign[] {
  return [...text].map((char) => ({ char, wild: char === '*' || char === '?' }));
}

/**
 * The characters of a text whose variables are replaced: `${key}`, `${key, 'default'}`, and `${*}`, `${?}`, `${$}` for the
 * characters themselves. Undefined when a variable has no value: such a text equals nothing and is like nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * A value with several members cannot be a variable:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function substituted(text: string, context: Context): Sign[] | undefined {
  const signs: Sign[] = [];
  for (const part of text.split(/(\$\{[^}]*\})/u)) {
    if (!/^\$\{.*\}$/su.test(part)) {
      signs.push(...signsOf(part));
      continue;
    }
    const value = variable(part.slice(2, -1), context);
    if (value === undefined) return undefined;
    signs.push(...[...value].map((char) => ({ char, wild: false })));
  }
  return signs;
}

function variable(name: string, context: Context): string | undefined {
  if (name === '*' || name === '?' || name === '$') return name;
  const [, key = name, fallback] = /^(.*?), '(.*)'$/su.exec(name) ?? [];
  const values = valuesOf(context, key);
  if (values.length > 1) throw new Undocumented(`a variable of several values: ${key}`);
  const value = values[0] ?? fallback;
  if (value === '') throw new Undocumented(`a variable of an empty text: ${key}`);
  if (value !== undefined && /[*?]/u.test(value)) throw new Undocumented(`a wildcard out of a variable: ${value}`);
  return value;
}

/** The text that signs write, where no wildcard is one. */
export function written(signs: readonly Sign[]): string {
  return signs.map(({ char }) => char).join('');
}

/** Whether a text is what a pattern says; `wildcard` gives the regular expression that a `*` or a `?` stands for. */
export function fits(
  pattern: readonly Sign[],
  text: string,
  wildcard = (at: number): string => (pattern[at]?.char === '*' ? '.*' : '.'),
): boolean {
  const source = pattern.map(({ char, wild }, at) => (wild ? wildcard(at) : char.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&')));
  return new RegExp(`^${source.join('')}$`, 'su').test(text);
}

/** The six components of an ARN; the sixth, the resource, may have colons of its own. Undefined when there are fewer. */
export function components(arn: readonly Sign[]): Sign[][] | undefined {
  const parts: Sign[][] = [[]];
  for (const sign of arn) {
    if (sign.char === ':' && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(sign);
  }
  return parts.length === 6 ? parts : undefined;
}
