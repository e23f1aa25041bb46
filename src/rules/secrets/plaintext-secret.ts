import { flag, rule } from '../../engine/rule.ts';
import { bringsSecret, holdsPlaintextSecret, secretDefaultsOf, storedSecretsOf, variablesOf } from '../../model/secret.ts';
import { equals } from '../../model/text.ts';
import { all, any, not } from '../../model/truth.ts';

/** What stands in a definition is read by everyone who may read the definition, and by every log that prints it. */
export default rule({
  id: 'plaintext-secret',
  category: 'secrets',
  title: 'A secret stands in plain text',
  severity: 'critical',
  on: 'system',
  fix: 'Keep the value in Secrets Manager or Parameter Store and refer to it: `secrets-manager:` or `parameter-store:` under `env` of a buildspec, `Type: SECRETS_MANAGER` on a variable, `secrets` of a container; a function reads it when it starts. Then change the secret: it was readable.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.secrets-manager',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    'aws-fsbp': ['CodeBuild.2'],
    'aws-config': ['codebuild-project-envvar-awscred-check'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'pci-dss': ['8.6.2'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check(model) {
    const defaults = secretDefaultsOf(model);
    for (const variable of variablesOf(model)) {
      const told = any(...defaults.map((text) => equals(variable.value, text)));
      yield flag(variable, all(holdsPlaintextSecret(variable), not(told)), 'holds a secret in plain text');
    }
    for (const { thing, value, promised } of storedSecretsOf(model)) {
      yield flag(thing, bringsSecret(value, promised), 'is made with a secret that stands here in plain text');
    }
  },
});
