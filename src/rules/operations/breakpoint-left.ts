import { flag, rule } from '../../engine/rule.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { isRun } from '../../model/run.ts';

/** In a build that may be entered it waits for a person, with the rights of the build's role and its secrets at hand. */
export default rule({
  id: 'breakpoint-left',
  category: 'operations',
  title: 'A breakpoint was left in a build',
  severity: 'medium',
  on: 'system',
  fix: 'Take codebuild-breakpoint out, or set it in a start of the build with a buildspec of its own.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/session-manager.html'],
  controls: { 'owasp-cicd': ['CICD-SEC-7'], soc2: ['CC6.1'] },

  *check(model) {
    for (const { run } of everyRun(model)) {
      if (run.command.words[0] === 'codebuild-breakpoint') yield flag(thingOfRun(run), isRun(run), 'stops here, and lets somebody in');
    }
  },
});
