import { describe, expect, test } from 'vitest';
import { evaluate, type PolicyDocument, type Request } from './iam.ts';
import { Undocumented } from './iam-text.ts';

type Statement = Exclude<PolicyDocument['Statement'], readonly unknown[]>;
type Context = Request['context'];

const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: string | string[] = '*'): Statement => ({ Effect: 'Allow', Action, Resource });
const deny = (Action: string | string[], Resource: string | string[] = '*'): Statement => ({ Effect: 'Deny', Action, Resource });
const request = (action: string, resource = '*', context: Context = {}): Request => ({ action, resource, context });
const decide = (identity: PolicyDocument, ...asked: Parameters<typeof request>) =>
  evaluate({ identity: [identity], request: request(...asked) });

/** Whether a condition holds: the one thing that lets an otherwise allowed request be allowed. */
function holds(Condition: Statement['Condition'], context: Context, Version: PolicyDocument['Version'] = '2012-10-17'): boolean {
  const identity = { Version, Statement: { ...allow('*'), Condition } } as PolicyDocument;
  return decide(identity, 'ec2:RunInstances', '*', context) === 'allow';
}

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

describe(`${GUIDE}/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html`, () => {
  const readers = policy(allow(['iam:Get*', 'iam:List*']), deny('iam:*Report'));
  test.each([
    ['iam:GetUser', 'allow'],
    ['iam:ListUsers', 'allow'],
    ['iam:CreatePolicy', 'implicit-deny'],
    ['iam:GetOrganizationsAccessReport', 'explicit-deny'],
    ['iam:GenerateCredentialReport', 'explicit-deny'],
  ])('%s is %s', (action, expected) => expect(decide(readers, action)).toBe(expected));

  test('a further policy that allows reports does not outweigh the denial', () => {
    const identity = [policy(allow('iam:*')), readers];
    expect(evaluate({ identity, request: request('iam:GenerateCredentialReport') })).toBe('explicit-deny');
    expect(evaluate({ identity, request: request('iam:CreatePolicy') })).toBe('allow');
  });
  test('without a policy nothing is allowed', () =>
    expect(evaluate({ identity: [], request: request('iam:GetUser') })).toBe('implicit-deny'));
});

describe(`${GUIDE}/reference_policies_evaluation-logic_policy-eval-basics.html`, () => {
  const carlos = policy(
    allow(['s3:GetBucketLocation', 's3:ListAllMyBuckets'], 'arn:aws:s3:::*'),
    allow('s3:*', ['arn:aws:s3:::carlossalazar/*', 'arn:aws:s3:::carlossalazar']),
    deny('s3:*', 'arn:aws:s3:::*log*'),
  );
  test.each([
    ['s3:PutObject', 'arn:aws:s3:::carlossalazar/file.txt', 'allow'],
    ['s3:PutObject', 'arn:aws:s3:::carlossalazar-logs/file.txt', 'explicit-deny'],
    ['s3:PutObject', 'arn:aws:s3:::somebody/file.txt', 'implicit-deny'],
    ['s3:GetBucketLocation', 'arn:aws:s3:::somebody', 'allow'],
  ])('%s on %s is %s', (action, resource, expected) => expect(decide(carlos, action, resource)).toBe(expected));
});

describe(`${GUIDE}/access_policies_boundaries.html`, () => {
  const boundary = [policy(allow(['s3:*', 'cloudwatch:*', 'ec2:*']), deny('s3:*', ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*']))];
  test.each([
    ['not what only the policy allows', 'iam:CreateUser', 'iam:CreateUser', '*', 'implicit-deny'],
    ['not what only the boundary allows', 'iam:CreateUser', 's3:GetObject', 'arn:aws:s3:::mine/a', 'implicit-deny'],
    ['what both allow', 's3:*', 's3:GetObject', 'arn:aws:s3:::mine/a', 'allow'],
    ['not what the boundary denies', 's3:*', 's3:GetObject', 'arn:aws:s3:::logs/a', 'explicit-deny'],
    ['not what the boundary denies and nothing allows', 'iam:*', 's3:GetObject', 'arn:aws:s3:::logs/a', 'explicit-deny'],
  ])('%s', (_, allowed, action, resource, expected) =>
    expect(evaluate({ identity: [policy(allow(allowed))], boundary, request: request(action, resource) })).toBe(expected),
  );
  test('a boundary of nothing allows nothing', () =>
    expect(evaluate({ identity: [policy(allow('*'))], boundary: [], request: request('s3:GetObject') })).toBe('implicit-deny'));
});

describe(`${GUIDE}/reference_policies_elements_action.html`, () => {
  test.each([
    ['iam:ListAccessKeys', 'IAM:listaccesskeys', true],
    ['IAM:listaccesskeys', 'iam:ListAccessKeys', true],
    ['iam:*AccessKey*', 'iam:CreateAccessKey', true],
    ['iam:*AccessKey*', 'iam:ListAccessKeys', true],
    ['iam:*AccessKey*', 'iam:ListUsers', false],
    ['s3:*', 's3:GetObject', true],
    ['s3:*', 'sqs:SendMessage', false],
    ['*', 'sqs:SendMessage', true],
    ['s3:?etObject', 's3:GetObject', true],
    ['s3:?GetObject', 's3:GetObject', false],
    ['s3:Get', 's3:GetObject', false],
    ['s3.GetObject', 's3:GetObject', false],
  ])('%s, asked for %s: %s', (pattern, action, expected) => expect(decide(policy(allow(pattern)), action) === 'allow').toBe(expected));
});

describe(`${GUIDE}/reference_policies_elements_notaction.html`, () => {
  const buckets = policy({ Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: 'arn:aws:s3:::*' });
  const noMfa = policy(allow('*'), {
    Effect: 'Deny',
    NotAction: ['iam:*', 'sts:*'],
    Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  });
  test.each([
    ['what is not excluded', buckets, 's3:GetObject', 'arn:aws:s3:::b/k', {}, 'allow'],
    ['what is excluded', buckets, 's3:DeleteBucket', 'arn:aws:s3:::b', {}, 'implicit-deny'],
    ['what acts on no bucket', buckets, 's3:ListAllMyBuckets', '*', {}, 'implicit-deny'],
    ['another service', buckets, 'sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:q', {}, 'implicit-deny'],
    ['without MFA', noMfa, 'ec2:RunInstances', '*', { 'aws:MultiFactorAuthPresent': 'false' }, 'explicit-deny'],
    ['without a word on MFA', noMfa, 'ec2:RunInstances', '*', {}, 'explicit-deny'],
    ['with MFA', noMfa, 'ec2:RunInstances', '*', { 'aws:MultiFactorAuthPresent': 'true' }, 'allow'],
    ['IAM without MFA', noMfa, 'iam:GetUser', '*', { 'aws:MultiFactorAuthPresent': 'false' }, 'allow'],
  ] as const)('%s', (_, identity, action, resource, context, expected) =>
    expect(decide(identity, action, resource, context)).toBe(expected),
  );
});

describe(`${GUIDE}/reference_policies_elements_notresource.html`, () => {
  const payroll = policy({
    Effect: 'Deny',
    Action: 's3:*',
    NotResource: ['arn:aws:s3:::HRBucket/Payroll', 'arn:aws:s3:::HRBucket/Payroll/*'],
  });
  test.each([
    ['arn:aws:s3:::HRBucket/Payroll', 'implicit-deny'],
    ['arn:aws:s3:::HRBucket/Payroll/may', 'implicit-deny'],
    ['arn:aws:s3:::HRBucket/Holidays', 'explicit-deny'],
    ['arn:aws:s3:::HRBucket', 'explicit-deny'],
  ])('%s is %s', (resource, expected) => expect(decide(payroll, 's3:GetObject', resource)).toBe(expected));
});

describe(`${GUIDE}/reference_policies_elements_resource.html`, () => {
  const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';
  test.each([
    ['arn:aws:iam::111122223333:user/Bob', 'arn:aws:iam::111122223333:user/Bob', true],
    ['arn:aws:iam::111122223333:user/Bob', 'arn:aws:iam::111122223333:user/bob', false],
    ['arn:aws:iam::111122223333:user/accounting/*', 'arn:aws:iam::111122223333:user/accounting/a/b', true],
    ['arn:aws:iam::111122223333:user/accounting/*', 'arn:aws:iam::111122223333:user/sales/a', false],
    [`${bucket}/*/test/*`, `${bucket}/1/test/object.jpg`, true],
    [`${bucket}/*/test/*`, `${bucket}/1/2/test/3/object.jpg`, true],
    [`${bucket}/*/test/*`, `${bucket}/1///test///object.jpg`, true],
    [`${bucket}/*/test/*`, `${bucket}//test/object.jpg`, true],
    [`${bucket}/*/test/*`, `${bucket}/1/test/`, true],
    [`${bucket}/*/test/*`, `${bucket}/1-test/object.jpg`, false],
    [`${bucket}/*/test/*`, `${bucket}/test/object.jpg`, false],
    [`${bucket}/*/test/*`, `${bucket}/1/2/test.jpg`, false],
    ['arn:aws:s3:*', `${bucket}/a`, true],
    ['arn:aws:sqs:*:111122223333:q', 'arn:aws:sqs:us-east-1:111122223333:q', true],
    ['arn:aws:sqs:*:q', 'arn:aws:sqs:us-east-1:111122223333:q', true],
    ['arn:aws:sqs:us-*1:q', 'arn:aws:sqs:us-east-1:111122223331:q', false],
    ['arn:aws:sqs:*1:q', 'arn:aws:sqs:us-east-1:111122223331:q', false],
    ['arn:aws:sqs:us-*1:q:*', 'arn:aws:sqs:us-east-1:111122223331:q:a', false],
    ['arn:aws:sqs:us-*-1:111122223333:q', 'arn:aws:sqs:us-east-1:111122223333:q', true],
    ['arn:aws:sqs:us-east-?:111122223333:q', 'arn:aws:sqs:us-east-1:111122223333:q', true],
    ['arn:aws:sqs:us-east-?:111122223333:q', 'arn:aws:sqs:us-east-10:111122223333:q', false],
    ['arn:aws:sqs:us-east-1?111122223333:q', 'arn:aws:sqs:us-east-1:111122223333:q', false],
    ['arn:aws:logs:us-east-1:111122223333:log-group:a*z', 'arn:aws:logs:us-east-1:111122223333:log-group:a:b:z', true],
    ['arn:aws:logs:us-east-1:111122223333:log-group?a', 'arn:aws:logs:us-east-1:111122223333:log-group:a', true],
    ['arn:aws:s3:::a.b+(c)', 'arn:aws:s3:::a.b+(c)', true],
    ['arn:aws:s3:::a.b', 'arn:aws:s3:::aXb', false],
    ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket-2', false],
    ['*', '*', true],
    ['arn:aws:s3:::*', '*', false],
  ])('%s, asked for %s: %s', (pattern, resource, expected) =>
    expect(decide(policy(allow('*', ['arn:aws:x:::none', pattern])), 's3:GetObject', resource) === 'allow').toBe(expected),
  );
});

describe(`${GUIDE}/reference_policies_variables.html`, () => {
  const reads = (Resource: string, Version: PolicyDocument['Version'] = '2012-10-17') =>
    ({ Version, Statement: [allow('s3:GetObject', Resource)] }) as PolicyDocument;
  const team = "arn:aws:s3:::amzn-s3-demo-bucket-${aws:PrincipalTag/team, 'company-wide'}";
  test.each([
    ['the value', reads('arn:aws:s3:::b/${aws:username}/*'), 'arn:aws:s3:::b/David/a', { 'aws:username': 'David' }, 'allow'],
    ['another value', reads('arn:aws:s3:::b/${aws:username}/*'), 'arn:aws:s3:::b/Adele/a', { 'aws:username': 'David' }, 'implicit-deny'],
    ['a key in another case', reads('arn:aws:s3:::b/${AWS:userName}/*'), 'arn:aws:s3:::b/David/a', { 'aws:username': 'David' }, 'allow'],
    ['no value', reads('arn:aws:s3:::b/${aws:username}*'), 'arn:aws:s3:::b/', {}, 'implicit-deny'],
    ['two variables', reads('arn:aws:sns:*:*:${a:x}-${a:y}-*'), 'arn:aws:sns:r:1:p-q-z', { 'a:x': 'p', 'a:y': 'q' }, 'allow'],
    ['the tag before the default', reads(team), 'arn:aws:s3:::amzn-s3-demo-bucket-yellow', { 'aws:PrincipalTag/team': 'yellow' }, 'allow'],
    [
      'not the default of the tagged',
      reads(team),
      'arn:aws:s3:::amzn-s3-demo-bucket-company-wide',
      { 'aws:PrincipalTag/team': 'yellow' },
      'implicit-deny',
    ],
    ['the default', reads(team), 'arn:aws:s3:::amzn-s3-demo-bucket-company-wide', {}, 'allow'],
    ['nothing but the default', reads(team), 'arn:aws:s3:::amzn-s3-demo-bucket-yellow', {}, 'implicit-deny'],
    ['a star that is one', reads('arn:aws:s3:::b/${*}'), 'arn:aws:s3:::b/*', {}, 'allow'],
    ['a star that is no wildcard', reads('arn:aws:s3:::b/${*}'), 'arn:aws:s3:::b/a', {}, 'implicit-deny'],
    ['a question mark that is no wildcard', reads('arn:aws:s3:::b/${?}'), 'arn:aws:s3:::b/a', {}, 'implicit-deny'],
    ['a question mark that is one', reads('arn:aws:s3:::b/${?}'), 'arn:aws:s3:::b/?', {}, 'allow'],
    ['a dollar', reads('arn:aws:s3:::b/${$}{x}'), 'arn:aws:s3:::b/${x}', {}, 'allow'],
    ['a dollar by itself', reads('arn:aws:s3:::b/$'), 'arn:aws:s3:::b/$', {}, 'allow'],
    ['no variable in the old version', reads('arn:aws:s3:::${a:b}', '2008-10-17'), 'arn:aws:s3:::${a:b}', { 'a:b': 'x' }, 'allow'],
    ['no value in the old version', reads('arn:aws:s3:::${a:b}', '2008-10-17'), 'arn:aws:s3:::x', { 'a:b': 'x' }, 'implicit-deny'],
  ] as const)('%s', (_, identity, resource, context: Context, expected) =>
    expect(decide(identity, 's3:GetObject', resource, context)).toBe(expected),
  );

  test('without a version there are no variables', () =>
    expect(decide({ Statement: allow('*', 'arn:aws:s3:::${a:b}') }, 's3:GetObject', 'arn:aws:s3:::x', { 'a:b': 'x' })).toBe(
      'implicit-deny',
    ));

  test('a resource without a value is none that NotResource spares', () => {
    const identity = policy(allow('*'), { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::${aws:username}' });
    expect(decide(identity, 's3:GetObject', 'arn:aws:s3:::David', {})).toBe('explicit-deny');
    expect(decide(identity, 's3:GetObject', 'arn:aws:s3:::David', { 'aws:username': 'David' })).toBe('allow');
  });

  const sameTeam = { StringNotEquals: { 's3:ExistingObjectTag/Team': '${aws:PrincipalTag/Team}' } };
  test.each([
    ['equal', { 's3:ExistingObjectTag/Team': 'a', 'aws:PrincipalTag/Team': 'a' }, false],
    ['unequal', { 's3:ExistingObjectTag/Team': 'a', 'aws:PrincipalTag/Team': 'b' }, true],
    ['a variable without a value is like nothing', { 's3:ExistingObjectTag/Team': 'a' }, true],
  ])('inverted operators: %s', (_, context, expected) => expect(holds(sameTeam, context)).toBe(expected));

  test.each(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnLike'])('%s of a variable', (operator) => {
    const condition = { [operator]: { 'aws:SourceArn': 'arn:aws:iam::111122223333:${aws:PrincipalType}/a' } };
    const source = { 'aws:SourceArn': 'arn:aws:iam::111122223333:role/a' };
    expect(holds(condition, { ...source, 'aws:PrincipalType': 'role' })).toBe(true);
    expect(holds(condition, { ...source, 'aws:PrincipalType': 'user' })).toBe(false);
    expect(holds(condition, source)).toBe(false);
    expect(holds(condition, { ...source, 'aws:PrincipalType': 'role' }, '2008-10-17')).toBe(false);
  });

  test('an ARN that is a variable', () => {
    const arn = 'arn:aws:iam::111122223333:role/a';
    const condition = { ArnEquals: { 'aws:SourceArn': '${aws:PrincipalArn}' } };
    expect(holds(condition, { 'aws:SourceArn': arn, 'aws:PrincipalArn': arn })).toBe(true);
    expect(holds(condition, { 'aws:SourceArn': arn, 'aws:PrincipalArn': `${arn}b` })).toBe(false);
  });
});

describe('what the documentation leaves open', () => {
  const open = (condition: Statement['Condition'], context: Context) => () => holds(condition, context);
  test.each([
    ['an operator that is none', open({ StringEqual: { k: 'a' } }, { k: 'a' })],
    ['an operator by the name of a property', open({ constructor: { k: 'a' } } as unknown as Statement['Condition'], { k: 'a' })],
    ['an operator after something else', open({ 'OnlyForAllValues:StringEquals': { k: 'a' } }, { k: 'a' })],
    ['Null of a set', open({ 'ForAnyValue:Null': { k: 'true' } }, {})],
    ['Null if it exists', open({ NullIfExists: { k: 'true' } }, {})],
    ['Null of an empty text', open({ Null: { k: 'true' } }, { k: '' })],
    ['several values without a set operator', open({ StringEquals: { k: 'a' } }, { k: ['a', 'b'] })],
    ['a key in two spellings', open({ StringEquals: { k: 'a' } }, { k: 'a', K: 'b' })],
    ['a key in two spellings for a set', open({ 'ForAnyValue:StringEquals': { k: 'a' } }, { k: 'a', K: 'b' })],
    ['a truth that is none', open({ Bool: { k: 'True' } }, { k: 'true' })],
    ['a truth by a variable', open({ Bool: { k: '${l}' } }, { k: 'true', l: 'true' })],
    ['a number by a variable', open({ NumericEquals: { k: '${l}' } }, { k: '1', l: '1' })],
    ['a date of four digits', open({ DateGreaterThan: { k: '2020' } }, { k: '2021-01-01' })],
    ['a date that is none', open({ DateGreaterThan: { k: 'tomorrow' } }, { k: '2021-01-01' })],
    ['a range that is none', open({ IpAddress: { k: 'here/8' } }, { k: '192.0.2.1' })],
    ['a range too long', open({ IpAddress: { k: '192.0.2.0/33' } }, { k: '192.0.2.1' })],
    ['a range with more behind it', open({ IpAddress: { k: '192.0.2.0/24x' } }, { k: '192.0.2.1' })],
    ['a range with no number', open({ IpAddress: { k: '192.0.2.0/-1' } }, { k: '192.0.2.1' })],
    ['a range of nothing', open({ IpAddress: { k: 'here' } }, { k: '192.0.2.1' })],
    ['a range of nothing, with a prefix', open({ IpAddress: { k: 'here/1' } }, { k: '192.0.2.1' })],
    ['IPv6 without a prefix', open({ IpAddress: { k: '2001:db8::1' } }, { k: '2001:db8::1' })],
    ['a pattern that is no ARN', open({ ArnLike: { k: '*' } }, { k: 'arn:aws:s3:::b' })],
    ['a variable of several values', open({ StringEquals: { k: '${l}' } }, { k: 'a', l: ['a', 'b'] })],
    ['a variable of an empty text', open({ StringEquals: { k: '${l}' } }, { k: '', l: '' })],
    ['a wildcard out of a variable', open({ StringLike: { k: '${l}' } }, { k: 'a', l: '*' })],
    ['a wildcard out of a default', open({ StringLike: { k: "${l, '*'}" } }, { k: 'a' })],
    ['a variable before the fifth colon', () => decide(policy(allow('*', 'arn:aws:iam::${a:b}:role/c')), 'iam:GetRole', '*')],
    ['both of an element and its opposite', () => decide(policy({ ...allow('*'), NotAction: 's3:*' }), 'iam:GetRole')],
    ['neither of an element and its opposite', () => decide(policy({ Effect: 'Allow', Action: '*' }), 'iam:GetRole')],
  ])('%s', (_, ask) => expect(ask).toThrow(Undocumented));
});
