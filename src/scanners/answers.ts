import { api, Node } from '../documents/node.ts';
import type { MapTree } from '../documents/tree.ts';
import { readAlarms } from './alarm.ts';
import { readConfigurationEnvironment, readConfigurationProfile, readConfigurationStrategy } from './appconfig.ts';
import { readBeanstalkSettings } from './beanstalk.ts';
import { readFleet, readReportGroup } from './build-resources.ts';
import { readProject } from './codebuild.ts';
import { readApplication, readDeploymentConfig, readDeploymentGroup } from './codedeploy.ts';
import { readPipeline } from './codepipeline.ts';
import { readRegistry, readRepository } from './ecr.ts';
import { readCluster, readService, readTaskDefinition } from './ecs.ts';
import { type Elsewhere, withElsewhere } from './elsewhere.ts';
import { readAlias, readFunction, readFunctionAnswer, readVersion } from './lambda.ts';
import { readEventRule, readNotificationRule, readSubscription, readTopic } from './notification.ts';
import { readPipelineState } from './pipeline-parts.ts';
import type { Reader } from './reader.ts';
import type { Scanner } from './scanner.ts';
import { readConnection, readPipelineWebhook, readReviewRules, readSourceCredential, readSourceRepository } from './source.ts';
import { readExport, readStack, readStackSet } from './stack.ts';
import { readKey, readKeyAlias } from './storage.ts';
import { readSecret, readSsmParameter } from './vault.ts';

/** A shape of the AWS command line and API: how to know it, and where in it the nouns stand. */
interface Shape {
  readonly name: string;
  readonly accepts: (root: MapTree) => boolean;
  readonly nouns: (root: Node) => readonly Node[];
  readonly read: Reader;
  /** What this answer leaves to another call. */
  readonly without?: Elsewhere;
}

const has = (tree: MapTree, keys: readonly string[]): boolean => keys.every((key) => tree.entries.has(key));

/** The noun itself, known by these keys. */
const itself = (name: string, keys: readonly string[], read: Reader): Shape => ({
  name,
  accepts: (root) => has(root, keys),
  nouns: (root) => [root],
  read,
});

/** One noun under a key, known by keys of its own. */
const one = (name: string, key: string, keys: readonly string[], read: Reader): Shape => ({
  name,
  accepts(root) {
    const value = root.entries.get(key)?.value;
    return value?.kind === 'map' && has(value, keys);
  },
  nouns: (root) => [root.key(key)],
  read,
});

/** A list of nouns under a key; one with these keys tells what the others are too. */
const many = (name: string, key: string, keys: readonly string[], read: Reader): Shape => ({
  name,
  accepts(root) {
    const value = root.entries.get(key)?.value;
    return value?.kind === 'list' && value.items.some((item) => item.kind === 'map' && has(item, keys));
  },
  nouns: (root) => root.key(key).items(),
  read,
});

/** The same, where the answer leaves fields to another call. */
const without = (shape: Shape, keys: readonly string[], text: string, call: string): Shape => ({
  ...shape,
  without: { keys, text: `this answer does not show ${text}`, settle: `scan the answer of aws ${call} too` },
});
const TARGETS = [['Targets'], 'the targets of the rule', 'events list-targets-by-rule'] as const;
const VALUE = [['SecretString'], 'the value of the secret', 'secretsmanager get-secret-value'] as const;
const CODE = [['Code'], 'the source of the code', 'lambda get-function'] as const;
const TEMPLATE = [['TemplateURL'], 'the template of the stack', 'cloudformation get-template'] as const;

/** What `get-…` prints and `create-…` takes; the next one is one line. */
const SHAPES: readonly Shape[] = [
  { ...many('cloudwatch', 'MetricAlarms', ['AlarmName'], readAlarms), nouns: (root) => [root] },
  { ...many('cloudwatch', 'CompositeAlarms', ['AlarmName'], readAlarms), nouns: (root) => [root] },
  one('codepipeline', 'pipeline', ['stages'], readPipeline),
  itself('codepipeline', ['stages', 'roleArn'], readPipeline),
  many('codebuild', 'projects', ['source', 'environment'], readProject),
  one('codebuild', 'project', ['source', 'environment'], readProject),
  without(
    itself('codebuild', ['source', 'environment', 'serviceRole'], readProject),
    ['webhook'],
    'the webhook of the project',
    'codebuild batch-get-projects',
  ),
  one('codedeploy', 'deploymentGroupInfo', ['applicationName'], readDeploymentGroup),
  many('codedeploy', 'deploymentGroupsInfo', ['deploymentGroupName'], readDeploymentGroup),
  itself('codedeploy', ['applicationName', 'deploymentGroupName', 'serviceRoleArn'], readDeploymentGroup),
  one('codedeploy', 'application', ['applicationName'], readApplication),
  many('codedeploy', 'applicationsInfo', ['applicationName'], readApplication),
  one('codedeploy', 'deploymentConfigInfo', ['deploymentConfigName'], readDeploymentConfig),
  many('ecs', 'services', ['serviceName', 'clusterArn'], readService),
  itself('ecs', ['serviceName', 'taskDefinition'], readService),
  many('ecs', 'clusters', ['clusterName'], readCluster),
  one('ecs', 'taskDefinition', ['containerDefinitions'], readTaskDefinition),
  { ...many('ecs', 'containerDefinitions', ['image'], readTaskDefinition), nouns: (root) => [root] },
  many('ecr', 'repositories', ['repositoryName', 'repositoryUri'], readRepository),
  one('ecr', 'repository', ['repositoryName', 'repositoryUri'], readRepository),
  { ...one('lambda', 'Configuration', ['FunctionArn', 'FunctionName'], readFunctionAnswer), nouns: (root) => [root] },
  without(itself('lambda', ['FunctionArn', 'Role', 'CodeSha256'], readFunction), ...CODE),
  itself('lambda', ['FunctionName', 'Role', 'Code'], readFunction),
  without(many('lambda', 'Functions', ['FunctionArn'], readFunction), ...CODE),
  many('lambda', 'Versions', ['FunctionArn'], readVersion),
  itself('lambda', ['AliasArn', 'FunctionVersion'], readAlias),
  many('lambda', 'Aliases', ['AliasArn', 'FunctionVersion'], readAlias),
  many('beanstalk', 'ConfigurationSettings', ['OptionSettings'], readBeanstalkSettings),
  itself('appconfig', ['ApplicationId', 'Id', 'Name', 'State'], readConfigurationEnvironment),
  many('appconfig', 'Items', ['ApplicationId', 'Id', 'Name', 'State'], readConfigurationEnvironment),
  itself('appconfig', ['Id', 'ApplicationId', 'LocationUri'], readConfigurationProfile),
  itself('appconfig', ['Id', 'GrowthFactor'], readConfigurationStrategy),
  many('appconfig', 'Items', ['Id', 'GrowthFactor'], readConfigurationStrategy),
  { ...one('ecr', 'scanningConfiguration', ['scanType'], readRegistry), nouns: (root) => [root] },
  { ...many('codepipeline', 'stageStates', ['inboundTransitionState'], readPipelineState), nouns: (root) => [root] },
  many('codepipeline', 'webhooks', ['definition'], readPipelineWebhook),
  one('codepipeline', 'webhook', ['targetPipeline', 'authentication'], readPipelineWebhook),
  many('codebuild', 'sourceCredentialsInfos', ['authType', 'serverType'], readSourceCredential),
  itself('codebuild', ['authType', 'serverType', 'token'], readSourceCredential),
  many('codebuild', 'fleets', ['environmentType', 'computeType'], readFleet),
  many('codebuild', 'reportGroups', ['exportConfig'], readReportGroup),
  one('codeconnections', 'Connection', ['ConnectionArn'], readConnection),
  many('codeconnections', 'Connections', ['ConnectionArn'], readConnection),
  itself('codecommit', ['approvalRuleTemplateNames'], readReviewRules),
  one('codecommit', 'repositoryMetadata', ['repositoryName'], readSourceRepository),
  without(
    one('kms', 'KeyMetadata', ['KeyId'], readKey),
    ['KeyPolicy', 'EnableKeyRotation'],
    'the policy and rotation of the key',
    'kms get-key-policy',
  ),
  many('kms', 'Aliases', ['AliasName'], readKeyAlias),
  without(
    one('sns', 'Attributes', ['TopicArn'], readTopic),
    ['Subscription'],
    'the subscriptions of the topic',
    'sns list-subscriptions-by-topic',
  ),
  many('sns', 'Subscriptions', ['TopicArn', 'Protocol'], readSubscription),
  itself('codestar-notifications', ['Name', 'EventTypes', 'Resource'], readNotificationRule),
  itself('codestar-notifications', ['Name', 'EventTypeIds', 'Resource'], readNotificationRule),
  without(itself('events', ['Name', 'EventBusName', 'State'], readEventRule), ...TARGETS),
  without(itself('events', ['Name', 'EventPattern'], readEventRule), ...TARGETS),
  without(many('events', 'Rules', ['Name', 'EventBusName', 'State'], readEventRule), ...TARGETS),
  one('ssm', 'Parameter', ['Name', 'Type', 'Value'], readSsmParameter),
  many('ssm', 'Parameters', ['Name', 'Type', 'Value'], readSsmParameter),
  without(
    itself('secretsmanager', ['ARN', 'Name', 'SecretString'], readSecret),
    ['RotationEnabled'],
    'whether the secret is rotated',
    'secretsmanager describe-secret',
  ),
  without(itself('secretsmanager', ['ARN', 'Name', 'VersionIdsToStages'], readSecret), ...VALUE),
  without(many('secretsmanager', 'SecretList', ['ARN', 'Name'], readSecret), ...VALUE),
  itself('secretsmanager', ['Name', 'SecretString'], readSecret),
  without(many('cloudformation', 'Stacks', ['StackName', 'StackStatus'], readStack), ...TEMPLATE),
  itself('cloudformation', ['StackName', 'TemplateURL'], readStack),
  without(one('cloudformation', 'StackSet', ['StackSetName'], readStackSet), ...TEMPLATE),
  many('cloudformation', 'Exports', ['ExportingStackId', 'Name', 'Value'], readExport),
];

export const answers: readonly Scanner[] = SHAPES.map(({ name, accepts, nouns, read, without: elsewhere }) => ({
  name,
  accepts: ({ root }) => root.kind === 'map' && accepts(root),
  scan(document, { linker, context }) {
    for (const node of nouns(Node.of(api, document.root, document.at(''))))
      read(elsewhere ? withElsewhere(node, elsewhere) : node, { linker, context, path: [], references: [] });
  },
}));
