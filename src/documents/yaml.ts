import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { DEEPEST, isNothing, listTree, type MapTree, MOST_ALIASED, mapTree, ParseError, put, type Tree, textTree } from './tree.ts';

/** A place of a text, zero-based. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1, column: offset - start };
}

export const failAt = (text: string, offset: number, message: string): never => {
  const { line, column } = placeOf(text, Math.max(0, offset));
  throw new ParseError(message, line, column);
};

type Tolerant = (source: string) => Tree[];
let tolerant: Tolerant | undefined;
let refused = 0;

/**
 * Every YAML document of a text, or `[]` for an empty one. js-yaml's events come first; what it refuses, the tolerant
 * parser reads or explains. That one is heavy and is loaded only when somebody needs it: see `loadTolerance`.
 * @throws ParseError
 */
export function parseYaml(source: string): Tree[] {
  try {
    return fromEvents(source);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const deep = /depth/i.test(error.reason);
    if (!deep && tolerant) return tolerant(source);
    throw new ParseError(deep ? `is nested more than ${DEEPEST} deep` : error.reason, error.mark?.line ?? 0, error.mark?.column ?? 0);
  }
}

/** A text inside a document was refused, and the tolerant parser might have read it. */
export function noteRefusal(): void {
  if (!tolerant) refused += 1;
}

/** How many such texts there were. */
export const refusals = (): number => refused;

/** From here on, what js-yaml refuses is read by the tolerant parser. */
export async function loadTolerance(): Promise<void> {
  tolerant ??= (await import('./yaml-tolerant.ts')).parseTolerantly;
}

/** A collection that is being read. */
interface Frame {
  readonly tree: Tree;
  readonly anchor: string;
  key?: { readonly text: string; readonly start: number } | undefined;
  /** Nodes in it, those behind aliases counted each time. */
  nodes: number;
}

interface Anchored {
  readonly tree: Tree;
  readonly nodes: number;
}

function fromEvents(source: string): Tree[] {
  const documents: Tree[] = [];
  let stack: Frame[] = [];
  let anchors = new Map<string, Anchored>(); // filled as things close, so nothing can hold itself
  let aliased = 0;
  let last = 0;
  const slice = (start: number, end: number): string => (start < 0 ? '' : source.slice(start, end));
  const add = (tree: Tree, nodes: number): void => {
    const top = stack.at(-1);
    last = Math.max(last, tree.end);
    if (!top) documents.push(tree);
    else {
      top.nodes += nodes;
      if (top.tree.kind === 'list') top.tree.items.push(tree);
      else if (top.key) {
        put(top.tree as MapTree, top.key.text, top.key.start, tree);
        top.key = undefined;
      } else top.key = { text: tree.kind === 'text' ? tree.text : '', start: tree.start };
    }
  };
  let open = false;
  for (const event of parseEvents(source, { maxDepth: DEEPEST })) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        [stack, anchors, aliased, open] = [[], new Map(), 0, true];
        break;
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const tree = (event.type === EVENT_ID.MAPPING ? mapTree : listTree)(event.start, local(slice(event.tagStart, event.tagEnd)));
        stack.push({ tree, anchor: slice(event.anchorStart, event.anchorEnd), nodes: 1 });
        last = event.start;
        break;
      }
      case EVENT_ID.SCALAR: {
        const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
        const start = event.valueStart < 0 ? last : event.valueStart - quoted;
        const end = event.valueStart < 0 ? last : event.valueEnd + quoted;
        const tag = slice(event.tagStart, event.tagEnd);
        const scalar = textTree(
          getScalarValue(source, event),
          event.style === SCALAR_STYLE.PLAIN && tag !== '!!str',
          start,
          end,
          local(tag),
        );
        if (event.anchorStart >= 0) anchors.set(slice(event.anchorStart, event.anchorEnd), { tree: scalar, nodes: 1 });
        add(scalar, 1);
        break;
      }
      case EVENT_ID.ALIAS: {
        const name = slice(event.anchorStart, event.anchorEnd);
        const found =
          anchors.get(name) ?? failAt(source, event.anchorStart, 'an alias refers to an anchor that is not there, or to itself');
        aliased += found.nodes;
        if (aliased > MOST_ALIASED) failAt(source, event.anchorStart, `aliases expand to more than ${MOST_ALIASED} nodes`);
        last = Math.max(last, event.anchorEnd);
        add(found.tree, found.nodes);
        break;
      }
      case EVENT_ID.POP: {
        const frame = stack.pop();
        if (!frame) {
          if (open && documents.length === 0) documents.push(textTree('', true));
          break; // a document ends
        }
        frame.tree.end = Math.max(last, frame.tree.start + 1);
        if (frame.anchor) anchors.set(frame.anchor, { tree: frame.tree, nodes: frame.nodes });
        add(frame.tree, frame.nodes);
      }
    }
  }
  return documents.filter((tree) => !isNothing(tree));
}

export const local = (tag: string): string => (/^![A-Za-z]/.test(tag) ? tag : '');
