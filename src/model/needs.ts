import { ACTION_NEEDS } from '../data/action-needs.ts';
import type { SimpleCommand, Word } from './command.ts';
import { callOf, hasOption, operandsOf, optionOf } from './command-words.ts';
import type { Step } from './pipeline.ts';
import { isOnObjects, type KnownAction, knownAction } from './policy/known-action.ts';
import { table } from './table.ts';
import { equals, type Text } from './text.ts';
import { ALWAYS, all, type Truth } from './truth.ts';

/** Something must be allowed to a role, or what it does fails. */
export interface Need {
  /** One of these will do. */
  readonly actions: readonly string[];
  /** What it is done on, as far as it is written out, by the names of `RESOURCES` in policy/arn.ts: names, or whole ARNs. */
  readonly on?: Named | undefined;
  /** What part of an ARN is written out: `arn:aws:s3:::web-assets/*`. */
  readonly arn?: string | undefined;
  /** The service that a role is passed to: `ecs-tasks.amazonaws.com`. */
  readonly passedTo?: string;
}

/** Texts by what they name: `ProjectName`, `ServiceName`, as in the configuration of an action. */
export type Named = (what: string) => Text | undefined;

export const named =
  (name: string, text: Text): Named =>
  (what) =>
    what === name ? text : undefined;

/** Each of these actions on the same. */
export const eachOn = (actions: readonly string[], on: Need['on']): Need[] => actions.map((action) => ({ actions: [action], on }));

/** An action of a pipeline needs this, in the worlds in which it is one of its kind. */
interface StepNeeds {
  readonly needs: readonly Need[];
  /** Rights that its page lists beside. */
  readonly also: readonly Need[];
  readonly truth: Truth;
}

/** What the role of an action needs for it, and when: the table of AWS's own pages. */
export function needsOfStep({ action }: Step): readonly StepNeeds[] {
  const { owner, provider, category } = action;
  const on: Named = (what) => action.configuration(what);
  return ACTION_NEEDS.map(({ by, actions, also }) => {
    const [name = '', kind] = by.split(' ');
    const truth = all(
      equals(owner, 'AWS', ''),
      equals(provider, name, ''),
      kind === undefined
        ? ALWAYS
        : name === 'CloudFormation'
          ? equals(action.configuration('ActionMode'), kind, '')
          : equals(category, kind, ''),
    );
    return { needs: actions.map((one) => ({ actions: one, on })), also: eachOn(also, on), truth };
  });
}

/** Services that the AWS CLI calls otherwise than policies do: https://docs.aws.amazon.com/cli/latest/reference/ */
const SERVICES = table<string>({
  deploy: 'codedeploy',
  elbv2: 'elasticloadbalancing',
  elb: 'elasticloadbalancing',
  stepfunctions: 'states',
  s3api: 's3',
});

/**
 * Commands whose right has another name than they have. Those that stand with nothing need none, or may get it from
 * elsewhere: a key and a topic have policies of their own, and anybody may ask who he is.
 */
const OTHERWISE = table<readonly string[]>({
  'cloudformation deploy': ['CreateChangeSet', 'DescribeChangeSet', 'DescribeStacks', 'ExecuteChangeSet'].map(
    (name) => `cloudformation:${name}`,
  ),
  'codeartifact login': ['codeartifact:GetAuthorizationToken'],
  'ecr get-login': ['ecr:GetAuthorizationToken'],
  'ecr get-login-password': ['ecr:GetAuthorizationToken'],
  'ecr-public get-login-password': ['ecr-public:GetAuthorizationToken'],
  'eks update-kubeconfig': ['eks:DescribeCluster'],
  'lambda invoke': ['lambda:InvokeFunction'],
  's3 mb': ['s3:CreateBucket'],
  's3 rb': ['s3:DeleteBucket'],
});
const EXECUTES = 'cloudformation:ExecuteChangeSet';
const GRANTED_ELSEWHERE = /^(kms|sns|sts|iam get-user)\b/;

/** Options of the AWS CLI that have no value. */
const FLAGS =
  /^--(no-\w[\w-]*|debug|recursive|delete|quiet|exact-timestamps|size-only|only-show-errors|follow-symlinks|dryrun|paginate|force\S*)$/;

/** What a command of the AWS CLI needs, as far as its own words tell. Empty for all that is not certain. */
export function needsOf(command: SimpleCommand): readonly Need[] {
  const { program, args } = callOf(command);
  if (program !== 'aws' || args.some(({ value }) => /^(help|--dry-?run|--dryrun|--generate-cli-skeleton.*)$/.test(value))) return [];
  const said = operandsIn(args);
  const [service, verb] = said.map(({ value }) => value);
  if (!service || !verb || said.slice(0, 2).some(({ expansions }) => expansions.length > 0)) return [];
  const line = `${service} ${verb}`;
  if (GRANTED_ELSEWHERE.test(line)) return [];
  if (service === 's3') return [...(OTHERWISE(line) ?? []).map((action) => ({ actions: [action] })), ...copies(verb, said.slice(2))];
  const other = OTHERWISE(line)?.filter((action) => action !== EXECUTES || !hasOption(args, /^--no-execute-changeset$/));
  if (other) return other.map((action) => ({ actions: [action] }));
  const known = knownAction(
    `${SERVICES(service) ?? service}:${verb.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`,
  );
  if (!known) return [];
  if (reads(known.name)) return [];
  const bucket = service === 's3api' ? optionOf(args, /^--bucket$/) : undefined;
  return [{ actions: [known.name], arn: bucket && arnIn(bucket, known) }];
}

/** An access point has an ARN of its own, which says nothing of the bucket. */
const arnIn = (bucket: Word, action: KnownAction): string | undefined =>
  isWritten(bucket) && !bucket.value.startsWith('arn:') ? `arn:aws:s3:::${bucket.value}${isOnObjects(action) ? '/*' : ''}` : undefined;

/** Whoever owns a bucket may let everybody read it. */
const reads = (action: string): boolean => /^s3:(Get|List|Head)/.test(action);

/** What is put into a bucket, or taken out of it. */
function copies(verb: string, operands: readonly Word[]): readonly Need[] {
  const [from, to] = operands;
  const into = verb === 'rm' ? from : to;
  if (!/^(cp|mv|sync|rm)$/.test(verb) || !into?.value.startsWith('s3://')) return [];
  const [bucket = '', ...path] = into.value.slice('s3://'.length).split('/');
  const arn =
    isWritten(into) && bucket ? `arn:aws:s3:::${bucket}/${verb === 'cp' || verb === 'rm' ? `${path.join('/')}*` : '*'}` : undefined;
  return [{ actions: [verb === 'rm' ? 's3:DeleteObject' : 's3:PutObject'], arn }];
}

const isWritten = ({ expansions, value }: Word): boolean => expansions.length === 0 && !/[*?[{]/.test(value);

/** The words of a command of the AWS CLI that are no options, and no values of options. */
export const operandsIn = (args: readonly Word[]): readonly Word[] =>
  operandsOf(args, /^--/).length > 0 ? args.filter((word, i) => !word.value.startsWith('--') && !isValue(args, i)) : [];

const isValue = (args: readonly Word[], at: number): boolean => {
  const before = args[at - 1]?.value ?? '';
  return before.startsWith('--') && !before.includes('=') && !FLAGS.test(before);
};
