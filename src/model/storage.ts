import type { Policy, Statement } from './identity.ts';
import type { Link, Use } from './link.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export interface Bucket extends Thing {
  readonly name: Text;
  /** `Enabled`, `Suspended`, or absent, which is off. */
  readonly versioning: Text;
  /** None: S3 encrypts with keys of its own. */
  readonly encryption: readonly BucketEncryption[];
  /**
   * None: all four are on for a new bucket, and were off before April 2023:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
   */
  readonly publicAccess: readonly PublicAccess[];
  /** A canned ACL: `PublicRead`. */
  readonly acl: Text;
  /** Its bucket policies: known only when everything is read. */
  readonly policies: () => readonly Policy[];
  /** Who keeps something in it: known only when everything is read. */
  readonly users: () => readonly Use[];
}

export interface BucketEncryption extends Thing {
  /** `AES256`, `aws:kms`, `aws:kms:dsse`. */
  readonly algorithm: Text;
  readonly key: EncryptionKey;
}

/** Which KMS key, by its id or ARN, or by an alias, which is not good everywhere. */
export interface EncryptionKey {
  readonly id: Text;
  /** Through the alias, where it is one. */
  readonly key: Link<Key>;
  readonly alias: Link<KeyAlias>;
}

/** Each is off where it is left out. */
export interface PublicAccess extends Thing {
  readonly blockAcls: Text;
  readonly ignoreAcls: Text;
  readonly blockPolicy: Text;
  readonly restrict: Text;
}

/** A KMS key: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export interface Key extends Thing {
  /** Its id, which only an account tells. */
  readonly id: Text;
  /** Its key policy: who may use it, in other accounts too. */
  readonly statements: readonly Statement[];
  readonly enabled: Text;
  readonly rotation: Text;
}

export interface KeyAlias extends Thing {
  /** `alias/artifacts` */
  readonly name: Text;
  readonly key: Link<Key>;
}
