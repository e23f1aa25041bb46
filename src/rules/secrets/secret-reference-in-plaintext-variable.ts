import { flag, rule } from '../../engine/rule.ts';
import { isPlaintext, takesSecret, variablesOf } from '../../model/secret.ts';
import { all } from '../../model/truth.ts';

/** CloudFormation puts the value in, and from then on it stands there for everybody who may look at the project, the pipeline or the task. */
export default rule({
  id: 'secret-reference-in-plaintext-variable',
  category: 'secrets',
  title: 'A secret is copied into a plaintext variable',
  severity: 'medium',
  on: 'system',
  fix: 'Let whoever runs it read the secret: Type: SECRETS_MANAGER or PARAMETER_STORE and the name of the secret on a build variable, `Secrets` with `ValueFrom` in a container.',
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_EnvironmentVariable.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check(model) {
    for (const variable of variablesOf(model)) {
      yield flag(variable, all(isPlaintext(variable), takesSecret(variable.value)), 'takes a secret as plain text');
    }
    for (const { steps } of model.all('pipeline')) {
      for (const { action } of steps) {
        const overrides = action.configuration('ParameterOverrides');
        const thing = { ...action, at: overrides.at };
        yield flag(thing, takesSecret(overrides), 'hands a secret on as plain text, which get-pipeline shows');
      }
    }
  },
});
