import type { Link } from './link.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Parameter.html */
export interface SsmParameter extends Thing {
  readonly name: Text;
  /** `String`, `StringList`, `SecureString`; a template cannot make the last. */
  readonly type: Text;
  readonly value: Text;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export interface Secret extends Thing {
  readonly name: Text;
  /** `SecretString`: written out. */
  readonly value: Text;
  /** Made by Secrets Manager, which shows it to nobody. */
  readonly generated: readonly Thing[];
  /** `RotationEnabled`, which only an account says. */
  readonly rotates: Text;
  /** What names it and rotates it: known only when everything is read. */
  readonly rotations: () => readonly RotationSchedule[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html */
export interface RotationSchedule extends Thing {
  readonly secret: Link<Secret>;
}
