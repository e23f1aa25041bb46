import { type Location, nameOfOrigin, outermost, type Source, spanOf } from './location.ts';

/** Those of one pointer in one file: nearly always one. */
interface Alike {
  readonly first: Location;
  positions?: Set<string | Source>;
}

/** Places that were seen. A file that several commands run may have been read for each of them: where it stands tells. */
export class Places {
  readonly #seen = new Map<string, Alike>();

  /** Is it the first time that anybody asks of this place? */
  isNew(at: Location): boolean {
    const key = `${nameOfOrigin(outermost(at).origin)} ${at.pointer} ${at.offset ?? ''}`;
    const alike = this.#seen.get(key);
    if (!alike) {
      this.#seen.set(key, { first: at });
      return true;
    }
    if (alike.first.source === at.source) return false;
    alike.positions ??= new Set([positionOf(alike.first)]);
    const position = positionOf(at);
    if (alike.positions.has(position)) return false;
    alike.positions.add(position);
    return true;
  }
}

/** Two documents of one file, or two that are embedded in it, have the same pointers in different lines. */
function positionOf(at: Location): string | Source {
  const start = spanOf(at)?.start;
  return start ? `${start.line}:${start.column}` : at.source;
}
