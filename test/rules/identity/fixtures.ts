import { indent, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

export const trusting = (principal: string, more = ''): string =>
  `AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: ${principal}, Action: "sts:AssumeRole"${more} }] }`;
export const services = (...names: string[]): string =>
  trusting(`{ Service: [${names.map((name) => `${name}.amazonaws.com`).join(', ')}] }`);

/** A template: what it has in `Resources`. */
export const template = (resources: string): string => `${HEAD}\nResources:\n${indent(2, resources)}\n`;

/** A template with one role that pipelines assume, or as `trust` says, and what else there is. */
export const role = (properties: string, more = '', trust = services('codepipeline')): string =>
  template(`Role:\n  Type: AWS::IAM::Role\n  Properties:\n${indent(4, trust)}\n${indent(4, properties)}\n${more}`);

/** An inline policy; a mark stands on a statement, where it is reported. */
export const policy = (...statements: string[]): string =>
  `Policies:\n  - PolicyName: root\n    PolicyDocument:\n      Version: "2012-10-17"\n      Statement:\n${statements.map((one) => `        - ${one}\n`).join('')}`;

export interface How {
  readonly on?: string;
  readonly more?: string;
}

/** `actions` as JSON or as one name. */
export const allow = (actions: string, mark = '', { on = '"*"', more = '' }: How = {}): string =>
  `{ Effect: Allow, Action: ${/^[[!{]/.test(actions) ? actions : `"${actions}"`}, Resource: ${on}${more && `, ${more}`} }${mark && ` # ${mark}`}`;

/** A role of pipelines that may do this. */
export const may = (actions: string, mark = '', how: How = {}): string => role(policy(allow(actions, mark, how)));

export const managed = (arn: string, mark = ''): string => `ManagedPolicyArns:\n  - ${arn}${mark && ` # ${mark}`}`;
export const ofAws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
export const BOUNDARY = 'PermissionsBoundary: !Ref Given\n';

/** A role with a trust policy of these statements; a mark stands on a statement. */
export const trustedBy = (statements: readonly string[], properties = 'Path: /', more = ''): string =>
  role(
    properties,
    more,
    `AssumeRolePolicyDocument:\n  Version: "2012-10-17"\n  Statement:\n${statements.map((one) => `    - ${one}\n`).join('')}`,
  );

/** GitHub Actions, with conditions. */
export const github = (condition: string, mark = ''): string =>
  `{ Effect: Allow, Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }${condition && `, Condition: ${condition}`} }${mark && ` # ${mark}`}`;
