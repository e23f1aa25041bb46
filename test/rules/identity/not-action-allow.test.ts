import rule from '../../../src/rules/identity/not-action-allow.ts';
import { testRule } from '../../harness.ts';
import { BOUNDARY, may, policy, role, services } from './fixtures.ts';

const but = (list: string, mark = '', on = '"*"', more = ''): string =>
  `{ Effect: Allow, NotAction: ${list}, Resource: ${on}${more} }${mark && ` # ${mark}`}`;

testRule(rule, {
  good: {
    'a role that delivers nothing': role(policy(but('"iam:*"')), '', services('lambda')),
    'actions by name': may('["*", "s3:*"]'),
    'all but a list on one thing': role(policy(but('"s3:DeleteBucket"', '', '"arn:aws:s3:::artifacts/*"'))),
    'all but a list on all but a few': role(policy('{ Effect: Allow, NotAction: "iam:*", NotResource: "arn:aws:s3:::secret/*" }')),
    'all but a list is denied': role(policy('{ Effect: Deny, NotAction: "s3:*", Resource: "*" }')),
    'under a condition': role(policy(but('"iam:*"', '', '"*"', ', Condition: { StringEquals: { "aws:RequestedRegion": eu-west-1 } }'))),
  },
  bad: {
    'all but a list': role(policy(but('["iam:*", "organizations:*"]', 'problem'))),
    'all but what nobody knows': role(policy(but('!Ref Given', 'problem'))),
    'in one world': role(policy(but('"iam:*"', 'problem when IsProd is true', '!If [IsProd, "*", "arn:aws:s3:::artifacts"]'))),
  },
  undecided: { 'a boundary that nobody can see': role(BOUNDARY + policy(but('"iam:*"', 'undecided'))) },
});
