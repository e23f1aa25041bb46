import { flag, rule } from '../../engine/rule.ts';
import { isMadeKey, isWrittenOut, looksSecret, promisesSecret, takesSecret } from '../../model/secret.ts';
import { mentions } from '../../model/text.ts';
import { all, any } from '../../model/truth.ts';

/** Outputs are shown to everybody who may describe the stack, and kept with it. */
export default rule({
  id: 'secret-in-output',
  category: 'secrets',
  title: 'A stack shows a secret as an output',
  severity: 'medium',
  on: 'output',
  fix: 'Put out the name or the ARN of the secret, and let whoever needs it read it there.',
  references: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check(output) {
    const { name, value } = output;
    const written = all(mentions(name, promisesSecret, 'its name promises a secret'), isWrittenOut(value));
    yield flag(
      output,
      any(takesSecret(value), isMadeKey(value), looksSecret(value), written),
      'shows a secret to everybody who may describe the stack',
    );
  },
});
