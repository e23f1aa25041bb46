import { flag, rule } from '../../engine/rule.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { callOf, hasOption } from '../../model/command-words.ts';
import { saysTrial } from '../../model/production.ts';
import { isRun } from '../../model/run.ts';
import { equals, isTrue } from '../../model/text.ts';
import { all, asFarAsKnown, not } from '../../model/truth.ts';

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
      for (const { at, off } of switches) {
        yield flag({ ...stack, at }, all(off, not(trial)), MESSAGE);
        yield flag({ ...stack, at }, all(off, trial), MESSAGE, { severity: 'low' });
      }
    }
    for (const { run } of everyRun(model)) {
      const { program, args } = callOf(run.command);
      const off = hasOption(args, /^(--no-rollback|--rollback=false|-R)$/);
      if (program === 'cdk' && args.some(({ value }) => value === 'deploy') && off) yield flag(thingOfRun(run), isRun(run), MESSAGE);
    }
  },
});

const MESSAGE = 'leaves what a failed update has done';
