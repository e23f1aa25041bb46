import { describe, expect, test } from 'vitest';
import type { Location } from '../../../src/model/location.ts';
import { type Reading, reaches } from '../../../src/model/policy/pattern.ts';
import type { Piece } from '../../../src/model/text.ts';
import { dice } from './policies.ts';

const at = {} as Location;
const HOLE = 'hole';
/** What a hole and a variable may be: never a wildcard. */
const FILLS = ['', 'a', 'B', '*', 'ab', 'bA'];

/** Letters of one literal stand together, as they do in a file. */
const piecesOf = (tokens: readonly string[]): Piece[] =>
  tokens
    .join('\n')
    .split(/\n?(hole)\n?/)
    .filter(Boolean)
    .map((part) => (part === HOLE ? { hole: [], at } : { literal: part.replaceAll('\n', ''), at }));

const plain = (text: string): string => text.replace(/[*?]/g, '\\$&');

/** Every text that the tokens may be, as the source of a regular expression. */
const sources = (tokens: readonly string[], wild: boolean): string[] =>
  tokens.reduce<string[]>(
    (all, token) => {
      const open = token === HOLE || token === '${v}';
      const literal = wild ? token.replace(/^\*$/, '.*').replace(/^\?$/, '.') : plain(token);
      const next = open ? FILLS.map(plain) : [token === '${*}' ? '\\*' : literal];
      return all.flatMap((before) => next.map((one) => before + one));
    },
    [''],
  );

test.each([
  ['*', 'hole', 'yes'],
  ['**', 'hole', 'yes'],
  ['a*', 'hole', 'unknown'],
  ['?', 'hole', 'unknown'],
  ['a', 'hole', 'unknown'],
  ['hole', 'a', 'unknown'],
  ['hole', 'hole', 'unknown'],
  ['a*', 'a hole', 'yes'],
  ['a*b', 'a hole b', 'yes'],
  ['a*', 'b hole', 'no'],
  ['*a', 'hole b', 'no'],
  ['hole b', 'a hole', 'unknown'],
  ['hole a', 'b', 'no'],
  ['*', 'a ${v}', 'yes'],
  ['${v} a', 'b', 'no'],
  ['hole a hole', 'a b', 'unknown'],
  ['a ${aws:username} b', 'a x b', 'unknown'],
  ['a ${aws:username} b', 'c x b', 'no'],
])('%s and %s: %s', (pattern, text, wanted) =>
  expect(reaches(piecesOf(pattern.split(' ')), piecesOf(text.split(' ')), { as: 'pattern' })).toBe(wanted),
);

describe('what a wildcard stands for in an ARN', () => {
  /** `_` is a hole. */
  const is = (as: Reading['as'], pattern: string, text: string): string => {
    const pieces = (whole: string): Piece[] => piecesOf(whole.split(/(_)/).map((part) => (part === '_' ? HOLE : part)));
    return reaches(pieces(pattern), pieces(text), { as });
  };
  test.each([
    ['arn:aws:sns:*:1:web', 'arn:aws:sns:eu-west-1:1:web', 'yes'],
    ['arn:aws:*:web:*:*', 'arn:aws:sns:eu-west-1:1:web:a:b', 'no'],
    ['arn:aws:sns:*:1:web', 'arn:aws:sns:_:1:web', 'yes'],
    ['arn:aws:sns:eu-*:1:web', 'arn:aws:sns:_:1:web', 'unknown'],
    ['arn:aws:sns:eu-*:1:web', 'arn:aws:sns:_:2:web', 'no'],
    ['arn:aws:logs:*:1:log-group:w*', 'arn:aws:logs:eu-west-1:1:log-group:web:a', 'yes'],
    ['arn:aws:logs:*:1:log-group:web', 'arn:aws:logs:eu-west-1:1:log-group:web:web', 'no'],
    ['arn:aws:sns', 'arn:aws:sns:eu-west-1:1:web', 'no'],
    ['*', 'arn:aws:sns:eu-west-1:1:web', 'yes'],
    ['arn:*:*:*:*:*', 'arn', 'no'],
    ['arn:aws:logs:eu-west-1:1*:web', 'arn:aws:logs:eu-west-1:1:a:web', 'no'],
  ])('each part by itself: %s and %s: %s', (pattern, text, wanted) => expect(is('arn', pattern, text)).toBe(wanted));
  test.each([
    ['arn:aws:*:web', 'arn:aws:sns:eu-west-1:1:web', 'yes'],
    ['arn:aws:s3:::*/x', 'arn:aws:s3:::web/x', 'yes'],
    ['arn:aws:s3:::other/*', 'arn:aws:s3:::web/x', 'no'],
    ['arn:aws-cn:s3:::web', 'arn:aws:s3:::web', 'no'],
    ['arn:_:s3:::web', 'arn:aws-cn:s3:::web', 'yes'],
    ['arn:aws-cn:s3:::web', 'arn:_:s3:::web', 'yes'],
    ['arn:_:s3:::other*', 'arn:aws-cn:s3:::web', 'no'],
    ['arn:aws:s3:::_', 'arn:aws-cn:s3:::web', 'no'],
  ])('in a resource, where the partition is one: %s and %s: %s', (pattern, text, wanted) =>
    expect(is('resource', pattern, text)).toBe(wanted),
  );
});

test.each<[string, string, readonly string[] | null | undefined, string]>([
  ['${aws:PrincipalTag/team}', 'web', ['web'], 'yes'],
  ['${AWS:principaltag/Team}', 'web', ['web'], 'yes'],
  ['${aws:PrincipalTag/team}', 'web', ['api'], 'no'],
  ['${aws:PrincipalTag/team}', '*', ['*'], 'yes'],
  ['${aws:PrincipalTag/team}', 'web', ['*'], 'no'],
  ['${aws:PrincipalTag/team}', 'web', ['web', 'api'], 'unknown'],
  ['${aws:PrincipalTag/team}', 'web', undefined, 'unknown'],
  ['${aws:PrincipalTag/team}', '', null, 'no'],
  ['${aws:PrincipalTag/team}*', 'web', null, 'no'],
  ["${aws:PrincipalTag/team, 'web'}", 'web', null, 'yes'],
  ["${aws:PrincipalTag/team,'web'}", 'web', null, 'yes'],
  ["${aws:PrincipalTag/team, 'web'}", 'api', null, 'no'],
  ["${aws:PrincipalTag/team, 'web'}", 'web', ['api'], 'no'],
  ["${aws:PrincipalTag/team, 'web'}", 'web', undefined, 'unknown'],
])('%s and %s, of a request that has %s: %s', (pattern, text, values, wanted) => {
  const variables = values === undefined ? {} : { 'aws:principaltag/team': values };
  expect(reaches([{ literal: pattern, at }], [{ literal: text, at }], { as: 'pattern', variables })).toBe(wanted);
});

test('a pattern reaches what it reaches whatever its holes and variables are', () => {
  const roll = dice(3);
  const seen = { yes: 0, no: 0, unknown: 0 };
  const make = (): string[] =>
    Array.from({ length: 1 + roll(4) }, () => ['a', 'b', 'A', 'B', 'a', 'b', '*', '?', '${*}', '${v}', HOLE][roll(11)] ?? 'a');
  for (let i = 0; i < 6000; i += 1) {
    const [pattern, text] = [make(), make()];
    const as: Reading['as'] = roll(3) ? 'pattern' : 'text';
    const ignoreCase = roll(2) === 0;
    const is = reaches(piecesOf(pattern), piecesOf(text), { as, ignoreCase });
    const texts = sources(text, false).map((one) => one.replaceAll('\\', ''));
    const answers = new Set(
      sources(pattern, as !== 'text').flatMap((one) => {
        const expression = new RegExp(`^${one}$`, ignoreCase ? 'i' : '');
        return texts.map((other) => expression.test(other));
      }),
    );
    const said = `${pattern.join('')} ${text.join('')} ${as} ${ignoreCase}`;
    if (is !== 'unknown') expect([...answers], said).toEqual([is === 'yes']);
    else expect([...pattern, ...text].join(), said).toMatch(/hole|\$\{v\}/);
    seen[is] += 1;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(200);
});
