import rule from '../../../src/rules/identity/create-unbounded-role.ts';
import { testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services, trusting } from './fixtures.ts';

const CREATE = '["iam:CreateRole", "iam:PutRolePolicy"]';
const BOUNDED = 'Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary" } }';

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow(CREATE)), '', services('lambda')),
    'a boundary is asked for': may(CREATE, '', { more: BOUNDED }),
    'a boundary is asked for where rights are given': role(
      policy(allow('iam:CreateRole'), allow('iam:PutRolePolicy', '', { more: BOUNDED })),
    ),
    'creates and gives nothing': may('["iam:CreateRole", "iam:GetRole"]'),
    'creates some roles and gives nothing': may('iam:CreateRole', '', { on: '"arn:aws:iam::111122223333:role/web-*"' }),
    'creates by stacks and gives nothing': role(policy(allow('iam:CreateRole')), '', services('cloudformation')),
    'gives and creates nothing': may('["iam:PutRolePolicy", "iam:AttachRolePolicy"]'),
    'attaches some policies only': role(
      policy(
        allow('iam:CreateRole'),
        allow('iam:AttachRolePolicy', '', {
          more: 'Condition: { ArnLike: { "iam:PolicyARN": "arn:aws:iam::111122223333:policy/web-*" } }',
        }),
      ),
    ),
    'all of iam is pass-any-role': may('iam:*'),
    'everything is admin-role': may('*'),
    'other resources': may(CREATE, '', { on: '"arn:aws:iam::111122223333:user/*"' }),
    'it is denied': role(policy(allow(CREATE), '{ Effect: Deny, Action: "iam:PutRolePolicy", Resource: "*" }')),
  },
  bad: {
    'every role, with a policy of its own': may(CREATE, 'problem'),
    'every role, with any policy': may('iam:*Role*', 'problem', { on: '"arn:aws:iam::111122223333:role/*"' }),
    'by two statements': role(policy(allow('iam:CreateRole', 'problem'), allow('iam:AttachRolePolicy'))),
    'by stacks': role(policy(allow(CREATE, 'problem (medium)')), '', services('cloudformation')),
    'by stacks, and by a service that nobody knows': role(
      policy(allow(CREATE, 'problem')),
      '',
      trusting('{ Service: [cloudformation.amazonaws.com, !Ref Given] }'),
    ),
    'roles whose names begin alike': may(CREATE, 'problem (low)', { on: '"arn:aws:iam::111122223333:role/web-*"' }),
    'such roles by stacks': role(
      policy(allow(CREATE, 'problem (low)', { on: '"arn:aws:iam::*:role/web-*"' })),
      '',
      services('cloudformation'),
    ),
    'in one world': may('["iam:CreateRole", !If [IsProd, "iam:PutRolePolicy", "iam:GetRole"]]', 'problem when IsProd is true'),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(allow(CREATE, 'undecided'))) },
});
