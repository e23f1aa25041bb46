import { describe, expect, test } from 'vitest';
import { maskOf } from '../../src/engine/mask.ts';
import { type Claim, flag, graded, option, type Rule, rule } from '../../src/engine/rule.ts';
import { type Outcomes, run } from '../../src/engine/run.ts';
import type { Pipeline } from '../../src/model/pipeline.ts';
import { equals, piecesIn, shown } from '../../src/model/text.ts';
import { hasWord } from '../../src/model/text-words.ts';
import { all, NEVER, not, type Truth, unknown, yes } from '../../src/model/truth.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { read } from '../harness.ts';

const TEMPLATE = `
Parameters:
  Env: { Type: String, AllowedValues: [a, b, c, d, e, f] }
Conditions:
  InA: !Equals [!Ref Env, a]
  Never: !And [!Condition InA, !Equals [!Ref Env, b]]
  Opaque: !Equals [!ImportValue x, y]
Resources:
  One: { Type: AWS::CodePipeline::Pipeline, Properties: { Name: !Ref Env, Stages: [] } }
  Two: { Type: AWS::CodePipeline::Pipeline, Condition: InA, Properties: { Name: two, Stages: [] } }
  Gone: { Type: AWS::CodePipeline::Pipeline, Condition: Never, Properties: { Name: gone, Stages: [] } }
  Maybe: { Type: AWS::CodePipeline::Pipeline, Condition: Opaque, Properties: { Name: maybe, Stages: [] } }
`;

/** A rule of which every pipeline makes this claim. */
const about = (check: (pipeline: Pipeline) => Iterable<Claim>, more: Partial<Rule> = {}): Rule =>
  rule({
    id: 'a-rule',
    category: 'operations',
    title: 'A rule',
    severity: 'medium',
    on: 'pipeline',
    fix: 'Mend it.',
    references: [],
    controls: {},
    ...(more as object),
    check,
  });
const outcomes = (one: Rule, settings: Readonly<Record<string, unknown>> = {}): Outcomes => {
  const model = read(TEMPLATE);
  const common = { production: { words: ['prod'], accounts: new Map() } };
  return run([one], model, { common, rules: new Map([[one.id, settings]]), today: new Date('2026-11-20') }, maskOf(model));
};
const told = (one: Rule): string[] =>
  outcomes(one).findings.map(
    ({ subject, outcome, severity, confidence, message }) => `${subject}: ${outcome} ${severity} ${confidence}: ${message}`,
  );
const always = (truth: (pipeline: Pipeline) => Truth): Rule =>
  about(function* (pipeline) {
    yield flag(pipeline, truth(pipeline), 'is wrong');
  });

describe('what becomes of a claim', () => {
  test('yes is a problem, in the worlds of the thing; what is in none is no subject', () => {
    expect(told(always(() => yes()))).toEqual([
      'One: problem medium high: is wrong',
      'Two: problem medium high: is wrong when InA is true',
      'Maybe: problem medium medium: is wrong when Opaque is true',
    ]);
  });
  test('unknown is undecided, and says so in its own words', () => {
    const ask = always(({ at }) => unknown({ at, text: 'nobody knows', settle: 'ask' }));
    expect(told(ask)[0]).toBe('One: undecided medium high: cannot tell whether it is wrong');
    expect(outcomes(ask).findings[0]).toMatchObject({ related: [{ text: 'nobody knows' }], settle: ['ask'] });
  });
  test('no is a pass, with its subject', () => {
    const { findings, passes, subjects } = outcomes(always(() => NEVER));
    expect(findings).toEqual([]);
    expect(passes.map(({ rule: { id }, subject }) => `${id} ${subject}`)).toEqual(['a-rule One', 'a-rule Two', 'a-rule Maybe']);
    expect(subjects.map(({ kind, things }) => [kind, things.length])).toEqual([['pipeline', 3]]);
  });
  test('a problem in some of many worlds names three of them', () => {
    const [first] = told(always(({ name }) => not(equals(name, 'a'))));
    expect(first).toBe('One: problem medium high: is wrong when Env is b or c or d or e or f');
  });
  test('a doubt about a thing gives way to what is proven of it, and two doubts are one', () => {
    const doubtful = about(function* (pipeline) {
      yield flag(pipeline, unknown({ at: pipeline.at, text: 'x' }), 'is bad');
      yield flag(pipeline, unknown({ at: pipeline.at, text: 'x' }), 'is worse');
      yield flag(pipeline, all(hasWord(pipeline.name, ['two'], '')), 'is worst');
    });
    expect(told(doubtful).filter((line) => /^(Two|Maybe)/.test(line))).toEqual([
      'Two: problem medium high: is worst when InA is true',
      'Maybe: undecided medium high: cannot tell whether it is bad',
    ]);
  });
});

describe('what a claim and a rule say of themselves', () => {
  test('severity, confidence and fix of the claim come first', () => {
    const own = about(
      function* (pipeline) {
        yield flag(pipeline, yes(), 'is wrong', { severity: 'low', fix: 'Do this.' });
      },
      { confidence: 'low' },
    );
    expect(outcomes(own).findings[0]).toMatchObject({ severity: 'low', confidence: 'low', fix: 'Do this.' });
    expect(outcomes(own).findings.at(-1)?.confidence).toBe('low'); // there is nothing below
    expect(outcomes(always(() => yes())).findings[0]).toMatchObject({ severity: 'medium', fix: 'Mend it.' });
  });
  test('a graded claim is told once, with the least severity that fits', () => {
    const of = (less: (pipeline: Pipeline) => Parameters<typeof graded>[3]): string[] =>
      told(
        about(
          function* (pipeline) {
            yield* graded(pipeline, yes(), 'is wrong', less(pipeline));
          },
          { severity: 'high' },
        ),
      ).filter((line) => !line.startsWith('Maybe'));
    const only = (name: string) => (pipeline: Pipeline) => hasWord(pipeline.name, [name], '');
    const [one, two] = ['One: problem', 'Two: problem'];
    const inA = 'high: is wrong when InA is true';
    expect(of(() => ({}))).toEqual([`${one} high high: is wrong`, `${two} high ${inA}`]);
    expect(of((pipeline) => ({ medium: only('two')(pipeline) }))[1]).toBe(`${two} medium ${inA}`);
    expect(of((pipeline) => ({ low: only('two')(pipeline) }))[1]).toBe(`${two} low ${inA}`);
    expect(of(() => ({ medium: yes(), low: yes() }))).toEqual([`${one} low high: is wrong`, `${two} low ${inA}`]);
    expect(of((pipeline) => ({ low: equals(pipeline.name, 'a') })).slice(0, 2)).toEqual([
      `${one} high high: is wrong when Env is b or c or d or e or f`,
      `${one} low high: is wrong when Env is a`,
    ]);
    expect(of(({ at }) => ({ low: unknown({ at, text: 'x' }) }))[0]).toBe('One: undecided high high: cannot tell whether it is wrong');
  });
  test('settings: the default, or what the user says', () => {
    const seen: unknown[] = [];
    const configured = rule({
      id: 'a-rule',
      category: 'operations',
      title: 'A rule',
      severity: 'low',
      on: 'system',
      fix: 'x',
      references: [],
      controls: {},
      options: { most: option(3, 'how many'), names: option(['x'], 'which') },
      *check(model, { settings, today }) {
        yield* [];
        seen.push([settings.most, settings.names, settings.production.words, today.getUTCFullYear(), model.all('pipeline').length]);
      },
    });
    outcomes(configured);
    outcomes(configured, { most: 7 });
    expect(seen).toEqual([
      [3, ['x'], ['prod'], 2026, 4],
      [7, ['x'], ['prod'], 2026, 4],
    ]);
  });
});

describe('a rule that throws', () => {
  const thrower = about(function* (pipeline) {
    yield flag(pipeline, yes(), 'is wrong');
    if (shown(piecesIn(pipeline.name, NOWHERE)) === 'two') throw new Error('no such luck');
  });
  test('is named with the subject, is no pass there, and goes on with the others', () => {
    const { findings, passes, crashes } = outcomes(thrower);
    expect(findings.map(({ subject }) => subject)).toEqual(['One', 'Maybe']);
    expect(passes).toEqual([]);
    expect(crashes).toMatchObject([{ rule: 'a-rule', subject: 'Two', message: expect.stringContaining('no such luck') }]);
  });
});

describe('fingerprints', () => {
  const prints = (text: string): string[] => {
    const model = read(text);
    const common = { production: { words: ['prod'], accounts: new Map() } };
    return run([always(() => yes())], model, { common, rules: new Map(), today: new Date() }, maskOf(model)).findings.map(
      ({ subject, fingerprint }) => `${subject} ${fingerprint}`,
    );
  };
  test('what is written above changes none', () => {
    const more = TEMPLATE.replace('Resources:', 'Resources:\n  Zero: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [] } }');
    expect(prints(more).slice(1)).toEqual(prints(TEMPLATE));
    expect(prints(`# a comment\n\n${TEMPLATE}`)).toEqual(prints(TEMPLATE));
  });
  test('each thing has its own', () => {
    const all_ = prints(TEMPLATE).map((line) => line.split(' ')[1]);
    expect(new Set(all_).size).toBe(3);
  });
});
