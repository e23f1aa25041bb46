import rule from '../../../src/rules/identity/open-trust.ts';
import { testRule } from '../../harness.ts';
import { trustedBy } from './fixtures.ts';

const trust = (principal: string, mark = '', more = ''): string =>
  trustedBy([`{ Effect: Allow, Action: "sts:AssumeRole", ${principal}${more} }${mark && ` # ${mark}`}`]);
const ANYBODY = 'Principal: { AWS: "*" }';

testRule(rule, {
  good: {
    'a service': trust('Principal: { Service: codebuild.amazonaws.com }'),
    'an account': trust('Principal: { AWS: "arn:aws:iam::111122223333:root" }'),
    'anybody of the organization': trust(ANYBODY, '', ', Condition: { StringEquals: { "aws:PrincipalOrgID": o-b1e2 } }'),
    'anybody with an external id': trust(ANYBODY, '', ', Condition: { StringEquals: { "sts:ExternalId": web } }'),
    'anybody whose name begins so': trust(
      ANYBODY,
      '',
      ', Condition: { ArnLike: { "aws:PrincipalArn": !Sub "arn:aws:iam::${AWS::AccountId}:role/web-*" } }',
    ),
    'such a name in the organization': trust(
      ANYBODY,
      '',
      ', Condition: { StringEquals: { "aws:PrincipalOrgID": o-b1e2 }, StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/pipeline" } }',
    ),
    'such a name where it is no pattern': trust(
      ANYBODY,
      '',
      ', Condition: { StringEquals: { "aws:PrincipalArn": "arn:aws:iam::*:role/pipeline" } }',
    ),
    'somebody of the template': trust(ANYBODY, '', ', Condition: { ArnEquals: { "aws:PrincipalArn": !GetAtt Other.Arn } }'),
    nobody: trustedBy(['{ Effect: Deny, Action: "sts:AssumeRole", Principal: "*" }']),
    'no role is assumed': trustedBy(['{ Effect: Allow, Action: "sts:TagSession", Principal: "*" }']),
  },
  bad: {
    anybody: trust(ANYBODY, 'problem'),
    'anybody at all': trust('Principal: "*"', 'problem'),
    'all but one': trust('NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" }', 'problem'),
    'anybody over HTTPS': trust(ANYBODY, 'problem', ', Condition: { Bool: { "aws:SecureTransport": "true" } }'),
    'a name that anybody may give to a role of his': trust(
      ANYBODY,
      'problem',
      ', Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/pipeline" } }',
    ),
    'in one world': trust('Principal: { AWS: !If [IsProd, !GetAtt Other.Arn, "*"] }', 'problem when IsProd is false'),
  },
  undecided: { 'a condition that nobody can see': trust(ANYBODY, 'undecided', ', Condition: !ImportValue limits') },
});
