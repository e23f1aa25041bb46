import type { Fault } from './fault.ts';
import type { Text } from './text.ts';
import type { Thing, Truth } from './truth.ts';

/** What CodeDeploy puts where, and what it runs meanwhile: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html */
export interface Appspec extends Thing {
  /** As it is written: only `0.0` is valid. */
  readonly version: Text;
  /** Of instances only: `linux` or `windows`. */
  readonly os: Text;
  readonly files: readonly FileCopy[];
  readonly permissions: readonly Thing[];
  /** ECS services and Lambda functions; none where the target is instances. */
  readonly resources: readonly AppspecResource[];
  readonly hooks: readonly Hook[];
  /** Where it is not what CodeDeploy, or its agent on the instances, understands. */
  readonly faults: readonly Fault[];
}

export interface FileCopy extends Thing {
  readonly source: Text;
  readonly destination: Text;
}

/** One resource of an ECS or Lambda deployment; what its type does not have is absent. */
export interface AppspecResource extends Thing {
  /** `AWS::ECS::Service` or `AWS::Lambda::Function`. */
  readonly type: Text;
  /** An ARN, or the placeholder `<TASK_DEFINITION>`. */
  readonly taskDefinition: Text;
  readonly container: { readonly name: Text; readonly port: Text };
  readonly platformVersion: Text;
  readonly name: Text;
  readonly alias: Text;
  readonly currentVersion: Text;
  readonly targetVersion: Text;
}

/** One script of an event on instances, or the Lambda function that an event of ECS or Lambda calls. */
export interface Hook extends Thing {
  /** `AfterInstall` */
  readonly event: string;
  /** A path inside the revision; absent for a function. */
  readonly script: Text;
  /** Is the script in the repository? Unknown where the path is not, or nobody can look. */
  readonly scriptIsThere: Truth;
  /** Is the folder that the path of the script leads into? No for a script beside the appspec: that says nothing of the others. */
  readonly folderIsThere: Truth;
  /** The name or ARN of a function; absent for a script. */
  readonly function: Text;
  readonly timeout: Text;
  readonly runAs: Text;
}
