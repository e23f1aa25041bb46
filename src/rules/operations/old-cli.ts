import { flag, rule } from '../../engine/rule.ts';
import type { SimpleCommand } from '../../model/command.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { callOf, operandsOf } from '../../model/command-words.ts';
import { deedsLike } from '../../model/deeds.ts';
import { isRun } from '../../model/run.ts';

/** `aws ecr get-login` is gone from version 2, and version 1 comes to its end: the build fails on the day the image changes. */
export default rule({
  id: 'old-cli',
  category: 'operations',
  title: 'A build relies on version 1 of the AWS CLI',
  severity: 'low',
  on: 'system',
  fix: 'Use the AWS CLI of the image: aws ecr get-login-password | docker login --username AWS --password-stdin with the address of the registry.',
  references: [
    'https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration-changes.html#cliv2-migration-ecr-get-login',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-7'], 'iso27001-2022': ['A.8.8'] },

  *check(model) {
    for (const { run } of everyRun(model)) {
      if (isGetLogin(run.command))
        yield flag(thingOfRun(run), isRun(run), 'asks for a login in a way that version 2 of the AWS CLI does not have');
      if (bringsOldCli(run.command)) yield flag(thingOfRun(run), isRun(run), 'installs version 1 of the AWS CLI');
    }
  },
});

function isGetLogin(command: SimpleCommand): boolean {
  const { program, args } = callOf(command);
  const [service, verb] = operandsOf(args, /^--(region|profile|output|registry-ids)$/);
  return program === 'aws' && service?.value === 'ecr' && verb?.value === 'get-login';
}

/** PyPI has version 1 only. */
const bringsOldCli = (command: SimpleCommand): boolean =>
  deedsLike(command, 'installs').some(({ ecosystem, packages }) => ecosystem === 'pip' && packages.some(({ name }) => name === 'awscli'));
