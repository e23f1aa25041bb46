import { describe, expect, test } from 'vitest';
import { ISSUERS } from '../../../src/data/issuers.ts';
import { answer } from '../../../src/model/answer.ts';
import type { Role } from '../../../src/model/identity.ts';
import { checksAudience, letsIn, oidcTrusts, WIDTHS } from '../../../src/model/policy/oidc.ts';
import { isDeliveryRole, onlyDeploysStacks, trustsService } from '../../../src/model/policy/owner.ts';
import { isOwnAccount, trustsAnotherAccount, trustsAnybody } from '../../../src/model/policy/trust.ts';
import { all, any, type Truth } from '../../../src/model/truth.ts';
import { read } from '../../harness.ts';

const PARAMETERS = {
  Parameters: {
    Given: { Type: 'String' },
    Who: { Type: 'String', AllowedValues: ['444455556666', '*'] },
    Env: { Type: 'String', AllowedValues: ['dev', 'prod'] },
  },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
};

function trusting(statement: object, more: object = {}): Role {
  const trust = { Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'], ...statement }] };
  const template = {
    ...PARAMETERS,
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } }, ...more },
  };
  return read(JSON.stringify(template)).all('role')[0] as Role;
}
const is = (truth: Truth): string => {
  const { is, when } = answer(truth);
  return [is, ...when].join(' ');
};

const ORG = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } };

describe('anybody', () => {
  const anybody = (statement: object): string => is(trustsAnybody(trusting(statement).trust[0] as Role['trust'][number]));
  test.each<[string, object, string]>([
    ['a star', { Principal: '*' }, 'yes'],
    ['a star of accounts', { Principal: { AWS: '*' } }, 'yes'],
    ['a star in a list', { Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } }, 'yes'],
    ['all but a few', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }, 'yes'],
    ['a star of an organisation', { Principal: '*', ...ORG }, 'no'],
    ['a star that is denied', { Effect: 'Deny', Principal: '*' }, 'no'],
    ['a star that may only tag', { Principal: '*', Action: 'sts:TagSession' }, 'no'],
    ['a star over HTTPS', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'yes'],
    ['a star with any external id', { Principal: '*', Condition: { StringLike: { 'sts:ExternalId': '*' } } }, 'yes'],
    ['a star of services', { Principal: { Service: '*' } }, 'no'],
    ['an account', { Principal: { AWS: '444455556666' } }, 'no'],
    ['a star in one world', { Principal: { 'Fn::If': ['IsProd', { AWS: '444455556666' }, '*'] } }, 'yes IsProd is false'],
    ['one of a few', { Principal: { AWS: { Ref: 'Who' } } }, 'yes Who is *'],
    ['nobody knows', { Principal: { AWS: { Ref: 'Given' } } }, 'unknown'],
    ['nobody knows what another stack exports', { Principal: { AWS: { 'Fn::ImportValue': 'who' } } }, 'unknown'],
    ['another role of the template', { Principal: { AWS: { 'Fn::GetAtt': ['Other', 'Arn'] } } }, 'no'],
  ])('%s', (_, statement, wanted) => expect(anybody(statement)).toBe(wanted));
});

describe('another account', () => {
  const account = (AWS: unknown, more: object = {}): string => {
    const role = trusting({ Principal: { AWS }, ...more });
    const [statement] = role.trust;
    const [principal] = statement?.principals ?? [];
    return statement && principal ? is(trustsAnotherAccount(role, statement, principal)) : 'nobody';
  };
  test.each<[string, unknown, object, string]>([
    ['a number', '444455556666', {}, 'yes'],
    ['a root', 'arn:aws:iam::444455556666:root', {}, 'yes'],
    ['of a partition', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::444455556666:root' }, {}, 'yes'],
    ['our own', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' }, {}, 'no'],
    ['our own number', { Ref: 'AWS::AccountId' }, {}, 'no'],
    ['one of its roles', 'arn:aws:iam::444455556666:role/deploy', {}, 'no'],
    ['a role of it, whatever it is called', { 'Fn::Sub': 'arn:aws:iam::444455556666:role/${Given}' }, {}, 'no'],
    ['somebody who was deleted', 'AROAJQABLZS4A3QDU512', {}, 'no'],
    ['a parameter', { 'Fn::Sub': 'arn:aws:iam::${Given}:root' }, {}, 'unknown'],
    ['nobody knows where', { 'Fn::Sub': 'arn:${Given}:iam::444455556666:root' }, {}, 'unknown'],
    ['one of a few', { Ref: 'Who' }, {}, 'yes Who is 444455556666'],
    ['one in one world', { 'Fn::If': ['IsProd', '444455556666', { Ref: 'AWS::NoValue' }] }, {}, 'yes IsProd is true'],
    ['with an external id', '444455556666', { Condition: { StringEquals: { 'sts:ExternalId': 'web' } } }, 'no'],
    ['of our organisation', '444455556666', ORG, 'no'],
    [
      'with an external id that may be left out',
      '444455556666',
      { Condition: { 'ForAllValues:StringLike': { 'sts:ExternalId': '*' } } },
      'yes',
    ],
  ])('%s', (_, AWS, more, wanted) => expect(account(AWS, more)).toBe(wanted));
  test('what is no account has a number, too', () => {
    const role = trusting({ Principal: { CanonicalUser: '444455556666' } });
    const [statement] = role.trust;
    const [principal] = statement?.principals ?? [];
    expect(statement && principal && is(trustsAnotherAccount(role, statement, principal))).toBe('no');
  });
  test('the number of the account that the role is in', () => {
    const roleIn = (own: string): Role => {
      const trust = { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '444455556666' } } };
      return read(JSON.stringify({ Role: { RoleName: 'x', Arn: `arn:aws:iam::${own}:role/x`, AssumeRolePolicyDocument: trust } })).all(
        'role',
      )[0] as Role;
    };
    for (const [own, wanted] of [
      ['444455556666', 'no'],
      ['111122223333', 'yes'],
    ] as const) {
      const role = roleIn(own);
      const [statement] = role.trust;
      expect(
        is(
          trustsAnotherAccount(
            role,
            statement as Role['trust'][number],
            statement?.principals[0] as Role['trust'][number]['principals'][number],
          ),
        ),
      ).toBe(wanted);
    }
  });
});

describe('the own account', () => {
  const own = (role: Role): string =>
    is(any(...role.trust.flatMap(({ principals }) => principals.map((one) => all(one.when, isOwnAccount(role, one))))));
  test.each<[string, object | string, string]>([
    ['its number', { Ref: 'AWS::AccountId' }, 'yes'],
    ['its number in a text', { 'Fn::Sub': '${AWS::AccountId}' }, 'yes'],
    ['its root', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' }, 'yes'],
    ['everybody', '*', 'yes'],
    ['one of its roles', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/web' }, 'no'],
    ['a role of the template', { 'Fn::GetAtt': ['Other', 'Arn'] }, 'no'],
    ['another number', '444455556666', 'no'],
    ['another root', 'arn:aws:iam::444455556666:root', 'no'],
    ['a parameter', { Ref: 'Given' }, 'unknown'],
    ['the root of a parameter', { 'Fn::Sub': 'arn:aws:iam::${Given}:root' }, 'unknown'],
    ['a parameter that is a number', { 'Fn::Sub': '${Given}' }, 'unknown'],
    ['what another stack exports', { 'Fn::ImportValue': 'account' }, 'unknown'],
    ['one of a few', { Ref: 'Who' }, 'yes Who is *'],
  ])('%s', (_, AWS, wanted) => expect(own(trusting({ Principal: { AWS } }))).toBe(wanted));
  test('is no service', () => expect(own(trusting({ Principal: { Service: { Ref: 'AWS::AccountId' } } }))).toBe('no'));
  test('as a role that is there already says it', () => {
    const inAccount = (own: string, AWS: string): Role =>
      read(
        JSON.stringify({
          Role: {
            RoleName: 'x',
            Arn: `arn:aws:iam::${own}:role/x`,
            AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS } } },
          },
        }),
      ).all('role')[0] as Role;
    expect(own(inAccount('444455556666', 'arn:aws:iam::444455556666:root'))).toBe('yes');
    expect(own(inAccount('111122223333', 'arn:aws:iam::444455556666:root'))).toBe('no');
  });
});

const provider = (host: string): object => ({
  Principal: { Federated: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${host}` } },
});
const GITHUB = 'token.actions.githubusercontent.com';

/** The widest that is let in, or each answer where one is open. */
function width(host: string, condition: object | undefined, principal: object = provider(host)): string {
  const [trust] = oidcTrusts(trusting({ ...principal, ...(condition && { Condition: condition }) }));
  if (!trust) return 'nobody';
  const answers = WIDTHS.map((one) => is(letsIn(trust, one)));
  if (answers.some((one) => one !== 'yes' && one !== 'no')) return answers.join();
  expect(answers, 'what lets in many lets in few').toEqual([...answers].sort().reverse());
  return WIDTHS[answers.lastIndexOf('yes')] ?? 'none';
}
const sub = (value: unknown, operator = 'StringLike', host = GITHUB): object => ({ [operator]: { [`${host}:sub`]: value } });

describe('whose builds a token lets in', () => {
  test.each<[string, unknown, string]>([
    ['one branch', 'repo:octo/web:ref:refs/heads/main', 'ref'],
    ['an environment', 'repo:octo/web:environment:prod', 'ref'],
    ['every branch of a repository', 'repo:octo/web:*', 'repository'],
    ['branches of a kind', 'repo:octo/web:ref:refs/heads/release-*', 'refs'],
    ['every repository of an owner', 'repo:octo/*', 'owner'],
    ['every repository of an owner, on one branch', 'repo:octo/*:ref:refs/heads/main', 'owner'],
    ['repositories whose names begin alike', 'repo:octo/web-*:*', 'owner'],
    ['owners whose names begin alike', 'repo:octo*', 'owners'],
    ['owners whose names are like it', 'repo:oct?/web:*', 'owners'],
    ['every owner', 'repo:*', 'anybody'],
    ['a repository of every owner', 'repo:*/web:ref:refs/heads/main', 'anybody'],
    ['everything', '*', 'anybody'],
    ['a part of the word', 're*', 'anybody'],
    ['the widest of several', ['repo:octo/web:ref:refs/heads/main', 'repo:octo/*'], 'owner'],
    ['names that are parameters', { 'Fn::Sub': 'repo:${Given}/web:*' }, 'repository'],
  ])('%s', (_, value, wanted) => expect(width(GITHUB, sub(value))).toBe(wanted));

  test('a star is a letter where wildcards are none', () => expect(width(GITHUB, sub('repo:octo/web:*', 'StringEquals'))).toBe('ref'));
  test('nothing is asked', () => {
    expect(width(GITHUB, undefined)).toBe('anybody');
    expect(width(GITHUB, { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } })).toBe('anybody');
  });
  test.each(['StringLikeIfExists', 'ForAllValues:StringLike', 'StringNotLike', 'Null'])('%s limits nobody', (operator) =>
    expect(width(GITHUB, sub('repo:octo/web:*', operator))).toBe('anybody'),
  );
  test('one of several values must do', () => expect(width(GITHUB, sub('repo:octo/web:*', 'ForAnyValue:StringLike'))).toBe('repository'));
  test('the narrowest of two conditions', () =>
    expect(width(GITHUB, { StringLike: { [`${GITHUB}:sub`]: 'repo:*' }, StringEquals: { [`${GITHUB}:repository_owner`]: 'octo' } })).toBe(
      'owner',
    ));
  test.each([
    ['repository', 'octo/web', 'repository'],
    ['repository', 'octo/*', 'owner'],
    ['repository_id', '123456', 'repository'],
    ['repository_owner_id', '123456', 'owner'],
    ['job_workflow_ref', 'octo/ci/.github/workflows/deploy.yml@refs/heads/main', 'repository'],
    ['actor', 'octocat', 'anybody'],
  ])('by the claim %s %s', (claim, value, wanted) => expect(width(GITHUB, { StringLike: { [`${GITHUB}:${claim}`]: value } })).toBe(wanted));
  test('a key in another case', () =>
    expect(width(GITHUB, { StringLike: { 'token.Actions.githubusercontent.com:SUB': 'repo:octo/*' } })).toBe('owner'));
  test('an issuer of an enterprise', () =>
    expect(width(`${GITHUB}/octo`, sub('repo:octo/*', 'StringLike', `${GITHUB}/octo`))).toBe('owner'));
  test('a provider by reference is known by what is asked of it', () => {
    expect(width(GITHUB, sub('repo:octo/*'), { Principal: { Federated: { Ref: 'Given' } } })).toBe('owner');
    expect(width(GITHUB, undefined, { Principal: { Federated: { Ref: 'Given' } } })).toBe('nobody');
  });
  test('another issuer whose name begins alike', () =>
    expect(width('token.actions.githubusercontent.com.example.org', undefined)).toBe('nobody'));
  test('a subject that nobody knows', () =>
    expect(width(GITHUB, sub({ Ref: 'Given' }))).toBe('unknown,unknown,unknown,unknown,unknown,unknown'));
  test('a subject in one world', () =>
    expect(width(GITHUB, sub({ 'Fn::If': ['IsProd', 'repo:octo/web:*', '*'] }))).toBe(
      'yes,yes,yes,yes IsProd is false,yes IsProd is false,yes IsProd is false',
    ));

  test.each([
    ['gitlab.com', 'project_path:group/web:ref_type:branch:ref:main', 'ref'],
    ['gitlab.com', 'project_path:group/*:ref_type:branch:ref:main', 'owner'],
    ['gitlab.com', 'project_path:*', 'anybody'],
    ['app.terraform.io', 'organization:octo:project:web:workspace:prod:run_phase:apply', 'ref'],
    ['app.terraform.io', 'organization:octo:*', 'repository'],
    ['app.terraform.io', 'organization:*:project:web:*', 'anybody'],
    ['agent.buildkite.com', 'organization:octo:pipeline:web:*', 'repository'],
    ['agent.buildkite.com', 'organization:octo*', 'owners'],
    ['oidc.circleci.com/org/0a1b', 'org/0a1b/project/*', 'repository'],
    ['oidc.circleci.com/org/0a1b', '*', 'owner'],
    ['api.bitbucket.org/2.0/workspaces/octo/pipelines-config/identity/oidc', '{1a2b}:*', 'repository'],
    ['oidc.eks.us-east-1.amazonaws.com/id/0A1B', 'system:serviceaccount:ci:runner', 'ref'],
  ])('%s %s', (host, value, wanted) => expect(width(host, sub(value, 'StringLike', host))).toBe(wanted));
  test('an issuer of a customer alone lets in no stranger', () => expect(width('oidc.circleci.com/org/0a1b', undefined)).toBe('owner'));
});

test('for whom a token was made', () => {
  const audience = (condition: object): string => {
    const [trust] = oidcTrusts(trusting({ ...provider(GITHUB), Condition: condition }));
    return trust ? is(checksAudience(trust)) : 'nobody';
  };
  expect(audience({ StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } })).toBe('yes');
  expect(audience({ StringEqualsIfExists: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } })).toBe('no');
  expect(audience(sub('repo:octo/*'))).toBe('no');
});

test('issuers have sources and claims', () => {
  for (const { claims, source, host } of ISSUERS) {
    expect(claims).toContain('sub');
    expect(source).toMatch(/^https:\/\//);
    expect(host).toBe(host.toLowerCase());
  }
});

describe('whose role it is', () => {
  const service = (name: string): object => ({ Principal: { Service: name } });
  test.each([
    ['codebuild.amazonaws.com', 'codebuild', 'yes'],
    ['codebuild.us-east-1.amazonaws.com', 'codebuild', 'yes'],
    ['codebuild-x.amazonaws.com', 'codebuild', 'no'],
    ['events.amazonaws.com', 'events', 'yes'],
    ['lambda.amazonaws.com', 'events', 'no'],
  ])('%s is %s: %s', (principal, name, wanted) => expect(is(trustsService(trusting(service(principal)), name))).toBe(wanted));
  test('a service that nobody knows may be any; an account that nobody knows is none', () => {
    const codebuild = (Principal: unknown): string => is(trustsService(trusting({ Principal }), 'codebuild'));
    expect(codebuild({ Service: { Ref: 'Given' } })).toBe('unknown');
    expect(codebuild({ Ref: 'Given' })).toBe('unknown');
    for (const kind of ['AWS', 'Federated', 'CanonicalUser']) expect(codebuild({ [kind]: { Ref: 'Given' } })).toBe('no');
  });
  test.each<[string, object, string]>([
    ['their issuer', provider(GITHUB), 'yes'],
    ['the ARN of their issuer', { Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` } }, 'yes'],
    ['an issuer below its host', provider(`${GITHUB}/octo`), 'yes'],
    ['an issuer whose name begins alike', provider(`${GITHUB}.example.org`), 'no'],
    ['an issuer whose name ends alike', provider(`my-${GITHUB}`), 'no'],
    ['what is asked of their tokens', { Principal: { Federated: { Ref: 'Given' } }, Condition: sub('repo:octo/*') }, 'yes'],
    ['what is asked of others', { Principal: { Federated: { Ref: 'Given' } }, Condition: sub('x', 'StringLike', 'example.org') }, 'no'],
    [
      'what is asked in one world',
      { Principal: { Federated: 'example.org' }, Condition: { 'Fn::If': ['IsProd', sub('repo:octo/*'), { Ref: 'AWS::NoValue' }] } },
      'yes IsProd is true',
    ],
    ['an account, whatever it is', { Principal: { AWS: { Ref: 'Given' } } }, 'no'],
  ])('a role of builds is known by %s', (_, statement, wanted) => expect(is(isDeliveryRole(trusting(statement)))).toBe(wanted));
  test('only stacks', () => {
    expect(is(onlyDeploysStacks(trusting(service('cloudformation.amazonaws.com'))))).toBe('yes');
    expect(is(onlyDeploysStacks(trusting(service('codebuild.amazonaws.com'))))).toBe('no');
    for (const other of ['codepipeline', 'codebuild', 'codedeploy']) {
      const both = { Principal: { Service: ['cloudformation.amazonaws.com', `${other}.amazonaws.com`] } };
      expect(is(onlyDeploysStacks(trusting(both))), other).toBe('no');
    }
    expect(is(onlyDeploysStacks(trusting(service('lambda.amazonaws.com'))))).toBe('no');
  });
  test('a role of builds in a cluster is not known by its issuer', () =>
    expect(is(isDeliveryRole(trusting(provider('oidc.eks.us-east-1.amazonaws.com/id/0A1B'))))).toBe('no'));
  test('what a role is used as', () => {
    const nobody = service('lambda.amazonaws.com');
    const role = { 'Fn::GetAtt': ['Role', 'Arn'] };
    const using = (Type: string, Properties: object): string => is(isDeliveryRole(trusting(nobody, { Other: { Type, Properties } })));
    expect(using('AWS::CodeBuild::Project', { ServiceRole: role })).toBe('yes');
    expect(using('AWS::CodePipeline::Pipeline', { RoleArn: role })).toBe('yes');
    expect(using('AWS::CodeDeploy::DeploymentGroup', { ApplicationName: 'web', ServiceRoleArn: role })).toBe('yes');
    const action = (more: object): string =>
      using('AWS::CodePipeline::Pipeline', { RoleArn: 'x', Stages: [{ Name: 'Deploy', Actions: [{ Name: 'Go', ...more }] }] });
    expect(action({ RoleArn: role })).toBe('yes');
    expect(
      action({
        ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' },
        Configuration: { ActionMode: 'CREATE_UPDATE', StackName: 'web', RoleArn: role },
      }),
    ).toBe('yes');
    expect(using('AWS::Lambda::Function', { Role: role })).toBe('no');
    expect(using('AWS::ECS::TaskDefinition', { TaskRoleArn: role, ContainerDefinitions: [] })).toBe('no');
  });
});
