import type { SimpleCommand } from './command.ts';
import { callOf, hasOption } from './command-words.ts';
import type { Run } from './run.ts';
import { piecesIn, shown } from './text.ts';
import type { EnvironmentVariable } from './variable.ts';
import { NOWHERE } from './world.ts';

/** Variables by which every tool of AWS takes other credentials than those of the role that a build has. */
const OF_AWS =
  /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|PROFILE|DEFAULT_PROFILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|CONFIG_FILE|SHARED_CREDENTIALS_FILE|CONTAINER_CREDENTIALS_\w+|ENDPOINT_URL\w*)$/;

/** Programs that take a role, or run others with one. */
const TAKES_ROLE = /^(assume-role|assume|awsume|aws-vault|saml2aws|aws-sso|aws-sso-util|granted|aws_signing_helper|vault|gimme-aws-creds)$/;

/** A script whose name says that it does. */
const CALLED = /(assume|role|cred|auth|profile|login|sts)[^/]*\.(\w*sh|py|js|rb)$/i;

/** Text that is taken over and sets nothing of AWS. */
const HARMLESS =
  /aws ecr get-login|ssh-agent|\b(nvm|pyenv|rbenv|sdkman|venv|virtualenv)\b|bin\/activate|\.(bashrc|bash_profile|profile|cargo\/env)$/;

/** A file of credentials or profiles, wherever it is written or shown. */
const FILE = /\.aws(\/|\\)?(config|credentials)?$|\.aws\/(config|credentials)/;

/**
 * May some command of a build work with other credentials than those of its role? Where one takes a role, writes a profile, or
 * takes over what a text or a file says, nothing is certain of any. What runs beside it changes nothing of its own environment.
 */
export const mayChangeCredentials = (runs: readonly Run[], variables: readonly EnvironmentVariable[]): boolean =>
  variables.some(({ name }) => OF_AWS.test(shown(piecesIn(name, NOWHERE)))) || runs.some((run) => changes(run.command));

function changes(command: SimpleCommand): boolean {
  const { program, args } = callOf(command);
  const words = [...args.map(({ value }) => value), ...command.redirections.flatMap(({ to }) => to?.value ?? [])];
  return (
    TAKES_ROLE.test(program) ||
    [program, ...words].some((word) => CALLED.test(word)) ||
    (/^(eval|source|\.|unset)$/.test(program) && !words.some((word) => HARMLESS.test(word))) ||
    command.assignments.some(({ name }) => OF_AWS.test(name)) ||
    words.some((word) => FILE.test(word) || OF_AWS.test(word.replace(/=.*$/s, ''))) ||
    (program === 'aws' &&
      args.some(({ value }, i) => value === 'configure' || (value === 'sts' && /^assume-role/.test(args[i + 1]?.value ?? ''))))
  );
}

/** Does this one command say with which credentials it works, or that it works with none? CloudFormation is passed a role. */
export function namesCredentials(command: SimpleCommand): boolean {
  const { args } = callOf(command);
  const isPassed = args.some(({ value }) => value === 'cloudformation');
  return hasOption(args, /^--(profile|endpoint-url|no-sign-request)(=|$)/) || (!isPassed && hasOption(args, /^--role-arn(=|$)/));
}
