import type { Node } from '../documents/node.ts';
import type { Policy } from '../model/identity.ts';
import type { Link } from '../model/link.ts';
import type { Bucket, BucketEncryption, EncryptionKey, Key, PublicAccess } from '../model/storage.ts';
import type { Text } from '../model/text.ts';
import type { Thing } from '../model/truth.ts';
import { statements } from './iam.ts';
import { lastPart } from './names.ts';
import { add, type Context, pathOf, type Reader, thingAt } from './reader.ts';

/** A bucket with what protects it. */
export const readBucket: Reader = (node, context) => {
  const name = node.prop('BucketName').text();
  const path = pathOf(context, name);
  const bucket: Bucket = {
    name,
    versioning: node.prop('VersioningConfiguration', 'Status').text(),
    encryption: node
      .prop('BucketEncryption', 'ServerSideEncryptionConfiguration')
      .items()
      .map((rule) => readEncryption(rule, path, context)),
    publicAccess: node
      .prop('PublicAccessBlockConfiguration')
      .itemsOrSelf()
      .map((block) => readPublicAccess(block, path)),
    acl: node.prop('AccessControl').text(),
    policies: () => context.linker.attached('resource-policy', bucket),
    users: () => context.linker.users(bucket),
    ...thingAt(node, path),
  };
  add(context, 'bucket', bucket, name);
};

function readEncryption(node: Node, path: readonly string[], context: Context): BucketEncryption {
  const thing = thingAt(node, path);
  const usual = node.prop('ServerSideEncryptionByDefault');
  return {
    algorithm: usual.prop('SSEAlgorithm').text(),
    key: keyOf(usual.prop('KMSMasterKeyID').text(), thing, 'encrypts a bucket', context),
    ...thing,
  };
}

const readPublicAccess = (node: Node, path: readonly string[]): PublicAccess => ({
  blockAcls: node.prop('BlockPublicAcls').text(),
  ignoreAcls: node.prop('IgnorePublicAcls').text(),
  blockPolicy: node.prop('BlockPublicPolicy').text(),
  restrict: node.prop('RestrictPublicBuckets').text(),
  ...thingAt(node, path),
});

/** A policy that stands alone, and says which buckets or topics it is for. */
const readResourcePolicy =
  (kind: 'bucket' | 'topic', owners: (node: Node) => readonly Text[]): Reader =>
  (node, context) => {
    const name = node.prop('Name').text(); // it has none
    const path = pathOf(context, name);
    const policy: Policy = { name, statements: statements(node.prop('PolicyDocument'), path), ...thingAt(node, path) };
    for (const owner of owners(node)) context.linker.attach('resource-policy', policy, kind, owner);
    add(context, 'resource-policy', policy, name);
  };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const readBucketPolicy = readResourcePolicy('bucket', (node) => [node.prop('Bucket').text()]);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const readTopicPolicy = readResourcePolicy('topic', (node) =>
  node
    .prop('Topics')
    .items()
    .map((topic) => topic.text()),
);

/** A key, as a template writes it, and as `describe-key` tells of it. */
export const readKey: Reader = (node, context) => {
  const id = node.prop('KeyId').text();
  const path = pathOf(context, id);
  const key: Key = {
    id,
    statements: statements(node.prop('KeyPolicy'), path),
    enabled: node.prop('Enabled').text(),
    rotation: node.prop('EnableKeyRotation').text(),
    ...thingAt(node, path),
  };
  add(context, 'key', key, id);
};

/** An alias is called `alias/artifacts`, and in its ARN too. */
export const readKeyAlias: Reader = (node, context) => {
  const name = node.prop('AliasName').text();
  const thing = thingAt(node, pathOf(context, name));
  const alias = { name, key: context.linker.link('key', thing, node.prop('TargetKeyId').text(), 'has an alias'), ...thing };
  add(context, 'key-alias', alias, lastPart(name));
};

/** The key that a text names, itself or by its alias. */
export function keyOf(id: Text, by: Thing, as: string, { linker }: Context): EncryptionKey {
  const alias = linker.link('key-alias', by, id, as);
  const own = linker.link('key', by, id, as);
  const key: Link<Key> = {
    at: id.at,
    text: id,
    in(world) {
      const named = alias.in(world);
      return named.state === 'known' ? named.value.key.in(world) : own.in(world);
    },
  };
  return { id, key, alias };
}
