import { placeOf } from '../engine/place.ts';
import { type Location, outermost, type Source } from '../model/location.ts';

/** Characters that go into the hash of a line: it and what follows, so that equal lines in other surroundings differ. */
const BLOCK = 100;
const BASE = 37n;
const MASK = (1n << 64n) - 1n;
const END_OF_FILE = 65535;

/**
 * The value of `primaryLocationLineHash` for each place, as GitHub's upload action computes it where a tool gives none: a
 * rolling hash over the next 100 characters that are no blanks, from the beginning of the line, and which of the lines of
 * that hash it is. https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
 */
export function primaryLocationLineHashes(places: readonly Location[]): (string | undefined)[] {
  const known = new Map<Source, readonly string[]>();
  return places.map((place) => {
    const source = outermost(place);
    if (source.text === undefined) return undefined;
    const hashes = known.get(source) ?? lineHashes(source.text);
    known.set(source, hashes);
    return hashes[placeOf(place).line - 1];
  });
}

/** The hash of every line of a text. */
export function lineHashes(text: string): string[] {
  const { units, starts } = unitsOf(text);
  const first = (BASE ** BigInt(BLOCK - 1)) & MASK;
  const seen = new Map<string, number>();
  const hashes: string[] = [];
  const at = (i: number): bigint => BigInt(units[i] ?? 0);
  let hash = 0n;
  for (let i = 0; i < BLOCK; i += 1) hash = (hash * BASE + at(i)) & MASK;
  let position = 0;
  for (const start of starts) {
    for (; position < start; position += 1) hash = ((hash - at(position) * first) * BASE + at(position + BLOCK)) & MASK;
    const key = hash.toString(16);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    hashes.push(`${key}:${nth}`);
  }
  return hashes;
}

/** The characters that count, and where among them each line begins. */
function unitsOf(text: string): { units: readonly number[]; starts: readonly number[] } {
  const units: number[] = [];
  const starts: number[] = [0];
  const normal = text.replace(/\r\n?/g, '\n');
  for (let i = 0; i < normal.length; i += 1) {
    const unit = normal.charCodeAt(i);
    if (unit === 32 || unit === 9) continue;
    units.push(unit);
    if (unit === 10) starts.push(units.length);
  }
  units.push(END_OF_FILE);
  return { units, starts };
}
