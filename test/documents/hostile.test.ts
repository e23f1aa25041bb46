import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/documents/yaml.ts';
import { parseTolerantly } from '../../src/documents/yaml-tolerant.ts';
import { refusal } from './trees.ts';

const many = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('\n');
const MB = 1024 * 1024;

/** The slower parser gets less of everything: what it must show is that it does not grow with the square. */
describe.each([
  ['js-yaml', parseYaml, 1],
  ['yaml', parseTolerantly, 4],
])('%s and what is meant to hurt', (_, parse, less) => {
  test.each([
    ['lists', many(40, (i) => (i === 0 ? 'a0: &a0 [x]' : `a${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]`))],
    ['maps', many(40, (i) => (i === 0 ? 'a0: &a0 {x: 1}' : `a${i}: &a${i} {x: *a${i - 1}, y: *a${i - 1}}`))],
    ['merges', many(40, (i) => (i === 0 ? 'a0: &a0 {x: 1}' : `a${i}: &a${i} {<<: [*a${i - 1}, *a${i - 1}], k${i}: 1}`))],
    ['keys', many(40, (i) => (i === 0 ? '? &a0 [x]\n: 1' : `? &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]\n: 1`))],
  ])('aliases that explode: %s', (_, text) => expect(refusal(() => parse(text)).message).toMatch(/^aliases expand/));

  test('many aliases of something small are no bomb', () => {
    const [root] = parse(`a: &a {b: 1}\n${many(20_000 / less, (i) => `k${i}: *a`)}`);
    expect(root).toMatchObject({ kind: 'map', entries: { size: 20_000 / less + 1 } });
  });

  test.each([
    ['brackets', '['.repeat(100_000 / less) + ']'.repeat(100_000 / less)],
    ['brackets that are never closed', '['.repeat(100_000 / less)],
    ['braces', `${'{"a":'.repeat(100_000 / less)}1${'}'.repeat(100_000 / less)}`],
    ['dashes', `${'- '.repeat(100_000 / less)}x`],
    ['keys', many(1000, (i) => `${' '.repeat(i)}a:`)],
    ['explicit keys', `${'? '.repeat(10_000)}x`],
  ])('too deep: %s', (_, text) => expect(refusal(() => parse(text)).message).toBe('is nested more than 200 deep'));

  test.each([
    [198, true],
    [200, false],
  ])('%i deep', (depth, fits) => {
    const text = `${'['.repeat(depth)}x${']'.repeat(depth)}`;
    if (fits) expect(parse(text)).toHaveLength(1);
    else expect(refusal(() => parse(text)).message).toBe('is nested more than 200 deep');
  });

  test.each([
    ['keys', many(20_000, (i) => `k${i}: v`)],
    ['keys of one name', many(20_000 / less, () => 'k: v')],
    ['values that are not written', many(20_000 / less, (i) => `k${i}:`)],
    ['tags and anchors', many(20_000 / less, (i) => `k${i}: !Sub &a${i} x`)],
    ['merges', `a: &a {x: 1}\n${many(20_000 / less, (i) => `k${i}: {<<: *a}`)}`],
    ['blocks', many(20_000 / less, () => '- |\n  x')],
    ['remarks', `${many(20_000 / less, () => '# x')}\na:\n${many(20_000 / less, () => '# x')}\n  b: 1`],
    ['keys that are no texts', many(5_000, () => '? [a]\n: b')],
    ['documents', many(5_000, () => '---\na: 1')],
  ])('thousands of %s', (_, text) => expect(parse(text).length).toBeGreaterThan(0));

  test.each([
    ['plain', `a: ${'x'.repeat((10 * MB) / less)}`],
    ['quoted', `a: "${'x'.repeat((10 * MB) / less)}"`],
    ['in escapes', `a: "${'\\n'.repeat((5 * MB) / less)}"`],
    ['a block', `a: |\n${'  a line of it\n'.repeat(MB / 2 / less)}`],
    ['folded', `a: >\n${'  a line of it\n'.repeat(MB / 2 / less)}`],
    ['blank', `- a\n${' '.repeat((10 * MB) / less)}\n-\n`],
    ['a remark', `- a\n# ${'x'.repeat((10 * MB) / less)}\n-\n`],
  ])('megabytes %s', (_, text) => expect(parse(text)).toHaveLength(1));
});
