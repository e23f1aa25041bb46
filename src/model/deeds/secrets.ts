import type { SimpleCommand, Word } from '../command.ts';
import { callOf, hasOption, operandsOf, optionOf } from '../command-words.ts';
import type { LogsIn, ReadsSecret } from '../deed.ts';
import { goesThrough, isShown } from './flow.ts';

const GLOBAL = /^--(region|profile|output|query|endpoint-url|secret-id|name|names|path|version-id|version-stage)$/;

export function secretDeeds(command: SimpleCommand): readonly (ReadsSecret | LogsIn)[] {
  const read = source(command);
  const login = logsIn(command);
  return [...(read ? [{ does: 'reads-secret' as const, ...read, ...fateOf(command) }] : []), ...(login ? [login] : [])];
}

/** https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/get-secret-value.html */
function source(command: SimpleCommand): Pick<ReadsSecret, 'store' | 'name'> | undefined {
  const { program, args } = callOf(command);
  const [first, second, third] = operandsOf(args, GLOBAL);
  const verb = `${first?.value ?? ''} ${second?.value ?? ''}`;
  if (program === 'aws') {
    if (/^secretsmanager (batch-)?get-secret-value$/.test(verb)) return { store: 'secrets-manager', name: optionOf(args, /^--secret-id$/) };
    if (/^ssm get-parameters?(-by-path|-history)?$/.test(verb) && hasOption(args, /^--with-decryption$/))
      return { store: 'parameter-store', name: optionOf(args, /^--(name|names|path)$/) };
    if (verb === 'kms decrypt') return { store: 'kms', name: undefined };
  }
  if (program === 'vault' && /^(kv get|read \S|kv read)/.test(verb))
    return { store: 'vault', name: first?.value === 'read' ? second : third };
  if (program === 'op' && /^(read|item get)/.test(verb)) return { store: 'vault', name: first?.value === 'read' ? second : third };
  if (program === 'doppler' && /^secrets (get|download)/.test(verb)) return { store: 'vault', name: third };
  if (program === 'chamber' && /^(read|export|env) /.test(verb)) return { store: 'parameter-store', name: second };
  if (program === 'credstash' && first?.value === 'get') return { store: 'vault', name: second };
  if (program === 'sops' && hasOption(args, /^(-d|--decrypt)$/)) return { store: 'kms', name: first };
  return undefined;
}

function fateOf(command: SimpleCommand): Pick<ReadsSecret, 'becomes' | 'variable'> {
  const captured = command.captured ?? goesThrough(command).find((one) => one.captured)?.captured;
  if (captured) {
    const { by, variable } = captured;
    if (variable) return { becomes: by.words[0] === 'export' || by.words.length > 1 ? 'exported' : 'assigned', variable };
    const shows = /^(echo|printf)$/.test(callOf(by).program) && isShown(by);
    return { becomes: shows ? 'printed' : by.redirections.length > 0 ? 'written' : 'handed-on', variable: undefined };
  }
  if (isShown(command)) return { becomes: 'printed', variable: undefined };
  const writes = [command, ...goesThrough(command)].some(({ redirections }) => redirections.some(({ operator }) => operator.includes('>')));
  return { becomes: writes ? 'written' : 'handed-on', variable: undefined };
}

const PASSWORD = /^(-p|--password)$/;

/** https://docs.docker.com/reference/cli/docker/login/ */
function logsIn(command: SimpleCommand): LogsIn | undefined {
  const { program, args } = callOf(command);
  const operands = operandsOf(args, /^(-[up]|--(username|password|region|profile|registry|format|authfile))$/);
  const verb = operands[0]?.value ?? '';
  const second = operands[1]?.value ?? '';
  if (/^(docker|podman|nerdctl|finch|buildah|skopeo|crane|oras)$/.test(program)) {
    const at = verb === 'login' ? 1 : /^(auth|registry)$/.test(verb) && second === 'login' ? 2 : 0;
    return at > 0 ? { does: 'logs-in', to: operands[at], password: passwordIn(args) } : undefined;
  }
  if (program === 'helm' && verb === 'registry' && second === 'login')
    return { does: 'logs-in', to: operands[2], password: passwordIn(args) };
  if (/^(npm|yarn|pnpm)$/.test(program) && verb === 'config' && second === 'set') {
    const token = args.find(({ value }) => /_authToken|_password|_auth\b/.test(value));
    const value =
      token && (token.value.includes('=') ? { ...token, value: token.value.replace(/^[^=]*=/, '') } : args[args.indexOf(token) + 1]);
    return value ? { does: 'logs-in', to: token, password: value } : undefined;
  }
  if (program === 'aws' && verb === 'configure' && second === 'set') {
    const [, , key, value] = operands;
    return key && value && /aws_secret_access_key|aws_session_token/.test(key.value)
      ? { does: 'logs-in', to: key, password: value }
      : undefined;
  }
  return undefined;
}

/** `-pSECRET`, too. */
const passwordIn = (args: readonly Word[]): Word | undefined => {
  const joined = args.find(({ value }) => /^-p[^-\s].*/.test(value) && !/^-p=/.test(value));
  return optionOf(args, PASSWORD) ?? (joined && { ...joined, value: joined.value.slice(2) });
};
