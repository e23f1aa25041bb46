import { table } from '../../model/table.ts';
import { readAlarm } from '../alarm.ts';
import { readProject } from '../codebuild.ts';
import { readApplication, readDeploymentConfig, readDeploymentGroup } from '../codedeploy.ts';
import { readPipeline } from '../codepipeline.ts';
import { readRepository } from '../ecr.ts';
import { readCluster, readService, readTaskDefinition } from '../ecs.ts';
import { readPolicy, readRole } from '../iam.ts';
import { readAlias, readFunction } from '../lambda.ts';
import { readNotificationRule, readSubscription, readTopic } from '../notification.ts';
import type { Reader } from '../reader.ts';
import { readConnection, readPipelineWebhook, readReviewRules, readSourceCredential } from '../source.ts';
import { readStack } from '../stack.ts';
import { readBucket, readBucketPolicy } from '../storage.ts';
import { readSecret, readSsmParameter } from '../vault.ts';

/** A command that makes something, or changes it. */
export interface Definition {
  readonly read: Reader;
  /** The fields by which calls about one thing know each other, as the reader calls them. */
  readonly names?: readonly string[];
  /** What the reader calls differently, at any depth. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The field that holds the whole thing. */
  readonly below?: string;
  /** The field that names a template: a file of the repository, to be linked to and not put in its place. */
  readonly template?: string;
  /** Changes what another call made, and leaves what it does not name: to be read with that call, if it is in the same script. */
  readonly changes?: Changes;
}

export interface Changes {
  /** The list that it adds one member to. */
  readonly into?: string;
  /** How to read it where that other call is not to be seen, if it says enough by itself. */
  readonly alone?: Reader;
  /** Only with one of these fields it says anything; without, it deploys. */
  readonly about?: readonly string[];
}

const BUCKET = { read: readBucket, names: ['BucketName'] };
const GROUP = { read: readDeploymentGroup, names: ['applicationName', 'deploymentGroupName'] };
const PIPELINE = { read: readPipeline, below: 'pipeline' };
const PROJECT = { read: readProject, names: ['name'] };
const REPOSITORY = { read: readRepository, names: ['repositoryName'] };
const ROLE = { read: readRole, names: ['RoleName'] };
const SERVICE = { read: readService, names: ['cluster', 'serviceName'] };
const STACK = { read: readStack, names: ['StackName'], fields: { TemplateBody: 'TemplateURL' }, template: 'TemplateBody' };

const DEPLOYED = { ...STACK, fields: { TemplateFile: 'TemplateURL', ParameterOverrides: 'Parameters' }, template: 'TemplateFile' };
const FUNCTION = { read: readFunction, names: ['FunctionName'] };
const ALIAS = { read: readAlias, names: ['FunctionName', 'Name'] };

/** What we read of the AWS CLI: the next command is one line, and one in scripts/write-cli-shapes.mjs. */
export const definitionOf = table<Definition>({
  'cloudformation create-stack': STACK,
  'cloudformation update-stack': { ...STACK, changes: {} },
  'cloudformation deploy': DEPLOYED,
  'cloudwatch put-composite-alarm': { read: readAlarm },
  'cloudwatch put-metric-alarm': { read: readAlarm },
  'codebuild create-project': PROJECT,
  'codebuild create-webhook': { ...PROJECT, fields: { projectName: 'name' }, changes: { into: 'webhook' } },
  'codebuild import-source-credentials': { read: readSourceCredential },
  'codebuild update-project': { ...PROJECT, changes: {} },
  'codecommit associate-approval-rule-template-with-repository': { read: readReviewRules },
  'codecommit batch-associate-approval-rule-template-with-repositories': { read: readReviewRules },
  'codeconnections create-connection': { read: readConnection },
  'codepipeline create-pipeline': PIPELINE,
  'codepipeline put-webhook': { read: readPipelineWebhook, below: 'webhook' },
  'codepipeline update-pipeline': PIPELINE,
  'codestar-connections create-connection': { read: readConnection },
  'codestar-notifications create-notification-rule': { read: readNotificationRule },
  'deploy create-application': { read: readApplication },
  'deploy create-deployment-config': { read: readDeploymentConfig },
  'deploy create-deployment-group': GROUP,
  'deploy update-deployment-group': { ...GROUP, fields: { currentDeploymentGroupName: 'deploymentGroupName' }, changes: {} },
  'ecr create-repository': REPOSITORY,
  'ecr put-image-tag-mutability': { ...REPOSITORY, changes: {} },
  'ecs create-cluster': { read: readCluster },
  'ecs create-service': SERVICE,
  'ecs register-task-definition': { read: readTaskDefinition },
  'ecs update-service': { ...SERVICE, fields: { service: 'serviceName' }, changes: { about: ['deploymentConfiguration'] } },
  'iam attach-role-policy': { ...ROLE, changes: { into: 'AttachedManagedPolicies' } },
  'iam create-policy': { read: readPolicy },
  'iam create-role': ROLE,
  'iam put-role-permissions-boundary': { ...ROLE, changes: {} },
  'iam put-role-policy': { ...ROLE, changes: { into: 'RolePolicyList', alone: readPolicy } },
  'iam update-assume-role-policy': { ...ROLE, fields: { PolicyDocument: 'AssumeRolePolicyDocument' }, changes: {} },
  'lambda create-alias': ALIAS,
  'lambda create-function': FUNCTION,
  'lambda update-alias': { ...ALIAS, changes: {} },
  'lambda update-function-configuration': { ...FUNCTION, changes: {} },
  's3api create-bucket': { ...BUCKET, fields: { ACL: 'AccessControl', Bucket: 'BucketName' } },
  's3api put-bucket-encryption': {
    ...BUCKET,
    fields: {
      Bucket: 'BucketName',
      ServerSideEncryptionConfiguration: 'BucketEncryption',
      Rules: 'ServerSideEncryptionConfiguration',
      ApplyServerSideEncryptionByDefault: 'ServerSideEncryptionByDefault',
    },
    changes: {},
  },
  's3api put-bucket-policy': { read: readBucketPolicy, fields: { Policy: 'PolicyDocument' } },
  's3api put-bucket-versioning': { ...BUCKET, fields: { Bucket: 'BucketName' }, changes: {} },
  's3api put-public-access-block': { ...BUCKET, fields: { Bucket: 'BucketName' }, changes: {} },
  'sam deploy': DEPLOYED,
  'secretsmanager create-secret': { read: readSecret },
  'sns create-topic': { read: readTopic, fields: { Name: 'TopicName' } },
  'sns subscribe': { read: readSubscription },
  'ssm put-parameter': { read: readSsmParameter },
});
