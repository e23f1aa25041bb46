import type { AlarmReference } from './deployment.ts';
import type { Role } from './identity.ts';
import type { TaskDefinition } from './image.ts';
import type { LambdaFunction } from './lambda.ts';
import type { Link } from './link.ts';
import type { Member } from './member.ts';
import { saysTrial } from './production.ts';
import type { Text } from './text.ts';
import { any, asFarAsKnown, type Thing, type Truth } from './truth.ts';
import { through, type Value } from './value.ts';

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

/** Its own names say, as far as anybody can read them, that it is no production. */
export const isTrialService = ({ name, clusterName }: EcsService): Truth =>
  asFarAsKnown(any(saysTrial(name, 'the service'), saysTrial(clusterName, 'the cluster')));

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html */
export interface ServiceHook extends Thing {
  /** `AWS_LAMBDA` (or absent), or `PAUSE`, which waits for a person. */
  readonly target: Text;
  readonly function: Link<LambdaFunction>;
  readonly stages: readonly Member[];
  /** Minutes; `ROLLBACK` (or absent) or `CONTINUE` after them. */
  readonly timeout: Value<number>;
  readonly onTimeout: Text;
}

/**
 * CodeDeploy replaces the tasks of a service whenever the stack is updated:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green-hook-syntax.html
 */
export interface BlueGreenHook extends Thing {
  readonly services: readonly (Thing & { readonly service: Link<EcsService> })[];
  /** `AllAtOnce`, `TimeBasedCanary`, `TimeBasedLinear`; a canary of 15 per cent for 5 minutes when left out. */
  readonly routing: Text;
  /** Per cent of each step, and minutes after it. */
  readonly percent: Value<number>;
  readonly bakeTime: Value<number>;
  /** Minutes for which the old tasks are kept. */
  readonly wait: Value<number>;
  /** Functions that try the new version, each after its event: `AfterAllowTestTraffic`. */
  readonly functions: readonly (Thing & { readonly event: string; readonly function: Link<LambdaFunction> })[];
  readonly role: Link<Role>;
}

/** A service whose tasks it replaces says that it is no production. */
export const isTrialHook = ({ services }: BlueGreenHook): Truth =>
  any(...services.map(({ service }) => asFarAsKnown(through(service, isTrialService))));

export interface Cluster extends Thing {
  readonly name: Text;
}
