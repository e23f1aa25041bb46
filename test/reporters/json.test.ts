import { expect, test } from 'vitest';
import { flag, rule } from '../../src/engine/rule.ts';
import { yes } from '../../src/model/truth.ts';
import json from '../../src/reporters/json.ts';
import { RULES } from '../../src/rules/index.ts';
import { LOOK, reportOf, TEMPLATE, WIDE } from './report.ts';

const of = (...parameters: Parameters<typeof reportOf>) => JSON.parse(json(reportOf(...parameters), LOOK));

test('a finding has the fields of the schema, and no others', () => {
  const { schema, tool, findings } = of(
    { 't.yaml': TEMPLATE },
    RULES.filter(({ id }) => id === 'approval-does-not-block'),
  );
  expect([schema, tool]).toEqual(['pipelint/1', { name: 'pipelint', version: '1.2.3' }]);
  expect(findings).toEqual([
    {
      rule: 'approval-does-not-block',
      category: 'approval',
      mistake: 3,
      severity: 'high',
      confidence: 'high',
      outcome: 'problem',
      subject: 'Web/Prod/Deploy',
      message: 'deploys while an approval runs beside it',
      path: 't.yaml',
      line: 10,
      column: 15,
      endLine: 10,
      endColumn: 27,
      arn: null,
      related: [
        { message: 'deploys here', path: 't.yaml', line: 11, column: 31, endLine: 11, endColumn: 47, arn: null },
        { message: 'the approval is here', path: 't.yaml', line: 13, column: 31, endLine: 13, endColumn: 49, arn: null },
        { message: 'the stage is production by its name', path: 't.yaml', line: 8, column: 11, endLine: 8, endColumn: 21, arn: null },
      ],
      route: [],
      fix: expect.stringMatching(/^Give the approval/),
      settle: [],
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    },
  ]);
});

test('undecided ones are always listed, and passes with their subjects', () => {
  const { findings, passes, tally } = of(
    { 't.yaml': TEMPLATE },
    RULES.filter(({ id }) => /^production-|^approval-does/.test(id)),
  );
  expect(findings.map(({ rule: id, outcome }: Record<string, string>) => [id, outcome])).toEqual(
    expect.arrayContaining([
      ['approval-does-not-block', 'problem'],
      ['production-without-approval', 'undecided'],
    ]),
  );
  expect(passes).toEqual([
    { rule: 'approval-does-not-block', subject: 'Api', path: 't.yaml', line: expect.any(Number), arn: null },
    { rule: 'production-without-approval', subject: 'Web', path: 't.yaml', line: expect.any(Number), arn: null },
  ]);
  expect(tally).toMatchObject({
    problems: 1,
    undecided: 1,
    passes: 2,
    suppressed: 0,
    bySeverity: { critical: 0, high: 1, medium: 0, low: 0, info: 0 },
  });
  expect(tally.subjects).toEqual([{ kind: 'pipeline', total: 2, problem: 1, undecided: 1, pass: 0 }]);
  expect(tally.files).toEqual({ read: 1, notOurs: 0, errors: 0 });
});

test('silence about everything together is a pass only where nothing is hidden and something was read', () => {
  const secrets = RULES.filter(({ id }) => id === 'plaintext-secret');
  const passes = (text: string): unknown[] => of({ 't.yaml': text }, secrets).passes;
  expect(passes('Resources: { R: { Type: AWS::IAM::Role } }')).toEqual([
    { rule: 'plaintext-secret', subject: 'everything that was read', path: null, line: null, arn: null },
  ]);
  expect(passes('Transform: Macro\nResources: { R: { Type: AWS::IAM::Role } }')).toEqual([]);
  expect(passes('Resources: {}')).toEqual([]);
});

test('a subject counts once, by the worst that was said of it', () => {
  const twice = rule({
    id: 'says-two-things',
    category: 'operations',
    title: 'Two',
    severity: 'low',
    on: 'pipeline',
    fix: 'x',
    references: [],
    controls: {},
    *check(pipeline) {
      yield flag(pipeline, yes(), 'is one');
      yield flag(pipeline, yes(), 'is another');
    },
  });
  const { findings, tally } = of({ 't.yaml': TEMPLATE }, [twice]);
  expect(findings.map(({ mistake }: { mistake: unknown }) => mistake)).toEqual([null, null, null, null]);
  expect(new Set(findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(4);
  expect(tally.subjects).toEqual([{ kind: 'pipeline', total: 2, problem: 2, undecided: 0, pass: 0 }]);
});

test('the policy that a role needs is a field of its own, where there is one', () => {
  const findings = JSON.parse(json(reportOf({ 't.yaml': WIDE }), LOOK)).findings as { rule: string; suggestion?: string }[];
  expect(findings.find(({ rule }) => rule === 'service-wildcard')?.suggestion).toMatch(/^- Effect: Allow\n {2}Action: \[codebuild:/);
  expect(findings.filter(({ suggestion }) => suggestion).every(({ rule }) => rule === 'service-wildcard')).toBe(true);
});
