import { lastAt, type Segment } from '../../documents/document.ts';
import { markOf } from '../../documents/embedded.ts';
import type { Location } from '../../model/location.ts';
import type { Text } from '../../model/text.ts';
import { NOWHERE, type Note } from '../../model/world.ts';

/** A text that is put together from pieces of a shell text: what the programs get to see, with each piece still in its place. */
export class Weave {
  readonly segments: Segment[] = [];
  /** Of the text so far. */
  length = 0;
  readonly #pieces: string[] = [];

  constructor(readonly holes: Text[]) {}

  literal(text: string, at: Location): void {
    if (text === '') return;
    this.segments.push({ start: this.length, at });
    this.#pieces.push(text);
    this.length += text.length;
  }

  /** All of it, once everything is woven in. */
  get text(): string {
    return this.#pieces.join('');
  }

  /** What is woven in from here on, until it is asked for: to cut it out of all of it, again and again, would copy that each time. */
  mark(): () => string {
    const first = this.#pieces.length;
    return () => this.#pieces.slice(first).join('');
  }

  hole(hole: Text): void {
    this.literal(markOf(hole, this.holes), hole.at);
  }

  /** Why nobody knows what a mark stands for. */
  noteOf(mark: string): Note | undefined {
    const [, index] = /^\uE000(\d+)\uE001$/.exec(mark) ?? [];
    const fact = index === undefined ? undefined : this.holes[Number(index)]?.in(NOWHERE);
    return fact?.state === 'unknown' ? fact.because[0] : undefined;
  }

  /** Where a character of the text stands. */
  at(offset: number): Location | undefined {
    const segment = lastAt(this.segments, offset);
    return segment && { ...segment.at, offset: (segment.at.offset ?? 0) + offset - segment.start };
  }
}
