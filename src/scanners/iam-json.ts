import { api, Node } from '../documents/node.ts';
import type { MapTree, Tree } from '../documents/tree.ts';
import { below } from '../model/location.ts';
import { oncePer } from '../model/once-per.ts';
import { ALWAYS, lazily, NEVER } from '../model/truth.ts';
import { type Elsewhere, withElsewhere } from './elsewhere.ts';
import { readPolicy, readRole } from './iam.ts';
import type { Linker } from './linker.ts';
import type { Context } from './reader.ts';
import type { Scanner } from './scanner.ts';

/** `get-role` and its kin say who may assume a role, and nothing of what it may do. */
const POLICIES: Elsewhere = {
  keys: ['RolePolicyList', 'AttachedManagedPolicies'],
  text: 'this answer does not show the policies of the role',
  settle: 'scan the answer of aws iam get-account-authorization-details too',
};
const hasPolicies = (tree: Tree): boolean => tree.kind === 'map' && POLICIES.keys.some((key) => tree.entries.has(key));

/** The ARNs of the roles whose policies some answer shows: known when everything is read. */
const shownIn = oncePer((_: Linker) => new Set<string>());

const of = (root: MapTree, key: string): Tree | undefined => root.entries.get(key)?.value;
const isMapWith = (tree: Tree | undefined, ...keys: readonly string[]): boolean =>
  tree?.kind === 'map' && keys.every((key) => tree.entries.has(key));
const isListWith = (tree: Tree | undefined, ...keys: readonly string[]): boolean =>
  tree?.kind === 'list' && tree.items.some((item) => isMapWith(item, ...keys));

/** A policy document and nothing else: it says of nobody that he has it. */
export const isPolicyAlone = (root: Tree): boolean =>
  root.kind === 'map' &&
  [...root.entries.keys()].every((key) => /^(Version|Id|Statement)$/.test(key)) &&
  (isMapWith(of(root, 'Statement'), 'Effect') || isListWith(of(root, 'Statement'), 'Effect'));

/** Policies and roles as files and as answers of `aws iam`. */
export const iam: Scanner = {
  name: 'iam',
  accepts: ({ root }) =>
    root.kind === 'map' &&
    (isPolicyAlone(root) ||
      isMapWith(of(root, 'Role'), 'RoleName') ||
      isListWith(of(root, 'Roles'), 'RoleName', 'AssumeRolePolicyDocument') ||
      isMapWith(root, 'RoleName', 'PolicyName', 'PolicyDocument') ||
      isMapWith(root, 'RoleName', 'AssumeRolePolicyDocument') ||
      isMapWith(of(root, 'PolicyVersion'), 'Document') ||
      isListWith(of(root, 'AttachedPolicies'), 'PolicyArn') ||
      isListWith(of(root, 'RoleDetailList'), 'RoleName') ||
      isListWith(of(root, 'Policies'), 'PolicyVersionList')), // of an answer in pages, the last may have no more roles
  scan(document, { linker, context }) {
    const { root } = document;
    if (root.kind !== 'map') return;
    const told: Context = { linker, context, path: [], references: [] };
    const at = (tree: Tree | undefined, ...keys: readonly string[]): Node => Node.of(api, tree, keys.reduce(below, document.at('')));
    const each = (key: string): [Tree, string][] => {
      const list = of(root, key);
      return list?.kind === 'list' ? list.items.map((item, i) => [item, String(i)]) : [];
    };
    const role = (tree: Tree, ...keys: readonly string[]): void => {
      const node = at(tree, ...keys);
      const arn = node.prop('Arn').plain();
      const shown = shownIn(linker);
      if (hasPolicies(tree)) {
        if (arn !== undefined) shown.add(arn);
        readRole(node, told);
      } else {
        const isShown = lazily(() => (arn !== undefined && shown.has(arn) ? NEVER : ALWAYS)); // by another answer, and more of it
        readRole(withElsewhere(node, POLICIES).under(isShown), told);
      }
    };
    for (const key of ['Roles', 'RoleDetailList']) for (const [tree, i] of each(key)) role(tree, key, i);
    for (const [tree, i] of each('Policies')) readPolicy(at(tree, 'Policies', i), told);
    const only = of(root, 'Role');
    if (only) role(only, 'Role');
    if (root.entries.has('AssumeRolePolicyDocument')) role(root);
    if (root.entries.has('PolicyVersion')) readPolicy(at(of(root, 'PolicyVersion'), 'PolicyVersion'), told);
    if (root.entries.has('PolicyDocument') || root.entries.has('Statement')) readPolicy(at(root), told);
  },
};
