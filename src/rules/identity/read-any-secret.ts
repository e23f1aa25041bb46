import { flag, rule } from '../../engine/rule.ts';
import { byStatement, rights, who } from '../../model/policy/breadth.ts';
import { every } from '../../model/policy/resource.ts';

/** A build needs one token; it may read the passwords of every database. */
export default rule({
  id: 'read-any-secret',
  category: 'identity',
  title: 'A role of the delivery system may read every secret',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Name the secrets or parameters that are read as Resource: `!Ref Secret`, `parameter/web/*`.',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['CKV_AWS_107', 'CKV_AWS_287'],

  *check(role) {
    const whose = `lets ${who(role)} read`;
    const secrets = rights(role, ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'], () =>
      every('secretsmanager', 'secret:'),
    );
    for (const { statement, truth } of byStatement(secrets)) yield flag(statement, truth, `${whose} every secret of the account`);
    const parameters = rights(role, ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'], () => every('ssm', 'parameter/'));
    for (const { statement, truth } of byStatement(parameters))
      yield flag(statement, truth, `${whose} every parameter of the account`, { severity: 'medium' });
  },
});
