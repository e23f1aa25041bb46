import { describe, expect, test } from 'vitest';
import { placeOf } from '../../src/engine/place.ts';
import type { Report } from '../../src/engine/report.ts';
import { frameOf, plain } from '../../src/reporters/frame.ts';
import text from '../../src/reporters/text.ts';
import { RULES } from '../../src/rules/index.ts';
import { LOOK, reportOf, TEMPLATE, WIDE } from './report.ts';

const only = (id: string) => RULES.filter((rule) => rule.id === id);

test('a finding: what, where, the line with a caret, why, and what to do', () => {
  expect(
    text(reportOf({ 't.yaml': TEMPLATE }, only('approval-does-not-block')), LOOK),
  ).toBe(`high[approval-does-not-block]: Web/Prod/Deploy deploys while an approval runs beside it
  --> t.yaml:10:15
   |
10 |             - Name: Deploy
   |               ^^^^^^^^^^^^
   = line 11: deploys here
   = line 13: the approval is here
   = line 8: the stage is production by its name
   = fix: Give the approval a smaller RunOrder than the deploy, or a stage of its own before it.

1 problem: 1 high.
2 pipelines: 1 pass, 1 fail. 1 check passed.
1 file read, 0 not ours.
More on a rule: pipelint explain approval-does-not-block
`);
});

describe('the policy that a role needs', () => {
  const narrow = reportOf({ 't.yaml': WIDE }, only('service-wildcard'));
  const line = '          Action: [codebuild:BatchGetBuilds, codebuild:StartBuild]\n';
  test('is not shown unless asked for, but where it is', () => {
    const shown = text(narrow, LOOK);
    expect(shown).not.toContain(line);
    expect(shown).toContain('\nMore on a rule: pipelint explain service-wildcard t.yaml shows the policy that its role needs\n');
  });
  test('is shown once for a role', () => {
    const shown = text(narrow, { ...LOOK, showSuggestions: true });
    expect(shown.split('what the role is used for here needs:')).toHaveLength(2);
    expect(shown.split('high[service-wildcard]')).toHaveLength(3);
    expect(shown).toContain(line.slice(2));
    expect(shown).toMatch(/\nMore on a rule: pipelint explain service-wildcard\n$/);
  });
});

describe('undecided', () => {
  const report = reportOf({ 't.yaml': TEMPLATE }, only('production-without-approval'));
  test('is counted', () => {
    const shown = text(report, LOOK);
    expect(shown).toContain('1 undecided: --show-undecided tells what would settle them.\n');
    expect(shown).not.toContain('cannot tell');
  });
  test('is shown when asked for, with what would settle it', () => {
    const shown = text(report, { ...LOOK, showUndecided: true });
    expect(shown).toContain('undecided[production-without-approval]: Api/${Stage}/Deploy cannot tell whether it deploys to production');
    expect(shown).toMatch(/ = line \d+: parameter Stage has no value here\n/);
    expect(shown).toContain(' = to settle it: --parameter Stage=…\n');
    expect(shown).toContain('\n1 undecided.\n');
  });
});

describe('the last lines', () => {
  const end = (report: Report): string => text(report, LOOK);
  test('no problems', () => {
    const good = reportOf({ 't.yaml': 'Resources: { R: { Type: AWS::IAM::Role } }' }, only('admin-role'));
    expect(end(good)).toBe('No problems found.\n1 role: 1 pass. 1 check passed.\n1 file read, 0 not ours.\n');
  });
  test('nothing to look at is no good news', () => expect(end(reportOf({}))).toMatch(/^Nothing to check: /));
  test('neither is what could not be read', () => {
    const errors = [{ path: 'b.yaml', line: 3, message: 'bad indentation' }];
    const files = [
      { path: 'a.yaml', as: 'buildspec' },
      { path: 'b.yaml', as: 'error' },
    ];
    expect(end(reportOf({}, [], { errors, files }))).toBe(
      'error: b.yaml:3: bad indentation\n\nNo problems found in what could be decided.\n1 file read, 0 not ours, 1 unreadable.\n',
    );
  });
  test('bugs, complaints and gaps are told', () => {
    const shown = end(
      reportOf({ 't.yaml': 'Transform: Macro\nResources: {}' }, [], {
        crashes: [{ rule: 'some-rule', subject: 'Web', message: 'Error: x\n    at y' }],
        complaints: [{ path: 'a.yaml', line: 2, message: 'gives no reason' }],
      }),
    );
    expect(shown).toContain('bug: the rule some-rule failed on Web; please report this\nError: x\n    at y\n');
    expect(shown).toContain('ignore: a.yaml:2: gives no reason\n');
    expect(shown).toContain('not seen: t.yaml:1:1: the transform Macro may change anything in this template\n');
  });
});

describe('in a terminal', () => {
  const report = reportOf({ 't.yaml': TEMPLATE }, only('approval-does-not-block'));
  test('long lines are wrapped, and in a pipe they are not', () => {
    const lines = text(report, { ...LOOK, width: 60 }).split('\n');
    expect(lines.filter((line) => line.length > 60 && !/^\d+ \||-->|^More|^\d/.test(line))).toEqual([]);
    expect(lines).toContain('   = fix: Give the approval a smaller RunOrder than the');
    expect(lines).toContain('     deploy, or a stage of its own before it.');
  });
  test('colours change nothing but the colours', () => {
    expect(text(report, { ...LOOK, color: true }).replace(/\u001b\[\d+m/g, '')).toBe(text(report, LOOK));
  });
});

describe('code frames', () => {
  const frame = (source: string, at = 0) => {
    const report = reportOf({ 't.yaml': source }, only('mutable-image-tags'));
    const finding = report.findings[at];
    if (!finding) throw new Error('no finding');
    return frameOf(finding.at, placeOf(finding.at), report.mask).map(({ number, text: line }) => `${number ?? ''}|${line}`);
  };
  const RESOURCE = '"Type": "AWS::ECR::Repository", "Properties": {}';
  test('a line that says nothing brings the next', () => {
    expect(
      frame(`{ "Resources": { "R": { "Type": "AWS::ECR::Repository", "Properties":\n{\n"RepositoryName": "x" } } } }`).length,
    ).toBeGreaterThanOrEqual(2);
  });
  test('of a very long line the part around the place is shown', () => {
    const filler = Array.from({ length: 400 }, (_, i) => `"F${i}": { "Type": "AWS::SNS::Topic" }`).join(', ');
    const [line, carets] = frame(`{ "Resources": { ${filler}, "Repo": { ${RESOURCE} }, ${filler.replaceAll('"F', '"G')} } }`);
    expect(line?.length).toBeLessThan(180);
    expect(line).toMatch(/^1\|….*….?$/);
    const start = (carets ?? '').indexOf('^') - 1;
    expect((line ?? '').slice(2).slice(start, start + 6)).toMatch(/^"(Repo|Prop)/);
  });
  test('what a file says cannot move the cursor, nor hide what stands there', () => {
    expect(plain('a\u001b[2Jb\u0007\tc\u202ed\u200b\r')).toBe('a�[2Jb� c�d��');
    const shown = text(reportOf({ 't.yaml': TEMPLATE.replaceAll('Prod\n', '"Prod \\e[31m"\n') }), LOOK);
    expect(shown).not.toContain('\u001b');
  });
});
