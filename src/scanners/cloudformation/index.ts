import type { Document } from '../../documents/document.ts';
import { Node, UNSEEN } from '../../documents/node.ts';
import { table } from '../../model/table.ts';
import type { Text } from '../../model/text.ts';
import { ALWAYS } from '../../model/truth.ts';
import { hidden } from '../../model/value.ts';
import { readAlarm } from '../alarm.ts';
import {
  readConfigurationDeployment,
  readConfigurationEnvironment,
  readConfigurationProfile,
  readConfigurationStrategy,
} from '../appconfig.ts';
import { readBeanstalkEnvironment, readBeanstalkTemplate } from '../beanstalk.ts';
import { readFleet, readReportGroup } from '../build-resources.ts';
import { readProject } from '../codebuild.ts';
import { readApplication, readDeploymentConfig, readDeploymentGroup } from '../codedeploy.ts';
import { readPipeline } from '../codepipeline.ts';
import { readRegistry, readRepository } from '../ecr.ts';
import { readCluster, readService, readTaskDefinition } from '../ecs.ts';
import { readPolicy, readRole } from '../iam.ts';
import { readIdentityProvider } from '../identity-provider.ts';
import { readAlias, readFunction, readVersion } from '../lambda.ts';
import { readEventRule, readNotificationRule, readSubscription, readTopic } from '../notification.ts';
import type { Reader } from '../reader.ts';
import type { Scan, Scanner } from '../scanner.ts';
import { readConnection, readPipelineWebhook, readSourceCredential, readSourceRepository } from '../source.ts';
import { readStack, readStackSet } from '../stack.ts';
import { readBucket, readBucketPolicy, readKey, readKeyAlias, readTopicPolicy } from '../storage.ts';
import { readRotationSchedule, readSecret, readSsmParameter } from '../vault.ts';
import { readHooks } from './hooks.ts';
import { expand, isServerless, type Serverless } from './sam.ts';
import { readTemplate } from './sections.ts';
import { type Template, template } from './template.ts';

/** What we read of a template: the next resource is one line. */
const readerOf = table<Reader>({
  'AWS::AppConfig::ConfigurationProfile': readConfigurationProfile,
  'AWS::AppConfig::Deployment': readConfigurationDeployment,
  'AWS::AppConfig::DeploymentStrategy': readConfigurationStrategy,
  'AWS::AppConfig::Environment': readConfigurationEnvironment,
  'AWS::CloudFormation::Stack': readStack,
  'AWS::CloudFormation::StackSet': readStackSet,
  'AWS::CloudWatch::Alarm': readAlarm,
  'AWS::CloudWatch::CompositeAlarm': readAlarm,
  'AWS::CodeBuild::Fleet': readFleet,
  'AWS::CodeBuild::Project': readProject,
  'AWS::CodeBuild::ReportGroup': readReportGroup,
  'AWS::CodeBuild::SourceCredential': readSourceCredential,
  'AWS::CodeCommit::Repository': readSourceRepository,
  'AWS::CodeConnections::Connection': readConnection,
  'AWS::CodeDeploy::Application': readApplication,
  'AWS::CodeDeploy::DeploymentConfig': readDeploymentConfig,
  'AWS::CodeDeploy::DeploymentGroup': readDeploymentGroup,
  'AWS::CodePipeline::Pipeline': readPipeline,
  'AWS::CodePipeline::Webhook': readPipelineWebhook,
  'AWS::CodeStarConnections::Connection': readConnection,
  'AWS::CodeStarNotifications::NotificationRule': readNotificationRule,
  'AWS::ECR::RegistryScanningConfiguration': readRegistry,
  'AWS::ECR::Repository': readRepository,
  'AWS::ECS::Cluster': readCluster,
  'AWS::ECS::Service': readService,
  'AWS::ECS::TaskDefinition': readTaskDefinition,
  'AWS::ElasticBeanstalk::ConfigurationTemplate': readBeanstalkTemplate,
  'AWS::ElasticBeanstalk::Environment': readBeanstalkEnvironment,
  'AWS::Events::Rule': readEventRule,
  'AWS::IAM::ManagedPolicy': readPolicy,
  'AWS::IAM::OIDCProvider': readIdentityProvider,
  'AWS::IAM::Policy': readPolicy,
  'AWS::IAM::Role': readRole,
  'AWS::IAM::RolePolicy': readPolicy,
  'AWS::KMS::Alias': readKeyAlias,
  'AWS::KMS::Key': readKey,
  'AWS::Lambda::Alias': readAlias,
  'AWS::Lambda::Function': readFunction,
  'AWS::Lambda::Version': readVersion,
  'AWS::S3::Bucket': readBucket,
  'AWS::S3::BucketPolicy': readBucketPolicy,
  'AWS::SNS::Subscription': readSubscription,
  'AWS::SNS::Topic': readTopic,
  'AWS::SNS::TopicPolicy': readTopicPolicy,
  'AWS::SSM::Parameter': readSsmParameter,
  'AWS::SecretsManager::RotationSchedule': readRotationSchedule,
  'AWS::SecretsManager::Secret': readSecret,
});

/** Transforms that change nothing of what we read, or only what is marked where it stands. */
const KNOWN_TRANSFORMS = /^AWS::(Serverless-2016-10-31|LanguageExtensions|CodeDeployBlueGreen|SecretsManager-.*|CodeStar)$/;

/** CloudFormation, SAM and CDK-synthesised templates. */
export const cloudformation: Scanner = {
  name: 'cloudformation',

  accepts({ root }) {
    if (root.kind !== 'map') return false;
    const resources = root.entries.get('Resources')?.value;
    if (!resources) return root.entries.has('AWSTemplateFormatVersion');
    if (resources.kind === 'list' && !resources.tag) return false; // an appspec
    if (resources.kind !== 'map' || resources.tag) return true;
    if (root.entries.has('AWSTemplateFormatVersion') || root.entries.has('Transform')) return true;
    return [...resources.entries.values()].some(({ value }) => {
      const type = value.kind === 'map' ? value.entries.get('Type')?.value : undefined;
      return type?.kind === 'text' && /^\w+::\w+/.test(type.text);
    });
  },

  scan(document, scan) {
    const dialect = template(document, scan.given, isServerless(document.root) ? new WeakMap() : undefined);
    const root = Node.of(dialect, document.root, document.at(''));
    readTemplate(root, dialect, scan);
    for (const macro of root.key('Transform').itemsOrSelf()) {
      const name = macro.plain() ?? macro.prop('Name').plain() ?? '';
      if (!KNOWN_TRANSFORMS.test(name) && !scan.context)
        scan.linker.gap({ at: macro.at, text: `the transform ${name} may change anything in this template` });
    }
    const serverless: Serverless[] = [];
    for (const { name, node } of root.key('Resources').entries()) {
      if (name === UNSEEN && !scan.context) scan.linker.gap({ at: node.at, text: 'may bring more resources' });
      const guard = node.key('Condition').plain();
      const condition = guard === undefined ? ALWAYS : dialect.condition(guard);
      const there = node.under(condition);
      const type = there.key('Type').plain() ?? '';
      if (type.startsWith('AWS::Serverless::')) serverless.push({ id: name, resource: there, condition });
      readerOf(type)?.(propertiesOf(there), {
        path: pathOf(name, there, scan),
        references: references([name], document, dialect),
        asset: assetOf(there),
        updatePolicy: there.key('UpdatePolicy'),
        ...scan,
      });
    }
    for (const { id, type, properties, also, updatePolicy } of expand(root, serverless)) {
      const names = references([id, ...(also ? [also] : [])], document, dialect);
      readerOf(type)?.(properties, { path: [id], references: names, ...(updatePolicy && { updatePolicy }), ...scan });
    }
    readHooks(root, document, dialect, scan);
  },
};

/** The properties, in the place of the resource: a reader looks for its name. */
const propertiesOf = (resource: Node): Node => new Node(resource.dialect, resource.at, resource.key('Properties').meanings, resource.when);

/** The CDK puts the template of a nested stack into a bucket, and says beside it which file that was. */
function assetOf(resource: Node): Node | undefined {
  const metadata = resource.key('Metadata');
  return metadata.key('aws:asset:property').plain() === 'TemplateURL' ? metadata.key('aws:asset:path') : undefined;
}

/** The logical id; of CDK's templates the construct's path, which is what its users know. */
function pathOf(id: string, resource: Node, { constructs }: Scan): readonly string[] {
  const construct = resource.key('Metadata').key('aws:cdk:path').plain() ?? constructs?.get(id);
  return [construct?.replace(/\/Resource$/, '') ?? id];
}

/** What `Ref` and `Fn::GetAtt` to a resource give, whatever attribute. */
const references = (ids: readonly string[], document: Document, { symbol }: Template): Text[] => {
  const at = document.at('');
  return ids.map((id) => hidden({ at, text: `${id} is created with the stack` }, symbol(id)));
};
