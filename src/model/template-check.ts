import { mayRunAnything } from './command-unread.ts';
import { callOf } from './command-words.ts';
import { deedsLike } from './deeds.ts';
import { ofCommands, oncePerStep, type Step } from './pipeline.ts';
import { anyRun, type Run, runsOf } from './run.ts';
import { equals, isOneOf } from './text.ts';
import { all, any, type Truth } from './truth.ts';

/** Those that change a stack at once; a change set is looked at by CloudFormation before anything changes. */
const AT_ONCE = ['CREATE_UPDATE', 'REPLACE_ON_FAILURE'];

/** Does an action update a stack from a template, without a change set in between? */
export const deploysTemplate = oncePerStep(
  ({ action }: Step): Truth =>
    all(
      equals(action.provider, 'CloudFormation', 'a stack is updated here'),
      isOneOf(action.configuration('ActionMode'), AT_ONCE, 'the stack is updated at once'),
    ),
);

/** Does a step look at templates: lint them, let CloudFormation read them, or make them of code? */
export const validatesTemplates = oncePerStep(
  (step: Step): Truth =>
    ofCommands(step, (commands) => any(anyRun(runsOf(commands).filter(looks), 'templates are looked at here'), mayRunAnything(commands))),
);

const TOOLS = /^(cfn-lint|cfn[-_]nag(_scan)?|cfn-guard|cfripper|cfn-diagram|taskcat|rain|cdk|aws-sam-translator|cfn-lint-serverless)$/;

function looks({ command }: Run): boolean {
  const { program, args } = callOf(command);
  const [first, second] = args.map(({ value }) => value);
  const calls = `${program} ${first ?? ''} ${second ?? ''}`;
  return (
    TOOLS.test(program) ||
    /^(sam validate |aws cloudformation validate-template$|serverless |sls )/.test(calls) ||
    deedsLike(command, 'scans').some((scan) => scan.for === 'configuration')
  );
}
