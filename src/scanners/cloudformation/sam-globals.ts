import { Node } from '../../documents/node.ts';
import { listTree, type MapTree, mapTree, put, type Tree } from '../../documents/tree.ts';
import { below, type Location } from '../../model/location.ts';
import { ALWAYS } from '../../model/truth.ts';
import { intrinsic } from './intrinsic.ts';

/** A tree and where it stands in the user's template. */
interface Placed {
  readonly tree: Tree;
  readonly at: Location;
}

/**
 * The properties of a resource, with those of `Globals` where they say nothing: maps merge, lists append, what is an
 * intrinsic function is overridden like any scalar. What came from `Globals` keeps its place there.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(globals: Node, resource: Node): Node {
  const [usual, own] = [mapOf(globals), mapOf(resource.key('Properties'))];
  const properties = resource.key('Properties');
  if (!usual) return properties;
  const ignored = resource.key('IgnoreGlobals');
  if (ignored.plain() === '*') return properties;
  const names = new Set(ignored.items().map((name) => name.plain()));
  const kept: MapTree = { ...usual.tree, entries: new Map([...usual.tree.entries].filter(([name]) => !names.has(name))) };
  const at = own?.at ?? below(resource.at, 'Properties');
  const merged = mergeMaps({ tree: kept, at: usual.at }, own ?? { tree: mapTree(), at }, resource);
  return new Node(resource.dialect, at, [{ when: ALWAYS, at, tree: merged }], resource.when);
}

/** A map that is the same in every world. */
function mapOf(node: Node): { tree: MapTree; at: Location } | undefined {
  const [only] = node.meanings;
  return only && node.meanings.length === 1 && 'tree' in only && only.tree?.kind === 'map' ? { tree: only.tree, at: only.at } : undefined;
}

function merge(usual: Placed, own: Placed, home: Node): Tree {
  if (intrinsic(usual.tree) || intrinsic(own.tree)) return own.tree;
  if (usual.tree.kind === 'map' && own.tree.kind === 'map') {
    return mergeMaps({ tree: usual.tree, at: usual.at }, { tree: own.tree, at: own.at }, home);
  }
  if (usual.tree.kind !== 'list' || own.tree.kind !== 'list') return own.tree;
  const moved = (list: readonly Tree[], at: Location): Tree[] => list.map((tree, i) => settle({ tree, at: below(at, String(i)) }, home));
  return listTree(own.tree.start, '', [...moved(usual.tree.items, usual.at), ...moved(own.tree.items, own.at)]);
}

function mergeMaps(usual: Placed & { tree: MapTree }, own: Placed & { tree: MapTree }, home: Node): MapTree {
  const merged = mapTree(own.tree.start);
  for (const [name, { start, value }] of usual.tree.entries) {
    const there = own.tree.entries.get(name);
    const placed = { tree: value, at: below(usual.at, name) };
    const tree = there ? merge(placed, { tree: there.value, at: below(own.at, name) }, home) : settle(placed, home);
    put(merged, name, there?.start ?? start, tree);
  }
  for (const [name, { start, value }] of own.tree.entries) if (!merged.entries.has(name)) put(merged, name, start, value);
  return merged;
}

/** The tree keeps its own place, wherever it is put. */
function settle({ tree, at }: Placed, { dialect }: Node): Tree {
  if (!dialect.stands?.has(tree)) dialect.stands?.set(tree, Node.of(dialect, tree, at));
  return tree;
}
