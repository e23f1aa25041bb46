import rule from '../../../src/rules/identity/oidc-without-subject.ts';
import { testRule } from '../../harness.ts';
import { github, trustedBy } from './fixtures.ts';

const AUD = '"token.actions.githubusercontent.com:aud": sts.amazonaws.com';
const SUB = 'token.actions.githubusercontent.com:sub';
const trust = (condition: string, mark = ''): string => trustedBy([github(condition, mark)]);

const byReference = (provider: string, condition: string, mark = ''): string =>
  trustedBy(
    [
      `{ Effect: Allow, Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: ${provider} }${condition && `, Condition: ${condition}`} }${mark && ` # ${mark}`}`,
    ],
    undefined,
    'Provider:\n  Type: AWS::IAM::OIDCProvider\n  Properties: { Url: "https://token.actions.githubusercontent.com" }\n',
  );

testRule(rule, {
  good: {
    'a subject, of a provider that the template makes': byReference(
      '!Ref Provider',
      `{ StringEquals: { "${SUB}": "repo:org/web:ref:refs/heads/main" } }`,
    ),
    'a provider of something else': byReference('!Ref Provider', '').replace('token.actions.githubusercontent.com', 'login.example.com'),
    'a provider that is not here': byReference('!Ref Given', ''),
    'a subject': trust(`{ StringEquals: { ${AUD}, "${SUB}": "repo:org/web:ref:refs/heads/main" } }`),
    'owners whose names begin alike are another rule': trust(`{ StringLike: { "${SUB}": "repo:org*" } }`),
    'another claim': trust('{ StringEquals: { "token.actions.githubusercontent.com:repository_id": "12345" } }'),
    'an issuer of one customer': trustedBy([
      '{ Effect: Allow, Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.circleci.com/org/b1e2" } }',
    ]),
    'the workloads of a cluster': trustedBy([
      '{ Effect: Allow, Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/B1E2" } }',
    ]),
    'it is denied': trustedBy([github('').replace('Allow', 'Deny')]),
  },
  bad: {
    'nothing is asked': trust('', 'problem'),
    'nothing is asked of a provider that the template makes': byReference('!Ref Provider', '', 'problem'),
    'or that it names by its ARN': byReference('!GetAtt Provider.Arn', '', 'problem'),
    'the audience alone, of such a provider': byReference('!Ref Provider', `{ StringEquals: { ${AUD} } }`, 'problem'),
    'the audience alone': trust(`{ StringEquals: { ${AUD} } }`, 'problem'),
    'any subject': trust(`{ StringLike: { "${SUB}": "*" } }`, 'problem'),
    'any repository': trust(`{ StringLike: { "${SUB}": ["repo:org/web:*", "repo:*"] } }`, 'problem'),
    'where there is one': trust(`{ StringEqualsIfExists: { "${SUB}": "repo:org/web:ref:refs/heads/main" } }`, 'problem'),
    'all subjects of none': trust(`{ "ForAllValues:StringEquals": { "${SUB}": "repo:org/web:ref:refs/heads/main" } }`, 'problem'),
    'any but one': trust(`{ StringNotEquals: { "${SUB}": "repo:org/web:ref:refs/heads/main" } }`, 'problem'),
    'a project of GitLab': trustedBy([
      '{ Effect: Allow, Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/gitlab.com" } } # problem',
    ]),
    'in one world': trust(`{ StringLike: { "${SUB}": !If [IsProd, "repo:org/web:*", "*"] } }`, 'problem when IsProd is false'),
  },
  undecided: { 'a subject that nobody knows': trust(`{ StringLike: { "${SUB}": !Ref Given } }`, 'undecided') },
});
