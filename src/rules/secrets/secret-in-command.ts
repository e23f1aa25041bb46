import { flag, rule } from '../../engine/rule.ts';
import { placeIn } from '../../model/command.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { isRun } from '../../model/run.ts';
import { literalSecretsIn } from '../../model/secret-commands.ts';

/** A command is read by everybody who may read the buildspec, and CodeBuild writes it into the log before it runs it. */
export default rule({
  id: 'secret-in-command',
  category: 'secrets',
  title: 'A secret stands in a command',
  severity: 'critical',
  on: 'system',
  fix: 'Read it under env/secrets-manager (DB_PASSWORD: web/database:password) and use $DB_PASSWORD. Then change the secret: it was readable.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.secrets-manager',
    'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'pci-dss': ['8.6.2'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check(model) {
    for (const { run } of everyRun(model)) {
      for (const { offset } of literalSecretsIn(run.command)) {
        yield flag(thingOfRun(run, placeIn(run.item, offset)), isRun(run), 'has a secret in it in plain text');
      }
    }
  },
});
