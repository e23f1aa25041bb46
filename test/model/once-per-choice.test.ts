import { beforeEach, describe, expect, test } from 'vitest';
import { type Choice, NOWHERE, oncePerChoice, type World } from '../../src/model/world.ts';
import { read } from '../harness.ts';

const [document] = read('version: 0.2\nphases: { build: { commands: [make] } }\n').all('buildspec');
const choice = (name: string): Choice => ({
  name,
  values: ['1', '2'],
  at: document?.at as Choice['at'],
  settle: () => '',
});
const [a, b, c] = [choice('a'), choice('b'), choice('c')] as const;
const world = (...chosen: [Choice, string][]): World => new Map(chosen);

describe('a look that is taken once per choice', () => {
  let looks: string[];
  /** Hangs on `a`; and on `b` where that is 1. */
  const asked = (): ((world: World) => string) =>
    oncePerChoice((where) => {
      const first = where.get(a) ?? '?';
      const seen = first === '1' ? `${first}${where.get(b) ?? '?'}` : first;
      looks.push(seen);
      return seen;
    });
  beforeEach(() => {
    looks = [];
  });

  test('is not taken again where nothing of it is chosen', () => {
    const look = asked();
    expect([look(NOWHERE), look(world([c, '1'])), look(world([b, '2']))]).toEqual(['?', '?', '?']);
    expect(looks).toEqual(['?']);
  });

  test('is taken for each value, and for what else it hangs on then', () => {
    const look = asked();
    const worlds = [world([a, '2']), world([a, '1']), world([a, '1'], [b, '1']), world([b, '2'], [a, '1']), world([a, '2'], [b, '1'])];
    expect(worlds.map(look)).toEqual(['2', '1?', '11', '12', '2']);
    expect(looks).toEqual(['?', '2', '1?', '11', '12']);
    expect([...worlds].reverse().map(look)).toEqual(['2', '12', '11', '1?', '2']);
    expect(looks).toHaveLength(5);
  });

  test('tells whoever remembers by it what it hangs on, kept or not', () => {
    const inner = asked();
    const outer = oncePerChoice((where) => `(${inner(where)})`);
    inner(world([a, '1'], [b, '1']));
    expect([outer(NOWHERE), outer(world([a, '1'])), outer(world([a, '1'], [b, '1'])), outer(world([a, '2'], [b, '1']))]).toEqual([
      '(?)',
      '(1?)',
      '(11)',
      '(2)',
    ]);
  });

  test('of very many values is taken anew, and right', () => {
    const many = Array.from({ length: 100 }, (_, i) => String(i));
    const look = oncePerChoice((where) => where.get(a));
    expect([...many, ...many].map((value) => look(world([a, value])))).toEqual([...many, ...many]);
  });
});
