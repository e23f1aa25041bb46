import { flag, rule } from '../../engine/rule.ts';
import { placeIn } from '../../model/command.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { isRun } from '../../model/run.ts';
import { passwordArgumentsIn } from '../../model/secret-commands.ts';

/** Arguments are seen by every process of the machine, and by every log that shows commands. */
export default rule({
  id: 'secret-on-command-line',
  category: 'secrets',
  title: 'A password is handed over as an argument',
  severity: 'medium',
  on: 'system',
  fix: 'Hand it over on standard input: echo "$PASSWORD" | docker login --username web --password-stdin, or aws ecr get-login-password | docker login --username AWS --password-stdin with the address of the registry.',
  references: [
    'https://docs.docker.com/reference/cli/docker/login/#password-stdin',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-6'], soc2: ['CC6.1'], 'iso27001-2022': ['A.8.24'], 'aws-well-architected': ['SEC02-BP03'] },

  *check(model) {
    for (const { run } of everyRun(model)) {
      for (const { offset, shortLived } of passwordArgumentsIn(run.command)) {
        const thing = thingOfRun(run, placeIn(run.item, offset));
        yield flag(thing, isRun(run), 'hands a password over as an argument', shortLived ? { severity: 'low' } : {});
      }
    }
  },
});
