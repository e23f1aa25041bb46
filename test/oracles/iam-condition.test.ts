import { describe, expect, test } from 'vitest';
import { type Condition, holds } from './iam-condition.ts';
import type { Context } from './iam-text.ts';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

/** One table: a condition, a context, whether the one holds in the other. */
const table = (...rows: readonly (readonly [name: string, condition: Condition, context: Context, expected: boolean])[]) =>
  test.each(rows)('%s', (_, condition, context, expected) => expect(holds(condition, context, context)).toBe(expected));

describe(`${GUIDE}/reference_policies_condition-logic-multiple-context-keys-or-values.html`, () => {
  const tags = { 'aws:PrincipalTag/department': ['finance', 'hr', 'legal'], 'aws:PrincipalTag/role': ['audit', 'security'] };
  const users = { 'aws:PrincipalArn': ['arn:aws:iam::222222222222:user/Ana', 'arn:aws:iam::222222222222:user/Mary'] };
  const those = { StringEquals: tags, ArnLike: users };
  const others = { StringEquals: tags, ArnNotLike: users };
  const who = (user: string, department?: string, role?: string): Context => ({
    'aws:PrincipalArn': `arn:aws:iam::222222222222:user/${user}`,
    ...(department && { 'aws:PrincipalTag/department': department }),
    ...(role && { 'aws:PrincipalTag/role': role }),
  });
  table(
    ['all of them', those, who('Mary', 'legal', 'audit'), true],
    ['another user', those, who('Nikki', 'hr', 'audit'), false],
    ['another role', those, who('Mary', 'hr', 'payroll'), false],
    ['no role', those, who('Mary', 'hr'), false],
    ['no tag', those, who('Mary'), false],
    ['none of the users', others, who('Nikki', 'legal', 'audit'), true],
    ['the second of the users', others, who('Mary', 'hr', 'audit'), false],
    ['the first of the users', others, who('Ana', 'hr', 'audit'), false],
    ['another role, none of the users', others, who('Nikki', 'hr', 'payroll'), false],
    ['no tag, none of the users', others, who('Nikki'), false],
    ['no condition', {}, {}, true],
  );
});

describe(`${GUIDE}/reference_policies_elements_condition_operators.html: strings`, () => {
  const category = { StringEquals: { 'aws:PrincipalTag/job-category': 'iamuser-admin' } };
  const home = { StringLike: { 's3:prefix': ['', 'home/', 'home/${aws:username}/'] } };
  const tagging = {
    StringEqualsIgnoreCase: { 'aws:RequestTag/environment': ['preprod', 'storage'] },
    'ForAnyValue:StringEquals': { 'aws:TagKeys': 'environment' },
  };
  const tag = 'aws:RequestTag/environment';
  table(
    ['equal', category, { 'aws:PrincipalTag/job-category': 'iamuser-admin' }, true],
    ['equal, the key in another case', category, { 'AWS:principaltag/Job-Category': 'iamuser-admin' }, true],
    ['unequal', category, { 'aws:PrincipalTag/job-category': 'dev-ops' }, false],
    ['in another case', category, { 'aws:PrincipalTag/job-category': 'IamUser-Admin' }, false],
    ['absent', category, {}, false],
    ['a wildcard is no wildcard', { StringEquals: { k: 'a*' } }, { k: 'ab' }, false],
    ['a star equals a star', { StringEquals: { k: 'a*' } }, { k: 'a*' }, true],
    ['not equal', { StringNotEquals: { k: 'a' } }, { k: 'b' }, true],
    ['not equal in case', { StringNotEquals: { k: 'a' } }, { k: 'A' }, true],
    ['not equal, and is', { StringNotEquals: { k: 'a' } }, { k: 'a' }, false],
    ['not equal, absent', { StringNotEquals: { k: 'a' } }, {}, true],
    ['not equal to either', { StringNotEquals: { k: ['a', 'b'] } }, { k: 'b' }, false],
    ['equal but for case', { StringEqualsIgnoreCase: { 'aws:username': 'johndoe' } }, { 'aws:username': 'JohnDoe' }, true],
    ['unequal but for case', { StringNotEqualsIgnoreCase: { 'aws:username': 'johndoe' } }, { 'aws:username': 'JohnDoe' }, false],
    ['like nothing at all', home, { 's3:prefix': '', 'aws:username': 'martha' }, true],
    ['like a folder', home, { 's3:prefix': 'home/', 'aws:username': 'martha' }, true],
    ['like the folder of a user', home, { 's3:prefix': 'home/martha/', 'aws:username': 'martha' }, true],
    ['like the folder of another', home, { 's3:prefix': 'home/nikki/', 'aws:username': 'martha' }, false],
    ['like the folder of nobody', home, { 's3:prefix': 'home/martha/' }, false],
    ['like a pattern', { StringLike: { k: 'a?c*' } }, { k: 'abc:d/e' }, true],
    ['unlike in case', { StringLike: { k: 'a*' } }, { k: 'ABC' }, false],
    ['like a character beyond 16 bits', { StringLike: { k: 'a?b' } }, { k: 'a😀b' }, true],
    ['like the end of a line', { StringLike: { k: 'a*b?c' } }, { k: 'a\nb\nc' }, true],
    ['not a part', { StringLike: { k: 'b' } }, { k: 'abc' }, false],
    ['not like', { StringNotLike: { k: 'a*' } }, { k: 'abc' }, false],
    ['not like, absent', { StringNotLike: { k: 'a*' } }, {}, true],
    ['tag and its key', tagging, { 'aws:TagKeys': ['environment'], [tag]: 'preprod' }, true],
    ['one key of two, value in another case', tagging, { 'aws:TagKeys': ['environment', 'costcenter'], [tag]: 'PreProd' }, true],
    ['the key in another case', tagging, { 'aws:TagKeys': ['Environment'], 'aws:RequestTag/Environment': 'preprod' }, false],
    ['another key', tagging, { 'aws:TagKeys': ['costcenter'], [tag]: 'preprod' }, false],
    ['no keys', tagging, { [tag]: 'storage' }, false],
    ['no tag', tagging, { 'aws:TagKeys': ['environment'] }, false],
    ['number and truth as texts', { StringEquals: { k: 7, l: true } }, { k: '7', l: 'true' }, true],
  );
});

describe(`${GUIDE}/reference_policies_elements_condition_operators.html: numbers and dates`, () => {
  const numeric = (operator: string, value: string | number = '10') => ({ [`Numeric${operator}`]: { 's3:max-keys': value } });
  const keys = (count: string): Context => ({ 's3:max-keys': count });
  const time = (operator: string, value = '2020-01-01T00:00:01Z') => ({ [`Date${operator}`]: { 'aws:TokenIssueTime': value } });
  const at = (instant: string): Context => ({ 'aws:TokenIssueTime': instant });
  const meeting = {
    DateGreaterThan: { 'aws:CurrentTime': '2019-07-16T12:00:00Z' },
    DateLessThan: { 'aws:CurrentTime': '2019-07-16T15:00:00Z' },
    IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '203.0.113.0/24'] },
  };
  table(
    ['equal', numeric('Equals'), keys('10.0'), true],
    ['equal to a number', numeric('Equals', 10), keys('10'), true],
    ['unequal', numeric('Equals'), keys('9'), false],
    ['not equal', numeric('NotEquals'), keys('9'), true],
    ['not equal, and is', numeric('NotEquals'), keys('10'), false],
    ['not equal, absent', numeric('NotEquals'), {}, true],
    ['not a number', numeric('Equals'), keys('ten'), false],
    ['not a number, by its end', numeric('Equals', '1'), keys('1e0'), false],
    ['not a number, by its beginning', numeric('Equals'), keys(' 10'), false],
    ['with a sign and a fraction', numeric('Equals', '10.25'), keys('+10.250'), true],
    ['less', numeric('LessThan'), keys('9'), true],
    ['less by number and not by text', numeric('LessThan', '10'), keys('9.5'), true],
    ['not less than itself', numeric('LessThan'), keys('10'), false],
    ['less, absent', numeric('LessThan'), {}, false],
    ['up to', numeric('LessThanEquals'), keys('10'), true],
    ['beyond', numeric('LessThanEquals'), keys('11'), false],
    ['greater', numeric('GreaterThan'), keys('11'), true],
    ['not greater than itself', numeric('GreaterThan'), keys('10'), false],
    ['from', numeric('GreaterThanEquals'), keys('10'), true],
    ['below', numeric('GreaterThanEquals'), keys('-10'), false],

    ['issued after', time('GreaterThan'), at('2020-06-01T00:00:00Z'), true],
    ['issued before', time('GreaterThan'), at('2019-12-31T23:59:59Z'), false],
    ['issued then', time('GreaterThan'), at('2020-01-01T00:00:01Z'), false],
    ['not issued', time('GreaterThan'), {}, false],
    ['from then', time('GreaterThanEquals'), at('2020-01-01T00:00:01Z'), true],
    ['not from then', time('GreaterThanEquals'), at('2020-01-01T00:00:00Z'), false],
    ['before then', time('LessThan'), at('2020-01-01T00:00:00Z'), true],
    ['not before itself', time('LessThan'), at('2020-01-01T00:00:01Z'), false],
    ['up to then', time('LessThanEquals'), at('2020-01-01T00:00:01Z'), true],
    ['not up to then', time('LessThanEquals'), at('2020-01-01T00:00:02Z'), false],
    ['then, in seconds', time('Equals', '1577836801'), at('2020-01-01T00:00:01Z'), true],
    ['then, elsewhere', time('Equals'), at('2020-01-01T02:00:01.000+02:00'), true],
    ['a day is its beginning', time('Equals', '2020-01-01'), at('2020-01-01T00:00Z'), true],
    ['a month is its beginning', time('Equals', '2020-01'), at('2020-01-01T00:00Z'), true],
    ['no date, by its beginning', time('Equals', '2020-01-01'), at(' 2020-01-01'), false],
    ['not then', time('NotEquals'), at('2020-01-01T00:00:02Z'), true],
    ['not then, and is', time('NotEquals'), at('2020-01-01T00:00:01Z'), false],
    ['never', time('NotEquals'), {}, true],
    ['no date', time('Equals'), at('yesterday'), false],
    ['no zone', time('LessThan'), at('2019-01-01T00:00:00'), false],

    ['in time, first range', meeting, { 'aws:CurrentTime': '2019-07-16T13:00:00Z', 'aws:SourceIp': '192.0.2.7' }, true],
    ['in time, second range', meeting, { 'aws:CurrentTime': '2019-07-16T13:00:00Z', 'aws:SourceIp': '203.0.113.255' }, true],
    ['in time, no range', meeting, { 'aws:CurrentTime': '2019-07-16T13:00:00Z', 'aws:SourceIp': '198.51.100.1' }, false],
    ['too late', meeting, { 'aws:CurrentTime': '2019-07-16T15:00:00Z', 'aws:SourceIp': '192.0.2.7' }, false],
    ['too early', meeting, { 'aws:CurrentTime': '2019-07-16T11:00:00Z', 'aws:SourceIp': '192.0.2.7' }, false],
  );
});

describe(`${GUIDE}/reference_policies_elements_condition_operators.html: truths, bytes, addresses`, () => {
  const plain = { Bool: { 'aws:SecureTransport': 'false' } };
  const bytes = { BinaryEquals: { key: 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' } };
  const from = (...ranges: string[]) => ({ IpAddress: { 'aws:SourceIp': ranges } });
  const ip = (address: string): Context => ({ 'aws:SourceIp': address });
  table(
    ['false', plain, { 'aws:SecureTransport': 'false' }, true],
    ['true', plain, { 'aws:SecureTransport': 'true' }, false],
    ['neither', plain, {}, false],
    ['a truth without quotes', { Bool: { k: false } }, { k: 'false' }, true],
    ['one of several truths', { 'ForAnyValue:Bool': { k: 'true' } }, { k: ['false', 'true'] }, true],
    ['all of several truths', { 'ForAllValues:Bool': { k: 'true' } }, { k: ['false', 'true'] }, false],

    ['the same bytes', bytes, { key: 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' }, true],
    ['other bytes', bytes, { key: 'ASIAIOSFODNN7EXAMPLE' }, false],
    ['no bytes', bytes, {}, false],

    ['in the range', from('203.0.113.0/24'), ip('203.0.113.1'), true],
    ['at the end of the range', from('203.0.113.0/24'), ip('203.0.113.255'), true],
    ['beyond the range', from('203.0.113.0/24'), ip('203.0.114.0'), false],
    ['out of the range', from('203.0.113.0/24'), ip('198.51.100.1'), false],
    ['through an endpoint', from('203.0.113.0/24'), {}, false],
    ['a range named by an address in it', from('203.0.113.77/24'), ip('203.0.113.1'), true],
    ['a range of one', from('203.0.113.5'), ip('203.0.113.5'), true],
    ['beside a range of one', from('203.0.113.5'), ip('203.0.113.6'), false],
    ['everywhere', from('0.0.0.0/0'), ip('198.51.100.1'), true],
    ['in the IPv6 range', from('203.0.113.0/24', '2001:DB8:1234:5678::/64'), ip('2001:db8:1234:5678:9::1'), true],
    ['out of the IPv6 range', from('203.0.113.0/24', '2001:DB8:1234:5678::/64'), ip('2001:db8:1234:5679::1'), false],
    ['no address', from('203.0.113.0/24'), ip('somewhere'), false],
    ['IPv4 in no range of IPv6', from('::/0'), ip('192.0.2.1'), false],
    ['IPv6 in no range of IPv4', from('0.0.0.0/0'), ip('::ffff:192.0.2.1'), false],
    ['not in the range', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, ip('198.51.100.1'), true],
    ['not in the range, and is', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, ip('203.0.113.9'), false],
    ['not in the range, through an endpoint', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, {}, true],
  );
});

describe(`${GUIDE}/reference_policies_elements_condition_operators.html: ARNs`, () => {
  const topic = { 'aws:SourceArn': 'arn:aws:sns:us-west-2:123456789012:TOPIC-ID' };
  const finance = 'arn:aws:someservice:*:111122223333:finance/*';
  const spanning = { k: 'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt' };
  const logs = {
    'ForAllValues:ArnLike': {
      k: ['arn:aws:cloudfront::123456789012:distribution/*', 'arn:aws:cloudfront::123456789012:distribution/support*'],
    },
  };
  const distribution = (name: string, account = '123456789012') => `arn:aws:cloudfront::${account}:distribution/${name}`;
  table(
    ['equal', { ArnEquals: topic }, topic, true],
    ['of another account', { ArnEquals: topic }, { 'aws:SourceArn': 'arn:aws:sns:us-west-2:777788889999:TOPIC-ID' }, false],
    ['in another case', { ArnLike: topic }, { 'aws:SourceArn': 'arn:aws:sns:us-west-2:123456789012:topic-id' }, false],
    ['absent', { ArnEquals: topic }, {}, false],
    ['not like, absent', { ArnNotLike: topic }, {}, true],
    ['not equal', { ArnNotEquals: topic }, topic, false],
    ['ArnEquals knows wildcards', { ArnEquals: { k: 'arn:aws:sns:*:123456789012:T?PIC*' } }, { k: topic['aws:SourceArn'] }, true],
    ['a wildcard of StringLike spans components', { StringLike: { k: finance } }, spanning, true],
    ['a wildcard of ArnLike does not', { ArnLike: { k: finance } }, spanning, false],
    ['a resource with colons', { ArnLike: { k: 'arn:aws:logs:*:*:log-group:*' } }, { k: 'arn:aws:logs:r:1:log-group:a:b' }, true],
    ['components apart', { ArnLike: { k: 'arn:aws:sns:ab:c:t' } }, { k: 'arn:aws:sns:a:bc:t' }, false],
    ['no ARN', { ArnLike: topic }, { 'aws:SourceArn': 'TOPIC-ID' }, false],
    ['not like, no ARN', { ArnNotLike: topic }, { 'aws:SourceArn': 'TOPIC-ID' }, true],
    ['all like one', logs, { k: [distribution('costcenter')] }, true],
    ['all like one or the other', logs, { k: [distribution('costcenter'), distribution('support2025')] }, true],
    ['one of another account', logs, { k: [distribution('costcenter'), distribution('costcenter', '777788889999')] }, false],
    ['none', logs, {}, true],
  );
});

describe(`${GUIDE}/reference_policies_elements_condition_operators.html: existence`, () => {
  const types = { StringLikeIfExists: { 'ec2:InstanceType': ['t1.*', 't2.*', 'm3.*'] } };
  const temporary = (absent: string | boolean) => ({ Null: { 'aws:TokenIssueTime': absent } });
  const token = { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' };
  table(
    ['exists and is like', types, { 'ec2:InstanceType': 't1.micro' }, true],
    ['exists and is unlike', types, { 'ec2:InstanceType': 'm2.micro' }, false],
    ['does not exist', types, {}, true],
    ['does not exist, negated', { StringNotEqualsIfExists: { k: 'a' } }, {}, true],
    ['exists, negated', { StringNotEqualsIfExists: { k: 'a' } }, { k: 'a' }, false],
    ['does not exist, and another condition fails', { ...types, StringEquals: { k: 'a' } }, {}, false],
    ['no member exists', { 'ForAnyValue:StringEqualsIfExists': { k: 'a' } }, {}, true],
    ['no member is it', { 'ForAnyValue:StringEqualsIfExists': { k: 'a' } }, { k: ['b'] }, false],
    ['must be absent, and is', temporary('true'), {}, true],
    ['must be absent, and is not', temporary('true'), token, false],
    ['must exist, and does', temporary('false'), token, true],
    ['must exist, and does not', temporary(false), {}, false],
    ['must exist, and has no members', { Null: { k: 'false' } }, { k: [] }, false],
    ['must exist, and has one that is not empty', { Null: { k: 'false' } }, { k: ['', 'a'] }, true],
    ['must exist or be absent', { Null: { k: ['true', 'false'] } }, {}, true],
  );
});

describe(`${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`, () => {
  const all = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['environment', 'cost-center'] } };
  const some = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['environment', 'cost-center'] } };
  const present = { ...all, Null: { 'aws:TagKeys': 'false' } };
  const tags = (...keys: string[]): Context => ({ 'aws:TagKeys': keys });
  table(
    ['all: one', present, tags('environment'), true],
    ['all: the other', present, tags('cost-center'), true],
    ['all: both', present, tags('environment', 'cost-center'), true],
    ['all: one and a stranger', present, tags('environment', 'dept'), false],
    ['all: none, where one must be', present, {}, false],
    ['all: none', all, {}, true],
    ['all: an empty text', all, tags(''), true],
    ['all: an empty text and one', all, tags('', 'environment'), false],
    ['any: one', some, tags('environment'), true],
    ['any: both', some, tags('environment', 'cost-center'), true],
    ['any: one and a stranger', some, tags('dept', 'environment'), true],
    ['any: a stranger', some, tags('dept'), false],
    ['any: none', some, {}, false],
    ['any: an empty text', { 'ForAnyValue:StringLike': { 'aws:TagKeys': '*' } }, tags(''), false],
    ['any that is not: both are', { 'ForAnyValue:StringNotEquals': { k: ['a', 'b'] } }, { k: ['a', 'b'] }, false],
    ['any that is not: one is not', { 'ForAnyValue:StringNotEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, true],
    ['any that is not: none', { 'ForAnyValue:StringNotEquals': { k: 'a' } }, {}, false],
  );
});

describe(`${GUIDE}/reference_policies_condition_examples-multi-valued-context-keys.html`, () => {
  const one = { 'ForAllValues:StringNotLike': { 'aws:TagKeys': 'key1*' } };
  const two = { 'ForAllValues:StringNotLike': { 'aws:TagKeys': ['key1*', 'key2*'] } };
  const server = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'webserver' } };
  const tags = (...keys: string[]): Context => ({ 'aws:TagKeys': keys });
  table(
    ['the prefix', one, tags('key1:legal'), false],
    ['the prefix twice', one, tags('key1:hr', 'key1:personnel'), false],
    ['another prefix', one, tags('key2:audit'), true],
    ['no tag', one, {}, true],
    ['one prefix of two', two, tags('key1:legal'), false],
    ['both prefixes', two, tags('key1:hr', 'key2:audit'), false],
    ['a third prefix', two, tags('key3:legal'), true],
    ['the tag', server, tags('webserver'), true],
    ['the tag among others', server, tags('environment', 'webserver', 'test'), true],
    ['others', server, tags('environment', 'test'), false],
    ['none', server, {}, false],
  );
});
