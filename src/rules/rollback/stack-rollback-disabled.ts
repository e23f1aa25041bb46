import { flag, graded, rule } from '../../engine/rule.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { type Call, callOf, hasOption, optionOf } from '../../model/command-words.ts';
import { saysTrial } from '../../model/production.ts';
import { isRun } from '../../model/run.ts';
import { equals, isTrue } from '../../model/text.ts';
import { asFarAsKnown } from '../../model/truth.ts';

/** A stack that stops half-way holds new and old resources that were never meant to work together. */
export default rule({
  id: 'stack-rollback-disabled',
  category: 'rollback',
  title: 'A stack that cannot be updated stays half-way',
  severity: 'medium',
  on: 'system',
  fix: 'Leave --disable-rollback, --on-failure DO_NOTHING and --no-rollback out: CloudFormation brings the last state that worked back by itself.',
  references: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },
  aliases: ['cloudformation_stack_rollback_enabled'],

  *check(model) {
    for (const stack of model.all('stack')) {
      const trial = asFarAsKnown(saysTrial(stack.name, 'the stack'));
      const switches = [
        { at: stack.disableRollback.at, off: isTrue(stack.disableRollback, 'rollback is disabled') },
        { at: stack.onFailure.at, off: equals(stack.onFailure, 'DO_NOTHING', 'nothing is done on failure') },
      ];
      for (const { at, off } of switches) yield* graded({ ...stack, at }, off, MESSAGE, { low: trial });
    }
    for (const { run } of everyRun(model)) {
      if (leavesStack(callOf(run.command))) yield flag(thingOfRun(run), isRun(run), MESSAGE);
    }
  },
});

/** Calls that say nothing of a stack but this: what makes one is read as the stack that it makes. */
function leavesStack({ program, args }: Call): boolean {
  const calls = (command: string): boolean => args.some(({ value }) => value === command);
  if (program === 'cdk') return calls('deploy') && hasOption(args, /^(--no-rollback|--rollback=false|-R)$/);
  if (program !== 'aws' || !calls('cloudformation')) return false;
  if (calls('execute-change-set')) return hasOption(args, /^--disable-rollback$/);
  return calls('create-change-set') && optionOf(args, /^--on-stack-failure$/)?.value === 'DO_NOTHING';
}

const MESSAGE = 'leaves what a failed update has done';
