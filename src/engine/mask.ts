import { everyRun } from '../model/command-list.ts';
import type { Model } from '../model/model.ts';
import {
  isRealValue,
  promisesSecret,
  secretsInJson,
  sourceTokensOf,
  storedSecretsOf,
  urlPasswordIn,
  variablesOf,
} from '../model/secret.ts';
import { literalSecretsIn } from '../model/secret-commands.ts';
import { isHole, isPlainly, isTrue, possibleTexts, type Text } from '../model/text.ts';
import { replaceTokens, tokenIn } from '../model/token.ts';
import { NOWHERE } from '../model/world.ts';

/** Keeps secrets out of everything that is ever written: what is masked once needs no second care. */
export interface Mask {
  /** For what the tool says: every known secret, and everything that has a credential's form. */
  (text: string): string;
  /** For a line of a user's file: besides, whatever a line assigns to a name that promises a secret. */
  line(text: string): string;
}

/** `password: …`, `"DB_TOKEN" = …`, `--password …`, `-u user:…`: how a line hands a secret over. */
const ASSIGNED = /(["']?([A-Za-z0-9_.-]{2,64})["']?\s*(?:[:=]|,\s*["']?(?:Value|value)["']?\s*:)\s*["']?)([^\s"',}&|;]{3,})/g;
const FLAG =
  /((?:^|\s)--?(?:p|pass|passwd|password|token|secret|api-?key|auth|login|oauth-?token|secret-?string|parameter-?value|value|u|user|H|header)(?:[ =]\s*["']?))([^\s"'][^"'\n]{2,})/g;
const VALUE =
  /((?:^|[\s{,])["']?(?:Value|value|Default|default|DefaultValue|defaultValue|SecretString|Token|token)["']?\s*:\s*["']?)([^"',}\n]{3,})/g;

/** A mask over the secrets of a model, and over those among the parameters that the user gave. */
export function maskOf(model: Model, given: ReadonlyMap<string, string> = new Map()): Mask {
  const known = [...new Set(secretsOf(model, given))].sort((a, b) => b.length - a.length);
  const seen = new Map<string, string>(); // names come again and again
  const mask = (text: string): string => {
    const before = seen.get(text);
    if (before !== undefined) return before;
    let masked = text;
    for (const secret of known) if (masked.includes(secret)) masked = masked.replaceAll(secret, '«masked secret»');
    masked = replaceTokens(masked, (name) => `«masked ${name}»`);
    for (let password = urlPasswordIn(masked); password !== undefined; password = urlPasswordIn(masked)) {
      masked = masked.replaceAll(password, '«masked password»');
    }
    seen.set(text, masked);
    return masked;
  };
  const line = (text: string): string =>
    mask(text)
      .replace(ASSIGNED, (whole, head: string, name: string, value: string) =>
        promisesSecret(name) && isRealValue(value) ? `${head}«masked»` : whole,
      )
      .replace(FLAG, (whole, head: string, value: string) => (isRealValue(value.split(/\s/)[0] ?? '') ? `${head}«masked»` : whole))
      .replace(VALUE, (whole, head: string, value: string) => (isRealValue(value) || tokenIn(value) ? `${head}«masked»` : whole));
  return Object.assign(mask, { line });
}

/** Every text that a name, or NoEcho, declares a secret. */
function* secretsOf(model: Model, given: ReadonlyMap<string, string>): Generator<string> {
  for (const { name, value } of variablesOf(model)) if (promisesSecret(plainName(name))) yield* texts(value);
  for (const { run } of everyRun(model)) for (const { value } of literalSecretsIn(run.command)) yield value;
  for (const { token } of sourceTokensOf(model)) yield* texts(token);
  for (const { value, promised } of storedSecretsOf(model)) {
    if (promised.in(NOWHERE).is !== 'no') yield* texts(value);
    for (const text of possibleTexts(value, NOWHERE) ?? []) yield* secretsInJson(text);
  }
  for (const text of keptSecret(model)) yield* texts(text);
  const secret = new Set<string>();
  for (const { name, noEcho, default: fallback, allowed } of model.all('parameter')) {
    const unseen = isTrue(noEcho, '').in(NOWHERE).is === 'yes';
    if (!unseen && !promisesSecret(plainName(name))) continue;
    secret.add(plainName(name));
    for (const text of [fallback, ...allowed]) yield* texts(text);
  }
  for (const [name, value] of given) if ((secret.has(name) || promisesSecret(name)) && isRealValue(value)) yield value;
}

/** Parameters that Systems Manager encrypts, and what is given to a parameter whose name promises a secret. */
function* keptSecret(model: Model): Generator<Text> {
  for (const { type, value } of model.all('ssm-parameter')) if (isPlainly(type, 'SecureString')) yield value;
  const given = [...model.all('template-configuration'), ...model.all('stack'), ...model.all('stack-set')];
  for (const { name, value } of given.flatMap(({ parameters }) => parameters)) if (promisesSecret(plainName(name))) yield value;
}

const plainName = (name: Text): string => {
  const fact = name.in(NOWHERE);
  return fact.state === 'known' ? fact.value.map((piece) => (isHole(piece) ? '_' : piece.literal)).join('') : '';
};

const texts = (value: Text): string[] => (possibleTexts(value, NOWHERE) ?? []).filter(isRealValue);
