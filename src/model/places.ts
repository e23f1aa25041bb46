import { type Location, nameOfOrigin, outermost, spanOf } from './location.ts';

/** Places that were seen. A file that several commands run may have been read for each of them: where it stands tells. */
export class Places {
  readonly #seen = new Map<string, Location[]>();

  /** Is it the first time that anybody asks of this place? */
  isNew(at: Location): boolean {
    const key = `${nameOfOrigin(outermost(at).origin)} ${at.pointer} ${at.offset ?? ''}`;
    const others = this.#seen.get(key);
    if (!others) this.#seen.set(key, [at]);
    else if (others.some((one) => isSame(one, at))) return false;
    else others.push(at);
    return true;
  }
}

/** Two documents of one file, or two that are embedded in it, have the same pointers in different lines. */
function isSame(one: Location, other: Location): boolean {
  if (one.source === other.source) return true;
  const [first, second] = [spanOf(one)?.start, spanOf(other)?.start];
  return first !== undefined && first.line === second?.line && first.column === second.column;
}
