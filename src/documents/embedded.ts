import { atOffset, type Location } from '../model/location.ts';
import { isHole, join, type Literal, literal, type Text, written } from '../model/text.ts';
import { ALWAYS } from '../model/truth.ts';
import { NOWHERE } from '../model/world.ts';
import { Document, type Segment } from './document.ts';
import { type Dialect, guarded, type Meaning, Node } from './node.ts';
import { ParseError } from './tree.ts';
import { noteRefusal } from './yaml.ts';

const [OPEN, CLOSE] = ['\uE000', '\uE001']; // private characters: plain text to a YAML parser, and nobody writes them

/**
 * Read the text at a node as a document of its own; what is a hole outside is a hole inside, and all places lead home.
 * A text of one line that is no JSON is a path or a name: it is left as text, for the caller to follow.
 */
export function embedded(node: Node, dialect: Dialect): Node {
  const holes: Text[] = [];
  const inner = withHoles(dialect, holes);
  const meanings = node.meanings.flatMap((meaning): readonly Meaning[] => {
    const { at, when } = meaning;
    if ('hidden' in meaning) return [meaning];
    if ('tree' in meaning && meaning.tree && meaning.tree.kind !== 'text') {
      return guarded(Node.of(dialect, meaning.tree, at).meanings, when); // not a text at all: an object where AWS takes both
    }
    const text = new Node(node.dialect, at, [{ ...meaning, when: ALWAYS }]).text();
    if (text.in(NOWHERE).state === 'absent') return [{ when, at, tree: undefined }];
    const document = read(text, holes);
    if (document instanceof Document) return guarded(inner.resolve(document.root, document.at('')), when);
    return [document === undefined ? { when, at, text } : { when, at, hidden: { at, text: document } }];
  });
  return new Node(inner, node.at, meanings, node.when);
}

/** A text with a mark for each of its holes, which is added to `holes`, and where its pieces stand. */
export function marked(text: Text, holes: Text[]): { source: string; segments: Segment[] } {
  const segments: Segment[] = [];
  let source = '';
  for (const part of flat(text)) {
    segments.push({ start: source.length, at: part.at });
    source += 'literal' in part ? part.literal : markOf(part, holes);
  }
  return { source, segments };
}

/** What stands for a hole in a text that a parser reads. */
export const markOf = (hole: Text, holes: Text[]): string => `${OPEN}${holes.push(hole) - 1}${CLOSE}`;

/** The document, or why there is none to see; nothing for a text of one line. */
function read(text: Text, holes: Text[]): Document | string | undefined {
  const { source, segments } = marked(text, holes);
  const plain = /^\s*%7B/i.test(source) ? decoded(source) : undefined; // a policy as IAM's API gives it
  if (plain === undefined && !/\n|^\s*[[{]/.test(source)) return undefined;
  try {
    return plain === undefined ? Document.embedded(source, text.at, segments) : Document.embedded(plain, text.at, []);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    noteRefusal();
    return `does not parse as a document: ${error.message}`;
  }
}

function decoded(source: string): string | undefined {
  try {
    return decodeURIComponent(source);
  } catch {
    return undefined;
  }
}

/** Literal pieces as they are; whatever depends on a world stays whole. */
function flat(text: Text): (Literal | Text)[] {
  if (text.parts) return text.parts.flatMap(flat);
  const fact = text.in(NOWHERE);
  if (fact.state !== 'known' || literal(fact.value) === undefined) return [text];
  return fact.value.filter((piece): piece is Literal => !isHole(piece));
}

/** The dialect, in which a mark is the hole again that it stands for. */
export const withHoles = (dialect: Dialect, holes: readonly Text[]): Dialect => ({
  ...dialect,
  keyText: (key, at) => (key.includes(OPEN) ? filled(key, at, holes) : dialect.keyText(key, at)),
  resolve(tree, at) {
    if (tree.kind !== 'text' || !tree.text.includes(OPEN)) return dialect.resolve(tree, at);
    return [{ when: ALWAYS, at, text: filled(tree.text, at, holes) }];
  },
});

/** The text with its holes put back. */
function filled(text: string, at: Location, holes: readonly Text[]): Text {
  let offset = 0;
  const parts = text.split(/\uE000(\d+)\uE001/).map((part, i): Text => {
    const hole = i % 2 ? holes[Number(part)] : undefined;
    const source = i % 2 ? `${OPEN}${part}${CLOSE}` : part;
    const piece = hole ?? written(atOffset(at, offset), source);
    offset += source.length;
    return piece;
  });
  return join(
    at,
    parts.filter((part) => part.in(NOWHERE).state !== 'known' || part.parts || !isEmpty(part)),
  );
}

function isEmpty(text: Text): boolean {
  const fact = text.in(NOWHERE);
  return fact.state === 'known' && literal(fact.value) === '';
}
