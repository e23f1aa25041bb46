import type { AlarmReference } from './deployment.ts';
import type { TaskDefinition } from './image.ts';
import type { Link } from './link.ts';
import type { Member } from './member.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';
import type { Value } from './value.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html */
export interface EcsService extends Thing {
  readonly name: Text;
  /** The name or ARN of its cluster; `default` when left out. */
  readonly clusterName: Text;
  readonly cluster: Link<Cluster>;
  readonly taskDefinition: Link<TaskDefinition>;
  /** `ECS` (or absent), `CODE_DEPLOY`, `EXTERNAL`. */
  readonly controller: Text;
  /** `ROLLING` (or absent), `BLUE_GREEN`, `LINEAR`, `CANARY`. */
  readonly strategy: Text;
  readonly circuitBreaker: { readonly enabled: Text; readonly rollback: Text };
  readonly alarms: { readonly enabled: Text; readonly rollback: Text; readonly alarms: readonly AlarmReference[] };
  /** Minutes. */
  readonly bakeTime: Value<number>;
  readonly canary: { readonly percent: Value<number>; readonly bakeTime: Value<number> };
  readonly linear: { readonly percent: Value<number>; readonly bakeTime: Value<number> };
  readonly hooks: readonly ServiceHook[];
  /** Ends what alarms and circuit breaker watch as soon as the tasks are healthy. */
  readonly earlySuccess: Text;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html */
export interface ServiceHook extends Thing {
  /** `AWS_LAMBDA` (or absent), or `PAUSE`, which waits for a person. */
  readonly target: Text;
  readonly stages: readonly Member[];
  /** Minutes; `ROLLBACK` (or absent) or `CONTINUE` after them. */
  readonly timeout: Value<number>;
  readonly onTimeout: Text;
}

export interface Cluster extends Thing {
  readonly name: Text;
}
