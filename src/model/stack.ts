import type { AlarmReference } from './deployment.ts';
import type { Role } from './identity.ts';
import type { Link } from './link.ts';
import type { Member } from './member.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';
import type { Value } from './value.ts';
import type { Parameter } from './variable.ts';

/** A file that is a CloudFormation template. */
export interface Template extends Thing {
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Output[];
  /** Macros: `AWS::Serverless-2016-10-31`. */
  readonly transforms: readonly Member[];
}

/** What a stack tells of itself. */
export interface Output extends Thing {
  readonly name: Text;
  readonly value: Text;
  /** Under which other stacks of the account and region import it. */
  readonly export: Text;
}

/** A name and what it is given: a parameter of a template. */
export interface Argument extends Thing {
  readonly name: Text;
  readonly value: Text;
}

/** A nested stack, or one that `describe-stacks` tells of: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html */
export interface Stack extends Thing {
  readonly name: Text;
  /** A path of the repository; what is in a bucket is unknown. */
  readonly template: Link<Template>;
  readonly parameters: readonly Argument[];
  readonly capabilities: readonly Member[];
  readonly role: Link<Role>;
  readonly disableRollback: Text;
  /** `ROLLBACK` (or absent), `DELETE`, `DO_NOTHING`: what becomes of one that cannot be made. */
  readonly onFailure: Text;
  /** Alarms that CloudFormation watches while it updates the stack, and for how many minutes after it. */
  readonly rollback: { readonly alarms: readonly AlarmReference[]; readonly minutes: Value<number> };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSet.html */
export interface StackSet extends Thing {
  readonly name: Text;
  readonly template: Link<Template>;
  readonly parameters: readonly Argument[];
  readonly capabilities: readonly Member[];
  /** With which CloudFormation acts on the stacks of other accounts. */
  readonly role: Link<Role>;
  /** `SERVICE_MANAGED` or `SELF_MANAGED`. */
  readonly permissionModel: Text;
}

/**
 * The values and tags for a deployment:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
 */
export interface TemplateConfiguration extends Thing {
  readonly parameters: readonly Argument[];
}
