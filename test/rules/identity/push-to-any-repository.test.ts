import rule from '../../../src/rules/identity/push-to-any-repository.ts';
import { testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services } from './fixtures.ts';

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow('ecr:PutImage')), '', services('lambda')),
    'one repository': may('ecr:PutImage', '', { on: '[!GetAtt Images.Arn, "arn:aws:ecr:eu-west-1:111122223333:repository/web*"]' }),
    'what only pulls': may('["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]'),
    'all of the service is service-wildcard': may('ecr:*'),
    'everything is admin-role': may('*'),
  },
  bad: {
    'every repository': may('["ecr:GetAuthorizationToken", "ecr:PutImage"]', 'problem'),
    'by a wildcard': may('ecr:Put*', 'problem'),
    'every repository of the account': may('ecr:PutImage', 'problem', { on: '"arn:aws:ecr:eu-west-1:111122223333:repository/*"' }),
    'of any service': may('*:PutImage', 'problem'),
    'all but a list, on every repository': role(
      policy('{ Effect: Allow, NotAction: "iam:*", Resource: "arn:aws:ecr:*:*:repository/*" } # problem'),
    ),
    'beside a statement that lets it in one world': role(
      policy(
        allow('ecr:PutImage', 'problem'),
        allow('ecr:Put*', 'problem when IsProd is true', { on: '!If [IsProd, "*", !GetAtt Images.Arn]' }),
      ),
    ),
    'for the public': may('ecr-public:PutImage', 'problem'),
    'in one world': may('ecr:PutImage', 'problem when IsProd is true', { on: '!If [IsProd, "*", !GetAtt Images.Arn]' }),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(allow('ecr:PutImage', 'undecided'))) },
});
