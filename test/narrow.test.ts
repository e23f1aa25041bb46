import { expect, test } from 'vitest';
import { command, folder } from './cli/command.ts';

/** Small numbers that look random and are the same every time. */
const dice =
  (seed: number) =>
  (sides: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * sides);
  };

/** A repository whose pipelines, projects, buildspecs, roles and deployment groups lie in files of their own, or together. */
function repository(roll: (sides: number) => number): Record<string, string> {
  const pick = (all: readonly string[]): string => all[roll(all.length)] ?? '';
  const resources: Record<string, string> = {
    Pipeline: `{ Type: AWS::CodePipeline::Pipeline, Properties: { Name: web, RoleArn: "arn:aws:iam::111122223333:role/${pick(['pipeline', 'builder'])}", Stages: [
      { Name: Build, Actions: [{ Name: Build, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { ProjectName: ${pick(['web-build', 'elsewhere'])} } }] },
      ${pick(['', '{ Name: Ask, Actions: [{ Name: Ask, ActionTypeId: { Category: Approval, Provider: Manual } }] },'])}
      { Name: ${pick(['Prod', 'Deploy', 'Staging'])}, Actions: [{ Name: Go, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { ApplicationName: web, DeploymentGroupName: ${pick(['web', 'other'])} } }] }] } }`,
    Project: `{ Type: AWS::CodeBuild::Project, Properties: { Name: web-build, ServiceRole: ${pick(['builder', '!Ref RoleName'])}, Source: { Type: CODEPIPELINE, BuildSpec: ${pick(['ci/build.yml', 'ci/none.yml', '"version: 0.2\\nphases: { build: { commands: [npm test] } }"'])} }, Environment: { EnvironmentVariables: [{ Name: DB_PASSWORD, Value: ${pick(['hq7-Lm2-xv9', 'changeme'])} }] } } }`,
    Role: `{ Type: AWS::IAM::Role, Properties: { RoleName: ${pick(['builder', 'pipeline', 'nobody'])}, AssumeRolePolicyDocument: { Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: ${pick(['ec2', 'codebuild'])}.amazonaws.com } } }, Policies: [{ PolicyName: p, PolicyDocument: { Statement: { Effect: Allow, Action: ${pick(['"*"', 'iam:PassRole', 's3:GetObject'])}, Resource: "*" } } }] } }`,
    Group: `{ Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ApplicationName: web, DeploymentGroupName: web, DeploymentStyle: { DeploymentType: BLUE_GREEN }, AutoRollbackConfiguration: { Enabled: true, Events: [${pick(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'])}] } } }`,
  };
  const files: Record<string, string> = {
    '.git/HEAD': '',
    'ci/build.yml': `version: 0.2\nphases: { build: { commands: [${pick(['npm test', 'npm run build', 'make'])}] } }\n`,
  };
  for (const [name, resource] of Object.entries(resources)) {
    const file = pick(['a.yaml', 'b.yaml', 'infra/c.yaml']);
    files[file] = `${files[file] ?? 'Parameters: { RoleName: { Type: String } }\nResources:\n'}  ${name}: ${resource}\n`;
  }
  return files;
}

interface Told {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly outcome: string;
}
const place = ({ rule, path, line, column }: Told): string => `${rule} ${path}:${line}:${column}`;

async function told(cwd: string, ...paths: string[]): Promise<Told[]> {
  return JSON.parse((await command(['scan', ...paths, '--format', 'json', '--min-severity', 'info'], { cwd })).stdout).findings;
}

/**
 * A file named alone is judged with what it refers to, and never with who refers to it: so it can know less, and then says
 * nothing or cannot tell. What it does call a problem is one. A severity may differ: who works with a thing makes it worse.
 */
test('what a run over one file calls a problem, the run over the whole repository calls a problem too', async () => {
  let problems = 0;
  let fewer = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const files = repository(dice(seed));
    const cwd = folder(files);
    const whole = new Set((await told(cwd)).filter(({ outcome }) => outcome === 'problem').map(place));
    const alone = new Set<string>();
    for (const file of Object.keys(files).filter((name) => /ya?ml$/.test(name))) {
      for (const finding of await told(cwd, file)) {
        if (finding.outcome !== 'problem') continue;
        expect(whole, `${JSON.stringify(files, undefined, 1)}\n${place(finding)}`).toContain(place(finding));
        alone.add(place(finding));
        problems += 1;
      }
    }
    fewer += whole.size - alone.size;
  }
  expect(problems).toBeGreaterThan(100);
  expect(fewer).toBeGreaterThan(3); // roles that only another file makes part of the delivery system
});
