import { lastAt, type Segment } from '../../documents/document.ts';
import { marked } from '../../documents/embedded.ts';
import { atOffset, type Location } from '../../model/location.ts';
import type { Text } from '../../model/text.ts';

/** What one shell reads: a script, or the commands of a build, one after the other. */
export interface ShellText {
  /** With a mark for each hole: a template can leave some in the commands of a build. */
  readonly source: string;
  readonly holes: Text[];
  /** The document that the text stands in. */
  readonly host: Location;
  /** Where a character of the source stands. */
  readonly at: (offset: number) => Location;
}

/** The texts one below the other, as one shell runs them; undefined where there are none. */
export function shellText(texts: readonly Text[]): ShellText | undefined {
  const [first] = texts;
  if (!first) return undefined;
  const holes: Text[] = [];
  const segments: Segment[] = [];
  let source = '';
  for (const text of texts) {
    const one = marked(text, holes);
    for (const { start, at } of one.segments) segments.push({ start: source.length + start, at });
    source += `${one.source}\n`;
  }
  const at = (offset: number): Location => {
    const { start = offset, at: from = first.at } = lastAt(segments, offset) ?? {};
    return atOffset(from, (from.offset ?? 0) + offset - start);
  };
  return { source, holes, host: { source: first.at.source, pointer: first.at.pointer }, at };
}
