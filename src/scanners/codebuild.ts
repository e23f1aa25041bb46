import type { Node } from '../documents/node.ts';
import type { BuildArtifacts, BuildCache, BuildEnvironment, BuildLogs, BuildProject, BuildSource } from '../model/build.ts';
import type { Thing } from '../model/truth.ts';
import type { EnvironmentVariable } from '../model/variable.ts';
import { readWebhooks } from './build-webhook.ts';
import { buildspecLink } from './buildspec.ts';
import { bucketIn } from './names.ts';
import { add, CONNECTIONS, type Context, inService, members, named, pathOf, type Reader, thingAt } from './reader.ts';
import { keyOf } from './storage.ts';

/** A build project, as a template, `batch-get-projects` and `create-project` write it. */
export const readProject: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const source = node.prop('Source');
  const environment = node.prop('Environment');
  const { linker } = context;
  const project: BuildProject = {
    name,
    source: readSource(source, path, context),
    secondarySources: node
      .prop('SecondarySources')
      .items()
      .map((secondary) => readSource(secondary, path, context)),
    buildspec: buildspecLink(either(source, 'BuildSpec', 'buildspec'), thing, linker, context.context),
    image: environment.prop('Image').text(),
    privileged: environment.prop('PrivilegedMode').text(),
    environment: readEnvironment(environment, thing, context),
    variables: readVariables(environment.prop('EnvironmentVariables'), path),
    role: linker.link('role', thing, node.prop('ServiceRole').text(), 'service role of a build project'),
    webhooks: readWebhooks(node, path),
    artifacts: readArtifacts(node.prop('Artifacts'), path, context),
    secondaryArtifacts: node
      .prop('SecondaryArtifacts')
      .items()
      .map((secondary) => readArtifacts(secondary, path, context)),
    cache: readCache(node.prop('Cache'), path, context),
    logs: readLogs(node.prop('LogsConfig'), thing, context),
    encryptionKey: keyOf(node.prop('EncryptionKey').text(), thing, 'encrypts what a build makes', context),
    visibility: either(node, 'Visibility', 'ProjectVisibility').text(),
    accessRole: linker.link('role', thing, node.prop('ResourceAccessRole').text(), 'role that shows public builds'),
    badge: (node.prop('BadgeEnabled').exists ? node.prop('BadgeEnabled') : node.prop('Badge', 'BadgeEnabled')).text(),
    timeout: node.prop('TimeoutInMinutes').number(),
    queuedTimeout: node.prop('QueuedTimeoutInMinutes').number(),
    batchRole: linker.link('role', thing, node.prop('BuildBatchConfig', 'ServiceRole').text(), 'role that starts the builds of a batch'),
    vpcs: node
      .prop('VpcConfig')
      .itemsOrSelf()
      .map((vpc) => ({
        id: vpc.prop('VpcId').text(),
        subnets: members(vpc.prop('Subnets'), path),
        securityGroups: members(vpc.prop('SecurityGroupIds'), path),
        ...thingAt(vpc, path),
      })),
    fileSystems: node
      .prop('FileSystemLocations')
      .items()
      .map((location) => thingAt(location, path)),
    users: () => linker.users(project),
    ...thing,
  };
  add(context, 'project', project, name);
};

/** Templates and the API call some things differently. */
const either = (node: Node, name: string, other: string): Node => (node.prop(name).exists ? node.prop(name) : node.prop(other));

function readSource(node: Node, path: readonly string[], { linker }: Context): BuildSource {
  const thing = thingAt(node, path);
  const auth = node.prop('Auth');
  const resource = auth.prop('Resource').text();
  return {
    type: node.prop('Type').text(),
    location: node.prop('Location').text(),
    id: node.prop('SourceIdentifier').text(),
    auth: {
      type: auth.prop('Type').text(),
      resource,
      connection: linker.link('connection', thing, inService(CONNECTIONS, resource), 'gives a build its source'),
    },
    insecureSsl: node.prop('InsecureSsl').text(),
    ...thing,
  };
}

function readEnvironment(node: Node, by: Thing, { linker }: Context): BuildEnvironment {
  return {
    type: node.prop('Type').text(),
    computeType: node.prop('ComputeType').text(),
    fleet: linker.link('fleet', by, node.prop('Fleet', 'FleetArn').text(), 'runs builds'),
    pullCredentials: node.prop('ImagePullCredentialsType').text(),
    registryCredential: node.prop('RegistryCredential', 'Credential').text(),
    certificate: node.prop('Certificate').text(),
    ...thingAt(node, by.path),
  };
}

function readArtifacts(node: Node, path: readonly string[], { linker }: Context): BuildArtifacts {
  const thing = thingAt(node, path);
  return {
    type: node.prop('Type').text(),
    id: node.prop('ArtifactIdentifier').text(),
    bucket: linker.link('bucket', thing, bucketIn(node.prop('Location').text()), 'keeps what a build makes'),
    folder: node.prop('Path').text(),
    name: node.prop('Name').text(),
    namespace: node.prop('NamespaceType').text(),
    packaging: node.prop('Packaging').text(),
    overrideName: node.prop('OverrideArtifactName').text(),
    encryptionDisabled: node.prop('EncryptionDisabled').text(),
    ...thing,
  };
}

function readCache(node: Node, path: readonly string[], { linker }: Context): BuildCache {
  const thing = thingAt(node, path);
  const location = node.prop('Location').text();
  return {
    type: node.prop('Type').text(),
    location,
    bucket: linker.link('bucket', thing, bucketIn(location), 'keeps the cache of a build'),
    modes: members(node.prop('Modes'), path),
    namespace: node.prop('CacheNamespace').text(),
    ...thing,
  };
}

function readLogs(node: Node, by: Thing, { linker }: Context): BuildLogs {
  const [cloudWatch, s3] = [node.prop('CloudWatchLogs'), node.prop('S3Logs')];
  return {
    cloudWatch: { status: cloudWatch.prop('Status').text(), group: cloudWatch.prop('GroupName').text() },
    s3: {
      status: s3.prop('Status').text(),
      bucket: linker.link('bucket', by, bucketIn(s3.prop('Location').text()), 'keeps the logs of a build'),
      encryptionDisabled: s3.prop('EncryptionDisabled').text(),
    },
  };
}

/** A list of `{ Name, Value, Type }`, the same in projects, actions and containers. */
export const readVariables = (node: Node, path: readonly string[]): EnvironmentVariable[] =>
  node.items().map((item) => {
    const name = item.prop('Name').text();
    return { name, value: item.prop('Value').text(), type: item.prop('Type').text(), ...thingAt(item, [...path, ...named(name)]) };
  });
