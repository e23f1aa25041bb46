import type { Buildspec } from './buildspec.ts';
import type { Role } from './identity.ts';
import type { Link } from './link.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';
import type { EnvironmentVariable } from './variable.ts';

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Project.html */
export interface BuildProject extends Thing {
  readonly name: Text;
  readonly sourceType: Text;
  readonly buildspec: Link<Buildspec>;
  readonly image: Text;
  readonly privileged: Text;
  readonly variables: readonly EnvironmentVariable[];
  readonly role: Link<Role>;
}
