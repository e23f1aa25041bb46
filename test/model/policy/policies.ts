import type { Role } from '../../../src/model/identity.ts';
import { read } from '../../harness.ts';
import type { PolicyDocument } from '../../oracles/iam.ts';

/** Small numbers that look random and are the same every time. */
export type Roll = (sides: number) => number;
export const dice = (seed: number): Roll => {
  let state = seed * 2654435761;
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
};
export const pick = <T>(roll: Roll, all: readonly T[]): T => all[roll(all.length)] as T;
export const some = <T>(roll: Roll, most: number, make: () => T): T[] => Array.from({ length: 1 + roll(most) }, make);

export const ACCOUNT = '111122223333';
const TRUST = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' },
};

/** A role as `get-account-authorization-details` tells of it: its own policies, one attached, and its boundary. */
export function roleOf(own: readonly PolicyDocument[], boundary?: PolicyDocument, attached: readonly PolicyDocument[] = []): Role {
  const arn = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
  const policy = (PolicyName: string, Document: PolicyDocument) => ({
    PolicyName,
    Arn: arn(PolicyName),
    PolicyVersionList: [{ Document, IsDefaultVersion: true }],
  });
  const role = {
    RoleName: 'build',
    Arn: `arn:aws:iam::${ACCOUNT}:role/build`,
    AssumeRolePolicyDocument: TRUST,
    RolePolicyList: own.map((PolicyDocument, i) => ({ PolicyName: `own${i}`, PolicyDocument })),
    AttachedManagedPolicies: attached.map((_, i) => ({ PolicyName: `attached${i}`, PolicyArn: arn(`attached${i}`) })),
    ...(boundary && { PermissionsBoundary: { PermissionsBoundaryArn: arn('limit') } }),
  };
  const policies = [...attached.map((one, i) => policy(`attached${i}`, one)), ...(boundary ? [policy('limit', boundary)] : [])];
  return read(JSON.stringify({ RoleDetailList: [role], Policies: policies })).all('role')[0] as Role;
}

const ACTIONS = ['iam:PassRole', 's3:GetObject', 's3:PutObject', 'codebuild:StartBuild', 'sts:GetCallerIdentity'];
const ACTION_PATTERNS = [
  ...ACTIONS,
  'IAM:passROLE',
  '*',
  '*:*',
  's3:*',
  's3:Get*',
  's3:?etObject',
  'S3:*object',
  'iam:*Role',
  'codebuild:Start*',
  '??:*',
];

const RESOURCES = [
  'arn:aws:s3:::web',
  'arn:aws:s3:::web/a/b.zip',
  'arn:aws:s3:::web/deploy/x:y',
  `arn:aws:iam::${ACCOUNT}:role/deploy`,
  `arn:aws:codebuild:us-east-1:${ACCOUNT}:project/web`,
  `arn:aws:codebuild:eu-west-1:444455556666:project/deploy`,
  '*',
];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  'arn:*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::web/*',
  'arn:aws:s3:::w?b*',
  'arn:aws:s3:::web/*/b.zip',
  'arn:aws:iam::*:role/*',
  'arn:aws:iam::*',
  `arn:aws:iam::${ACCOUNT}:role/d?ploy`,
  'arn:aws:iam::1111*3:role/*',
  'arn:aws:*:*:*:project/*',
  'arn:aws:codebuild:us-*-1:*:*',
  'arn:aws:codebuild:*st-1:*:*',
  'arn:aws:codebuild:??-east-1:*:project/web',
  'arn:aws:co*:project/web',
  'arn:aws-cn:s3:::web',
  'arn:aws:s3:::web/${aws:username}/*',
  "arn:aws:s3:::${aws:PrincipalTag/team, 'web'}/*",
  'arn:aws:s3:::web/${*}',
];

const ARNS = [`arn:aws:iam::${ACCOUNT}:role/deploy`, `arn:aws:iam::${ACCOUNT}:user/ci`, 'arn:aws:iam::444455556666:role/deploy:x'];
const DATES = ['2026-01-01T00:00:00Z', '2026-06-30', '1767225600', '2026-01-01T01:00:00+01:00'];
const TEXTS = ['web', 'Web', 'deploy', 'web-prod', 'codebuild.amazonaws.com'];

/** Keys, the values that a request has for them, those that a policy has, and the operators that suit them. */
const KINDS = [
  {
    keys: ['aws:PrincipalTag/team', 'iam:PassedToService', 'aws:username'],
    has: TEXTS,
    asks: [...TEXTS, 'w*', '*', 'web?prod', '${aws:username}', '*.amazonaws.com'],
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike'],
  },
  {
    keys: ['s3:max-keys'],
    has: ['0', '10', '11'],
    asks: ['10', '10.0', '-1'],
    operators: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((one) => `Numeric${one}`),
  },
  {
    keys: ['aws:CurrentTime'],
    has: DATES,
    asks: DATES,
    operators: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((one) => `Date${one}`),
  },
  { keys: ['aws:SecureTransport'], has: ['true', 'false'], asks: ['true', 'false'], operators: ['Bool'] },
  {
    keys: ['aws:SourceIp'],
    has: ['203.0.113.7', '10.1.2.3', '2001:db8::1'],
    asks: ['203.0.113.0/24', '203.0.113.7', '0.0.0.0/0', '2001:db8::/32', '10.0.0.0/15'],
    operators: ['IpAddress', 'NotIpAddress'],
  },
  {
    keys: ['aws:PrincipalArn', 'aws:SourceArn'],
    has: ARNS,
    asks: [...ARNS, 'arn:aws:iam::*:role/*', `arn:aws:iam::${ACCOUNT}:*`, 'arn:aws:iam::*:*:x', 'arn:*:iam::1*3:role/d*'],
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'StringLike'],
  },
  { keys: ['aws:TagKeys', 'aws:SourceVpc'], has: ['true'], asks: ['true', 'false'], operators: ['Null'] },
] as const;
const MANY = {
  keys: ['aws:TagKeys'],
  has: ['team', 'stage', ''],
  asks: ['team', 'st*', 'cost'],
  operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'],
} as const;

function condition(roll: Roll): Record<string, Record<string, string | string[]>> {
  const several = roll(4) === 0;
  const { keys, asks, operators } = several ? MANY : pick(roll, KINDS);
  const operator = pick<string>(roll, operators);
  const set = several ? pick(roll, ['ForAllValues:', 'ForAnyValue:']) : '';
  const ifExists = operator !== 'Null' && roll(4) === 0 ? 'IfExists' : '';
  return {
    [set + operator + ifExists]: {
      [pick<string>(roll, keys)]: roll(2) ? pick<string>(roll, asks) : some(roll, 2, () => pick<string>(roll, asks)),
    },
  };
}

const oneOrSeveral = (roll: Roll, all: readonly string[]): string | string[] =>
  roll(2) ? pick(roll, all) : some(roll, 3, () => pick(roll, all));

export type Statement = Extract<PolicyDocument['Statement'], { Effect: string }>;

export function statement(roll: Roll): Statement {
  return {
    Effect: roll(3) === 0 ? 'Deny' : 'Allow',
    [roll(5) ? 'Action' : 'NotAction']: oneOrSeveral(roll, ACTION_PATTERNS),
    [roll(5) ? 'Resource' : 'NotResource']: oneOrSeveral(roll, RESOURCE_PATTERNS),
    ...(roll(2) && { Condition: Object.assign({}, ...some(roll, 2, () => condition(roll))) }),
  };
}

export const policy = (roll: Roll): PolicyDocument => ({
  ...(roll(4) && { Version: '2012-10-17' }),
  Statement: roll(3) ? some(roll, 3, () => statement(roll)) : statement(roll),
});

/** What somebody asks: every key that a policy here knows is either there or known to be absent. */
export function request(roll: Roll): { action: string; resource: string; context: Record<string, string | string[]> } {
  const context: Record<string, string | string[]> = {};
  for (const { keys, has } of KINDS) for (const key of keys) if (key !== 'aws:TagKeys' && roll(2)) context[key] = pick<string>(roll, has);
  if (roll(3)) context['aws:TagKeys'] = some(roll, 2, () => pick<string>(roll, MANY.has));
  return { action: pick(roll, ACTIONS), resource: pick(roll, RESOURCES), context };
}

export const KEYS: readonly string[] = [...KINDS.flatMap(({ keys }) => [...keys]), ...MANY.keys];
