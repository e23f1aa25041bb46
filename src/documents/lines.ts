import type { Position } from '../model/location.ts';

/** Finds the line and column of an offset. The documents of one file share it, and it looks only when it is asked. */
export class Lines {
  #starts: number[] | undefined;

  constructor(readonly text: string) {}

  position(offset: number): Position {
    this.#starts ??= startsOf(this.text);
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low, column: offset - (this.#starts[low] ?? 0) };
  }
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
