import { flag, rule } from '../../engine/rule.ts';
import { isOneOf, possibleTexts } from '../../model/text.ts';
import { all, any } from '../../model/truth.ts';
import { NOWHERE } from '../../model/world.ts';

/** An exported variable becomes a variable of the pipeline: it is shown in the console, in the history, and to the actions that follow. */
export default rule({
  id: 'secret-exported',
  category: 'secrets',
  title: 'A build hands a secret on as an exported variable',
  severity: 'high',
  on: 'buildspec',
  fix: 'Take it out of exported-variables, and let the build that needs it read the secret itself.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.exported-variables'],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check({ exported, parameterStore, secretsManager, ...buildspec }) {
    for (const name of exported) {
      const secret = any(
        ...[...parameterStore, ...secretsManager].map((one) =>
          all(one.when, isOneOf(name, possibleTexts(one.name, NOWHERE) ?? [], 'read from where secrets are kept')),
        ),
      );
      yield flag({ ...buildspec, at: name.at }, secret, 'exports a variable that holds a secret');
    }
  },
});
