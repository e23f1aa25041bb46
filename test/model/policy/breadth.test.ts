import { expect, test } from 'vitest';
import { listed } from '../../../src/model/policy/breadth.ts';

test('a list is told in words, and a long one as far as anybody reads it', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const told = [0, 1, 2, 3, 5, 6].map((count) => listed(names.slice(0, count)));
  expect(told).toEqual(['', 'a', 'a and b', 'a, b and c', 'a, b, c, d and e', 'a, b, c, d and 2 more']);
});
