import type { SimpleCommand, Word } from '../command.ts';
import { callOf, hasOption, operandsOf, optionOf } from '../command-words.ts';
import type { ChecksOut, Clones, Fetches, Verifies } from '../deed.ts';
import { goesThrough } from './flow.ts';

const CURL_VALUES =
  /^(-[AbcCdDeEFHKmoPQrtTuUwxXyYz]|--(user-agent|cookie|cookie-jar|data|data-raw|data-binary|data-urlencode|dump-header|referer|cert|cacert|key|form|header|config|max-time|output|output-dir|range|upload-file|user|proxy|proxy-user|write-out|request|retry|retry-delay|retry-max-time|connect-timeout|resolve|oauth2-bearer|aws-sigv4|tlsv1|url-query))$/;
const WGET_VALUES =
  /^(-[oOaUeteTQwPDIXR]|--(output-file|output-document|user-agent|header|tries|timeout|directory-prefix|post-data|post-file|user|password|method|body-data|certificate|ca-certificate))$/;
const POWERSHELL_VALUES = /^-(OutFile|Headers|Method|Body|UserAgent|TimeoutSec|Proxy|Credential|ContentType)$/i;

const SHELL = /^((ba|z|da|k)?sh|pwsh|powershell)$/i;
const INTERPRETER = /^(python[\d.]*|node|perl|ruby|php)$/i;
const EVALUATES = /^(iex|invoke-expression|source|\.|eval)$/i;

export function fetchDeeds(command: SimpleCommand): readonly (Fetches | Clones | ChecksOut | Verifies)[] {
  const { program, args } = callOf(command);
  switch (program.toLowerCase()) {
    case 'curl':
      return [fetched(command, operandsOf(args, CURL_VALUES), optionOf(args, /^(-o|--output)$/) ?? clustered(args))];
    case 'wget':
      return [fetched(command, operandsOf(args, WGET_VALUES), wgetOutput(args))];
    case 'invoke-webrequest':
    case 'invoke-restmethod':
    case 'iwr':
    case 'irm': {
      const uri = optionOf(args, /^-Uri$/i);
      const given = operandsOf(args, POWERSHELL_VALUES);
      return [fetched(command, uri && !given.includes(uri) ? [uri] : given, optionOf(args, /^-OutFile$/i))];
    }
    case 'git':
      return gitDeeds(args);
    case 'pip':
    case 'pip3':
    case 'npm':
    case 'yarn':
    case 'pnpm':
      return args.flatMap((word) => fromRepository(word));
    default:
      return verifies(command, program, args);
  }
}

/** `-fsSLo file`: the output among short options, which take no value of their own. */
function clustered(args: readonly Word[]): Word | undefined {
  const at = args.findIndex(({ value }) => /^-[a-zA-Z]*o$/.test(value));
  return at < 0 ? undefined : args[at + 1];
}

function wgetOutput(args: readonly Word[]): Word | undefined {
  const at = args.findIndex(({ value }) => /^-[a-zA-Z]*O-?$/.test(value) || /^--output-document/.test(value));
  const word = optionOf(args, /^--output-document$/) ?? (at < 0 || args[at]?.value.endsWith('-') ? undefined : args[at + 1]);
  return word?.value === '-' ? undefined : word;
}

function fetched(command: SimpleCommand, operands: readonly Word[], output: Word | undefined): Fetches {
  const { args } = callOf(command);
  const kept =
    output?.value === '-'
      ? undefined
      : (output ?? command.redirections.find(({ operator, descriptor }) => /^>/.test(operator) && descriptor === 1)?.to);
  return {
    does: 'fetches',
    urls: operands.filter((word) => word !== output && /^(\w+:\/\/|\$|[\w.-]+\.[a-z]{2,}(\/|$))/i.test(word.value)),
    to: kept,
    runBy: runnerOf(command),
    sends:
      hasOption(args, /^(-d|--data(-\w+)?|-F|--form|-T|--upload-file|--post-data|--post-file|--json)$/) ||
      /^(POST|PUT|PATCH|DELETE)$/i.test(optionOf(args, /^(-X|--request|--method|-Method)$/i)?.value ?? ''),
    insecure: args.find(({ value }) => /^(-[a-jl-zA-Z]*k[a-zA-Z]*|--insecure|--no-check-certificate|-SkipCertificateCheck)$/.test(value)),
  };
}

/** The command that runs what this one prints. */
function runnerOf(command: SimpleCommand): SimpleCommand | undefined {
  let from = command;
  for (const one of goesThrough(command)) {
    if (from.pipesInto === one ? runsInput(one) : runsText(one)) return one;
    from = one;
  }
  return undefined;
}

/** `bash`, `bash -s -- v1`, `python -`: and not `python -c 'print(…)'`, which only reads what comes in. */
function runsInput(command: SimpleCommand): boolean {
  const { program, args } = callOf(command);
  if (/^(iex|invoke-expression)$/i.test(program)) return true;
  if (SHELL.test(program))
    return hasOption(args, /^-\w*s$/) || (args.every(({ value }) => value.startsWith('-')) && !hasOption(args, /^-\w*c$/));
  return INTERPRETER.test(program) && (hasOption(args, /^-$/) || args.every(({ value }) => /^-[^cemnpr-]$/.test(value)));
}

/** `eval "$(…)"`, `sh -c "$(…)"`, `bash <(…)`, `$(…)`: the text is not only one more argument. */
function runsText(command: SimpleCommand): boolean {
  const { program, args } = callOf(command);
  if (/^(\$\(|`)/.test(command.words[0] ?? '')) return true;
  if (EVALUATES.test(program)) return true;
  if (!SHELL.test(program) && !INTERPRETER.test(program)) return false;
  const first = args.find(({ value }) => !value.startsWith('-'));
  const given = optionOf(args, /^(-\w*[cer]|-Command)$/);
  return /^<\(/.test(first?.value ?? '') || /^(\$\(|`)/.test(given?.value ?? '');
}

const VALUES_OF_CLONE =
  /^(-[bojcu]|--(branch|depth|origin|jobs|config|upload-pack|reference|filter|separate-git-dir|template|shallow-since))$/;

function gitDeeds(all: readonly Word[]): readonly (Clones | ChecksOut)[] {
  const skip = all.findIndex(({ value }, i) => !value.startsWith('-') && !/^(-[cC]|--git-dir|--work-tree)$/.test(all[i - 1]?.value ?? ''));
  const [verb, ...args] = all.slice(Math.max(0, skip));
  const operands = operandsOf(args, VALUES_OF_CLONE);
  if (verb?.value === 'clone') {
    const ref = optionOf(args, /^(-b|--branch)$/);
    return [{ does: 'clones', repository: operands[0], at: ref ? whatIs(ref) : 'default-branch', ref }];
  }
  if (verb?.value === 'submodule' && hasOption(args, /^--remote$/))
    return [{ does: 'clones', repository: undefined, at: 'branch', ref: undefined }];
  if (/^(checkout|switch|reset)$/.test(verb?.value ?? '') && !hasOption(args, /^(-b|-B|--)$/)) {
    const [ref] = operands;
    return ref ? [{ does: 'checks-out', ref, at: whatIs(ref) }] : [];
  }
  return [];
}

/** What a name most probably names: forty digits a commit, a version a tag, any other word a branch. */
const whatIs = ({ value, expansions }: Word): 'commit' | 'tag' | 'branch' | 'unknown' =>
  expansions.length > 0 || value === ''
    ? 'unknown'
    : /^[0-9a-f]{7,40}$/.test(value) && /\d/.test(value)
      ? 'commit'
      : /^(refs\/tags\/|tags\/)|^(\w+[-/])?v?\d+(\.\d+)+/.test(value)
        ? 'tag'
        : 'branch';

/** `git+https://host/x.git@ref`, `github:owner/x#ref`: a repository where a package could stand. */
function fromRepository(word: Word): readonly Clones[] {
  const found = /^(?:\w+\s*@\s*)?((?:git\+\w+:\/\/|github:|git:\/\/)[^@#]*(?:@[^@#/]*\/[^@#]*)?)(?:[@#]([^#&]*))?/.exec(word.value);
  if (!found) return [];
  const ref = found[2] && !/^egg=/.test(found[2]) ? { ...word, value: found[2] } : undefined;
  return [{ does: 'clones', repository: word, at: ref ? whatIs(ref) : 'default-branch', ref }];
}

/** Compares a file with what it should be. */
function verifies(command: SimpleCommand, program: string, args: readonly Word[]): readonly Verifies[] {
  const compared = command.captured !== undefined || command.pipesInto !== undefined; // `[ "$(sha256sum x)" = … ]`, `… | grep`
  const sums =
    (/^(sha\d+sum|shasum|md5sum|b2sum|cksum)$/.test(program) && (compared || hasOption(args, /^(-\w*c|--check|--status)$/))) ||
    (program === 'openssl' && args[0]?.value === 'dgst' && (compared || hasOption(args, /^-verify$/)));
  const signs =
    (/^gpg2?$/.test(program) && hasOption(args, /^--verify$/)) ||
    (/^(cosign|slsa-verifier|minisign|notation|sigstore)$/.test(program) && args.some(({ value }) => /^(verify|-V)/.test(value))) ||
    /^gpgv$/.test(program);
  if (sums) return [{ does: 'verifies', what: 'checksum' }];
  return signs ? [{ does: 'verifies', what: 'signature' }] : [];
}
