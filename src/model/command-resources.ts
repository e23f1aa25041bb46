import type { SimpleCommand, Word } from './command.ts';
import { callOf, hasOption, optionOf } from './command-words.ts';
import type { Location } from './location.ts';
import { type Named, type Need, operandsIn } from './needs.ts';
import { written } from './text.ts';

/** What an option of the AWS CLI names, by its service where others call something else so: https://docs.aws.amazon.com/cli/latest/reference/ */
const OPTIONS: readonly (readonly [what: string, service: RegExp, option: RegExp])[] = [
  ['ApplicationName', /^codedeploy:/, /^--application-name$/],
  ['DeploymentGroupName', /^codedeploy:/, /^--deployment-group-name$/],
  ['FunctionName', /^lambda:/, /^--function-name$/],
  ['Parameter', /^ssm:(Get|Put|Delete)Parameter$/, /^--name$/],
  ['PipelineName', /^codepipeline:StartPipelineExecution$/, /^--name$/],
  ['ProjectName', /^codebuild:/, /^--project-name$/],
  ['Secret', /^secretsmanager:/, /^--secret-id$/],
  ['StackName', /^cloudformation:/, /^--stack-name$/],
  ['ClusterName', /^ecs:UpdateService$/, /^--cluster$/],
  ['ServiceName', /^ecs:UpdateService$/, /^--service$/],
];

/** What a command does an action on, by the names of `RESOURCES` in policy/arn.ts, as far as it is a name that is written out. */
export function resourcesOfCommand(command: SimpleCommand, action: string, at: Location): Named | undefined {
  const { args } = callOf(command);
  const names = new Map<string, string>();
  for (const [what, service, option] of OPTIONS) {
    const word = service.test(action) ? optionOf(args, option) : undefined;
    if (word && word.expansions.length === 0 && /^[\w./-]+$/.test(word.value)) names.set(what, word.value);
  }
  return names.size === 0 ? undefined : (what) => textOf(names.get(what), at);
}

/**
 * What a copy from and to buckets takes beside putting things there: who owns a bucket may let everybody read it, so nobody can tell
 * that it is lacking. https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html
 */
export function copyingTakes(command: SimpleCommand): readonly Need[] {
  const { program, args } = callOf(command);
  const [service, verb, from, to] = program === 'aws' ? operandsIn(args) : [];
  if (service?.value !== 's3' || !/^(cp|mv|sync|rm|ls)$/.test(verb?.value ?? '')) return [];
  const [source, target] = [bucketIn(from), bucketIn(to)];
  const copies = /^(cp|mv|sync)$/.test(verb?.value ?? '');
  const lists = /^(sync|ls)$/.test(verb?.value ?? '') || hasOption(args, /^--recursive$/);
  const cleans = verb?.value === 'sync' && hasOption(args, /^--delete$/);
  return [
    ...(copies && source ? [{ actions: ['s3:GetObject'], arn: `${source}/*` }] : []),
    ...(verb?.value === 'mv' && source ? [{ actions: ['s3:DeleteObject'], arn: `${source}/*` }] : []),
    ...(lists && source ? [{ actions: ['s3:ListBucket'], arn: source }] : []),
    ...(verb?.value === 'sync' && target ? [{ actions: ['s3:ListBucket'], arn: target }] : []),
    ...(cleans && target ? [{ actions: ['s3:DeleteObject'], arn: `${target}/*` }] : []),
  ];
}

/** `arn:aws:s3:::web` of `s3://web/app`, where it is written out. */
function bucketIn(word: Word | undefined): string | undefined {
  const [, bucket] = /^s3:\/\/([\w.-]+)(?:\/|$)/.exec(word?.value ?? '') ?? [];
  return bucket && `arn:aws:s3:::${bucket}`;
}

const textOf = (name: string | undefined, at: Location) => (name === undefined ? undefined : written(at, name));
