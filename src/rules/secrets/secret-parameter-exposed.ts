import { flag, rule } from '../../engine/rule.ts';
import { isReference, isWrittenOut, looksSecret, promisesSecret, tellsOfReference } from '../../model/secret.ts';
import { isOneOf, isTrue, mentions } from '../../model/text.ts';
import { all, any, not } from '../../model/truth.ts';

/** Without NoEcho, whoever may describe the stack reads the parameter; with a default, whoever may read the template does. */
export default rule({
  id: 'secret-parameter-exposed',
  category: 'secrets',
  title: 'A secret is a template parameter that everybody can read',
  severity: 'high',
  on: 'parameter',
  fix: 'Refer to the secret with {{resolve:secretsmanager:…}} instead of a parameter; where it must be one, set NoEcho: true and no Default.',
  references: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds'],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'pci-dss': ['8.6.2'],
    'aws-well-architected': ['SEC02-BP03'],
  },
  aliases: ['W1011'],

  *check(parameter) {
    const { name, type, description, noEcho, default: fallback } = parameter;
    const promised = all(
      mentions(name, promisesSecret, 'its name promises a secret'),
      isOneOf(type, ['String'], ''),
      not(mentions(description, tellsOfReference, '')),
    );
    const literal = any(all(promised, isWrittenOut(fallback)), looksSecret(fallback));
    yield flag(parameter, literal, 'has a secret as its default');
    const shown = all(promised, not(literal), not(isReference(fallback)), not(isTrue(noEcho, 'not shown')));
    yield flag(parameter, shown, 'takes a secret and shows it: NoEcho is not set', {
      severity: 'medium',
    });
  },
});
