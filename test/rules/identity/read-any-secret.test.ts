import rule from '../../../src/rules/identity/read-any-secret.ts';
import { testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services } from './fixtures.ts';

const READ = 'secretsmanager:GetSecretValue';

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow(READ)), '', services('lambda')),
    'one secret': may(READ, '', { on: '[!Ref Secret, "arn:aws:secretsmanager:*:*:secret:web/*"]' }),
    'one path of parameters': may('ssm:GetParameter*', '', { on: '"arn:aws:ssm:*:*:parameter/web/*"' }),
    'under a condition': may(READ, '', { more: 'Condition: { StringEquals: { "secretsmanager:ResourceTag/app": web } }' }),
    'what only lists': may('["secretsmanager:ListSecrets", "ssm:DescribeParameters", "secretsmanager:GetRandomPassword"]'),
    'all of the service is service-wildcard': may('["secretsmanager:*", "ssm:*"]'),
    'everything is admin-role': may('*'),
  },
  bad: {
    'every secret': may(READ, 'problem'),
    'every secret of the account': may('secretsmanager:Get*', 'problem', {
      on: '!Sub "arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*"',
    }),
    'many at once': may('secretsmanager:BatchGetSecretValue', 'problem'),
    'every parameter': may('ssm:GetParameters', 'problem (medium)', { on: '"arn:aws:ssm:*:*:parameter/*"' }),
    'one parameter after the other': may('ssm:GetParameter', 'problem (medium)'),
    'parameters by their path': may('ssm:GetParametersByPath', 'problem (medium)'),
    'in one world': may(`!If [IsProd, "${READ}", "s3:GetObject"]`, 'problem when IsProd is true'),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(allow(READ, 'undecided'))) },
});
