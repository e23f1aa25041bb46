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
 * Every document of a text by the `yaml` package: slower than the events of js-yaml, and more forgiving. Quoted texts whose
 * next lines are not indented, which YAML forbids and CloudFormation takes, are read too.
 * @throws ParseError with the place of the first error
 */
export function parseTolerantly(source: string): Tree[] {
  const { documents, decoded } = unfolded(source);
  const builder = new Builder(source);
  for (const { errors, contents } of documents) {
    const [error] = errors;
    if (error) failAt(source, error.pos[0], WORDS[error.code] ?? error.message.replace(/(?<=\S): .*$/s, '')); // what follows may quote
    builder.document();
    tell(builder, contents, decoded);
  }
  return builder.roots.filter((tree) => !isNothing(tree));
}

const documentsOf = (text: string) => parseAllDocuments(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });

/** Each mended text costs another parse: characters that are parsed for it at most. */
const MOST_READ = 20_000_000;

/** What each mended text says, by where its quote stands. */
type Decoded = ReadonlyMap<number, string>;

/**
 * The documents of a text; where they are none, those of the same text, as long as before, with the lines of each quoted
 * text that is not indented enough made one. The first ones, with their error, where that does not make it YAML.
 */
function unfolded(source: string): { documents: ReturnType<typeof documentsOf>; decoded: Decoded } {
  const decoded = new Map<number, string>();
  const documents = documentsOf(source);
  let [text, mended] = [source, documents];
  while (decoded.size * source.length < MOST_READ) {
    const error = mended.flatMap(({ errors }) => errors.slice(0, 1))[0];
    if (!error) return { documents: mended, decoded };
    const quote = error.code === 'MISSING_CHAR' ? /^Missing closing (['"])quote$/.exec(error.message)?.[1] : undefined;
    const [start, end] = (quote && quoted(text, quote, error.pos[0])) || [];
    if (start === undefined || end === undefined || decoded.has(start)) break;
    const raw = text.slice(start, end);
    const value: unknown = documentsOf(`- ${raw.replace(/\n/g, '\n  ')}`)[0]?.get(0);
    if (typeof value !== 'string') break;
    decoded.set(start, value);
    text = text.slice(0, start) + raw.replace(/[\r\n]/g, ' ') + text.slice(end);
    mended = documentsOf(text);
  }
  return { documents, decoded: new Map() };
}

/** From its opening to its closing quote: the text that was still open at an offset. */
function quoted(text: string, quote: string, offset: number): [number, number] | undefined {
  const inside = quote === '"' ? /\\[\s\S]|"/g : /''|'/g;
  const start = text.slice(0, offset).search(quote === '"' ? /"(?:\\[\s\S]|[^"\\])*$/ : /'(?:''|[^'])*$/);
  if (start < 0) return undefined;
  inside.lastIndex = start + 1;
  for (let found = inside.exec(text); found; found = inside.exec(text)) if (found[0] === quote) return [start, inside.lastIndex];
  return undefined;
}

/** Say what a node holds, in the order of the text. */
function tell(builder: Builder, node: unknown, decoded: Decoded): void {
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
      tell(builder, key, decoded);
      tell(builder, value, decoded);
    }
    builder.close();
  } else if (isSeq(node)) {
    builder.list(start, properties);
    for (const item of node.items) tell(builder, item, decoded);
    builder.close();
  } else if (!isScalar(node) || start === end) builder.empty(properties);
  else if (node.type?.startsWith('BLOCK')) {
    const line = builder.source.indexOf('\n', start) + 1; // where js-yaml has it
    builder.block(node.source ?? '', line ? Math.min(line, end) : end, end, properties);
  } else builder.scalar(decoded.get(start) ?? node.source ?? '', node.type === 'PLAIN', start, end, properties);
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
