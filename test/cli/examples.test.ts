import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command } from './command.ts';

const cwd = join(import.meta.dirname, '..', '..', 'examples');
const scan = async (folder: string) =>
  JSON.parse((await command(['scan', folder, '--format', 'json', '--min-severity', 'info'], { cwd })).stdout);

test('the ordinary pipeline has what its README says', async () => {
  const { findings, errors, complaints, gaps, files } = await scan('ecs-microservice');
  expect({ errors, complaints, gaps }).toEqual({ errors: [], complaints: [], gaps: [] });
  const told = findings.map(({ rule, path, subject }: Record<string, string>) => `${path} ${subject}: ${rule}`);
  expect(told).toEqual([
    'ecs-microservice/appspec.yaml ecs-microservice/appspec.yaml: deployment-without-validation',
    'ecs-microservice/buildspec.yml DB_PASSWORD: plaintext-secret',
    'ecs-microservice/buildspec.yml post_build: failed-build-still-publishes',
    'ecs-microservice/buildspec.yml post_build: pushes-mutable-tag',
    'ecs-microservice/buildspec.yml post_build: deploys-latest-image',
    'ecs-microservice/pipeline.json orders: no-security-scan',
    'ecs-microservice/pipeline.json orders/Deploy/Deploy: image-definitions-mismatch',
    'ecs-microservice/pipeline.json orders/Deploy/Deploy: no-check-after-deploy',
    'ecs-microservice/pipeline.json orders/Deploy/Deploy: production-without-approval',
    'ecs-microservice/taskdef.json orders/orders: deploys-latest-image',
    'ecs-microservice/template.yaml DbPassword: secret-parameter-exposed',
    'ecs-microservice/template.yaml ImageRepository: image-scan-off',
    'ecs-microservice/template.yaml ImageRepository: mutable-image-tags',
    'ecs-microservice/template.yaml ArtifactBucket: artifact-bucket-unversioned',
    'ecs-microservice/template.yaml BuildProject: build-without-cache',
    'ecs-microservice/template.yaml BuildRole: unconditioned-service-trust',
    'ecs-microservice/template.yaml BuildRole/build: admin-role',
    'ecs-microservice/template.yaml PipelineRole: unconditioned-service-trust',
    'ecs-microservice/template.yaml PipelineRole/pipeline: deploy-to-any-service',
    'ecs-microservice/template.yaml PipelineRole/pipeline: start-any-build',
    'ecs-microservice/template.yaml PipelineRole/pipeline: use-any-connection',
    'ecs-microservice/template.yaml PipelineRole/pipeline: pass-any-role',
    'ecs-microservice/template.yaml DeploymentGroup: codedeploy-without-alarm-rollback',
    'ecs-microservice/template.yaml DeploymentGroup: all-at-once-production',
    'ecs-microservice/template.yaml DeploymentGroup: blue-terminated-at-once',
    'ecs-microservice/template.yaml DeployRole/arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS: elevated-managed-policy',
  ]);
  expect(files.filter(({ as }: { as: string }) => as !== 'not ours')).toHaveLength(5);
});

test('the repaired one passes, with nothing undecided', async () => {
  const { findings, passes, errors, complaints } = await scan('ecs-microservice-repaired');
  expect({ findings, errors, complaints }).toEqual({ findings: [], errors: [], complaints: [] });
  expect(new Set(passes.map(({ rule }: { rule: string }) => rule)).size).toBeGreaterThan(8);
});
