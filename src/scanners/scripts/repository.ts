import type { Script } from '../../model/script.ts';
import type { Note } from '../../model/world.ts';

/** A file that a command refers to. */
export interface FoundText {
  readonly path: string;
  readonly text: string;
}

/** The files around those that are read: looked for only when a command runs one, and never run. */
export class Repository {
  readonly #read: (from: string, path: string) => readonly FoundText[];
  readonly #seen = new Map<string, readonly FoundText[]>();
  /** What a file runs under a name, read once. */
  readonly scripts = new Map<string, Script | Note>();

  /** `read` gives every file that a path can mean to another file: from the folder of that file upwards, the nearest first. */
  constructor(read: (from: string, path: string) => readonly FoundText[] = () => []) {
    this.#read = read;
  }

  find(from: string, path: string): readonly FoundText[] {
    const key = `${from.replace(/[^/\\]*$/, '')}\0${path}`;
    const found = this.#seen.get(key) ?? this.#read(from, path);
    this.#seen.set(key, found);
    return found;
  }
}
