import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** Machines that builds run on: https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Fleet.html */
export interface Fleet extends Thing {
  readonly name: Text;
  readonly environmentType: Text;
  readonly computeType: Text;
  /** An image of the user's own. */
  readonly image: Text;
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ReportGroup.html */
export interface ReportGroup extends Thing {
  readonly name: Text;
  /** `TEST` or `CODE_COVERAGE`. */
  readonly type: Text;
  /** `S3` or `NO_EXPORT`. */
  readonly exports: Text;
  readonly encryptionDisabled: Text;
}
