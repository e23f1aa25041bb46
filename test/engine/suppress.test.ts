import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { placeOf } from '../../src/engine/place.ts';
import type { Finding } from '../../src/engine/report.ts';
import { type Ignore, ignoresOf, suppress, type Terms } from '../../src/engine/suppress.ts';
import type { Location } from '../../src/model/location.ts';
import { RULES } from '../../src/rules/index.ts';
import { complaints, covered, find, parse, TERMS } from '../documents/covered.ts';
import { check, yaml } from '../harness.ts';

test('an ignore in a template reaches what a rule finds in its inline buildspec', () => {
  const text = yaml`
    Resources:
      # pipelint: ignore[plaintext-secret] a fixture
      Build:
        Type: AWS::CodeBuild::Project
        Properties:
          Source:
            Type: CODECOMMIT
            BuildSpec: |
              env:
                variables:
                  API_TOKEN: 4f9c1bd27e6a4c0f9d3e8b7a
              phases: { build: { commands: [make] } }
  `;
  const rules = RULES.filter(({ id }) => id === 'plaintext-secret');
  const { findings } = check(rules, text);
  const terms = { ...TERMS, ruleOf: (id: string) => rules.find((rule) => rule.id === id) };
  expect(findings.map(({ at }) => placeOf(at).line)).toEqual([11]);
  expect(suppress(findings, parse(text, 'input.yaml').flatMap(ignoresOf), terms)).toMatchObject({
    findings: [],
    suppressed: [{ reason: 'a fixture' }],
    complaints: [],
  });
});

describe('the metadata of a template', () => {
  const ONE = { rule: 'one', reason: 'x' };
  const template = (root: unknown, resource: unknown): unknown => ({
    Metadata: { pipelint: { ignore: root } },
    Resources: { A: { Metadata: { pipelint: { ignore: resource } }, Type: 'X' }, B: { Type: 'X' } },
  });
  const types = (text: string): string[] => covered(text).filter((one) => one.endsWith('/Type'));

  test.each([
    ['JSON', (value: unknown) => JSON.stringify(value, null, 2)],
    ['JSON in one line', (value: unknown) => JSON.stringify(value)],
    ['YAML', (value: unknown) => `# a template\n${JSON.stringify(value, null, 1)}`],
  ])('covers its resource, or the whole template: %s', (_, written) => {
    expect(types(written(template(undefined, [ONE])))).toEqual(['/Resources/A/Type']);
    expect(types(written(template([ONE], undefined)))).toEqual(['/Resources/A/Type', '/Resources/B/Type']);
    expect(types(written(template(undefined, ONE)))).toEqual(['/Resources/A/Type']);
    expect(types(written(template(undefined, [{ rule: ['two', 'one'], reason: 'x' }])))).toEqual(['/Resources/A/Type']);
    expect(types(written(template(undefined, [{ ...ONE, until: '2026-11-20' }])))).toEqual(['/Resources/A/Type']);
    expect(types(written(template(undefined, [{ ...ONE, until: '2026-11-19' }])))).toEqual([]);
  });

  test('what is wrong with it is said at its line', () => {
    const text = JSON.stringify(
      template(
        ['one', { reason: 'x' }, { rule: 'one' }],
        [
          { ...ONE, until: '2026-11-19' },
          { ...ONE, until: 'soon' },
          { ...ONE, until: {} },
          { rule: 'onne', reason: 'x' },
        ],
      ),
      null,
      1,
    );
    expect(complaints(text)).toEqual([
      'a.yaml:5 names no rule: write ignore[rule-id] and the reason',
      'a.yaml:6 names no rule: write ignore[rule-id] and the reason',
      'a.yaml:9 gives no reason, so it does not count: write the reason behind the brackets',
      'a.yaml:20 ended on 2026-11-19',
      'a.yaml:25 ends on soon, which is no day, so it does not count',
      'a.yaml:30 ends on no day, which is no day, so it does not count',
      'a.yaml:35 ignores the rule onne, which does not exist; did you mean one?',
    ]);
  });
});

describe('the grammar', () => {
  const read = (comment: string): Pick<Ignore, 'rules' | 'reason' | 'until'> | undefined => {
    const [ignore] = parse(`a: 1 ${comment}\n`).flatMap(ignoresOf);
    return ignore && { rules: ignore.rules, reason: ignore.reason, until: ignore.until };
  };

  test.each([
    ['# pipelint: ignore[one] a reason', ['one'], 'a reason', undefined],
    ['#pipelint:ignore[ one,two ,, one ]a reason ', ['one', 'two'], 'a reason', undefined],
    ['# pipelint: ignore[one]', ['one'], '', undefined],
    ['# pipelint: ignore[] why', [], 'why', undefined],
    ['# pipelint: ignore', [], '', undefined],
    ['# pipelint: ignore[one] until 2027-01-31 the reason', ['one'], 'the reason', '2027-01-31'],
    ['# pipelint: ignore[one] until=2027-01-31 the reason', ['one'], 'the reason', '2027-01-31'],
    ['# pipelint: ignore[one] until: 2027-01-31', ['one'], '', '2027-01-31'],
    ['# pipelint: ignore[one] until 31.1.2027 the reason', ['one'], 'the reason', '31.1.2027'],
    ['# pipelint: ignore[one] until 2027 the reason', ['one'], 'the reason', '2027'],
    ['# pipelint: ignore[one] until we move', ['one'], 'until we move', undefined],
    ['# todo # pipelint: ignore[one] x # y', ['one'], 'x # y', undefined],
  ])('%s', (comment, rules, reason, until) => expect(read(comment)).toEqual({ rules, reason, until }));
});

describe('complaints', () => {
  test.each([
    ['an unknown rule', 'ignore[onne] x', ['ignores the rule onne, which does not exist; did you mean one?']],
    ['one that is like nothing', 'ignore[xyz] x', ['ignores the rule xyz, which does not exist']],
    ['no reason', 'ignore[one]', ['gives no reason, so it does not count: write the reason behind the brackets']],
    ['no rule', 'ignore x', ['names no rule: write ignore[rule-id] and the reason']],
    ['an end that is past', 'ignore[one] until 2026-11-19 x', ['ended on 2026-11-19']],
    ['an end that is no day', 'ignore[one] until 2026-13-01 x', ['ends on 2026-13-01, which is no day, so it does not count']],
    ['another one', 'ignore[one] until 2026-02-30 x', ['ends on 2026-02-30, which is no day, so it does not count']],
    ['one written otherwise', 'ignore[one] until 1/2/2027 x', ['ends on 1/2/2027, which is no day, so it does not count']],
    ['nothing found', 'ignore[one, two] x', ['ignores one, two, which found nothing here']],
  ])('%s', (_, directive, messages) => {
    expect(complaints(`a: 1\nb: 2 # pipelint: ${directive}\n`)).toEqual(messages.map((message) => `a.yaml:2 ${message}`));
  });

  const TEXT = 'a: 1 # pipelint: ignore[one, two] x\nb: 2\n';
  const [document] = parse(TEXT);
  const at = (pointer: string): Location => ({ source: document as Document, pointer });
  const ran = (findings: readonly Finding[], terms: Partial<Terms> = {}) =>
    suppress(findings, document ? ignoresOf(document) : [], { ...TERMS, ...terms });

  test('name each rule that found nothing', () => {
    expect(ran([find(at('/a'), 'two')]).complaints.map(({ message }) => message)).toEqual(['ignores one, which found nothing here']);
    expect(ran([find(at('/a'), 'two'), find(at('/a'), 'one')]).complaints).toEqual([]);
    expect(ran([find(at('/b'), 'two'), find(at('/a'), 'three')]).complaints.map(({ message }) => message)).toEqual([
      'ignores one, two, which found nothing here',
    ]);
  });

  test('do not say so when not everything was looked at', () => expect(ran([], { narrowed: true }).complaints).toEqual([]));

  test('nor when the matter is undecided, which stays', () => {
    const undecided = [find(at('/a'), 'one', 'undecided'), find(at('/a'), 'two', 'undecided')];
    expect(ran(undecided)).toEqual({ findings: undecided, suppressed: [], complaints: [] });
  });

  test('today still counts, and an ignore that has ended covers nothing', () => {
    const text = 'a: 1 # pipelint: ignore[one] until 2026-11-20 x\n';
    expect(covered(text)).toEqual(['/a']);
    expect(covered(text.replace('20 x', '19 x'))).toEqual([]);
    expect(covered(text.replace('2026-11-20', '2026-11-31'))).toEqual([]);
    expect(covered(text.replace(' x', ''))).toEqual([]);
  });

  test('an old name of a rule is that rule', () => {
    expect(covered('a: 1 # pipelint: ignore[alias] x\n')).toEqual(['/a']);
    expect(complaints('a: 1 # pipelint: ignore[alias] x\n')).toEqual(['a.yaml:1 ignores alias, which found nothing here']);
  });
});

test('one rule does not cover another, one file not another', () => {
  const [one] = parse('a: 1 # pipelint: ignore[one] x\n', 'one.yaml');
  const [other] = parse('a: 1\n', 'other.yaml');
  if (!one || !other) throw new Error('no document');
  const findings = [find(one.at('/a'), 'two'), find(other.at('/a')), find(one.at('/a'))];
  const result = suppress(findings, ignoresOf(one), TERMS);
  expect([result.findings, result.suppressed.map(({ finding }) => finding)]).toEqual([findings.slice(0, 2), findings.slice(2)]);
});

test('a test of the configuration is put to every finding', () => {
  const document = Document.ofData({ kind: 'live', arn: 'arn:aws:x', call: 'GetX' }, { a: 1, b: 2 });
  const ignore: Ignore = {
    rules: ['one'],
    reason: 'x',
    until: undefined,
    path: 'pipelint.toml',
    line: 1,
    covers: ({ at }) => at.pointer === '/a',
  };
  const findings = [find(document.at('/a')), find(document.at('/b'))];
  expect(suppress(findings, [...ignoresOf(document), ignore], TERMS)).toEqual({
    findings: findings.slice(1),
    suppressed: [{ finding: findings[0], reason: 'x' }],
    complaints: [],
  });
});

describe('thousands of everything', () => {
  const COUNT = 4000;
  const many = (line: (i: number) => string): string => Array.from({ length: COUNT }, (_, i) => line(i)).join('\n');

  test.each([
    ['beside keys', many((i) => `k${i}: 1 # pipelint: ignore[one] x`), COUNT],
    ['above items', many((i) => `# pipelint: ignore[one] x\n- ${i}`), COUNT],
    ['above one thing', `${many(() => '# pipelint: ignore[one] x')}\na: 1`, 1],
    ['behind everything', `a: 1\n${many(() => '# pipelint: ignore[one] x')}`, 0],
    ['at brackets', `${many((i) => `k${i}: [\n  1\n  ] # pipelint: ignore[one] x`)}`, 2 * COUNT],
    ['in a script', `a:\n- |\n${many((i) => `  echo ${i} # pipelint: ignore[one] x`)}\n`, 1],
    ['above lines of a script', `a:\n- |\n${many(() => '  # pipelint: ignore[one] x')}\n  b`, 1],
    ['in an embedded document', `BuildSpec: |\n${many((i) => `  k${i}: 1 # pipelint: ignore[one] x`)}\n`, COUNT],
    ['in quoted texts', many((i) => `k${i}: " # pipelint: ignore[one] x"`), 0],
    ['in documents', many((i) => `---\nk${i}: 1 # pipelint: ignore[one] x`), COUNT],
    ['in metadata', `Resources:\n${many((i) => `  R${i}: { Metadata: { pipelint: { ignore: { rule: one, reason: x } } } }`)}\n`, 6 * COUNT],
  ])('%s', (_, text, count) => expect(covered(text)).toHaveLength(count));
});
