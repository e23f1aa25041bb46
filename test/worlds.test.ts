import { expect, test } from 'vitest';
import type { Finding } from '../src/engine/report.ts';
import { RULES } from '../src/rules/index.ts';
import { check } from './harness.ts';

/** Small numbers that look random and are the same every time. */
const dice =
  (seed: number) =>
  (sides: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * sides);
  };

/** A template with conditions over two parameters; everything in it hangs on them somehow. */
function template(roll: (sides: number) => number): string {
  const pick = (all: readonly string[]): string => all[roll(all.length)] ?? '';
  const condition = (): string => pick(['C0', 'C1', 'C2']);
  const leaf = (): string => (roll(2) ? '!Equals [!Ref Env, prod]' : '!Equals [b, !Ref Size]');
  const rule = (): string => pick([leaf(), `!Not [${leaf()}]`, `!And [${leaf()}, ${leaf()}]`, `!Or [${leaf()}, ${leaf()}]`]);
  const test_ =
    '{ Name: Check, Actions: [{ Name: Check, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { ProjectName: !Ref Build } }] }';
  const stage = (): string =>
    pick([
      '{ Name: Ask, Actions: [{ Name: Ask, ActionTypeId: { Category: Approval } }] }',
      '{ Name: Prod, Actions: [{ Name: Go, ActionTypeId: { Category: Deploy } }] }',
      '{ Name: !Sub "web-${Env}", Actions: [{ Name: Go, ActionTypeId: { Category: Deploy } }] }',
      test_,
      `{ Name: Prod, Actions: [{ Name: Ask, RunOrder: !If [${condition()}, 1, 2], ActionTypeId: { Category: Approval } }, { Name: Go, RunOrder: 2, ActionTypeId: { Category: Deploy } }] }`,
    ]);
  const guarded = (): string =>
    pick([
      stage(),
      `!If [${condition()}, ${stage()}, !Ref AWS::NoValue]`,
      `!If [${condition()}, ${stage()}, !If [${condition()}, ${stage()}, ${stage()}]]`,
    ]);
  const either = (yes: string, no: string): string => `!If [${condition()}, ${yes}, ${no}]`;
  return `Parameters:
  Env: { Type: String, AllowedValues: [dev, prod] }
  Size: { Type: String, AllowedValues: [a, b, c] }
Conditions: { C0: ${rule()}, C1: ${rule()}, C2: !Not [!Condition C0] }
Mappings: { Words: { dev: { password: changeme }, prod: { password: correct-horse-7 } } }
Resources:
  Web: { Type: AWS::CodePipeline::Pipeline, Properties: { RoleArn: !GetAtt Role.Arn, Stages: [${Array.from({ length: 1 + roll(4) }, guarded).join(', ')}] } }
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Environment: { EnvironmentVariables: [{ Name: DB_PASSWORD, Value: !FindInMap [Words, !Ref Env, password] }] }
      Source: { BuildSpec: ${either('"{\\"version\\": \\"0.2\\", \\"phases\\": {\\"build\\": {\\"commands\\": [\\"npm test\\"]}}}"', '"{\\"version\\": \\"0.2\\", \\"phases\\": {}}"')} }
  Role:
    Type: AWS::IAM::Role
    ${roll(2) ? `Condition: ${condition()}` : 'DependsOn: Group'}
    Properties:
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: ${either('Allow', 'Deny')}, Action: ${either('"*"', 's3:GetObject')}, Resource: "*" }] } }]
  Errors: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: errors } }
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      DeploymentGroupName: !Sub "group-\${Env}"
      AlarmConfiguration: ${either('{ Enabled: true, Alarms: [{ Name: errors }] }', '!Ref AWS::NoValue')}
      AutoRollbackConfiguration: { Enabled: ${either('true', 'false')}, Events: [DEPLOYMENT_FAILURE, ${either('DEPLOYMENT_STOP_ON_ALARM', '!Ref AWS::NoValue')}] }
`;
}

const place = ({ rule, severity, at }: Finding): string => `${rule.id} ${severity} ${at.pointer}`;
const WORLDS = ['dev', 'prod'].flatMap((Env) => ['a', 'b', 'c'].map((Size) => ({ Env, Size })));

test('a template judged symbolically gives, world by world, the findings of the template with its parameters filled in', () => {
  let worlds = 0;
  for (let seed = 1; seed <= 250; seed += 1) {
    const text = template(dice(seed));
    const concrete = WORLDS.map((given) => check(RULES, text, given).findings);
    const symbolic = check(RULES, text).findings;
    expect([...symbolic, ...concrete.flat()].filter(({ outcome }) => outcome !== 'problem').map(place), text).toEqual([]);
    expect([...new Set(symbolic.map(place))].sort(), text).toEqual([...new Set(concrete.flat().map(place))].sort());
    for (const finding of symbolic) {
      const everywhere = concrete.every((found) => found.some((one) => place(one) === place(finding)));
      expect(/ when /.test(finding.message), `${text}\n${finding.message}`).toBe(!everywhere);
      if (!everywhere) worlds += 1;
    }
  }
  expect(worlds).toBeGreaterThan(500);
});
