import type { SimpleCommand } from './command.ts';
import { callOf, optionOf } from './command-words.ts';
import type { Location } from './location.ts';
import type { Named } from './needs.ts';
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

const textOf = (name: string | undefined, at: Location) => (name === undefined ? undefined : written(at, name));
