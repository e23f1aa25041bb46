import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import json from '../../src/reporters/json.ts';
import sarif from '../../src/reporters/sarif.ts';
import text from '../../src/reporters/text.ts';
import { RULES } from '../../src/rules/index.ts';
import { LOOK, reportOf, TEMPLATE, WAY } from './report.ts';

const report = (id: string, template = WAY) =>
  reportOf(
    { 't.yaml': template },
    RULES.filter((rule) => rule.id === id),
  );
const way = (id: string, template = WAY): string | undefined => / = the way: (.*)/.exec(text(report(id, template), LOOK))?.[1];
const APPROVED = WAY.replace(
  '        - Name: Prod',
  '        - { Name: Review, Actions: [{ Name: Ask, ActionTypeId: { Category: Approval, Provider: Manual } }] }\n        - Name: Prod',
);

describe('the way to production', () => {
  const told = 'commit on main → change of Image → Make → Zip → Warm → Release in Prod: no test, no approval';
  test('is told in the order in which it is gone', () => expect(way('production-without-approval')).toBe(told));
  test('is told by the rule of tests, too', () => expect(way('untested-production-deploy')).toBe(told));
  test('says what is missing, and nothing else', () => {
    expect(way('untested-production-deploy', APPROVED)).toMatch(/ → Warm → Release in Prod: no test$/);
    expect(way('production-without-approval', WAY.replace('npm run build', 'npm test'))).toMatch(/ → Release in Prod: no approval$/);
  });
  test('says what is missing in the worlds that are spoken of', () => {
    const sometimes = `Parameters: { Env: { Type: String, AllowedValues: [a, b] } }
Conditions: { IsA: !Equals [!Ref Env, a] }
${APPROVED.replace(/- (\{ Name: Review, .*\})\n/, '- Fn::If: [IsA, $1, !Ref AWS::NoValue]\n')}`;
    const [finding] = report('production-without-approval', sometimes).findings;
    expect(finding?.message).toMatch(/ when IsA is false$/);
    expect(finding?.route.at(-1)?.text).toBe('Release in Prod: no test, no approval');
  });
  test('does not say of which branch, where nobody knows', () => {
    const hidden = WAY.replace('BranchName: main', 'BranchName: !Select [2, !Split ["/", !ImportValue branch]]');
    expect(way('production-without-approval', hidden)).toMatch(/^change of Code → change of Image → /);
  });
  test('does not say a name twice', () => {
    expect(way('production-without-approval', WAY.replace('Name: Release', 'Name: Prod'))).toMatch(/ → Prod: no test, no approval$/);
  });
  test('leaves the first of many steps out', () => {
    const many = Array.from(
      { length: 9 },
      (_, i) => `            - { Name: More${i}, ActionTypeId: { Category: Invoke, Provider: Lambda } }\n`,
    ).join('');
    const long = way('production-without-approval', WAY.replace('        - Name: Prod', `${many}        - Name: Prod`)) ?? '';
    expect(long.split(' → ')).toHaveLength(2 + 8 + 1);
    expect(long).toMatch(/^commit on main → change of Image → More3 → /);
  });
  test('is not told of what nobody can tell', () => {
    const [finding] = report('production-without-approval', TEMPLATE).findings;
    expect([finding?.outcome, finding?.route]).toEqual(['undecided', []]);
  });

  test('in JSON, each step has its place', () => {
    const [finding] = JSON.parse(json(report('production-without-approval'), LOOK)).findings;
    expect(finding.route.map(({ message, path, line }: Record<string, string>) => `${path}:${line} ${message}`)).toEqual([
      't.yaml:8 commit on main',
      't.yaml:9 change of Image',
      't.yaml:13 Make',
      't.yaml:12 Zip',
      't.yaml:17 Warm',
      't.yaml:16 Release in Prod: no test, no approval',
    ]);
  });
  test('in SARIF, it is a code flow', () => {
    const log = JSON.parse(sarif(report('production-without-approval'), LOOK)) as Log;
    const flows = log.runs[0]?.results?.[0]?.codeFlows ?? [];
    expect(flows).toHaveLength(1);
    const steps = flows[0]?.threadFlows[0]?.locations ?? [];
    expect(steps.map(({ location }) => [location?.physicalLocation?.region?.startLine, location?.message?.text])).toEqual([
      [8, 'commit on main'],
      [9, 'change of Image'],
      [13, 'Make'],
      [12, 'Zip'],
      [17, 'Warm'],
      [16, 'Release in Prod: no test, no approval'],
    ]);
    expect(steps[0]?.location?.physicalLocation?.artifactLocation).toEqual({ uri: 't.yaml', uriBaseId: '%SRCROOT%' });
  });
  test('in SARIF, other findings have none', () => {
    const log = JSON.parse(sarif(report('source-image-latest'), LOOK)) as Log;
    expect(log.runs[0]?.results?.map(({ codeFlows }) => codeFlows)).toEqual([undefined]);
  });
});
