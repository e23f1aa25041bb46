import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/model/answer.ts';
import type { Role, Statement } from '../../../src/model/identity.ts';
import { type Context, holdExactly, holdFreely } from '../../../src/model/policy/condition.ts';
import type { Truth } from '../../../src/model/truth.ts';
import { read } from '../../harness.ts';

const PARAMETERS = {
  Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] }, Given: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
};

function asking(Condition: unknown, Version = '2012-10-17'): Statement {
  const PolicyDocument = { Version, Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }] };
  const Role = { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument }] } };
  const [role] = read(JSON.stringify({ ...PARAMETERS, Resources: { Role } })).all('role') as readonly [Role];
  return role.policies()[0]?.statements[0] as Statement;
}
const told = (truth: Truth): string => {
  const { is, when } = answer(truth);
  return [is, ...when].join(' ');
};
const exactly = (condition: unknown, context: Context = {}, version?: string): string =>
  told(holdExactly(asking(condition, version), context));
const freely = (condition: unknown, context: Context = {}): string => told(holdFreely(asking(condition), context));
/** Operator, values of the policy, value of the request, answer. */
type Row = [operator: string, value: unknown, seen: string, wanted: string];
/** What each comparison says of a lesser, an equal and a greater value. */
const order = (kind: string, [less, same, more]: readonly [string, string, string], value: string): Row[] =>
  (
    [
      ['Equals', 'no', 'yes', 'no'],
      ['NotEquals', 'yes', 'no', 'yes'],
      ['LessThan', 'yes', 'no', 'no'],
      ['LessThanEquals', 'yes', 'yes', 'no'],
      ['GreaterThan', 'no', 'no', 'yes'],
      ['GreaterThanEquals', 'no', 'yes', 'yes'],
    ] as const
  ).flatMap(([name, ...wanted]) => [less, same, more].map((seen, i): Row => [kind + name, value, seen, wanted[i] ?? '']));
const of = (operator: string, value: unknown): object => ({ [operator]: { k: value } });

describe('of a request of which something is known', () => {
  test.each<Row>([
    ['IpAddress', '203.0.113.0/24', '203.0.113.255', 'yes'],
    ['IpAddress', '203.0.113.0/24', '203.0.114.0', 'no'],
    ['IpAddress', '203.0.113.7', '203.0.113.7', 'yes'],
    ['IpAddress', '203.0.113.7', '203.0.113.6', 'no'],
    ['IpAddress', '0.0.0.0/0', '198.51.100.1', 'yes'],
    ['IpAddress', '203.0.113.0/32', '203.0.113.0', 'yes'],
    ['IpAddress', '2001:db8::/32', '2001:DB8:0:1::', 'yes'],
    ['IpAddress', '2001:db8::/32', '2001:db9::1', 'no'],
    ['IpAddress', '2001:db8:1:2:3:4:5:6', '2001:0db8:1:2:3:4:5:6', 'yes'],
    ['IpAddress', '::1', '0:0:0:0:0:0:0:1', 'yes'],
    ['IpAddress', '1::', '1:0:0:0:0:0:0:0', 'yes'],
    ['IpAddress', '1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', 'yes'],
    ['IpAddress', '::/0', '203.0.113.7', 'no'],
    ['IpAddress', '0.0.0.0/0', '2001:db8::1', 'no'],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.7', 'no'],
    ['NotIpAddress', '203.0.113.0/24', '203.0.114.7', 'yes'],
    ...['203.0.113.0/33', '203.0.113.0/-1', '203.0.113.0/x', '256.0.0.0/8', '203.0.113', 'office', '1203.0.113.0', '203.0.113.0.1'].map(
      (range): Row => ['IpAddress', range, '203.0.113.7', 'unknown'],
    ),
    ...['1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', '12345::', 'g::', '1:2:3:4::5:6:7:8', '::/129', 'abcd'].map(
      (range): Row => ['IpAddress', range, '1:2:3:4:5:6:7:8', 'unknown'],
    ),
    ['IpAddress', '203.0.113.0/24', 'nowhere', 'unknown'],
    ...order('Numeric', ['9.55', '10.0', '+11'], '10'),
    ...['ten', '', ' 10', '1e1', '0xA', '10.', '10x'].map((value): Row => ['NumericEquals', value, '10', 'unknown']),
    ['NumericLessThan', '10', 'nine', 'unknown'],
    ['NumericGreaterThan', '-10', '-9', 'yes'],
    ...order('Date', ['2019-12-31', '2020-01-01T01:00+01:00', '2020-01-01T00:00:00.5Z'], '2020-01-01'),
    ['DateEquals', '1577836801', '2020-01-01T00:00:01Z', 'yes'],
    ['DateEquals', '2020-01', '2020-01-01T00:00Z', 'yes'],
    ...['yesterday', '2020', ' 2020-01-01', '2020-01-01Z', '2020-01-01T00:00:00', 'January 1, 2020', '1 2020-01-01'].map(
      (value): Row => ['DateEquals', value, '2020-01-01T00:00:00Z', 'unknown'],
    ),
    ['Bool', 'TRUE', 'true', 'yes'],
    ['Bool', 'true', 'True', 'yes'],
    ['Bool', 'true', 'false', 'no'],
    ['BinaryEquals', 'QQ==', 'QQ==', 'yes'],
    ['BinaryEquals', 'QQ==', 'Qg==', 'no'],
    ['StringLikeIgnoreCase', 'a', 'a', 'unknown'],
    ['StringEqual', 'a', 'a', 'unknown'],
    ['XStringEquals', 'a', 'a', 'unknown'],
    ['ForSomeValues:StringEquals', 'a', 'a', 'unknown'],
    ['NotBool', 'true', 'false', 'unknown'],
    ['not', 'true', 'false', 'unknown'],
    ['constructor', 'a', 'a', 'unknown'],
    ['stringequals', 'a', 'a', 'yes'],
    ['foranyvalue:stringnotequals', 'a', 'a', 'no'],
    ['STRINGNOTLIKEIFEXISTS', 'a*', 'b', 'yes'],
    ['StringEqualsIgnoreCase', 'Web', 'wEB', 'yes'],
    ['StringNotEqualsIgnoreCase', 'Web', 'wEB', 'no'],
    ['StringEquals', 'Web', 'web', 'no'],
    ['StringEquals', 'w*', 'web', 'no'],
    ['StringLike', 'w*', 'web', 'yes'],
    ['StringLike', 'w*', 'Web', 'no'],
    ['ArnEquals', 'arn:aws:s3:::w*', 'arn:aws:s3:::web', 'yes'],
    ['ArnLike', 'arn:aws:*:*:*:web', 'arn:aws:sns:eu-west-1:1:a:web', 'no'],
    ['StringLike', 'arn:aws:*:*:*:web', 'arn:aws:sns:eu-west-1:1:a:web', 'yes'],
    ['NumericEquals', { Ref: 'AWS::NoValue' }, '0', 'no'],
    ['NumericEquals', null, '0', 'no'],
    ['NumericEquals', [null], '0', 'no'],
    ['Null', 'FALSE', 'a', 'yes'],
    ['Null', 'true', 'a', 'no'],
    ['NullIfExists', 'true', 'a', 'no'],
    ['StringEquals', ['b', 'a'], 'a', 'yes'],
    ['StringNotEquals', ['b', 'a'], 'a', 'no'],
    ['StringNotEquals', ['b', 'c'], 'a', 'yes'],
    ['StringEquals', { Ref: 'Given' }, 'a', 'unknown'],
    ['Bool', { Ref: 'Given' }, 'true', 'unknown'],
    ['Bool', { 'Fn::If': ['IsProd', 'true', 'false'] }, 'true', 'yes IsProd is true'],
    ['Bool', ['false', { 'Fn::If': ['IsProd', 'true', { Ref: 'AWS::NoValue' }] }], 'true', 'yes IsProd is true'],
    ['Bool', '${aws:MultiFactorAuthPresent}', 'true', 'unknown'],
    ['StringEquals', '${*}', '*', 'yes'],
    ['StringLike', '${?}', '?', 'yes'],
    ['StringLike', '${?}', 'a', 'no'],
    ['StringEquals', '${$}', '$', 'yes'],
    ['StringEquals', '${$}', 'a', 'no'],
  ])('%s %j: %s: %s', (operator, value, seen, wanted) => expect(exactly(of(operator, value), { k: [seen] })).toBe(wanted));

  test.each<[string, string]>([
    ['StringEquals', 'no'],
    ['StringNotEquals', 'yes'],
    ['StringNotLike', 'yes'],
    ['StringEqualsIfExists', 'yes'],
    ['NumericEqualsIfExists', 'yes'],
    ['ForAllValues:StringEquals', 'yes'],
    ['ForAllValues:StringNotEquals', 'yes'],
    ['ForAnyValue:StringEquals', 'no'],
    ['ForAnyValue:StringNotEquals', 'no'],
    ['ForAnyValue:StringEqualsIfExists', 'yes'],
    ['NotIpAddress', 'yes'],
    ['ArnNotLike', 'yes'],
    ['DateNotEquals', 'yes'],
    ['Null', 'no'],
    ['NullIfExists', 'no'],
  ])('a key that is absent, or has no value: %s: %s', (operator, wanted) => {
    expect(exactly(of(operator, 'false'), { k: null })).toBe(wanted);
    expect(exactly(of(operator, 'false'), { k: [] })).toBe(wanted);
  });
  test('Null of a key that is absent', () => expect(exactly(of('Null', 'True'), { k: null })).toBe('yes'));

  test.each<[string, string[], string]>([
    ['ForAllValues:StringEquals', ['a', 'b'], 'yes'],
    ['ForAllValues:StringEquals', ['a', 'c'], 'no'],
    ['ForAnyValue:StringEquals', ['c', 'a'], 'yes'],
    ['ForAnyValue:StringEquals', ['c', 'd'], 'no'],
    ['ForAllValues:StringNotEquals', ['c', 'a'], 'no'],
    ['ForAllValues:StringNotEquals', ['c', 'd'], 'yes'],
    ['ForAnyValue:StringNotEquals', ['c', 'a'], 'yes'],
    ['ForAnyValue:StringNotEquals', ['b', 'a'], 'no'],
    ['ForAllValues:StringEquals', [''], 'yes'],
    ['ForAnyValue:StringNotEquals', [''], 'no'],
    ['ForAnyValue:StringEqualsIfExists', [''], 'no'],
    ['ForAnyValue:StringNotEquals', ['', 'c'], 'yes'],
    ['StringNotEquals', [''], 'yes'],
    ['StringEquals', [''], 'no'],
  ])('values: %s: %j: %s', (operator, values, wanted) => expect(exactly(of(operator, ['a', 'b']), { k: values })).toBe(wanted));

  test('what is not named is not known, whatever the case of a key', () => {
    expect(exactly({ StringEquals: { 'aws:Username': 'a' } })).toBe('unknown');
    expect(exactly({ StringEquals: { 'aws:Username': 'a' } }, { 'aws:username': ['a'] })).toBe('yes');
    expect(exactly(undefined)).toBe('yes');
  });
  test('every one of several conditions', () => {
    const both = { StringEquals: { k: 'a' }, StringLike: { l: 'b*' } };
    expect(exactly(both, { k: ['a'], l: ['bc'] })).toBe('yes');
    expect(exactly(both, { k: ['a'], l: ['c'] })).toBe('no');
    expect(exactly(both, { k: ['b'] })).toBe('no');
    expect(exactly(both, { k: ['a'] })).toBe('unknown');
  });
  test('what leaves one open is said', () => {
    const said = (condition: object, context: Context): string[] =>
      answer(holdExactly(asking(condition), context)).because.map(({ text }) => text);
    expect(said(of('Bool', 'true'), {})).toEqual(['k is known only with the request']);
    expect(said(of('NumericEquals', 'ten'), { k: ['10'] })).toEqual(['cannot be compared']);
    expect(said(of('Bool', '${aws:username}'), { k: ['true'] })).toEqual(['a policy variable is known only with the request']);
    expect(said(of('StringEqual', 'a'), { k: ['a'] })).toEqual(['nobody knows what StringEqual asks']);
  });
  test('one that is there in one world', () => {
    const condition = { 'Fn::If': ['IsProd', { StringEquals: { k: 'a' } }, { Ref: 'AWS::NoValue' }] };
    expect(exactly(condition, { k: ['b'] })).toBe('yes IsProd is false');
    expect(freely(condition)).toBe('yes IsProd is false');
  });
  test('variables are known to the version that has them', () => {
    const mine = of('StringEquals', '${aws:username}');
    const context = { k: ['web'], 'aws:username': ['web'] };
    expect(exactly(mine, context)).toBe('yes');
    expect(exactly(mine, { ...context, 'aws:username': ['other'] })).toBe('no');
    expect(exactly(mine, context, '2008-10-17')).toBe('unknown');
  });
});

describe('of a request that does nothing to meet them', () => {
  test.each<[string, unknown, string]>([
    ['StringEquals', 'a', 'no'],
    ['StringEquals', '*', 'no'],
    ['StringNotEquals', 'a', 'yes'],
    ['StringNotLike', 'a', 'yes'],
    ['NotIpAddress', '203.0.113.0/24', 'yes'],
    ['StringLike', '*', 'yes'],
    ['StringLike', '?*', 'yes'],
    ['StringLike', '**?', 'yes'],
    ['StringLike', '?', 'no'],
    ['StringLike', 'a*', 'no'],
    ['StringLike', '*a', 'no'],
    ['StringLike', ['a', '*'], 'yes'],
    ['StringLike', ['a', 'b'], 'no'],
    ['ArnLike', '*', 'yes'],
    ['ArnEquals', '*', 'yes'],
    ['StringLike', { Ref: 'Given' }, 'unknown'],
    ['StringLike', { 'Fn::ImportValue': 'limits' }, 'unknown'],
    ['StringLike', { 'Fn::Sub': '*${Given}*' }, 'unknown'],
    ['StringLike', { 'Fn::Sub': 'o-${Given}' }, 'no'],
    ['StringLike', { Ref: 'AWS::AccountId' }, 'no'],
    ['ArnLike', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'no'],
    ['ArnLike', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*' }, 'no'],
    ['ArnLike', [{ Ref: 'AWS::AccountId' }, '*'], 'yes'],
    ['StringLike', '${aws:username}', 'unknown'],
    ['StringLike', 'a${aws:username}', 'no'],
    ['StringLike', '${*}', 'no'],
    ['StringLike', '0.0.0.0/0', 'no'],
    ['StringLike', { Ref: 'AWS::NoValue' }, 'no'],
    ['StringLike', { 'Fn::If': ['IsProd', 'a', '*'] }, 'yes IsProd is false'],
    ['StringLike', ['a', { 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, '*'] }], 'yes IsProd is false'],
    ['IpAddress', '0.0.0.0/0', 'yes'],
    ['IpAddress', '::/0', 'yes'],
    ['IpAddress', ['10.0.0.0/8', '0.0.0.0/0'], 'yes'],
    ['IpAddress', '10.0.0.0/8', 'no'],
    ['IpAddress', '10.0.0.0/0', 'no'],
    ['IpAddress', '1::/0', 'no'],
    ['ForAnyValue:IpAddress', '0.0.0.0/0', 'yes'],
    ['NumericLessThan', '*', 'no'],
    ['Null', 'true', 'no'],
    ['Bool', 'true', 'no'],
    ['Nonsense', '*', 'unknown'],
  ])('%s %j: %s', (operator, value, wanted) => expect(freely(of(operator, value))).toBe(wanted));

  test.each<[string, object, string]>([
    ['over HTTPS', { Bool: { 'aws:SecureTransport': 'true' } }, 'yes'],
    ['not over HTTPS', { Bool: { 'aws:SecureTransport': 'false' } }, 'no'],
    ['not by a service', { Bool: { 'aws:ViaAWSService': 'false' } }, 'yes'],
    ['by a service', { Bool: { 'aws:ViaAWSService': 'true' } }, 'no'],
    ['from a network', { StringLike: { 'aws:SourceVpc': '*' } }, 'no'],
    ['from an endpoint', { Null: { 'aws:SourceVpce': 'false' } }, 'no'],
    ['from no endpoint', { Null: { 'aws:SourceVpce': 'true' } }, 'yes'],
    ['from an address within a network', { IpAddress: { 'aws:VpcSourceIp': '0.0.0.0/0' } }, 'no'],
  ])('%s', (_, condition, wanted) => expect(freely(condition)).toBe(wanted));
  test('what is known of the request goes before what all have', () =>
    expect(freely({ Bool: { 'aws:SecureTransport': 'true' } }, { 'aws:securetransport': ['false'] })).toBe('no'));
});
