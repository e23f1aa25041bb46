import type { Mistake } from './mistakes.ts';
import { CLEAN, type Json, type Parts } from './systems.ts';

const DIGEST = `sha256:${'0a'.repeat(32)}`;
const COMMIT = '0a1b2c3d'.repeat(5);

const builds = (...commands: readonly string[]): Partial<Parts> => ({ build: [...CLEAN.build, ...commands] });
const pushes = (tag: string): Partial<Parts> =>
  builds(`docker build -t registry.example.com/web:${tag} .`, `docker push registry.example.com/web:${tag}`);
const runsIn = (Image: string): Partial<Parts> => ({ environment: { ...CLEAN.environment, Image } });
const resource = (Type: string, Properties: Json): Partial<Parts> => ({ resources: { Thing: { Type, Properties } } });
const images = (more: Record<string, Json>): Json => ({
  RepositoryName: 'web',
  ImageScanningConfiguration: { ScanOnPush: 'true' },
  ...more,
});
const bucket = (BucketName: string, Status: string): Partial<Parts> =>
  resource('AWS::S3::Bucket', { BucketName, VersioningConfiguration: { Status } });
/** A project of its own, which no pipeline runs. */
const kept = (more: Record<string, Json>): Partial<Parts> => ({
  files: {
    'bucket.yaml': { Resources: { Docs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'docs.example.com' } } } },
    'docs.json': {
      projects: [
        {
          name: 'docs',
          serviceRole: 'arn:aws:iam::111122223333:role/docs',
          source: { type: 'GITHUB', location: 'https://github.com/example/docs', buildspec: DOCS },
          environment: { type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:8.0' },
          artifacts: { type: 'S3', location: 'docs.example.com', name: 'docs.zip', ...more },
        },
      ],
    },
  },
});
const DOCS = JSON.stringify({
  version: 0.2,
  phases: { build: { commands: ['npx jest', 'npx typedoc'] } },
  artifacts: { files: ['docs/**/*'] },
});
const fromImages = (more: Record<string, Json>): Partial<Parts> => ({
  source: { provider: 'ECR', configuration: { RepositoryName: 'web', ...more } },
});
const FROM_BUCKET = { source: { provider: 'S3', configuration: { S3Bucket: 'source.example.com', S3ObjectKey: 'web.zip' } } };
const container = (image: string): Partial<Parts> => ({
  files: { 'taskdef.json': { family: 'web', containerDefinitions: [{ name: 'front', image }] } },
});
const service = (TaskDefinition: string): Partial<Parts> => ({
  files: {
    'appspec.yaml': {
      version: 0.0,
      Hooks: [{ AfterAllowTestTraffic: 'look' }],
      Resources: [
        {
          TargetService: {
            Type: 'AWS::ECS::Service',
            Properties: { TaskDefinition, LoadBalancerInfo: { ContainerName: 'web', ContainerPort: 80 } },
          },
        },
      ],
    },
  },
});

const OUT_OF_ARTIFACTS = { source: { provider: 'S3', configuration: { S3Bucket: 'artifacts.example.com', S3ObjectKey: 'web.zip' } } };

const TAKEN: readonly Mistake[] = [
  {
    name: 'a script from the internet',
    rule: 'remote-script-executed',
    plant: builds('curl -sSfL https://get.example.com/install.sh | sh'),
    at: 'get.example.com',
    mend: builds(
      'curl -sSfLo install.sh https://get.example.com/install.sh',
      `echo "${'0a'.repeat(32)}  install.sh" | sha256sum -c`,
      'sh install.sh',
    ),
  },
  {
    name: 'a script that is fetched first',
    rule: 'remote-script-executed',
    plant: builds('wget -q https://get.example.com/install.sh', 'bash install.sh'),
    at: 'get.example.com',
    mend: builds('wget -q https://get.example.com/manual.html'),
  },
  {
    name: 'a program that nothing is compared with',
    rule: 'download-without-checksum',
    plant: builds('curl -sSfLo tool.zip https://get.example.com/1.2.3/tool.zip', 'unzip tool.zip', './tool.bin'),
    at: 'get.example.com',
    mend: builds(
      'curl -sSfLo tool.zip https://get.example.com/1.2.3/tool.zip',
      `echo "${'0a'.repeat(32)}  tool.zip" | sha256sum -c`,
      'unzip tool.zip',
    ),
  },
  {
    name: 'whatever version there is of what is shipped',
    rule: 'unpinned-install',
    plant: builds('npm install left-pad'),
    at: 'left-pad',
    mend: builds('npm install left-pad@1.3.0'),
  },
  {
    name: 'the lock file does not count',
    rule: 'unpinned-install',
    plant: { preBuild: CLEAN.preBuild.map((command) => (command === 'npm ci' ? 'npm install' : command)) },
    at: 'npm install',
    mend: { preBuild: [...CLEAN.preBuild, 'npm ci --prefix tools'] },
  },
  {
    name: 'the head of a branch',
    rule: 'fetches-moving-branch',
    plant: builds('git clone https://github.com/example/shared', 'cp -r shared/templates dist/templates'),
    at: 'git clone',
    mend: builds(
      'git clone https://github.com/example/shared',
      `git -C shared checkout ${COMMIT}`,
      'cp -r shared/templates dist/templates',
    ),
  },
  {
    name: 'a package from the head of a branch',
    rule: 'fetches-moving-branch',
    plant: builds('pip install git+https://github.com/example/shared'),
    at: 'git+https',
    mend: builds(`pip install git+https://github.com/example/shared@${COMMIT}`),
  },
  {
    name: 'a program that is run as it comes',
    rule: 'remote-script-executed',
    plant: builds('curl -sSfLo deploy.sh https://get.example.com/deploy.sh && chmod +x deploy.sh && ./deploy.sh'),
    at: 'get.example.com',
    mend: builds('curl -sSfLo deploy.html https://get.example.com/deploy.html'),
  },
  {
    name: 'a build image that moves',
    rule: 'build-image-unpinned',
    plant: runsIn('node:latest'),
    at: 'node:latest',
    mend: runsIn(`node@${DIGEST}`),
  },
  {
    name: 'a build image that nobody mends',
    rule: 'build-image-unmaintained',
    plant: runsIn('aws/codebuild/standard:4.0'),
    at: 'standard:4.0',
    mend: runsIn('aws/codebuild/standard:7.0'),
  },
  {
    name: 'an image as a source, whichever',
    rule: 'source-image-latest',
    plant: fromImages({}),
    at: 'Fetch',
    mend: fromImages({ ImageTag: 'release' }),
  },
  {
    name: 'a source without versions',
    rule: 'source-bucket-unversioned',
    plant: { ...FROM_BUCKET, ...bucket('source.example.com', 'Suspended') },
    at: 'Thing',
    mend: { ...FROM_BUCKET, ...bucket('source.example.com', 'Enabled') },
  },
  {
    name: 'a source without versions, where artifacts lie as well',
    rule: 'source-bucket-unversioned',
    plant: { ...OUT_OF_ARTIFACTS, ...bucket('artifacts.example.com', 'Suspended') },
    at: 'Thing',
    mend: { ...OUT_OF_ARTIFACTS, ...bucket('artifacts.example.com', 'Enabled') },
  },
];

const GIVEN: readonly Mistake[] = [
  {
    name: 'an image under latest',
    rule: 'pushes-mutable-tag',
    plant: pushes('latest'),
    at: 'docker push',
    mend: pushes('$CODEBUILD_RESOLVED_SOURCE_VERSION'),
  },
  {
    name: 'an image under the name of its environment',
    rule: 'pushes-mutable-tag',
    plant: pushes('prod'),
    at: 'docker push',
    mend: pushes('prod-$CODEBUILD_RESOLVED_SOURCE_VERSION'),
  },
  {
    name: 'an image under a number',
    rule: 'nondeterministic-tag',
    plant: pushes('$CODEBUILD_BUILD_NUMBER'),
    at: 'docker push',
    mend: pushes('$CODEBUILD_RESOLVED_SOURCE_VERSION'),
  },
  {
    name: 'the deployment is told of latest',
    rule: 'deploys-latest-image',
    plant: builds(`printf '[{"name":"web","imageUri":"registry.example.com/web:latest"}]' > imagedefinitions.json`),
    at: 'imagedefinitions.json',
    mend: builds(`printf '[{"name":"web","imageUri":"registry.example.com/web@${DIGEST}"}]' > imagedefinitions.json`),
  },
  {
    name: 'a container of latest',
    rule: 'deploys-latest-image',
    plant: container('registry.example.com/web:latest'),
    at: '"name": "front"',
    mend: container(`registry.example.com/web@${DIGEST}`),
  },
  {
    name: 'a fixed revision of the task',
    rule: 'fixed-task-definition',
    plant: service('arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7'),
    at: 'task-definition/web:7',
    mend: service('<TASK_DEFINITION>'),
  },
  {
    name: 'a build for each environment',
    rule: 'rebuilt-per-environment',
    plant: { staging: true, rebuild: true },
    at: 'Again',
    mend: { staging: true, rebuild: false },
  },
  {
    name: 'each build in the place of the last one',
    rule: 'artifact-overwritten',
    plant: kept({}),
    at: '"artifacts": {',
    file: 'docs.json',
    mend: kept({ namespaceType: 'BUILD_ID' }),
  },
  {
    name: 'tags that move',
    rule: 'mutable-image-tags',
    plant: resource('AWS::ECR::Repository', images({ ImageTagMutability: 'MUTABLE' })),
    at: 'Thing',
    mend: resource('AWS::ECR::Repository', images({ ImageTagMutability: 'IMMUTABLE' })),
  },
  {
    name: 'tags that move, as nothing is said',
    rule: 'mutable-image-tags',
    plant: resource('AWS::ECR::Repository', images({})),
    at: 'Thing',
    mend: resource('AWS::ECR::Repository', images({ ImageTagMutability: 'IMMUTABLE' })),
  },
  {
    name: 'artifacts without versions',
    rule: 'artifact-bucket-unversioned',
    plant: bucket('artifacts.example.com', 'Suspended'),
    at: 'Thing',
    mend: bucket('artifacts.example.com', 'Enabled'),
  },
  {
    name: 'callers of whatever there is',
    rule: 'lambda-latest-version',
    plant: resource('AWS::Lambda::Alias', { FunctionName: 'web', Name: 'live', FunctionVersion: '$LATEST' }),
    at: 'Thing',
    mend: resource('AWS::Lambda::Alias', { FunctionName: 'web', Name: 'live', FunctionVersion: '3' }),
  },
  {
    name: 'an artifact that nothing makes',
    rule: 'missing-artifact',
    plant: { takes: 'Sites' },
    at: 'Sites',
    mend: { takes: 'Site' },
  },
];

export const INTEGRITY: readonly Mistake[] = [...TAKEN, ...GIVEN];
