import { api, Node } from '../documents/node.ts';
import { type MapTree, mapTree, type Tree, textTree } from '../documents/tree.ts';
import { below } from '../model/location.ts';
import { ALWAYS } from '../model/truth.ts';
import { readPolicy, readRole } from './iam.ts';
import type { Context } from './reader.ts';
import type { Scanner } from './scanner.ts';

/** What one kind of answer leaves to another call: as hidden as anything that nobody has read. */
const ELSEWHERE = textTree('', true);

/** `get-role` and its kin say who may assume a role, and nothing of what it may do. */
function roleAlone(tree: Tree): Tree {
  if (tree.kind !== 'map' || tree.entries.has('RolePolicyList') || tree.entries.has('AttachedManagedPolicies')) return tree;
  const whole = { ...mapTree(tree.start), end: tree.end, entries: new Map(tree.entries) };
  for (const key of ['RolePolicyList', 'AttachedManagedPolicies']) whole.entries.set(key, { start: -1, value: ELSEWHERE });
  return whole;
}

const answer: typeof api = {
  ...api,
  resolve: (tree, at) =>
    tree === ELSEWHERE
      ? [{ when: ALWAYS, at, hidden: { at, text: 'this answer does not show the policies of the role', settle: GAAD } }]
      : api.resolve(tree, at),
};
const GAAD = 'scan the answer of aws iam get-account-authorization-details too';

const of = (root: MapTree, key: string): Tree | undefined => root.entries.get(key)?.value;
const isMapWith = (tree: Tree | undefined, ...keys: readonly string[]): boolean =>
  tree?.kind === 'map' && keys.every((key) => tree.entries.has(key));
const isListWith = (tree: Tree | undefined, ...keys: readonly string[]): boolean =>
  tree?.kind === 'list' && tree.items.some((item) => isMapWith(item, ...keys));

/** A policy document and nothing else. */
const isDocument = (root: MapTree): boolean =>
  [...root.entries.keys()].every((key) => /^(Version|Id|Statement)$/.test(key)) &&
  (isMapWith(of(root, 'Statement'), 'Effect') || isListWith(of(root, 'Statement'), 'Effect'));

/** Policies and roles as files and as answers of `aws iam`. */
export const iam: Scanner = {
  name: 'iam',
  accepts: ({ root }) =>
    root.kind === 'map' &&
    (isDocument(root) ||
      isMapWith(of(root, 'Role'), 'RoleName') ||
      isListWith(of(root, 'Roles'), 'RoleName', 'AssumeRolePolicyDocument') ||
      isMapWith(root, 'RoleName', 'PolicyName', 'PolicyDocument') ||
      isMapWith(root, 'RoleName', 'AssumeRolePolicyDocument') ||
      isMapWith(of(root, 'PolicyVersion'), 'Document') ||
      isListWith(of(root, 'AttachedPolicies'), 'PolicyArn') ||
      isListWith(of(root, 'RoleDetailList'), 'RoleName')),
  scan(document, { linker, context }) {
    const { root } = document;
    if (root.kind !== 'map') return;
    const told: Context = { linker, context, path: [], references: [] };
    const at = (tree: Tree | undefined, ...keys: readonly string[]): Node => Node.of(answer, tree, keys.reduce(below, document.at('')));
    const each = (key: string): [Tree, string][] => {
      const list = of(root, key);
      return list?.kind === 'list' ? list.items.map((item, i) => [item, String(i)]) : [];
    };
    for (const key of ['Roles', 'RoleDetailList']) for (const [tree, i] of each(key)) readRole(at(roleAlone(tree), key, i), told);
    for (const [tree, i] of each('Policies')) readPolicy(at(tree, 'Policies', i), told);
    const role = of(root, 'Role');
    if (role) readRole(at(roleAlone(role), 'Role'), told);
    if (root.entries.has('AssumeRolePolicyDocument')) readRole(at(roleAlone(root)), told);
    if (root.entries.has('PolicyVersion')) readPolicy(at(of(root, 'PolicyVersion'), 'PolicyVersion'), told);
    if (root.entries.has('PolicyDocument') || root.entries.has('Statement')) readPolicy(at(root), told);
  },
};
