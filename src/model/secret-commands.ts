import type { Assignment, SimpleCommand, Word } from './command.ts';
import type { CommandList } from './command-list.ts';
import { callOf } from './command-words.ts';
import { deedsLike } from './deeds.ts';
import { oncePer } from './once-per.ts';
import { runsOf } from './run.ts';
import { isRealValue, promisesSecret, urlPasswordIn } from './secret.ts';
import { piecesIn, shown, type Text } from './text.ts';
import { tokenIn } from './token.ts';
import { NOWHERE } from './world.ts';

/** A credential that is written out in a command, and where. */
interface LiteralSecret {
  readonly offset: number;
  /** For masks only: never to be shown. */
  readonly value: string;
}

/** Starts a database or a service that lives as long as the build: its password is nobody's secret. */
const STARTS = /^(docker|podman|nerdctl|finch|docker-compose)$/;

/** `--db-password x`, `-Dsonar.token=x`, `--from-literal=token=x`: an option, and what it is given. */
const OPTION = /^(?:-D|--(?:from-literal=|set=|build-arg=)?)([A-Za-z][\w.-]{1,63})(?:=(.*))?$/s;
const ASSIGNED = /^([A-Za-z_][\w.]{1,63})=(.*)$/s;
const HEADER =
  /^(?:authorization|proxy-authorization|(?:x-)?(?:api-key|auth-token|access-token|vault-token)|private-token)\s*:\s*(?:(?:basic|bearer|token)\s+)?(.*)$/is;

/** Every credential that stands in a command as it is: by its form, or by the name that it is given to. */
export function literalSecretsIn(command: SimpleCommand): readonly LiteralSecret[] {
  const found = [...byName(command), ...byForm(command)];
  const isSame = (one: string, other: string): boolean => one.includes(other) || other.includes(one); // a token, and the header with it
  return found.filter(({ value }, i) => found.findIndex((one) => isSame(one.value, value)) === i);
}

function byForm({ spelled, assignments, redirections }: SimpleCommand): LiteralSecret[] {
  const words = [...spelled, ...assignments.map(({ value }) => value), ...redirections.flatMap(({ body }) => body ?? [])];
  return words.flatMap((word) => {
    const password = urlPasswordIn(word.value);
    return tokenIn(word.value) ? [{ offset: word.offset, value: word.value }] : password ? [{ offset: word.offset, value: password }] : [];
  });
}

function byName(command: SimpleCommand): LiteralSecret[] {
  const { program, args } = callOf(command);
  const starts = STARTS.test(program) && args.some(({ value }) => /^(run|up|create|exec)$/.test(value));
  const named: [string, Word | undefined][] = command.assignments.map(({ name, value }: Assignment) => [name, value]);
  args.forEach((word, i) => {
    const [, option = '', given] = OPTION.exec(word.value) ?? [];
    if (option) named.push([option, given === undefined ? args[i + 1] : { ...word, value: given }]);
    const [, name = '', value = ''] = ASSIGNED.exec(word.value) ?? [];
    if (name && !starts) named.push([name, { ...word, value }]);
    if (/^(-H|--header)$/.test(word.value)) named.push(['password', headerOf(args[i + 1])]);
    if (program === 'curl' && /^(-u|--user|-U|--proxy-user)$/.test(word.value)) named.push(['password', afterColon(args[i + 1])]);
  });
  for (const { password } of deedsLike(command, 'logs-in')) named.push(['password', password]);
  return named.flatMap(([name, word]) =>
    word && word.expansions.length === 0 && promisesSecret(name) && isLiteral(word.value)
      ? [{ offset: word.offset, value: word.value }]
      : [],
  );
}

/** `id=npm,src=.npmrc` says where a secret is, and an option is no value. */
const isLiteral = (value: string): boolean => !value.startsWith('-') && !value.includes('=') && isRealValue(value);

function headerOf(word: Word | undefined): Word | undefined {
  const [, value] = HEADER.exec(word?.value ?? '') ?? [];
  return word && value ? { ...word, value } : undefined;
}

function afterColon(word: Word | undefined): Word | undefined {
  const [, value] = /^[^:]*:(.+)$/s.exec(word?.value ?? '') ?? [];
  return word && value ? { ...word, value } : undefined;
}

/** What a variable of a build is known to hold: a secret that CodeBuild reads for it, or one that its commands read. */
interface SecretNames {
  /** By `secrets-manager`, or by `parameter-store` under a name that promises a secret; of the project, too. */
  readonly kept: ReadonlySet<string>;
  /** Read by a command, which CodeBuild knows nothing of and does not mask. */
  readonly read: ReadonlySet<string>;
}

const plainly = (text: Text): string => shown(piecesIn(text, NOWHERE));

/** The names of the secrets that a list of commands works with. */
const secretNamesOf = oncePer(({ variables, commands }: CommandList): SecretNames => {
  const kept = variables.filter(
    ({ name, type }) => /^SECRETS_MANAGER$/.test(plainly(type)) || (plainly(type) === 'PARAMETER_STORE' && promisesSecret(plainly(name))),
  );
  const read = runsOf(commands).flatMap(({ command }) => deedsLike(command, 'reads-secret').flatMap(({ variable }) => variable ?? []));
  return { kept: new Set(kept.map(({ name }) => plainly(name))), read: new Set(read) };
});

/** A password that is put into the arguments of a command; one for a registry of ECR is good for twelve hours. */
export function passwordArgumentsIn(command: SimpleCommand): readonly { readonly offset: number; readonly shortLived: boolean }[] {
  const { program, args } = callOf(command);
  if (/^(npm|yarn|pnpm|aws)$/.test(program)) return []; // they write it into a file of theirs
  return deedsLike(command, 'logs-in').flatMap(({ password }) => {
    if (!password || password.expansions.length === 0) return [];
    const token = args.some(({ value }) => value === 'AWS') || /\bget-(login|authorization)/.test(password.value);
    return [{ offset: password.offset, shortLived: token }];
  });
}

/** What a command shows in the log that is a secret, or that may have some in it. */
export function printedSecretsOf(
  command: SimpleCommand,
  list: CommandList,
): readonly { readonly what: string; readonly severity: Severity }[] {
  if (deedsLike(command, 'reads-secret').some(({ becomes }) => becomes === 'printed'))
    return [{ what: 'prints the secret that it reads', severity: 'high' }];
  const names = secretNamesOf(list);
  const works = names.kept.size + names.read.size > 0;
  return deedsLike(command, 'prints').flatMap(({ what, variables, words }): { what: string; severity: Severity }[] => {
    if (what === 'variables' && variables.some((name) => names.read.has(name)))
      return [{ what: 'prints a secret that was read before', severity: 'high' }];
    if (what === 'variables' && variables.some((name) => names.kept.has(name)))
      return [{ what: 'prints a secret, of which CodeBuild masks only the exact value', severity: 'medium' }];
    if (what === 'variables' && variables.some(promisesSecret))
      return [{ what: 'prints a variable whose name promises a secret', severity: 'high' }];
    if (what === 'commands' && isHandedOn(names.read, list))
      return [{ what: 'shows the commands that follow, with a secret that one of them is given', severity: 'medium' }];
    if (what === 'environment') return [{ what: 'prints every variable of the build', severity: works ? 'medium' : 'low' }];
    if (what === 'file' && words.some(({ value }) => SETTINGS.test(value)))
      return [{ what: 'prints a file in which secrets are kept', severity: works ? 'high' : 'medium' }];
    return [];
  });
}

/** Is a command given the value of one of these variables? */
const isHandedOn = (names: ReadonlySet<string>, { commands }: CommandList): boolean =>
  runsOf(commands).some(({ command }) => command.spelled.some(({ expansions }) => expansions.some(({ name }) => names.has(name))));

/** Files in which tools keep what they log in with. */
const SETTINGS =
  /(^|\/)(\.env(\.(?!example|sample|template|dist)\w+)?|\.npmrc|\.netrc|\.pypirc|\.git-credentials|\.docker\/config\.json|\.aws\/credentials|\.pgpass)$/;

type Severity = 'high' | 'medium' | 'low';
