import type { IamScope } from '../model/identity.ts';
import type { Link, Use } from '../model/link.ts';
import type { Location, Source } from '../model/location.ts';
import { counted, type Kind, type Model, type Nouns, TITLES } from '../model/model.ts';
import type { Output } from '../model/stack.ts';
import { push } from '../model/table.ts';
import { identity, isHole, literal, type Piece, piecesIn, possibleTexts, shown, type Text } from '../model/text.ts';
import type { Thing, Truth } from '../model/truth.ts';
import { ask, type Fact } from '../model/value.ts';
import { explore, NOWHERE, type Note, oncePerChoice, type World } from '../model/world.ts';
import { Attachments, type Belonging } from './attachments.ts';
import { exportKey, importedBy } from './exports.ts';
import { FileLink, type Whole } from './file-link.ts';
import { doubtForeignFiles } from './foreign-files.ts';
import { keysOf } from './names.ts';
import { Presence } from './presence.ts';
import { Repository } from './scripts/repository.ts';

interface Named {
  readonly noun: Thing;
  readonly origin: Location['source']['origin'];
}

interface ShellTexts {
  readonly texts: readonly Text[];
  readonly context: boolean;
}

/** What a reference says, and where that stands. */
interface Name {
  readonly pieces: readonly Piece[];
  readonly at: Location;
}

interface Reference {
  readonly kind: Kind;
  readonly text: Text;
  readonly use: Use;
  readonly among?: ((noun: Thing) => Truth) | undefined;
}

/**
 * What refers to what, by kind and name. Nouns are added as they are read; links are followed when they are asked. What one
 * file brings waits until it is committed, so that a file can be read again in another way.
 */
export class Linker {
  #pending: (() => void)[] = [];
  readonly #nouns = new Map<Kind, Thing[]>();
  readonly #names = new Map<string, Named[]>();
  readonly #links: Reference[] = [];
  readonly #uses = new Map<Thing, Use[]>();
  readonly #attachments = new Attachments();
  readonly #files: FileLink<Whole>[] = [];
  readonly #wholes = new Map<Source, Map<Kind, Thing>>();
  readonly #gaps: Note[] = [];
  #shells: ShellTexts[] = [];
  #sealed = false;
  readonly presences: Presence[] = [];

  /** Where the files are that commands run. */
  constructor(
    readonly repository = new Repository(),
    /** Whose policies count. */
    readonly scope: IamScope = 'delivery',
  ) {}

  /** What was added since the last time counts from now on. */
  commit(): void {
    for (const take of this.#pending) take();
    this.#pending = [];
  }

  /** What was added since the last time was never there. */
  discard(): void {
    this.#pending = [];
    this.#shells = [];
  }

  /** A noun and everything that a reference to it may say: its name, its ARN, a `Ref` to it. One of a context is found, never judged. */
  add<K extends Kind>(kind: K, noun: Nouns[K], names: readonly Text[], context: boolean): void {
    this.#pending.push(() => this.#take(kind, noun, names, context));
  }

  #take<K extends Kind>(kind: K, noun: Nouns[K], names: readonly Text[], context: boolean): void {
    if (!context) push(this.#nouns, kind, noun as Thing);
    if (noun.at.pointer === '') this.#wholes.set(noun.at.source, (this.#wholes.get(noun.at.source) ?? new Map()).set(kind, noun));
    for (const name of names) {
      const fact = name.in(NOWHERE);
      if (fact.state === 'absent') continue;
      const key = (kind === 'output' ? exportKey : identity)(piecesIn(name, NOWHERE));
      const keys = key === undefined ? (possibleTexts(name, NOWHERE) ?? []) : [key];
      for (const one of keys) push(this.#names, `${kind} ${one}`, { noun, origin: noun.at.source.origin });
    }
  }

  /**
   * A reference to a noun of some kind by its name or ARN. `as` says what the noun is to the one who refers to it, `among`
   * which of several of one name is meant: a deployment group is called so in its application only.
   */
  link<K extends Kind>(kind: K, by: Thing, text: Text, as: string, among?: (noun: Nouns[K]) => Truth): Link<Nouns[K]> {
    const reference = { kind, text, use: { by, as }, among: among as Reference['among'] };
    this.#pending.push(() => this.#links.push(reference));
    const settled = oncePerChoice((world) => this.#follow(reference, world));
    const follow = (world: World): Fact<Thing> => (this.#sealed ? settled(world) : this.#follow(reference, world)); // what is read later changes the answer
    return { at: text.at, text, in: (world) => follow(world) as Fact<Nouns[K]> };
  }

  /** What one shell runs, one text after the other: calls of the AWS CLI in it make things, too. */
  shell(texts: readonly Text[], context: boolean): void {
    this.#shells.push({ texts, context });
  }

  /** Those that were added since the last time. */
  takeShells(): readonly ShellTexts[] {
    const shells = this.#shells;
    this.#shells = [];
    return shells;
  }

  /** Something may be there that nobody can see. */
  gap(note: Note): void {
    this.#pending.push(() => this.#gaps.push(note));
  }

  /** A thing of its own that names what it belongs to: a policy and its roles. */
  attach<K extends Belonging>(kind: K, what: Nouns[K], to: Kind, text: Text): void {
    this.#pending.push(() => this.#attachments.add({ kind, what, to, text }));
  }

  /** What names this noun as what it belongs to. Known only when everything is read. */
  attached<K extends Belonging>(kind: K, noun: Thing): readonly Nouns[K][] {
    return this.#attachments.of(kind, noun);
  }

  /** A reference to a file of the repository that is a noun as a whole; known once somebody has found and read it. */
  file<K extends Whole>(kind: K, by: Thing, text: Text, as: string): FileLink<K> {
    const link = new FileLink(kind, text, { by, as });
    this.#pending.push(() => this.#files.push(link));
    return link;
  }

  /** A path of the repository at which something should be; known once somebody has looked. */
  presence(text: Text, of?: Presence['of']): Presence {
    const presence = new Presence(text, of);
    this.#pending.push(() => this.presences.push(presence));
    return presence;
  }

  get files(): readonly FileLink<Whole>[] {
    return this.#files;
  }

  /** The noun of some kind that one of these documents is as a whole. */
  wholeOf<K extends Whole>(kind: K, sources: readonly Source[]): Nouns[K] | undefined {
    return sources.map((source) => this.#wholes.get(source)?.get(kind)).find(Boolean) as Nouns[K] | undefined;
  }

  /** Every noun of a kind that is judged. Known only when everything is read. */
  every<K extends Kind>(kind: K): readonly Nouns[K][] {
    return (this.#nouns.get(kind) ?? NONE) as readonly Nouns[K][];
  }

  /** Who refers to a noun. Known only when everything is read. */
  users(noun: Thing): readonly Use[] {
    return this.#uses.get(noun) ?? NONE;
  }

  /** Follow every link back, once everything is read. */
  seal(): Model {
    this.commit();
    doubtForeignFiles(this.#files, this.every('pipeline'));
    for (const { kind, text, use } of this.#links) for (const noun of this.#targets(kind, text)) push(this.#uses, noun, use);
    this.#attachments.follow(({ to, text }) => {
      const open = this.#variants(to, text).length > 1;
      return this.#targets(to, text).map((noun) => ({ noun, when: open ? this.#means(to, text, noun) : undefined }));
    });
    for (const link of this.#files) for (const noun of link.found) push(this.#uses, noun, link.use);
    this.#sealed = true;
    return { all: (kind) => this.every(kind), gaps: this.#gaps };
  }

  /** Everything that a reference may mean in some world. */
  #targets(kind: Kind, text: Text): Thing[] {
    return [...new Set(this.#variants(kind, text).flatMap((one) => this.#candidates(kind, one).map(({ noun }) => noun)))];
  }

  /** The pieces of a reference, once for each choice that decides what it means. */
  #variants(kind: Kind, text: Text): Name[] {
    const { leaves } = explore(
      (world) => ({ there: text.in(world).state !== 'absent', name: this.#nameIn(text, world) }),
      ({ name }) => {
        const open = name.pieces.flatMap((piece) => (isHole(piece) ? piece.hole : [])).find(({ choice }) => choice)?.choice;
        return open && this.#candidates(kind, name).length === 0 ? open : undefined;
      },
      MOST,
    );
    return leaves.flatMap(({ seen: { there, name } }) => (there ? [name] : []));
  }

  /** Does a reference mean this noun? */
  #means(kind: Kind, text: Text, noun: Thing): Truth {
    return ask({ at: text.at, in: (world) => this.#follow({ kind, text }, world) }, (found) => (found === noun ? 'yes' : 'no'), '');
  }

  #follow({ kind, text, among }: Pick<Reference, 'kind' | 'text' | 'among'>, world: World): Fact<Thing> {
    const fact = text.in(world);
    if (fact.state === 'absent') return fact;
    const name = this.#nameIn(text, world);
    const { pieces } = name;
    const there = this.#candidates(kind, name).flatMap(({ noun }) => (noun.when.in(world).is === 'no' ? [] : noun));
    const found = narrowed(there, among, world);
    const [first, ...others] = found;
    const { given = [] } = fact;
    const doubts = among ? found.flatMap((noun) => among(noun).in(world).because()) : [];
    if (first && others.length === 0) return { state: 'known', value: first, given: [...given, ...doubts.filter((note) => note.given)] };
    if (doubts.some(({ choice }) => choice)) return { state: 'unknown', because: doubts };
    const open = pieces.flatMap((piece) => (isHole(piece) ? piece.hole : []));
    const ofOne = found.flatMap(({ when }) => when.in(world).because()).filter(({ choice }) => choice); // one name, each in worlds of its own
    if (ofOne.length > 0) return { state: 'unknown', because: ofOne };
    if (first) return because(text, `${counted(found.length, TITLES[kind])} are called ${shown(pieces)}`);
    if (literal(pieces) === undefined && open.some(({ choice }) => choice)) return { state: 'unknown', because: open };
    const twins = pieces.map((piece) => this.#exportsOf(piece).length).find((count) => count > 1);
    if (twins) return because(text, `${counted(twins, 'output')} are exported as ${shown(pieces)}`);
    return because(
      text,
      `the ${TITLES[kind]} ${shown(pieces)} is not in what was read`,
      `scan the file that defines the ${TITLES[kind]} ${shown(pieces)} too`,
    );
  }

  /** What a reference says in a world; what it imports is read where that is exported. */
  #nameIn(text: Text, world: World, depth = 0): Name {
    const pieces = piecesIn(text, world);
    const outputs = pieces.map((piece) => this.#exportsOf(piece));
    if (depth > DEEPEST) return { pieces, at: text.at };
    const names = outputs.map(([output, ...others]) =>
      output && others.length === 0 ? this.#nameIn(output.value, world, depth + 1) : undefined,
    );
    return { pieces: pieces.flatMap((piece, i) => names[i]?.pieces ?? [piece]), at: names.find(Boolean)?.at ?? text.at };
  }

  /** The outputs that a piece imports. */
  #exportsOf(piece: Piece): readonly Output[] {
    const key = isHole(piece) ? importedBy(piece) : undefined;
    return key === undefined ? NONE : (this.#names.get(`output ${key}`) ?? NONE).map(({ noun }) => noun as Output);
  }

  /** By name, by the last part of an ARN, and by `Ref` whatever attribute is asked for; those of the same file first. */
  #candidates(kind: Kind, { pieces, at }: Name): readonly Named[] {
    for (const key of keysOf(kind, pieces)) {
      const found = this.#names.get(`${kind} ${key}`);
      if (!found) continue;
      const near = found.filter(({ origin }) => origin === at.source.origin);
      return near.length > 0 ? near : found;
    }
    return NONE;
  }
}

const NONE: readonly never[] = [];

/** Of several of one name those that are meant for sure; else those that may be. */
function narrowed(found: readonly Thing[], among: Reference['among'], world: World): readonly Thing[] {
  if (!among || found.length === 0) return found;
  const asked = found.map((noun) => ({ noun, is: among(noun).in(world).is }));
  const sure = asked.filter(({ is }) => is === 'yes');
  return (sure.length > 0 ? sure : asked.filter(({ is }) => is === 'unknown')).map(({ noun }) => noun);
}

/** Exports of what is imported itself are followed so far. */
const DEEPEST = 8;

/** References that choices decide are followed into this many worlds. */
const MOST = 64;

const because = (text: Text, reason: string, settle?: string): Fact<Thing> => ({
  state: 'unknown',
  because: [{ at: text.at, text: reason, ...(settle && { settle }) }],
});
