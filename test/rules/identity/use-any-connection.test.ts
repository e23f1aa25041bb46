import rule from '../../../src/rules/identity/use-any-connection.ts';
import { testRule } from '../../harness.ts';
import { allow, BOUNDARY, may, policy, role, services } from './fixtures.ts';

const USE = 'codestar-connections:UseConnection';

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(allow(USE)), '', services('lambda')),
    'one connection': may(USE, '', { on: '[!Ref Given, "arn:aws:codestar-connections:eu-west-1:111122223333:connection/b1e2"]' }),
    'under a condition': may(USE, '', { more: 'Condition: { StringEquals: { "codestar-connections:FullRepositoryId": org/web } }' }),
    'what only reads': may('["codestar-connections:ListConnections", "codeconnections:GetConnection"]'),
    'connections of the other name': may(USE, '', { on: '"arn:aws:codeconnections:*:*:connection/*"' }),
    'everything is admin-role': may('*'),
  },
  bad: {
    'on everything': may(USE, 'problem'),
    'by its newer name': may('codeconnections:UseConnection', 'problem'),
    'both names are told once': may('["codeconnections:UseConnection", "codestar-connections:UseConnection"]', 'problem'),
    'every connection of an account': may(USE, 'problem', {
      on: '!Sub "arn:aws:codestar-connections:${AWS::Region}:${AWS::AccountId}:connection/*"',
    }),
    'every action': may('codestar-connections:*', 'problem'),
    'its token': may('codeconnections:GetConnectionToken', 'problem'),
    'hands it on': may('codeconnections:PassConnection', 'problem'),
    'in one world': may(`!If [IsProd, "${USE}", "s3:GetObject"]`, 'problem when IsProd is true'),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(allow(USE, 'undecided'))) },
});
