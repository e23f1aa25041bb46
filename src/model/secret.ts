import { TOKEN_FORMATS } from '../data/token-formats.ts';
import type { Model } from './model.ts';
import { HOLE, matches, mentions, type Text, wordsOf } from './text.ts';
import { all, any, type Truth } from './truth.ts';
import type { EnvironmentVariable } from './variable.ts';

/** Longer texts hold no credential that a person typed, and patterns are not run over them. */
const LONGEST = 8192;

/** Values that every reader knows for a stand-in. */
const PLACEHOLDER =
  /^(\*+|x{3,}|\.{3,}|-+|_+|<[^>]*>|\[[^\]]*\]|\{\{?[^}]*\}\}?|%[^%]+%|\$.*|#\{.*|abc(123)?|foo|bar|baz|qwerty|none|null|nil|undefined|true|false|yes|no|empty|na|n\/a|tbd|todo|fixme)$|change.?(me|it|this)|replace.?(me|this|with)|insert.?your|your[-_ ]|[-_ ]here$|dummy|place.?holder|example|sample|redacted|masked|secret.?here|not.?(a.?)?(real|secret)|fake|^(my|the|some|a)[-_ ]?(password|passwd|secret|token|api[-_ ]?key|key)$|^(password|passwd|pass|secret|token|apikey|api[-_]key|credentials?|key|test|testing|default|admin|user|username|value|string)$/i;

/** References, paths and settings: what a variable of a secret's name holds when all is well. */
const REFERENCE =
  /^(arn:|\/|\.{0,2}\/|~\/|https?:\/\/[^@\s]*$|s3:|ssm:|secretsmanager:|\{\{resolve:|file:|env:|vault:|op:|\d{1,5}$|[a-z0-9_.-]+(\/[a-z0-9_.:-]+)+$)/;

/** `DB_PASSWORD`, `githubToken`: words that promise a secret, as the last of a name. */
const PROMISES = ['password', 'passwd', 'pwd', 'passphrase', 'secret', 'secrets', 'token', 'apikey', 'credential', 'credentials', 'pat'];

/** … and those that take the promise back: the name of a secret is none, and neither is its age. */
const TAKES_BACK = [
  'arn',
  'name',
  'id',
  'path',
  'url',
  'uri',
  'file',
  'enabled',
  'ttl',
  'length',
  'expiry',
  'expiration',
  'type',
  'prefix',
  'suffix',
  'region',
  'version',
  'policy',
  'rotation',
  'endpoint',
  'parameter',
  'param',
  'ref',
  'key',
  'alias',
  'count',
  'timeout',
  'min',
  'max',
  'required',
  'store',
  'manager',
  'provider',
  'username',
  'user',
  'days',
];

/** Does the name promise that the value is a secret? Whole words: `TOKENIZER` and `KMS_KEY_ID` do not. */
export function promisesSecret(name: string): boolean {
  const words = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  const joined = words.join('_');
  if (/(api|access|private|signing|encryption|auth|secret|client_secret)_key$/.test(joined) && !/(public|kms)_/.test(joined))
    return !/^(kms|public)/.test(joined);
  const last = words.at(-1) ?? '';
  if (TAKES_BACK.includes(last)) return false;
  return PROMISES.includes(last) || /(password|passwd|secret|apikey|token)$/.test(last);
}

/** `SSM parameter name of the API key`: a description that says where the secret is kept, so that this is none. */
export const tellsOfReference = (description: string): boolean =>
  /\b(names?|paths?|arns?|ids?) (of|for|in)\b|\b(parameter|secret|ssm)('s)? (name|path|arn|id)\b/i.test(description);

/** Is this written-out value one that somebody would have to keep to himself? */
export const isRealValue = (value: string): boolean => {
  const text = value.trim();
  return (
    text.length >= 4 &&
    text.length <= LONGEST &&
    !/\s/.test(text.slice(0, 64)) &&
    !PLACEHOLDER.test(text) &&
    !REFERENCE.test(text) &&
    new Set(text).size > 3
  );
};

/** A credential that its own form gives away; published example keys are none. */
export function tokenIn(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  for (const { name, pattern } of TOKEN_FORMATS) {
    const found = pattern.exec(text);
    if (found && !/EXAMPLE|0000000000|1234567890(?!\d)|xxxxxx|XXXXXX/.test(found[0])) return name;
  }
  return undefined;
}

const URL_PASSWORD = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"${}]{1,256}:([^\s/@'"${}]{3,256})@/i;

/** `https://user:password@host` with both written out. */
export function urlPasswordIn(text: string): string | undefined {
  const found = text.length > LONGEST ? null : URL_PASSWORD.exec(text);
  return found?.[1] !== undefined && isRealValue(found[1]) ? found[1] : undefined;
}

/** A value that has a secret's form wherever it stands. */
export const looksSecret = (value: Text): Truth =>
  any(
    mentions(value, (seen) => tokenIn(seen) !== undefined, 'has the form of a credential'),
    mentions(value, (seen) => urlPasswordIn(seen) !== undefined, 'a URL with a password'),
  );

/** A value that is written out, and is no placeholder, no reference and no switch. */
export const isWrittenOut = (value: Text): Truth =>
  mentions(value, (seen) => !seen.includes(HOLE) && isRealValue(seen), 'stands here in plain text');

/** A plaintext variable whose value has a credential's form, or whose name promises a secret and whose value keeps it. */
export function holdsPlaintextSecret({ name, value, type }: EnvironmentVariable): Truth {
  const plaintext = matches(type, /^(|PLAINTEXT)$/, '');
  const promised = mentions(name, promisesSecret, 'its name promises a secret');
  return all(any(plaintext, absent(type)), any(all(promised, isWrittenOut(value)), looksSecret(value)));
}

const absent = (text: Text): Truth => ({
  in(world) {
    const fact = text.in(world);
    return { is: fact.state === 'absent' ? 'yes' : 'no', because: () => [] };
  },
});

/** Every variable that a build, an action or a container gets from a definition. */
export function* variablesOf(model: Model): Generator<EnvironmentVariable> {
  for (const { variables } of model.all('buildspec')) yield* variables;
  for (const { variables } of model.all('project')) yield* variables;
  for (const { steps, variables } of model.all('pipeline')) {
    yield* variables;
    for (const { action } of steps) yield* action.variables;
  }
  for (const { containers } of model.all('task-definition')) for (const { variables } of containers) yield* variables;
}
