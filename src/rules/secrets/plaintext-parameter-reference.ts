import { flag, rule } from '../../engine/rule.ts';
import { promisesSecret, sourceTokensOf, takesPlainParameter, variablesOf } from '../../model/secret.ts';
import { mentions } from '../../model/text.ts';
import { all } from '../../model/truth.ts';

/** `{{resolve:ssm:…}}` reads parameters of type String only: the secret lies in Parameter Store as it is. */
export default rule({
  id: 'plaintext-parameter-reference',
  category: 'secrets',
  title: 'A secret is kept in Parameter Store as a plain String',
  severity: 'medium',
  on: 'system',
  fix: 'Keep it as a SecureString, or in Secrets Manager, and let the build read it: Type: PARAMETER_STORE (or SECRETS_MANAGER) and its name.',
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check(model) {
    for (const variable of variablesOf(model)) {
      const promised = mentions(variable.name, promisesSecret, 'its name promises a secret');
      yield flag(variable, all(promised, takesPlainParameter(variable.value)), 'is kept in Parameter Store as a plain String');
    }
    for (const { thing, token } of sourceTokensOf(model))
      yield flag(thing, takesPlainParameter(token), 'is kept in Parameter Store as a plain String');
  },
});
