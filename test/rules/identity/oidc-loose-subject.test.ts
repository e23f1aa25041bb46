import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/oidc-loose-subject.ts';
import { check, testRule } from '../../harness.ts';
import { github, trustedBy } from './fixtures.ts';

const subject = (sub: string, mark = '', operator = 'StringLike'): string =>
  trustedBy([github(`{ ${operator}: { "token.actions.githubusercontent.com:sub": ${sub} } }`, mark)]);

testRule(rule, {
  good: {
    'one branch': subject('"repo:org/web:ref:refs/heads/main"', '', 'StringEquals'),
    'one environment': subject('["repo:org/web:environment:production", "repo:org/api:environment:production"]'),
    'a name that nobody knows': subject('!Sub "repo:org/${Given}:environment:production"'),
    'anybody is oidc-without-subject': subject('"*"'),
    'the workloads of a cluster': trustedBy([
      '{ Effect: Allow, Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/B1E2" } }',
    ]),
  },
  bad: {
    'owners whose names begin alike': subject('"repo:org*"', 'problem'),
    'every repository of an owner': subject('"repo:org/*"', 'problem (medium)'),
    'repositories whose names begin alike': subject('"repo:org/web*"', 'problem (medium)'),
    'every branch of a repository': subject('"repo:org/web:*"', 'problem (low)'),
    'every branch of a repository that nobody knows': subject('!Sub "repo:${Given}:*"', 'problem (low)'),
    'the widest counts': subject('["repo:org/web:environment:production", "repo:org/*"]', 'problem (medium)'),
    'the owner alone': trustedBy([
      github('{ StringEquals: { "token.actions.githubusercontent.com:repository_owner": org } }', 'problem (medium)'),
    ]),
    'an organization of CircleCI': trustedBy([
      '{ Effect: Allow, Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.circleci.com/org/b1e2" } } # problem (medium)',
    ]),
    'in one world': subject('!If [IsProd, "repo:org/web:environment:production", "repo:org/*"]', 'problem (medium) when IsProd is false'),
  },
  undecided: { 'a subject that nobody knows': subject('!Ref Given', 'undecided') },
});

test.each([
  ['repo:org*', 'every owner whose name begins alike'],
  ['repo:org/*', 'every repository of its owner'],
  ['repo:org/web:*', 'every branch and pull request of a repository'],
  ['repo:org/web:ref:refs/tags/v*', 'every branch, tag or environment of a repository whose name begins alike'],
  ['repo:org/*:ref:refs/heads/main', 'every repository of its owner'],
])('%s lets in %s', (sub, whose) =>
  expect(check([rule], subject(`"${sub}"`)).findings.map(({ message }) => message)).toEqual([
    `lets builds of ${whose} at GitHub Actions act as the role Role`,
  ]),
);

test.each([
  ['repo:${Given}:*', 'every branch and pull request of a repository'],
  ['repo:${Given}:environment:prod-*', 'every branch, tag or environment of a repository whose name begins alike'],
])('%s lets in %s, whatever repository that is', (sub, whose) =>
  expect(check([rule], subject(`!Sub "${sub}"`)).findings.map(({ message }) => message)).toEqual([
    `lets builds of ${whose} at GitHub Actions act as the role Role`,
  ]),
);
