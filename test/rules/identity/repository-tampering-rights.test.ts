import rule from '../../../src/rules/identity/repository-tampering-rights.ts';
import { testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services, trusting } from './fixtures.ts';

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow('ecr:DeleteRepository')), '', services('lambda')),
    'a push': may('["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"]'),
    'deleting images': may('ecr:BatchDeleteImage'),
    'the role that makes the repository': role(policy(allow('ecr:SetRepositoryPolicy')), '', services('cloudformation')),
    'all of the service is service-wildcard': may('ecr:*'),
    'everything is admin-role': may('*'),
    'another resource': may('ecr:*', '', { on: '"arn:aws:s3:::artifacts/*"' }),
  },
  bad: {
    'deleting the repository': may('ecr:DeleteRepository', 'problem'),
    'who may push': may('ecr:SetRepositoryPolicy', 'problem'),
    'nobody any more': may('ecr:DeleteRepositoryPolicy', 'problem'),
    'tags that move': may('ecr:PutImageTagMutability', 'problem', { on: '!GetAtt Images.Arn' }),
    'a role of stacks, and of a service that nobody knows': role(
      policy(allow('ecr:DeleteRepository', 'problem')),
      '',
      trusting('{ Service: [cloudformation.amazonaws.com, !Ref Given] }'),
    ),
    'no scan': may('ecr:PutImageScanningConfiguration', 'problem'),
    'the registry': may('ecr:PutRegistryPolicy', 'problem'),
    'all of one repository': may('ecr:*', 'problem', { on: '"arn:aws:ecr:eu-west-1:111122223333:repository/web"' }),
    'in one world': may('!If [IsProd, "ecr:Put*", "ecr:PutImage"]', 'problem when IsProd is true'),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(allow('ecr:DeleteRepository', 'undecided'))) },
});
