import type { BuildProject } from './build.ts';
import type { Policy, Role } from './identity.ts';
import type { Link } from './link.ts';
import type { Member } from './member.ts';
import type { Pipeline } from './pipeline.ts';
import type { EncryptionKey } from './storage.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export interface Topic extends Thing {
  readonly name: Text;
  readonly key: EncryptionKey;
  /** Its own, and those that name it: known only when everything is read. */
  readonly subscriptions: () => readonly Subscription[];
  /** Who may publish to it: known only when everything is read. */
  readonly policies: () => readonly Policy[];
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
export interface Subscription extends Thing {
  /** `email`, `lambda`, `https`. */
  readonly protocol: Text;
  readonly endpoint: Text;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Rule.html */
export interface EventRule extends Thing {
  readonly name: Text;
  /** `ENABLED` when left out. */
  readonly state: Text;
  readonly schedule: Text;
  readonly pattern: EventPattern;
  readonly targets: readonly EventTarget[];
  readonly role: Link<Role>;
}

/** Which events: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export interface EventPattern extends Thing {
  readonly sources: readonly Member[];
  readonly detailTypes: readonly Member[];
  readonly resources: readonly Member[];
  /** What stands under `detail`, by key. A matcher such as `{"prefix": …}` is a member whose text is unknown. */
  readonly details: readonly (Thing & { readonly name: Text; readonly values: readonly Member[] })[];
}

export interface EventTarget extends Thing {
  readonly arn: Text;
  /** Absent where the ARN is of another service. */
  readonly pipeline: Link<Pipeline>;
  readonly project: Link<BuildProject>;
  readonly topic: Link<Topic>;
  readonly role: Link<Role>;
}

/** https://docs.aws.amazon.com/codestar-notifications/latest/APIReference/API_DescribeNotificationRule.html */
export interface NotificationRule extends Thing {
  readonly name: Text;
  readonly resource: Text;
  /** Absent where the resource is of another service. */
  readonly pipeline: Link<Pipeline>;
  readonly project: Link<BuildProject>;
  /** `codepipeline-pipeline-manual-approval-needed` */
  readonly events: readonly Member[];
  readonly targets: readonly (Thing & { readonly type: Text; readonly address: Text; readonly topic: Link<Topic> })[];
  /** `ENABLED` when left out. */
  readonly status: Text;
}
