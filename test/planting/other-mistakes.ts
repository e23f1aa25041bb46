import type { Mistake } from './mistakes.ts';
import { CLEAN, type Json, type Parts } from './systems.ts';

const builds = (...commands: readonly string[]): Partial<Parts> => ({ build: [...CLEAN.build, ...commands] });
const logs = (LogsConfig: Json): Partial<Parts> => ({ project: { LogsConfig } });
const documentation = (InsecureSsl: string): Partial<Parts> => ({
  project: {
    SecondarySources: [
      { SourceIdentifier: 'docs', Type: 'GITHUB_ENTERPRISE', Location: 'https://git.example.com/web/docs.git', InsecureSsl },
    ],
  },
});
const pulled = (Image: string): Partial<Parts> => ({
  environment: { ...CLEAN.environment, Image, ImagePullCredentialsType: 'SERVICE_ROLE' },
});
const copies = (os: string, hooks: Json = { ValidateService: [{ location: 'validate.sh' }] }, section = 'hooks'): Partial<Parts> => ({
  files: {
    'appspec.yml': { version: 0, os, files: [{ source: '/', destination: '/srv/web' }], [section]: hooks },
    'validate.sh': 'true\n',
    'ask.sh': 'true\n',
  },
});

/** Of operations and correctness. */
export const OTHERS: readonly Mistake[] = [
  {
    name: 'a breakpoint',
    rule: 'breakpoint-left',
    plant: builds('codebuild-breakpoint'),
    at: 'codebuild-breakpoint',
    mend: builds('echo codebuild-breakpoint'),
  },
  {
    name: 'a login of version 1',
    rule: 'old-cli',
    plant: builds('aws ecr get-login --no-include-email'),
    at: 'get-login',
    mend: builds('aws ecr describe-repositories'),
  },
  {
    name: 'no log',
    rule: 'build-logs-off',
    plant: logs({ CloudWatchLogs: { Status: 'DISABLED' } }),
    at: 'DISABLED',
    mend: logs({ CloudWatchLogs: { Status: 'ENABLED' } }),
  },
  {
    name: 'a log in plain text',
    rule: 'encryption-off',
    plant: logs({ S3Logs: { Status: 'ENABLED', Location: 'logs.example.com', EncryptionDisabled: 'true' } }),
    at: 'ncryptionDisabled',
    mend: logs({ S3Logs: { Status: 'ENABLED', Location: 'logs.example.com', EncryptionDisabled: 'false' } }),
  },
  {
    name: 'certificates that nobody checks',
    rule: 'insecure-ssl',
    plant: documentation('true'),
    at: 'nsecureSsl',
    mend: documentation('false'),
  },
  {
    name: 'credentials that do not open the image',
    rule: 'image-pull-credentials',
    plant: pulled('aws/codebuild/standard:8.0'),
    at: 'SERVICE_ROLE',
    mend: pulled(`node@sha256:${'0a'.repeat(32)}`),
  },
  {
    name: 'a word that CodeBuild does not know',
    rule: 'invalid-buildspec',
    plant: { onFailure: 'STOP' },
    at: 'on-failure',
    mend: { onFailure: 'ABORT' },
  },
  {
    name: 'a system that CodeDeploy does not know',
    rule: 'invalid-appspec',
    plant: copies('Linux'),
    at: 'os: Linux',
    mend: copies('linux'),
  },
  {
    name: 'an event that CodeDeploy does not know',
    rule: 'invalid-appspec',
    plant: copies('linux', { ValidateServices: [{ location: 'ask.sh' }] }),
    at: 'ValidateServices',
    mend: copies('linux', { ValidateService: [{ location: 'ask.sh' }] }),
  },
  {
    name: 'a section that CodeDeploy does not know',
    rule: 'invalid-appspec',
    plant: copies('linux', { ValidateService: [{ location: 'ask.sh' }] }, 'hook'),
    at: 'hook',
    mend: copies('linux', { ValidateService: [{ location: 'ask.sh' }] }),
  },
  {
    name: 'a script that is on the instance',
    rule: 'appspec-hook-missing',
    plant: copies('linux', { AfterInstall: [{ location: '/srv/web/start.sh' }], ValidateService: [{ location: 'ask.sh' }] }),
    at: '/srv/web/start.sh',
    mend: copies('linux', { AfterInstall: [{ location: '/validate.sh' }], ValidateService: [{ location: 'ask.sh' }] }),
  },
];
