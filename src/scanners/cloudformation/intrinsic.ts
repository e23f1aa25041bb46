import type { Tree } from '../../documents/tree.ts';

export interface Intrinsic {
  /** Always long: `Fn::Sub`. */
  readonly name: string;
  readonly arg: Tree;
  /** From the tree to the argument: '' for `!Sub x`. */
  readonly path: string;
}

/** `!Sub x`, `{ Fn::Sub: x }` and, in conditions, `{ Condition: x }` are one thing. */
export function intrinsic(tree: Tree): Intrinsic | undefined {
  if (tree.tag)
    return {
      name: /^!(Ref|Condition)$/.test(tree.tag) ? tree.tag.slice(1) : `Fn::${tree.tag.slice(1)}`,
      arg: { ...tree, tag: '' },
      path: '',
    };
  if (tree.kind !== 'map' || tree.entries.size !== 1) return undefined;
  for (const [name, { value }] of tree.entries) {
    if (/^Ref$|^Fn::(?!ForEach::)/.test(name)) return { name, arg: value, path: name };
  }
  return undefined;
}

/** Keys that stand for other keys, which only CloudFormation knows. */
export const hidesKeys = (key: string): boolean => key === 'Fn::Transform' || key.startsWith('Fn::ForEach::');

/** The literals that conditions hold each parameter against. A tree that several aliases share is looked at once. */
export function comparisons(root: Tree | undefined): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const seen = new Set<Tree>();
  const visit = (tree: Tree): void => {
    if (seen.has(tree)) return;
    seen.add(tree);
    const fn = intrinsic(tree);
    if (fn?.name === 'Fn::Equals' && fn.arg.kind === 'list') {
      const [name] = fn.arg.items.flatMap((side) => referred(side) ?? []);
      const words = fn.arg.items.flatMap((side) => (side.kind === 'text' && !side.tag ? side.text : []));
      if (name) found.set(name, new Set([...(found.get(name) ?? []), ...words]));
    }
    if (tree.kind === 'map') for (const { value } of tree.entries.values()) visit(value);
    if (tree.kind === 'list') for (const item of tree.items) visit(item);
  };
  if (root) visit(root);
  return found;
}

function referred(tree: Tree): string | undefined {
  const fn = intrinsic(tree);
  return fn?.name === 'Ref' && fn.arg.kind === 'text' ? fn.arg.text : undefined;
}
