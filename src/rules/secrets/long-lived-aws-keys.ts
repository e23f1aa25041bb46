import { flag, rule } from '../../engine/rule.ts';
import { holdsAwsKey, keptVariablesOf, variablesOf } from '../../model/secret.ts';

/** A build, a container and a function have a role, whose keys last for hours. Keys of a user last until somebody remembers them. */
export default rule({
  id: 'long-lived-aws-keys',
  category: 'secrets',
  title: 'A build works with the access keys of an IAM user',
  severity: 'high',
  on: 'system',
  fix: 'Give its role the rights that it needs (or let it assume another role), take the variables out, and delete the access key.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-6'],
    'aws-fsbp': ['CodeBuild.2'],
    'aws-config': ['codebuild-project-envvar-awscred-check'],
    soc2: ['CC6.1'],
    'iso27001-2022': ['A.8.24'],
    'aws-well-architected': ['SEC02-BP03'],
  },

  *check(model) {
    for (const variable of [...variablesOf(model), ...keptVariablesOf(model)]) {
      yield flag(variable, holdsAwsKey(variable), 'is the access key of an IAM user');
    }
  },
});
