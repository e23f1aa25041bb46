/** What one statement of a managed policy of AWS grants on every resource. */
export interface Grant {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  /** The services that it lets pass a role to; any where it names none. */
  readonly passedTo: readonly string[];
}

/** A policy a line; `name grant|grant`, a grant `action,action`, `!action,action` or `action,action>service,service`. */
const TABLE = `
AdministratorAccess *
AdministratorAccess-Amplify iam:PassRole
IAMFullAccess iam:*
`;

/** The grants of a policy by its name; none where it grants nothing that matters. */
export function awsManaged(name: string): readonly Grant[] {
  policies ??= new Map(
    TABLE.trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  return (policies.get(name)?.split('|') ?? []).map((grant) => {
    const [actions = '', services] = grant.split('>');
    const list = actions.replace('!', '').split(',');
    const negative = actions.startsWith('!');
    return { actions: negative ? [] : list, notActions: negative ? list : [], passedTo: services?.split(',') ?? [] };
  });
}

let policies: ReadonlyMap<string, string> | undefined;
