import type { Fleet } from './build-resources.ts';
import type { BuildWebhook } from './build-webhook.ts';
import type { Buildspec } from './buildspec.ts';
import type { Role } from './identity.ts';
import type { Link, Use } from './link.ts';
import type { Member } from './member.ts';
import type { Connection } from './source.ts';
import type { Bucket, EncryptionKey } from './storage.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';
import type { Value } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Project.html */
export interface BuildProject extends Thing {
  readonly name: Text;
  readonly source: BuildSource;
  readonly secondarySources: readonly BuildSource[];
  readonly buildspec: Link<Buildspec>;
  readonly image: Text;
  readonly privileged: Text;
  readonly environment: BuildEnvironment;
  readonly variables: readonly EnvironmentVariable[];
  readonly role: Link<Role>;
  /** What starts builds from outside; at most one, there in the worlds in which it is switched on. */
  readonly webhooks: readonly BuildWebhook[];
  readonly artifacts: BuildArtifacts;
  readonly secondaryArtifacts: readonly BuildArtifacts[];
  readonly cache: BuildCache;
  readonly logs: BuildLogs;
  /** AWS's own for S3 when left out. */
  readonly encryptionKey: EncryptionKey;
  /** `PUBLIC_READ` shows logs and artifacts to everybody; `PRIVATE` when left out. */
  readonly visibility: Text;
  /** With which CodeBuild reads the logs and artifacts of public builds. */
  readonly accessRole: Link<Role>;
  readonly badge: Text;
  /** Minutes: 60 for a build, 480 in the queue when left out. */
  readonly timeout: Value<number>;
  readonly queuedTimeout: Value<number>;
  /** With which the builds of a batch are started. */
  readonly batchRole: Link<Role>;
  readonly vpcs: readonly BuildVpc[];
  /** File systems that are mounted. */
  readonly fileSystems: readonly Thing[];
  /** Who runs it, starts it, or is told of it: known only when everything is read. */
  readonly users: () => readonly Use[];
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html */
export interface BuildSource extends Thing {
  /** `CODEPIPELINE`, `GITHUB`, `NO_SOURCE`. */
  readonly type: Text;
  /** A URL, or a path in a bucket. */
  readonly location: Text;
  /** Of a secondary source. */
  readonly id: Text;
  /** `OAUTH`, `CODECONNECTIONS`, `SECRETS_MANAGER`, and the ARN of what it is logged in with. */
  readonly auth: { readonly type: Text; readonly resource: Text; readonly connection: Link<Connection> };
  readonly insecureSsl: Text;
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html */
export interface BuildEnvironment extends Thing {
  /** `LINUX_CONTAINER`, `LINUX_LAMBDA_CONTAINER`, `LINUX_EC2`. */
  readonly type: Text;
  readonly computeType: Text;
  /** Machines of one's own. */
  readonly fleet: Link<Fleet>;
  /** `CODEBUILD` (or absent) pulls the image with CodeBuild's own credentials, `SERVICE_ROLE` with those of the role. */
  readonly pullCredentials: Text;
  /** The secret with which the image is pulled from another registry. */
  readonly registryCredential: Text;
  /** The ARN of a PEM file in a bucket, trusted for the source. */
  readonly certificate: Text;
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectArtifacts.html */
export interface BuildArtifacts extends Thing {
  /** `CODEPIPELINE`, `S3`, `NO_ARTIFACTS`. */
  readonly type: Text;
  /** Of a secondary one: what the buildspec calls it. */
  readonly id: Text;
  readonly bucket: Link<Bucket>;
  /** In the bucket. */
  readonly folder: Text;
  readonly name: Text;
  /** `NONE` (or absent), or `BUILD_ID`: a folder for each build. */
  readonly namespace: Text;
  /** `NONE` (or absent) or `ZIP`. */
  readonly packaging: Text;
  /** The name that the buildspec makes counts. */
  readonly overrideName: Text;
  readonly encryptionDisabled: Text;
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectCache.html */
export interface BuildCache extends Thing {
  /** `NO_CACHE` (or absent), `S3`, `LOCAL`. */
  readonly type: Text;
  /** A bucket, or a path in one. */
  readonly location: Text;
  readonly bucket: Link<Bucket>;
  readonly modes: readonly Member[];
  /** Projects of one namespace share what is kept in one place. */
  readonly namespace: Text;
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_LogsConfig.html */
export interface BuildLogs {
  /** `ENABLED` when left out. */
  readonly cloudWatch: { readonly status: Text; readonly group: Text };
  /** `DISABLED` when left out. */
  readonly s3: { readonly status: Text; readonly bucket: Link<Bucket>; readonly encryptionDisabled: Text };
}

export interface BuildVpc extends Thing {
  readonly id: Text;
  readonly subnets: readonly Member[];
  readonly securityGroups: readonly Member[];
}
