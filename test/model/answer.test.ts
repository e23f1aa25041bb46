import { expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { answer, possible } from '../../src/model/answer.ts';
import { ALWAYS, all, any, anyOf, asFarAsKnown, chosen, NEVER, not, once, type Truth, unknown, yes } from '../../src/model/truth.ts';
import { type Choice, NOWHERE, type World } from '../../src/model/world.ts';

const at = Document.ofData({ kind: 'file', path: 'x' }, {}).at('');
const choice = (name: string, values: readonly string[] = ['a', 'b'], free = false): Choice => ({
  name,
  values,
  at,
  settle: (value) => `--parameter ${name}=${value}`,
  ...(free && { free: true }),
});
const doubt = unknown({ at, text: 'nobody knows', settle: 'ask' });
const is = (truth: Truth): string => answer(truth).is;

test('Kleene', () => {
  expect([is(all(ALWAYS, doubt)), is(all(NEVER, doubt)), is(any(ALWAYS, doubt)), is(any(NEVER, doubt)), is(not(doubt))]).toEqual([
    'unknown',
    'no',
    'yes',
    'unknown',
    'unknown',
  ]);
  expect([is(all()), is(any()), not(ALWAYS), not(NEVER)]).toEqual(['yes', 'no', NEVER, ALWAYS]);
});

test('names the worlds of a yes, and the command that shows it', () => {
  const env = choice('Env', ['dev', 'test', 'prod']);
  const { is, when, settle } = answer(chosen(env, 'prod'));
  expect({ is, when, settle }).toEqual({ is: 'yes', when: ['Env is prod'], settle: ['--parameter Env=prod'] });
  expect(answer(not(chosen(env, 'prod'))).when).toEqual(['Env is dev or test']);
  expect(answer(any(chosen(env, 'dev'), chosen(env, 'test'), chosen(env, 'prod'))).when).toEqual([]);
});

test('a world that does not matter is not named', () => {
  const [a, b] = [choice('A'), choice('B')];
  expect(answer(all(chosen(a, 'a'), any(chosen(b, 'a'), chosen(b, 'b')))).when).not.toContain('B');
  expect(answer(any(chosen(a, 'a'), all(chosen(a, 'b'), chosen(b, 'a')))).when).toEqual(['A is a', 'A is b and B is a']);
});

test('a problem already proven is kept when there are too many worlds', () => {
  const many = Array.from({ length: 12 }, (_, i) => chosen(choice(`P${i}`), 'a'));
  const proven = answer(any(chosen(choice('First'), 'a'), all(...many)));
  expect(proven.is).toBe('yes');
  expect(proven.when).toContain('First is a');
  expect(answer(all(...many.map((one) => any(one, not(one))))).is).not.toBe('no');
});

test('too many worlds without a proof are unknown, with what would settle them', () => {
  const parity = Array.from({ length: 12 }, (_, i) => choice(`P${i}`)).reduce<Truth>((odd, one) => {
    const here = chosen(one, 'a');
    return any(all(odd, not(here)), all(not(odd), here));
  }, NEVER);
  const { is, settle, when } = answer(all(parity, not(parity)));
  expect(is).toBe('unknown');
  expect(when).toEqual([]);
  expect(settle.length).toBeGreaterThan(0);
});

test('eight choices are looked at whole; a list of two hundred values is one choice', () => {
  const eight = Array.from({ length: 7 }, (_, i) => chosen(choice(`P${i}`), 'a'));
  expect(answer(all(...eight)).when).toHaveLength(1);
  const regions = choice(
    'Region',
    Array.from({ length: 200 }, (_, i) => `r${i}`),
  );
  expect(answer(chosen(regions, 'r199'))).toMatchObject({ is: 'yes', when: ['Region is r199'] });
  expect(answer(chosen(regions, 'elsewhere')).is).toBe('no');
});

test('what rests on a condition that nobody can evaluate is assumed', () => {
  const [free, told] = [choice('IsProd', ['true', 'false'], true), choice('Env')];
  expect(answer(chosen(free, 'true')).assumed).toBe(true);
  expect(answer(chosen(told, 'a')).assumed).toBe(false);
  expect(answer(any(chosen(told, 'a'), chosen(free, 'true'))).assumed).toBe(false);
  expect(answer(any(chosen(free, 'true'), chosen(free, 'false'))).assumed).toBe(false);
});

test('contradictions are impossible, doubts are not', () => {
  const env = choice('Env', ['dev', 'prod']);
  expect(possible(all(chosen(env, 'dev'), chosen(env, 'prod')))).toBe(false);
  expect(possible(chosen(env, 'dev'))).toBe(true);
  expect(possible(doubt)).toBe(true);
});

test('as far as known: a doubt is no, a choice stays open', () => {
  const env = choice('Env', ['dev', 'prod']);
  expect(is(asFarAsKnown(doubt))).toBe('no');
  expect(answer(asFarAsKnown(chosen(env, 'prod'))).when).toEqual(['Env is prod']);
  expect(is(not(asFarAsKnown(all(chosen(env, 'prod'), doubt))))).toBe('yes');
});

test('evidence is what decides, and only that', () => {
  const why = (truth: Truth): string[] => answer(truth).because.map(({ text }) => text);
  expect(why(all(yes({ at, text: 'a' }), yes({ at, text: 'b' })))).toEqual(['a', 'b']);
  expect(why(any(yes({ at, text: 'a' }), yes({ at, text: 'b' })))).toEqual(['a']);
  expect(why(all(doubt, yes({ at, text: 'a' })))).toEqual(['nobody knows']);
  expect(answer(doubt).settle).toEqual(['ask']);
});

/** The same truth, and how often it was looked at. */
function counted(truth: Truth): { readonly truth: Truth; looks: number } {
  const seen = {
    looks: 0,
    truth: {
      in(world: World) {
        seen.looks += 1;
        return truth.in(world);
      },
    },
  };
  return seen;
}

test('a question that hangs on many choices in a row is not followed to the end', () => {
  const row = Array.from({ length: 40 }, (_, i) => chosen(choice(`C${i}`), 'a'));
  const asked = counted(all(...row));
  expect(answer(asked.truth)).toMatchObject({ is: 'unknown' });
  expect(asked.looks).toBeLessThan(40);
  expect(is(all(...row.slice(0, 16)))).toBe('yes');
  expect(is(any(chosen(choice('Z'), 'a'), all(...row)))).toBe('yes');
});

test('what is asked once is asked again only where a choice matters to it', () => {
  const [a, b, c] = [choice('A'), choice('B'), choice('C')];
  const asked = counted(any(chosen(a, 'a'), chosen(b, 'a')));
  const truth = once(asked.truth);
  const worlds = [NOWHERE, new Map([[c, 'a']]), new Map([[a, 'a']]), new Map([[b, 'b']]), new Map([[a, 'b']]).set(b, 'b')];
  expect(worlds.map((world) => truth.in(world).is)).toEqual(['unknown', 'unknown', 'yes', 'unknown', 'no']);
  expect(asked.looks).toBe(4);
  expect(new Set([truth.in(NOWHERE), truth.in(new Map([[c, 'b']]))]).size).toBe(1);
  const settled = counted(any(chosen(a, 'a'), yes({ at, text: '' })));
  const kept = once(settled.truth);
  expect(worlds.map((world) => kept.in(world).is)).toEqual(['yes', 'yes', 'yes', 'yes', 'yes']);
  expect(settled.looks).toBe(1);
});

test('what is kept inside of what is kept tells of its choices, whoever asked first', () => {
  const [a, b] = [choice('A'), choice('B')];
  const inner = once(all(chosen(a, 'a'), chosen(b, 'a')));
  for (const outer of [once(inner), once(not(inner)), once(inner)]) {
    expect(outer.in(NOWHERE).is).toBe('unknown');
    expect(outer.in(new Map([[b, 'b']])).is).not.toBe('unknown');
  }
});

test('one of many things settles it, and the others are not asked', () => {
  const things = ['no', 'open', 'yes', 'never asked'];
  const seen: string[] = [];
  const question = (thing: string): Truth => {
    seen.push(thing);
    return { no: NEVER, open: doubt, yes: yes({ at, text: 'this one' }) }[thing] ?? NEVER;
  };
  expect(answer(anyOf(things, question))).toMatchObject({ is: 'yes', because: [{ text: 'this one' }] });
  expect(seen).toEqual(['no', 'open', 'yes']);
  expect(answer(anyOf(['no', 'open'], question))).toMatchObject({ is: 'unknown', settle: ['ask'] });
  expect([is(anyOf(['no'], question)), is(anyOf([], question))]).toEqual(['no', 'no']);
});
