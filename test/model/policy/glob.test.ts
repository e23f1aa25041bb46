import { describe, expect, test } from 'vitest';
import { ANY, arnPattern, fits, overlap, STAR_WITHIN } from '../../../src/model/policy/glob.ts';
import { dice } from './policies.ts';

const expression = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.').replaceAll(STAR_WITHIN, '[^:]*')}$`);

/** Every text of up to four letters. */
const TEXTS = ['', 'a', 'b', ':'].reduce<string[]>(
  (all) => [...new Set(all.flatMap((text) => [text, `${text}a`, `${text}b`, `${text}:`]))],
  [''],
);

test('a pattern fits what its regular expression fits', () => {
  const roll = dice(1);
  for (let i = 0; i < 3000; i += 1) {
    const letters = i % 3 ? 'ab*?:' : `ab*:${STAR_WITHIN}`;
    const pattern = Array.from({ length: roll(6) }, () => letters[roll(letters.length)]).join('');
    for (const text of TEXTS) expect(fits(pattern, text), `${pattern} ${text}`).toBe(expression(pattern).test(text));
  }
});

test('two patterns overlap where one text fits both', () => {
  const roll = dice(2);
  const make = (): string => Array.from({ length: roll(4) }, () => `ab*?:${STAR_WITHIN}`[roll(6)]).join('');
  for (let i = 0; i < 3000; i += 1) {
    const [one, other] = [make(), make()];
    const both = TEXTS.some((text) => expression(one).test(text) && expression(other).test(text));
    expect(overlap(one, other), `${one} ${other}`).toBe(both);
    expect(overlap(other, one), `${other} ${one}`).toBe(both);
  }
});

test('the name of anything is reached by a star only', () => {
  expect(['*', `${ANY}*`, 'a*', '?', 'any'].map((pattern) => fits(pattern, ANY))).toEqual([true, true, false, false, false]);
});

test('is not slow', () => {
  expect(fits('*a'.repeat(2000), 'a'.repeat(5000))).toBe(true);
  expect(fits(`${'*a'.repeat(2000)}b`, 'a'.repeat(5000))).toBe(false);
});

describe('wildcards of an ARN', () => {
  test.each([
    ['arn:aws:iam::*:role/*', 'arn:aws:iam::1:role/a:b', true],
    ['arn:aws:iam::*', 'arn:aws:iam::1:role/a', true],
    ['arn:*', 'arn:aws:iam::1:role/a', true],
    ['arn:aws:i*m::1:role/a', 'arn:aws:iam::1:role/a', true],
    ['arn:aws:i*1:role/a', 'arn:aws:iam::1:role/a', false],
    ['arn:aws:iam:?1:role/a', 'arn:aws:iam::1:role/a', false],
    ['arn:aws:iam::1:r*e/?', 'arn:aws:iam::1:role:x:e/:', true],
  ])('%s %s', (pattern, arn, is) => expect(fits(arnPattern(pattern), arn)).toBe(is));
});
