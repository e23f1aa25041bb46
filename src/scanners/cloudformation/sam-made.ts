import { Node } from '../../documents/node.ts';
import { listTree, mapTree, put, type Tree, textTree } from '../../documents/tree.ts';
import { ALWAYS, type Truth } from '../../model/truth.ts';

/** A plain resource that a serverless one stands for; `properties` are in a place of the user's own template. */
export interface Expanded {
  readonly id: string;
  readonly type: string;
  readonly properties: Node;
  readonly updatePolicy?: Node;
  /** Another name that a `Ref` may say: `Function.Alias`. */
  readonly also?: string;
}

/** Data to make a tree of; a node stays in its own place. */
export type Data = string | Node | readonly Data[] | { readonly [key: string]: Data | undefined };

/** A node that nobody wrote, in the place of what it is made for. */
export function made({ dialect }: Node, data: Data, at: Node['at'], when: Truth = ALWAYS): Node {
  const tree = (one: Data): Tree => {
    if (typeof one === 'string') return textTree(one, false);
    if (one instanceof Node) {
      const stand = textTree('', false);
      dialect.stands?.set(stand, one);
      return stand;
    }
    if (isList(one)) return listTree(-1, '', one.map(tree));
    const map = mapTree();
    for (const [name, value] of Object.entries(one)) if (value !== undefined) put(map, name, -1, tree(value));
    return map;
  };
  return new Node(dialect, at, dialect.resolve(tree(data), at), when);
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

export const reference = (id: string): Data => ({ Ref: id });
export const attribute = (id: string, name: string): Data => ({ 'Fn::GetAtt': [id, name] });
