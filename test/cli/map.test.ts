import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { yaml } from '../harness.ts';
import { command, folder, pipeline } from './command.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const mapped = async (files: Readonly<Record<string, string>>, ...args: string[]) => command(['map', ...args], { cwd: folder(files) });

test('the example, from the source to production', async () => {
  const { code, stdout, stderr } = await command(['map', 'ecs-microservice-repaired'], { cwd: examples });
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.replaceAll('ecs-microservice-repaired/', '').split('\n');
  expect(lines[0]).toBe('orders  (pipeline.json:2)');
  expect(lines[1]).toMatch(/^ {2}role PipelineRole \(template\.yaml:\d+\)$/);
  expect(lines).toContain('     1 GitHub       source by CodeStarSourceConnection: meadow-market/orders/main');
  expect(stdout).toMatch(/runs BuildProject \(\S+template\.yaml:\d+\), \S+buildspec\.yml:1\n/);
  expect(stdout).toMatch(/tests: yes: tests run here \(\S+buildspec\.yml:\d+\)/);
  expect(stdout).toMatch(
    /to production: GitHub → Build → ScanImage → Approve → Deploy {2}\(line \d+\)\n {4}tested {7}yes: tests run here .*\n {4}approved {5}yes: the approval is here .*\n {4}rolled back {2}yes/,
  );
});

const TEMPLATE = yaml`
  Parameters: { Env: { Type: String, AllowedValues: [dev, prod] }, Name: { Type: String } }
  Conditions: { IsProd: !Equals [!Ref Env, prod] }
  Resources:
    Web:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - { Name: Source, Actions: [{ Name: Code, ActionTypeId: { Category: Source, Provider: CodeCommit }, Configuration: { RepositoryName: web, BranchName: main } }] }
          - Name: Build
            Actions:
              - { Name: Build, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { ProjectName: elsewhere } }
          - Fn::If: [IsProd, { Name: Ask, Actions: [{ Name: Ask, ActionTypeId: { Category: Approval, Provider: Manual } }] }, !Ref AWS::NoValue]
          - Name: Deploy
            Actions:
              - { Name: ToEnv, RunOrder: 2, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { ApplicationName: !Sub "web-$\{Env}", DeploymentGroupName: web } }
              - { Name: Notes, RunOrder: 1, ActionTypeId: { Category: Invoke, Provider: Lambda }, Configuration: { FunctionName: notes } }
    Group: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { DeploymentGroupName: web, AlarmConfiguration: { Enabled: true, Alarms: [{ Name: errors }] } } }
    Lonely: { Type: AWS::CodeBuild::Project, Properties: { Name: lonely } }
`;

describe('what is not the same in every world, and what nobody knows', () => {
  test('as text', async () => {
    const { stdout } = await mapped({ 't.yaml': TEMPLATE });
    expect(stdout).toContain('  Ask when IsProd is true\n');
    expect(stdout).toContain('runs ? (the build project elsewhere is not in what was read)');
    expect(stdout).toMatch(/^ {2}to production: Code → Build → (Ask → )?Notes → ToEnv {2}\(line \d+\)$/m);
    expect(stdout).toMatch(/tested {7}cannot tell: /);
    expect(stdout).toMatch(/approved {5}yes when IsProd is true/);
    expect(stdout).toContain('    rolled back  no\n');
    expect(stdout).toMatch(/In no pipeline that was read:\n {2}Lonely {2}\(t\.yaml:\d+\)\n$/);
  });
  test('told more, it says more', async () => {
    const { stdout } = await mapped({ 't.yaml': TEMPLATE }, '--parameter', 'Env=dev');
    expect(stdout).not.toContain('Ask');
    expect(stdout).toContain('  nothing here deploys to production, as far as can be seen\n');
    expect(stdout).not.toContain('to production:');
  });
  test('as JSON, with places', async () => {
    const { schema, pipelines, alone } = JSON.parse((await mapped({ 't.yaml': TEMPLATE }, '--format', 'json')).stdout);
    expect([schema, alone.length]).toEqual(['pipelint-map/1', 1]);
    expect(pipelines[0].stages.map(({ name, when }: { name: string; when: string[] }) => [name, ...when])).toEqual([
      ['Source'],
      ['Build'],
      ['Ask', 'IsProd is true'],
      ['Deploy'],
    ]);
    expect(pipelines[0].stages[3].steps[0]).toMatchObject({
      name: 'ToEnv',
      kind: 'deploy',
      provider: 'CodeDeploy',
      runOrder: 2,
      production: { is: 'yes', when: ['Env is prod'] },
      rollback: { is: 'no' },
      at: { path: 't.yaml', line: expect.any(Number), column: expect.any(Number), arn: null },
    });
    expect(pipelines[0].stages[1].steps[0]).toMatchObject({
      kind: 'build',
      project: { unknown: expect.stringContaining('elsewhere') },
      tests: { is: 'unknown' },
    });
  });
});

describe('as Mermaid', () => {
  test('stages in order, steps of one stage by their RunOrder', async () => {
    const { stdout } = await mapped({ 't.yaml': TEMPLATE }, '--format', 'mermaid');
    expect(stdout).toMatch(/^flowchart LR\n {2}subgraph p0\["Web"\]\n/);
    expect(stdout).toContain('      p0s2a0{{"Ask"}}:::gate\n');
    expect(stdout).toContain('      p0s3a1 --> p0s3a0\n');
    expect(stdout).toContain('    p0s0 --> p0s1\n    p0s1 --> p0s2\n    p0s2 --> p0s3\n');
    expect(stdout.match(/subgraph/g)).toHaveLength(stdout.match(/^ *end$/gm)?.length ?? 0);
  });
  test('names cannot end their quotes', async () => {
    const { stdout } = await mapped({ 'a.json': pipeline(true).replaceAll('"Prod"', '"a\\"] --> <b>#quot;"') }, '--format', 'mermaid');
    expect(stdout).toContain('["a#34;] --#62; #60;b#62;#35;quot;"]');
  });
});

describe('without a pipeline', () => {
  test('it says so', async () => expect((await mapped({ 'a.txt': 'x' })).stdout).toBe('No pipeline was found.\n'));
  test('nothing at all ends with 3, what cannot be read with 4, and is told', async () => {
    expect((await mapped({})).code).toBe(3);
    const broken = await mapped({ 'a.yaml': 'Resources:\n  A: { Type: AWS::IAM::Role\n', 'b.json': pipeline(true) });
    expect(broken).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/^pipelint: a\.yaml:\d+: /),
      stdout: expect.stringContaining('web'),
    });
    expect(await mapped({ 'b.json': pipeline(true) }, 'b.json', 'c.json')).toMatchObject({
      code: 4,
      stderr: 'pipelint: c.json: no such file or folder\n',
    });
  });
});

test('secrets in names are masked', async () => {
  const token = `ghp_${'a1B2c3D4e5F6g7H8'.repeat(2)}Zz42`;
  for (const format of ['text', 'mermaid', 'json']) {
    const { stdout } = await mapped({ 'a.json': pipeline(true).replaceAll('"Prod"', `"to ${token}"`) }, '--format', format);
    expect(stdout).toContain('masked');
    expect(stdout).not.toContain(token);
  }
});
