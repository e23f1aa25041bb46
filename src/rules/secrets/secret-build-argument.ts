import { flag, rule } from '../../engine/rule.ts';
import { placeIn } from '../../model/command.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { deedsLike } from '../../model/deeds.ts';
import { isRun } from '../../model/run.ts';
import { promisesSecret } from '../../model/secret.ts';
import { literalSecretsIn } from '../../model/secret-commands.ts';

/** The history of an image keeps its build arguments: whoever may pull it reads them. */
export default rule({
  id: 'secret-build-argument',
  category: 'secrets',
  title: 'A secret is a build argument of an image',
  severity: 'medium',
  on: 'system',
  fix: 'Mount it for the step that needs it: docker build --secret id=npm,env=NPM_TOKEN, and RUN --mount=type=secret,id=npm in the Dockerfile.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-6'], soc2: ['CC6.1'], 'iso27001-2022': ['A.8.24'], 'aws-well-architected': ['SEC02-BP03'] },

  *check(model) {
    for (const { run } of everyRun(model)) {
      const literals = new Set(literalSecretsIn(run.command).map(({ offset }) => offset));
      for (const { buildArguments } of deedsLike(run.command, 'builds-image')) {
        for (const { name, value, word } of buildArguments) {
          if (promisesSecret(name) && value !== '' && !literals.has(word.offset))
            // which secret-in-command tells of
            yield flag(thingOfRun(run, placeIn(run.item, word.offset)), isRun(run), 'makes a secret part of the image');
        }
      }
    }
  },
});
