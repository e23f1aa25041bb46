import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { Builder, type Properties } from './builder.ts';
import { DEEPEST, failAt, isNothing, TOO_DEEP, type Tree } from './tree.ts';

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
    const reason = error.reason.replace(/(: | ").*$/s, ''); // what follows quotes the text
    return failAt(source, error.mark?.position ?? 0, deep ? TOO_DEEP : reason);
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

/** Every document of a text by js-yaml alone. @throws ParseError, YAMLException */
export function fromEvents(source: string): Tree[] {
  const builder = new Builder(source);
  for (const event of parseEvents(source, { maxDepth: DEEPEST })) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        builder.document();
        break;
      case EVENT_ID.SEQUENCE:
        builder.list(event.start, propertiesOf(source, event));
        break;
      case EVENT_ID.MAPPING:
        builder.map(event.start, propertiesOf(source, event));
        break;
      case EVENT_ID.SCALAR: {
        const { style, valueStart: start, valueEnd: end } = event;
        const properties = propertiesOf(source, event);
        if (start < 0) builder.empty(properties);
        else if (style === SCALAR_STYLE.PLAIN) builder.scalar(getScalarValue(source, event), true, start, end, properties);
        else if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
          builder.scalar(getScalarValue(source, event), false, start - 1, end + 1, properties);
        else builder.block(getScalarValue(source, event), start, end, properties);
        break;
      }
      case EVENT_ID.ALIAS:
        builder.alias(source.slice(event.anchorStart, event.anchorEnd), event.anchorStart - 1, event.anchorEnd);
        break;
      case EVENT_ID.POP:
        builder.close();
    }
  }
  return builder.roots.filter((tree) => !isNothing(tree));
}

interface Ranges {
  readonly tagStart: number;
  readonly tagEnd: number;
  readonly anchorStart: number;
  readonly anchorEnd: number;
}

const NONE: Properties = { tag: '', anchor: '', end: -1 };

function propertiesOf(source: string, { tagStart, tagEnd, anchorStart, anchorEnd }: Ranges): Properties {
  if (tagStart < 0 && anchorStart < 0) return NONE;
  const slice = (start: number, end: number): string => (start < 0 ? '' : source.slice(start, end));
  return { tag: slice(tagStart, tagEnd), anchor: slice(anchorStart, anchorEnd), end: Math.max(tagEnd, anchorEnd) };
}
