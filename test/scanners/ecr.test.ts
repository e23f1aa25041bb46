import { describe, expect, test } from 'vitest';
import { repositoryOf } from '../../src/model/image.ts';
import { written } from '../../src/model/text.ts';
import { read, yaml } from '../harness.ts';
import { follow, there, told } from './told.ts';

describe('an image repository', () => {
  test.each([
    [
      'of a template',
      'Resources: { Images: { Type: AWS::ECR::Repository, Properties: { ImageScanningConfiguration: { ScanOnPush: true } } } }',
      'true',
    ],
    ['that says nothing', 'Resources: { Images: { Type: AWS::ECR::Repository } }', 'absent'],
    [
      'that a parameter decides',
      'Parameters: { Scan: { Type: String } }\nResources: { Images: { Type: AWS::ECR::Repository, Properties: { ImageScanningConfiguration: { ScanOnPush: !Ref Scan } } } }',
      'unknown',
    ],
    [
      'that describe-repositories prints',
      '{ "repositories": [{ "repositoryName": "web", "repositoryUri": "x", "imageScanningConfiguration": { "scanOnPush": false } }] }',
      'false',
    ],
    [
      'that create-repository prints',
      '{ "repository": { "repositoryName": "web", "repositoryUri": "x", "imageScanningConfiguration": { "scanOnPush": true } } }',
      'true',
    ],
  ])('%s', (_, text, scans) => {
    const repositories = read(text).all('repository');
    expect(repositories.map(({ scanOnPush }) => told(scanOnPush))).toEqual([scans]);
    expect(repositories[0]?.registries()).toEqual([]);
  });

  test.each([
    [
      'of a template',
      'Resources: { All: { Type: AWS::ECR::RegistryScanningConfiguration, Properties: { ScanType: ENHANCED, Rules: [{ ScanFrequency: SCAN_ON_PUSH, RepositoryFilters: [{ Filter: "prod*", FilterType: WILDCARD }] }] } } }',
    ],
    [
      'of get-registry-scanning-configuration',
      '{ "registryId": "111122223333", "scanningConfiguration": { "scanType": "ENHANCED", "rules": [{ "scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{ "filter": "prod*", "filterType": "WILDCARD" }] }] } }',
    ],
  ])('knows what is said of all repositories, %s', (_, text) => {
    const [repository] = read({ 'a.yaml': 'Resources: { Images: { Type: AWS::ECR::Repository } }', 'b.yaml': text }).all('repository');
    expect(
      repository
        ?.registries()
        .map(({ scanType, rules }) => [
          told(scanType),
          ...rules.map(({ frequency, filters }) => [told(frequency), ...filters.map((filter) => told(filter.text))]),
        ]),
    ).toEqual([['ENHANCED', ['SCAN_ON_PUSH', 'prod*']]]);
  });

  test('rules that nobody can see are unknown', () => {
    const [registry] = read(
      'Resources: { All: { Type: AWS::ECR::RegistryScanningConfiguration, Properties: { Rules: !ImportValue x } } }',
    ).all('image-registry');
    expect(registry?.rules.map(there)).toEqual(['unknown']);
    expect(told(registry?.scanType)).toBe('absent');
  });
});

describe('the repository of an image', () => {
  const at = written({ source: { origin: { kind: 'file', path: 'x' } } as never, pointer: '' }, '').at;

  test.each([
    ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/web', 'web'],
    ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.2', 'team/web'],
    ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:0123', 'web'],
    ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1@sha256:0123', 'web'],
    ['111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/web:1', 'web'],
    ['111122223333.dkr-ecr.eu-west-1.on.aws/web:1', 'web'],
    ['', 'absent'],
    ['nginx', 'absent'],
    ['nginx:1.27', 'absent'],
    ['team/web:1', 'absent'],
    ['ghcr.io/team/web:1', 'absent'],
    ['localhost:5000/web:1', 'absent'],
    ['public.ecr.aws/nginx/nginx:1', 'absent'],
    ['<IMAGE1_NAME>', 'unknown'],
    ['$IMAGE_URI', 'unknown'],
    ['IMAGE_NAME:latest', 'unknown'],
  ])('%s: %s', (image, name) => expect(told(repositoryOf(written(at, image)))).toBe(name));

  test.each([
    ['!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/${Images}:${Tag}"', 'Images'],
    ['!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/web:${Tag}"', 'Images'],
    ['!Sub "${Images.RepositoryUri}:${Tag}"', 'Images'],
    ['!Sub "${Images.RepositoryUri}@sha256:0123"', 'Images'],
    ['!GetAtt Images.RepositoryUri', 'Images'],
    ['!Join [":", [!GetAtt Images.RepositoryUri, !Ref Tag]]', 'Images'],
    ['!Sub "${Registry}/team/web:${Tag}"', 'Images'],
    ['!Sub "${Registry}/web:${Tag}"', 'unknown: the image repository web is not in what was read'], // `team/web` is another one
    ['!Sub "${Registry}.example.org/team/web:1"', 'absent'],
    ['!Ref Tag', 'unknown: the image repository ${Tag} is not in what was read'],
    ['nginx', 'absent'],
  ])('%s is %s', (image, found) => {
    const [task] = read(yaml`
      Parameters: { Tag: { Type: String }, Registry: { Type: String } }
      Resources:
        Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: app, Image: ${image} }] } }
        Images: { Type: AWS::ECR::Repository, Properties: { RepositoryName: team/web } }
        Others: { Type: AWS::ECR::Repository, Properties: { RepositoryName: other } }
    `).all('task-definition');
    expect(follow(task?.containers[0]?.repository)).toBe(found);
  });

  test('the last part of a name is no name', () => {
    const model = read(yaml`
      Resources:
        Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: app, Image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1" }] } }
        Images: { Type: AWS::ECR::Repository, Properties: { RepositoryName: web } }
    `);
    expect(follow(model.all('task-definition')[0]?.containers[0]?.repository)).toBe(
      'unknown: the image repository team/web is not in what was read',
    );
  });
});
