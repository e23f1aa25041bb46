import { type ErrorCode, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { Builder, type Properties } from './builder.ts';
import { failAt, isNothing, TOO_DEEP, type Tree } from './tree.ts';

/** Our words for the errors whose own ones quote the text. */
const WORDS: Partial<Record<ErrorCode, string>> = {
  BAD_DIRECTIVE: 'a directive that YAML does not know',
  BAD_DQ_ESCAPE: 'an escape that YAML does not know in a quoted text',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAG_RESOLVE_FAILED: 'a tag that cannot be resolved',
};

/**
 * Every document of a text by the `yaml` package: slower than the events of js-yaml, and more forgiving.
 * @throws ParseError with the place of the first error
 */
export function parseTolerantly(source: string): Tree[] {
  const builder = new Builder(source);
  for (const { errors, contents } of parseAllDocuments(source, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false })) {
    const [error] = errors;
    if (error) failAt(source, error.pos[0], WORDS[error.code] ?? error.message.replace(/(?<=\S): .*$/s, '')); // what follows may quote
    builder.document();
    tell(builder, contents);
  }
  return builder.roots.filter((tree) => !isNothing(tree));
}

/** Say what a node holds, in the order of the text. */
function tell(builder: Builder, node: unknown): void {
  if (isAlias(node)) {
    const [start = 0, end = 0] = node.range ?? [];
    builder.alias(node.source, start, end);
    return;
  }
  const properties = propertiesOf(builder.source, node);
  const [start = 0, end = 0] = isNode(node) ? (node.range ?? []) : [];
  if (isMap(node)) {
    builder.map(start, properties);
    for (const { key, value } of node.items) {
      tell(builder, key);
      tell(builder, value);
    }
    builder.close();
  } else if (isSeq(node)) {
    builder.list(start, properties);
    for (const item of node.items) tell(builder, item);
    builder.close();
  } else if (!isScalar(node) || start === end) builder.empty(properties);
  else if (node.type?.startsWith('BLOCK')) {
    const line = builder.source.indexOf('\n', start) + 1; // where js-yaml has it
    builder.block(node.source ?? '', line ? Math.min(line, end) : end, end, properties);
  } else builder.scalar(node.source ?? '', node.type === 'PLAIN', start, end, properties);
}

interface Ranged {
  readonly range?: readonly [number, number, number] | null;
  readonly tag?: string;
  readonly anchor?: string;
}

const isNode = (node: unknown): node is Ranged => isMap(node) || isSeq(node) || isScalar(node);

function propertiesOf(source: string, node: unknown): Properties {
  const { tag = '', anchor = '', range } = isNode(node) ? node : {};
  if (!tag && !anchor) return { tag, anchor, end: -1 };
  let end = range?.[0] ?? 0;
  while (/\s/.test(source[end - 1] ?? '')) end--;
  return { tag, anchor, end };
}
