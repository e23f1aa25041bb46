import type { Link, Use } from '../model/link.ts';
import type { Location } from '../model/location.ts';
import type { Nouns } from '../model/model.ts';
import { literal, possibleTexts, shown, type Text } from '../model/text.ts';
import type { Fact } from '../model/value.ts';
import { NOWHERE, type World } from '../model/world.ts';

/** The nouns that a file can be as a whole. */
export type Whole = 'buildspec' | 'template' | 'template-configuration';

/** A link to what a file of the repository defines. */
export class FileLink<K extends Whole> implements Link<Nouns[K]> {
  readonly #found = new Map<string, Nouns[K]>();
  #why: string | undefined;
  #isDoubted = false;

  constructor(
    readonly kind: K,
    readonly text: Text,
    readonly use: Use,
  ) {}

  get at(): Location {
    return this.text.at;
  }

  get found(): Iterable<Nouns[K]> {
    return this.#found.values();
  }

  /** Every path that the reference can name. */
  get paths(): readonly string[] {
    return possibleTexts(this.text, NOWHERE) ?? [];
  }

  resolve(path: string, noun: Nouns[K]): void {
    this.#found.set(path, noun);
  }

  fail(why: string): void {
    this.#why = why;
  }

  /** Nobody can tell whether what was found is what is meant. */
  doubt(why: string): void {
    this.#found.clear();
    this.#isDoubted = true;
    this.#why = why;
  }

  in(world: World): Fact<Nouns[K]> {
    const fact = this.text.in(world);
    if (fact.state !== 'known') return fact;
    const path = literal(fact.value);
    const noun = path === undefined ? undefined : this.#found.get(path);
    if (noun) return { state: 'known', value: noun, given: fact.given };
    const name = shown(fact.value);
    const { at } = this.text;
    const note = REMOTE.test(name)
      ? { at, text: `${name} is in no repository` }
      : {
          at,
          text: this.#why ?? `${name} is not here to read`,
          ...(!this.#isDoubted && { settle: `scan the folder that holds ${name} too` }),
        };
    return { state: 'unknown', because: [note] };
  }
}

/** What stands in a bucket, or anywhere else. */
const REMOTE = /^(?:s3|https?|arn):/;
