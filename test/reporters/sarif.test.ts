import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import { lineHashes } from '../../src/reporters/line-hash.ts';
import type { Look } from '../../src/reporters/reporter.ts';
import sarif from '../../src/reporters/sarif.ts';
import { RULES } from '../../src/rules/index.ts';
import { LOOK, reportOf, TEMPLATE, WIDE } from './report.ts';

const ajv = new Ajv.default({ strict: false, allErrors: true });
addFormats.default(ajv);
const schema = ajv.compile(JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/sarif-2.1.0.json'), 'utf8')));
const validate = (log: unknown): unknown[] => (schema(log) ? [] : (schema.errors ?? []));

const logOf = (report: Report, look: Partial<Look> = {}): Log => {
  const log = JSON.parse(sarif(report, { ...LOOK, ...look }));
  expect(validate(log)).toEqual([]);
  return log;
};
const runOf = (report: Report, look: Partial<Look> = {}) => {
  const [run] = logOf(report, look).runs;
  if (!run) throw new Error('no run');
  return run;
};

test('the schema refuses what is wrong: the test can fail', () => {
  expect(validate({ version: '2.0.0', runs: [] })).not.toEqual([]);
});

describe('is valid', () => {
  test.each([
    ['with findings', reportOf({ 't.yaml': TEMPLATE })],
    ['without any', reportOf({})],
    [
      'with everything that can go wrong',
      reportOf({ 't.yaml': TEMPLATE }, RULES, {
        crashes: [{ rule: 'some-rule', subject: 'Web', message: 'no such luck' }],
        errors: [{ path: 'b.yaml', line: 3, message: 'bad indentation' }],
        complaints: [{ path: 'a.yaml', line: 2, message: 'gives no reason' }],
      }),
    ],
  ])('%s', (_, report) => {
    logOf(report);
    logOf(report, { showUndecided: true });
  });
});

describe('as GitHub takes it', () => {
  const run = runOf(reportOf({ 't.yaml': TEMPLATE }), { uriOf: (path) => `infra/my%20${path}` });
  test('every result has a rule, a place in a file from the root of the repository, and a fingerprint', () => {
    expect(run.results?.length).toBeGreaterThan(0);
    for (const result of run.results ?? []) {
      expect(run.tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      expect(result.locations).toHaveLength(1);
      const place = result.locations?.[0]?.physicalLocation;
      expect(place?.artifactLocation).toEqual({ uri: 'infra/my%20t.yaml', uriBaseId: '%SRCROOT%' });
      expect(place?.region?.startLine).toBeGreaterThan(0);
      expect(place?.region?.endLine).toBe(place?.region?.startLine);
      expect(place?.region?.endColumn).toBeGreaterThan(place?.region?.startColumn ?? 0);
      expect(result.partialFingerprints).toEqual({
        primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{1,16}:1$/),
        'pipelint/v1': expect.stringMatching(/^[0-9a-f]{32}$/),
      });
    }
  });
  test('undecided ones stay out unless asked for: it would open an alert for each', () => {
    expect(run.results?.every(({ kind }) => kind === undefined)).toBe(true);
    const all = runOf(reportOf({ 't.yaml': TEMPLATE }), { showUndecided: true }).results ?? [];
    expect(all.filter(({ kind }) => kind === 'open').map(({ level }) => level)).toContain('none');
  });
  test('what is suppressed stays out', () => {
    const report = reportOf({ 't.yaml': TEMPLATE });
    const [finding] = report.findings;
    if (!finding) throw new Error('no finding');
    expect(runOf({ ...report, findings: [], suppressed: [{ finding, reason: 'x' }] }).results).toEqual([]);
  });
  test('every rule says how severe and how sure it is, in its words', () => {
    const [rule] = run.tool.driver.rules?.filter(({ id }) => id === 'admin-role') ?? [];
    expect(rule).toMatchObject({
      name: 'AdminRole',
      defaultConfiguration: { level: 'error' },
      help: { text: expect.any(String), markdown: '# admin-role\n' },
      properties: { 'security-severity': '9.5', precision: 'high', 'problem.severity': 'error', tags: ['security', 'identity'] },
    });
    for (const { shortDescription, fullDescription, help } of run.tool.driver.rules ?? []) {
      for (const words of [shortDescription?.text, fullDescription?.text, help?.text]) expect(words).toMatch(/\S/);
    }
  });
  test('related places are linked from the message', () => {
    const [result] = run.results?.filter(({ ruleId }) => ruleId === 'approval-does-not-block') ?? [];
    expect(result?.message.text).toContain('Because: [deploys here](1); [the approval is here](2);');
    expect(result?.relatedLocations?.map(({ id, physicalLocation }) => [id, physicalLocation?.region?.startLine])).toEqual([
      [1, 11],
      [2, 13],
      [3, 8],
    ]);
  });
  test('brackets of a name make no link', () => {
    const named = TEMPLATE.replace('Name: Deploy', 'Name: "[x](1)"');
    const [result] =
      runOf(
        reportOf(
          { 't.yaml': named },
          RULES.filter(({ id }) => id === 'approval-does-not-block'),
        ),
      ).results ?? [];
    expect(result?.message.text).toMatch(/^Web\/Prod\/\\\[x\\\]\(1\) /);
  });
  test('a run that failed says so', () => {
    expect(run.invocations?.[0]?.executionSuccessful).toBe(true);
    const failed = runOf(reportOf({}, [], { errors: [{ path: 'b.yaml', line: 3, message: 'bad' }] }));
    expect(failed.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'bad' } }],
    });
  });
});

/** The values that the upload action gives for these texts: https://github.com/github/codeql-action/blob/main/src/fingerprints.test.ts */
describe('the hash of a line is the one that GitHub would compute', () => {
  const six = [
    'e9496ae3ebfced30:1',
    'fb7c023a8b9ccb3f:1',
    'ce8ba1a563dcdaca:1',
    'e20e36e16fcb0cc8:1',
    'b3edc88f2938467e:1',
    'c8e28b0b4002a3a0:1',
    'c129715d7a2bc9a3:1',
  ];
  test.each([
    ['', ['c129715d7a2bc9a3:1']],
    [' a\nb\n  \t\tc\n d', ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']],
    [' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n', six],
    [' hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r', six],
    [' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n', six],
    [
      'Lorem ipsum dolor sit amet.\n'.repeat(10),
      [1, 2, 3, 4, 5, 6]
        .map((nth) => `a7f2ff13bc495cf2:${nth}`)
        .concat('a7f2ff1481e87703:1', 'a9cf91f7bbf1862b:1', '55ec222b86bcae53:1', 'cc97dc7b1d7d8f7b:1', 'c129715d7a2bc9a3:1'),
    ],
  ])('%j', (text, hashes) => expect(lineHashes(text)).toEqual(hashes));
});

test('the policy that a role needs is Markdown beside the text', () => {
  const wide = RULES.filter(({ id }) => id === 'service-wildcard');
  const [first] = runOf(reportOf({ 't.yaml': WIDE }, wide)).results ?? [];
  expect(first?.message.text).not.toContain('StartBuild');
  expect(first?.message.markdown).toMatch(
    /^(.*)\n\n```yaml\n- Effect: Allow\n {2}Action: \[codebuild:BatchGetBuilds, codebuild:StartBuild\]\n[\s\S]*\n```$/,
  );
  expect(first?.message.markdown).toContain(first?.message.text);
  expect(first?.properties?.['suggestion']).toMatch(/^- Effect: Allow/);
});
