import rule from '../../../src/rules/identity/assume-any-role.ts';
import { testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services } from './fixtures.ts';

const ASSUME = 'sts:AssumeRole';

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow(ASSUME)), '', services('lambda')),
    'a role by name': may(ASSUME, '', { on: '["arn:aws:iam::111122223333:role/deploy", !GetAtt Role.Arn, !Ref Given]' }),
    'one name in every account': may(ASSUME, '', { on: '"arn:aws:iam::*:role/deploy"' }),
    'roles whose names begin alike': may(ASSUME, '', { on: '"arn:aws:iam::111122223333:role/cdk-*"' }),
    'roles with a tag': may(ASSUME, '', {
      more: 'Condition: { "ForAnyValue:StringEquals": { "iam:ResourceTag/aws-cdk:bootstrap-role": [deploy] } }',
    }),
    'another action': may('sts:GetCallerIdentity'),
    'everything is admin-role': may('*'),
    'all but a list is not-action-allow': role(policy('{ Effect: Allow, NotAction: "iam:*", Resource: "*" }')),
    'it is denied': role(policy(allow(ASSUME), '{ Effect: Deny, Action: "sts:*", Resource: "*" }')),
  },
  bad: {
    'on everything': may(ASSUME, 'problem'),
    'every action of sts': may('["sts:*", "s3:GetObject"]', 'problem'),
    'every role of an account': may(ASSUME, 'problem', { on: '!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*"' }),
    'every role of every account': may('sts:Assume*', 'problem', { on: '"arn:aws:iam::*:role/*"' }),
    'in one world': may(ASSUME, 'problem when IsProd is true', { on: '!If [IsProd, "*", "arn:aws:iam::111122223333:role/deploy"]' }),
  },
  undecided: {
    'a boundary that nobody can see': role(BOUNDARY + policy(allow(ASSUME, 'undecided'))),
    'a condition that nobody can see': may(ASSUME, 'undecided', { more: 'Condition: !ImportValue limits' }),
  },
});
