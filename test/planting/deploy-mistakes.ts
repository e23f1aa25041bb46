import type { Delivery, KindOfDeploy, Tree } from './deploys.ts';

/** Values by the path to them, `resources.Group.Properties`; what is undefined is taken out. */
export type Edit = Readonly<Record<string, Tree[string] | undefined>>;

/** What somebody writes in passing into a delivery, what is to be said of it, and another way that is right. */
export interface DeployMistake {
  readonly name: string;
  readonly rule: string;
  /** Where it can be made; everywhere when left out. */
  readonly kinds?: readonly KindOfDeploy[];
  readonly forms?: RegExp;
  readonly edit: Edit;
  /** The one line that the finding stands in, or in front of. */
  readonly at: RegExp;
  /** What else is true, and said elsewhere. */
  readonly also?: readonly (readonly [rule: string, at: RegExp])[];
  readonly mend?: Edit;
}

export const IN_TEMPLATES = /template|CDK/;

/** The delivery with something else in it. */
export function edited(delivery: Delivery, edit: Edit): Delivery {
  const copy = structuredClone(delivery) as unknown as Tree;
  for (const [path, value] of Object.entries(edit)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent = steps.reduce<Tree | undefined>((tree, step) => tree?.[step] as Tree | undefined, copy);
    if (!parent) throw new Error(`${path} leads nowhere`);
    if (value === undefined) delete parent[last];
    else parent[last] = structuredClone(value);
  }
  return copy as unknown as Delivery;
}
