import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document as YamlDocument } from 'yaml';
import { isNothing, listTree, MOST_ALIASED, mapTree, put, type Tree, textTree } from './tree.ts';
import { failAt, local } from './yaml.ts';

/**
 * Every document of a text by the `yaml` package: slower than the events of js-yaml, and more forgiving.
 * @throws ParseError with the place of the first error; the words of the message are the parser's, never the text's.
 */
export function parseTolerantly(source: string): Tree[] {
  const documents = parseAllDocuments(source, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  return documents
    .map((document) => {
      const [error] = document.errors;
      if (error) failAt(source, error.pos[0], error.message.replace(/:.*$/s, ''));
      return new Reader(source, document as YamlDocument).read(document.contents);
    })
    .filter((tree) => !isNothing(tree));
}

interface Seen {
  readonly tree: Tree;
  readonly nodes: number;
}

class Reader {
  readonly #seen = new Map<unknown, Seen | 'being read'>();
  #aliased = 0;
  #nodes = 0;

  constructor(
    readonly source: string,
    readonly document: YamlDocument,
  ) {}

  read(node: unknown): Tree {
    if (isAlias(node)) return this.#alias(node.range?.[0] ?? 0, node.resolve(this.document));
    this.#nodes += 1;
    if (isScalar(node)) {
      const [start = -1, end = -1] = node.range ?? [];
      const plain = node.type === 'PLAIN';
      const from = node.type?.startsWith('BLOCK') ? this.source.indexOf('\n', start) + 1 : start; // past `|-`, as js-yaml has it
      const tree = textTree(
        plain ? (node.source ?? '') : String(node.value ?? ''),
        plain && node.tag !== 'tag:yaml.org,2002:str',
        from,
        end,
        local(node.tag ?? ''),
      );
      this.#seen.set(node, { tree, nodes: 1 });
      return tree;
    }
    if (!isMap(node) && !isSeq(node)) return textTree('', true);
    const [start = -1, end = -1] = node.range ?? [];
    const before = this.#nodes;
    this.#seen.set(node, 'being read');
    const tree = isMap(node) ? mapTree(start, local(node.tag ?? '')) : listTree(start, local(node.tag ?? ''));
    tree.end = end;
    if (isMap(node) && tree.kind === 'map') {
      for (const { key, value } of node.items) {
        const [name, from] = isScalar(key)
          ? [key.type === 'PLAIN' ? (key.source ?? '') : String(key.value), key.range?.[0] ?? start]
          : ['', start];
        put(tree, name, from, this.read(value));
      }
    } else if (isSeq(node) && tree.kind === 'list') for (const item of node.items) tree.items.push(this.read(item));
    this.#seen.set(node, { tree, nodes: this.#nodes - before });
    return tree;
  }

  #alias(offset: number, node: unknown): Tree {
    const seen = this.#seen.get(node);
    if (!seen || seen === 'being read') return failAt(this.source, offset, 'an alias refers to an anchor that is not there, or to itself');
    this.#aliased += seen.nodes;
    this.#nodes += seen.nodes;
    if (this.#aliased > MOST_ALIASED) failAt(this.source, offset, `aliases expand to more than ${MOST_ALIASED} nodes`);
    return seen.tree;
  }
}
