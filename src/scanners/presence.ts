import type { Location } from '../model/location.ts';
import { piecesIn, possibleTexts, shown, type Text } from '../model/text.ts';
import type { Truth } from '../model/truth.ts';
import { ask } from '../model/value.ts';
import { NOWHERE, type World } from '../model/world.ts';

/** Is there a file, or a folder, at the path that a text names? Unknown until somebody looks, and where nobody can. */
export class Presence implements Truth {
  readonly #seen = new Map<string, boolean>();

  constructor(
    readonly text: Text,
    readonly of: 'file' | 'folder' = 'file',
  ) {}

  get at(): Location {
    return this.text.at;
  }

  /** Every path that the text can name. */
  get paths(): readonly string[] {
    return possibleTexts(this.text, NOWHERE) ?? [];
  }

  saw(path: string, there: boolean): void {
    this.#seen.set(path, there);
  }

  in(world: World): ReturnType<Truth['in']> {
    const name = shown(piecesIn(this.text, world));
    const there = this.#seen.get(name);
    const note = { at: this.at, text: `${name} is not here to look for`, settle: `scan the folder that holds ${name} too` };
    return ask(
      this.text,
      () => (there === undefined ? 'unknown' : there ? 'yes' : 'no'),
      `the ${this.of} is here`,
      () => [note],
    ).in(world);
  }
}
