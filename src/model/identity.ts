import type { Link, Use } from './link.ts';
import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** Whose policies count: those of the delivery system, or all, also of files that are a policy and nothing else. */
export type IamScope = 'delivery' | 'all';

export interface Role extends Thing {
  readonly name: Text;
  /** Texts that are its ARN, each as far as it is known: what one leaves open another may say. */
  readonly arns: () => readonly Text[];
  /** Who may assume it. */
  readonly trust: readonly Statement[];
  /** Written into the role, or attached to it by another resource. */
  readonly policies: () => readonly Policy[];
  /** ARNs of managed policies. */
  readonly managed: readonly ManagedPolicy[];
  /** Its ARN is absent where there is none. */
  readonly boundary: ManagedPolicy;
  /** Who works with it, and as what: filled by the linker. */
  readonly users: () => readonly Use[];
  /** Does it count only where it belongs to the delivery system, or whatever it is for? */
  readonly scope: IamScope;
  /** Of a policy that nobody in sight has: this stands for whoever may have it. */
  readonly holds?: Policy;
}

/** Who gives tokens by which builds are known: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html */
export interface IdentityProvider extends Thing {
  /** `https://token.actions.githubusercontent.com` */
  readonly url: Text;
}

export interface ManagedPolicy extends Thing {
  readonly arn: Text;
  /** Where the policy itself is in scope. */
  readonly policy: Link<Policy>;
}

export interface Policy extends Thing {
  readonly name: Text;
  /** The roles that it says it is attached to; none where it stands in a role. */
  readonly roles?: readonly Text[];
  readonly statements: readonly Statement[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement extends Thing {
  readonly sid: Text;
  /** That of the policy language: absent means `2008-10-17`. */
  readonly version: Text;
  readonly effect: Text;
  readonly actions: readonly Term[];
  readonly notActions: readonly Term[];
  readonly resources: readonly Term[];
  readonly notResources: readonly Term[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

/** One of a list that AWS also takes alone. */
export interface Term extends Thing {
  readonly text: Text;
}

export interface Principal extends Thing {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for everybody. */
  readonly kind: string;
  readonly text: Text;
}

export interface Condition extends Thing {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Term[];
}
