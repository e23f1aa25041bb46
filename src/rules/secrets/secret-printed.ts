import { flag, rule } from '../../engine/rule.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { isRun } from '../../model/run.ts';
import { printedSecretsOf } from '../../model/secret-commands.ts';

/** The log of a build is read by more people than its secrets are meant for, and kept for longer. */
export default rule({
  id: 'secret-printed',
  category: 'secrets',
  title: 'A build writes a secret into its log',
  severity: 'high',
  on: 'system',
  fix: 'Take the command out; to see whether a variable is there, ask for its length: echo "${#TOKEN}".',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.secrets-manager',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/data-protection.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-6', 'CICD-SEC-10'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check(model) {
    for (const { run, list } of everyRun(model)) {
      for (const { what, severity } of printedSecretsOf(run.command, list)) yield flag(thingOfRun(run), isRun(run), what, { severity });
    }
  },
});
