import { variablesOfFunctions } from './lambda.ts';
import type { Model } from './model.ts';
import { equals, HOLE, holes, isHole, matches, mentions, type Piece, piecesIn, possibleTexts, type Text } from './text.ts';
import { wordsOf } from './text-words.ts';
import { LONGEST, tokenIn } from './token.ts';
import { ALWAYS, all, any, asFarAsKnown, not, type Thing, type Truth } from './truth.ts';
import { present } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';
import { NOWHERE, type Note } from './world.ts';

/** Values that every reader knows for a stand-in … */
const STAND_IN =
  /^(<[^>]*>|\[[^\]]*\]|%[^%]+%|\$.*|abc123|qwerty|undefined|true|false|empty|fixme|auto|optional|required|enabled|disabled|unset|unused|testing|default|admin|user|username|value|string|((my|the|some|a)[-_]?)?(password|passwd|secret|token|api[-_]?key|key|credentials?))$/i;

/** … and those that say so themselves. */
const SAYS_SO =
  /change.?(me|it|this)|replace.?(me|this|with)|insert|your[-_]|[-_]here$|dummy|place.?holder|example|sample|redacted|masked|not.?a?.?(real|secret)|fake/i;

/** What a database that lives as long as a build is called and opened with, everywhere. */
const THROW_AWAY = /^(postgres(ql)?|mysql|mariadb|mongo|redis|guest|local(host)?|docker)$/i;

/** Something is put in when the text is used: `pw-${ENV}`, `#{SourceVariables.Token}`, `{{ token }}`. */
const FILLED_IN = /[$#]\{|\$\(|\{\{|<%/;

/** References, paths and settings: what a variable of a secret's name holds when all is well. */
const REFERENCE =
  /^(arn:|\.{0,2}\/|~\/|https?:\/\/|s3:|ssm:|secretsmanager:|file:|env:|vault:|op:|\d{1,5}$|[a-z0-9_.-]+(\/[a-z0-9_.:-]+)+$|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$)/;

/** `DB_PASSWORD`, `githubtoken`: the last word of a name, or the end of it, promises a secret. `TOKEN_NAME` does not. */
const PROMISE = /(password|passwd|secret|apikey|token)$|^(pwd|pass|passphrase|passcode|secrets|credentials?|creds|pat)$/;

/** First words that make a switch of it, or the name of a parameter: `CREATE_SECRET`, `ParameterApiKey`. */
const NO_SECRET_OF = [
  'create',
  'generate',
  'rotate',
  'use',
  'uses',
  'enable',
  'disable',
  'require',
  'requires',
  'has',
  'is',
  'no',
  'skip',
  'with',
  'without',
  'min',
  'max',
  'parameter',
  'param',
  'ssm',
];

/** Does the name promise that the value is a secret? Whole words: `TOKENIZER` and `KMS_KEY_ID` do not. */
export function promisesSecret(name: string): boolean {
  const words = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  const [first = ''] = words;
  if (NO_SECRET_OF.includes(first)) return false;
  const joined = words.join('_');
  if (/(?:^|_)(public|publishable)_/.test(joined)) return false; // a browser is told it
  if (/(api|access|private|signing|encryption|auth|secret)_key$/.test(joined)) return !/(?:^|_)kms_/.test(joined);
  return PROMISE.test(words.at(-1) ?? '');
}

/** `SSM parameter name of the API key`: a description that says where the secret is kept, so that this is none. */
export const tellsOfReference = (description: string): boolean =>
  /\b(names?|paths?|arns?|ids?) (of|for|in)\b|\b(parameter|secret|ssm)('s)? (name|path|arn|id)\b/i.test(description);

/** `prod-db-password`, `MyApp/GitHubToken`, `clientSecret`: not a secret, but what one is called. */
const namesSecret = (text: string): boolean => /^[A-Za-z]+([-_./][A-Za-z0-9]+)+$|^[a-z]+[A-Z][a-z]+$/.test(text) && promisesSecret(text);

/** Says where the secret is, or is no text that anybody keeps to himself. */
export const refersElsewhere = (text: string): boolean => REFERENCE.test(text) || FILLED_IN.test(text) || namesSecret(text);

/** Is this written-out value one that somebody would have to keep to himself? */
export const isRealValue = (value: string): boolean => {
  const text = value.trim();
  return (
    text.length <= LONGEST &&
    !/\s/.test(text.slice(0, 64)) &&
    !STAND_IN.test(text) &&
    !SAYS_SO.test(text) &&
    !THROW_AWAY.test(text) &&
    !refersElsewhere(text) &&
    new Set(text).size > 3 // `****`, `xxx-xxx`, `none`
  );
};

/** In the address itself, or among what is asked of it: `https://user:password@host`, `jdbc:…?password=…`. */
const IN_ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"${}\uFFFC]{0,256}:([^\s/@'"${}\uFFFC]{3,256})@/gi;
const IN_QUERY = /[?&;]([a-z][\w.-]{0,40})=([^\s&;'"${}\uFFFC]{3,256})(?=$|[\s&;'"])/gi;

/** A password or a key that is written out in a URL. */
export function urlPasswordIn(text: string): string | undefined {
  if (text.length > LONGEST || !text.includes('://')) return undefined;
  const passwords = [...text.matchAll(IN_ADDRESS)].map(([, password = '']) => password);
  const answers = [...text.matchAll(IN_QUERY)].flatMap(([, name = '', value = '']) => (opens(name, value) ? value : []));
  return [...passwords, ...answers].find(isRealValue);
}

/** `?password=…`; of a mere `?key=…` only one that is long and drawn by lot. */
const opens = (name: string, value: string): boolean =>
  promisesSecret(name) || (/^key$/i.test(name) && value.length >= 20 && /\d/.test(value) && /[a-z]/i.test(value));

/** A value that has a secret's form wherever it stands. */
export const looksSecret = (value: Text): Truth =>
  any(
    mentions(value, (seen) => tokenIn(seen) !== undefined, 'has the form of a credential'),
    mentions(value, (seen) => urlPasswordIn(seen) !== undefined, 'a URL with a password'),
  );

/** A value that is written out, and is no placeholder, no reference and no switch. */
export const isWrittenOut = (value: Text): Truth =>
  mentions(value, (seen) => !seen.includes(HOLE) && isRealValue(seen), 'stands here in plain text');

/** A secret is put in here when the stack is made: a parameter that is one, or a dynamic reference to one. */
export const takesSecret = (value: Text): Truth =>
  holds(
    value,
    (piece) => (isHole(piece) ? piece.hole.some(({ secret }) => secret) : /\{\{resolve:(secretsmanager|ssm-secure):/.test(piece.literal)),
    'a secret is put in here',
  );

/** A parameter of Parameter Store is put in here that is no SecureString. */
export const takesPlainParameter = (value: Text): Truth =>
  holds(
    value,
    (piece) => (isHole(piece) ? (piece.symbol?.startsWith('resolve:ssm:') ?? false) : piece.literal.includes('{{resolve:ssm:')),
    'a parameter that is a plain String',
  );

/** The secret half of an access key that the stack makes: `!GetAtt Key.SecretAccessKey`. */
export const isMadeKey = (value: Text): Truth =>
  holds(value, (piece) => isHole(piece) && /\0[^.\0]+\.SecretAccessKey$/.test(piece.symbol ?? ''), 'the secret half of an access key');

/** Does one of its pieces do that? What nobody can see may; a reference to something else does not. */
const holds = (value: Text, does: (piece: Piece) => boolean, because: string): Truth => ({
  in(world) {
    const fact = value.in(world);
    const pieces = piecesIn(value, world);
    const given = (): readonly Note[] => fact.given ?? [];
    if (pieces.some(does)) return { is: 'yes', because: () => [{ at: value.at, text: because }, ...given()] };
    const open = holes(pieces).filter(({ choice }) => choice);
    if (open.length > 0) return { is: 'unknown', because: () => open };
    return fact.state === 'unknown' && fact.symbol === undefined
      ? { is: 'unknown', because: () => fact.because }
      : { is: 'no', because: given };
  },
});

/** A value that only says where the secret is. */
export const isReference = (value: Text): Truth =>
  mentions(value, (seen) => seen.includes(HOLE) || refersElsewhere(seen) || /^(true|false|yes|no)$/i.test(seen), 'only refers to it');

/** Shown as it is to whoever may see the definition: of that type, or of none. */
export const isPlaintext = ({ type }: EnvironmentVariable): Truth => any(matches(type, /^(|PLAINTEXT)$/, ''), not(present(type, '')));

/**
 * A plaintext variable whose value has a credential's form, or whose name promises a secret and whose value keeps it. What
 * a function makes at deploy time is not written out here; a variable that nobody can see at all may be.
 */
export function holdsPlaintextSecret(variable: EnvironmentVariable): Truth {
  const { name, value, when } = variable;
  const promised = mentions(name, promisesSecret, 'its name promises a secret');
  const unseen = all(when, not(asFarAsKnown(when)));
  return all(isPlaintext(variable), any(all(promised, isWrittenOut(value)), asFarAsKnown(looksSecret(value)), unseen));
}

/** Defaults of parameters that have a secret's form: they are told where they stand, and not again where they are put in. */
export const secretDefaultsOf = (model: Model): readonly string[] =>
  model
    .all('parameter')
    .flatMap(({ default: fallback }) => possibleTexts(fallback, NOWHERE) ?? [])
    .filter((text) => tokenIn(text) !== undefined || urlPasswordIn(text) !== undefined);

/** The secret half of an access key of an IAM user: kept somewhere else, or put in when the stack is made. */
export const holdsAwsKey = (variable: EnvironmentVariable): Truth =>
  all(
    equals(variable.name, 'AWS_SECRET_ACCESS_KEY', 'the access key of an IAM user'),
    any(not(isPlaintext(variable)), takesSecret(variable.value)),
  );

/** Every variable that a build, an action, a container or a function gets from a definition. */
export function* variablesOf(model: Model): Generator<EnvironmentVariable> {
  for (const { variables } of model.all('buildspec')) yield* variables;
  for (const { variables } of model.all('project')) yield* variables;
  for (const { steps, variables } of model.all('pipeline')) {
    yield* variables;
    for (const { action } of steps) yield* action.variables;
  }
  for (const { containers } of model.all('task-definition')) for (const { variables } of containers) yield* variables;
  yield* variablesOfFunctions(model.all('function'));
}

/** Variables of a buildspec whose values are kept in Parameter Store or Secrets Manager. */
export function* keptVariablesOf(model: Model): Generator<EnvironmentVariable> {
  for (const { parameterStore, secretsManager } of model.all('buildspec')) yield* [...parameterStore, ...secretsManager];
}

/** Keys of the settings of an action that hold a token: GitHub's first version, and Alexa skills. */
const TOKENS = ['OAuthToken', 'ClientSecret', 'RefreshToken'];

/** Every token with which a source is read, and what it belongs to. */
export function* sourceTokensOf(model: Model): Generator<{ readonly thing: Thing; readonly token: Text; readonly what: string }> {
  for (const { steps } of model.all('pipeline')) {
    for (const { action } of steps)
      for (const token of TOKENS.map(action.configuration))
        yield { thing: { ...action, at: token.at }, token, what: 'is a token in plain text' };
  }
  for (const thing of model.all('source-credential')) yield { thing, token: thing.token, what: 'logs in with a token in plain text' };
  for (const thing of model.all('pipeline-webhook'))
    yield { thing, token: thing.secret, what: 'believes whoever knows a secret that stands here in plain text' };
}

/** What is put into Secrets Manager and Parameter Store by a definition. */
export function* storedSecretsOf(model: Model): Generator<{ readonly thing: Thing; readonly value: Text; readonly promised: Truth }> {
  for (const secret of model.all('secret')) yield { thing: secret, value: secret.value, promised: ALWAYS };
  for (const parameter of model.all('ssm-parameter')) {
    const promised = mentions(parameter.name, promisesSecret, 'its name promises a secret');
    yield { thing: parameter, value: parameter.value, promised };
  }
}

/** The secrets among the members of a JSON text: `{"username":"web","password":"…"}`. */
export function secretsInJson(text: string): readonly string[] {
  if (text.length > LONGEST || !text.trimStart().startsWith('{')) return [];
  try {
    const members: [string, unknown][] = Object.entries(JSON.parse(text));
    return members.flatMap(([name, value]) => (typeof value === 'string' && promisesSecret(name) && isRealValue(value) ? value : []));
  } catch {
    return [];
  }
}

/** A secret that a definition brings along: as a text, or as a member of a JSON text. */
export const bringsSecret = (value: Text, promised: Truth): Truth =>
  any(
    all(promised, isWrittenOut(value), not(mentions(value, /^\s*\{/, 'a JSON text'))),
    mentions(value, (seen) => secretsInJson(seen).length > 0, 'has a member that is a secret'),
    looksSecret(value),
  );
