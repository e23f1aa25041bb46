import type { Buildspec } from '../model/buildspec.ts';
import type { Policy, Role } from '../model/identity.ts';
import type { Link, Use } from '../model/link.ts';
import type { Location, Source } from '../model/location.ts';
import { counted, type Kind, type Model, type Nouns, TITLES } from '../model/model.ts';
import { identity, isHole, literal, type Piece, piecesIn, possibleTexts, shown, type Text } from '../model/text.ts';
import { all, type Thing, type Truth } from '../model/truth.ts';
import { ask, type Fact } from '../model/value.ts';
import { explore, NOWHERE, type Note, type World } from '../model/world.ts';
import { Presence } from './presence.ts';

interface Named {
  readonly noun: Thing;
  readonly origin: Location['source']['origin'];
}

/**
 * What refers to what, by kind and name. Nouns are added as they are read; links are followed when they are asked. What one
 * file brings waits until it is committed, so that a file can be read again in another way.
 */
export class Linker {
  #pending: (() => void)[] = [];
  readonly #nouns = new Map<Kind, Thing[]>();
  readonly #names = new Map<string, Named[]>();
  readonly #links: { readonly kind: Kind; readonly text: Text; readonly use: Use }[] = [];
  readonly #uses = new Map<Thing, Use[]>();
  readonly #attachments: { readonly policy: Policy; readonly role: Text }[] = [];
  readonly #attached = new Map<Role, Policy[]>();
  readonly #files: FileLink<Buildspec>[] = [];
  readonly #buildspecs = new Map<Source, Buildspec>();
  readonly #gaps: Note[] = [];
  readonly presences: Presence[] = [];

  /** What was added since the last time counts from now on. */
  commit(): void {
    for (const take of this.#pending) take();
    this.#pending = [];
  }

  /** What was added since the last time was never there. */
  discard(): void {
    this.#pending = [];
  }

  /** A noun and everything that a reference to it may say: its name, its ARN, a `Ref` to it. One of a context is found, never judged. */
  add<K extends Kind>(kind: K, noun: Nouns[K], names: readonly Text[], context: boolean): void {
    this.#pending.push(() => this.#take(kind, noun, names, context));
  }

  #take<K extends Kind>(kind: K, noun: Nouns[K], names: readonly Text[], context: boolean): void {
    if (!context) push(this.#nouns, kind, noun as Thing);
    if (kind === 'buildspec' && noun.at.pointer === '') this.#buildspecs.set(noun.at.source, noun as Buildspec);
    for (const name of names) {
      const fact = name.in(NOWHERE);
      if (fact.state === 'absent') continue;
      const key = identity(piecesIn(name, NOWHERE));
      const keys = key === undefined ? (possibleTexts(name, NOWHERE) ?? []) : [key];
      for (const one of keys) push(this.#names, `${kind} ${one}`, { noun, origin: noun.at.source.origin });
    }
  }

  /** A reference to a noun of some kind by its name or ARN. `as` says what the noun is to the one who refers to it. */
  link<K extends Kind>(kind: K, by: Thing, text: Text, as: string): Link<Nouns[K]> {
    this.#pending.push(() => this.#links.push({ kind, text, use: { by, as } }));
    return { at: text.at, text, in: (world) => this.#follow(kind, text, world) as Fact<Nouns[K]> };
  }

  /** Something may be there that nobody can see. */
  gap(note: Note): void {
    this.#pending.push(() => this.#gaps.push(note));
  }

  /** A policy that names the roles it is attached to. */
  attach(policy: Policy, role: Text): void {
    this.#pending.push(() => this.#attachments.push({ policy, role }));
  }

  /** The policies that name this role themselves. Known only when everything is read. */
  attached(role: Role): readonly Policy[] {
    return this.#attached.get(role) ?? NONE;
  }

  /** A reference to a file of the repository; known once somebody has found and read it. */
  file(by: Thing, text: Text, as: string): FileLink<Buildspec> {
    const link = new FileLink<Buildspec>(text, { by, as });
    this.#pending.push(() => this.#files.push(link));
    return link;
  }

  /** A path of the repository at which something should be; known once somebody has looked. */
  presence(text: Text): Presence {
    const presence = new Presence(text);
    this.#pending.push(() => this.presences.push(presence));
    return presence;
  }

  get files(): readonly FileLink<Buildspec>[] {
    return this.#files;
  }

  /** The buildspec that one of these documents is. */
  buildspecOf(sources: readonly Source[]): Buildspec | undefined {
    return sources.map((source) => this.#buildspecs.get(source)).find(Boolean);
  }

  /** Who refers to a noun. Known only when everything is read. */
  users(noun: Thing): readonly Use[] {
    return this.#uses.get(noun) ?? NONE;
  }

  /** Follow every link back, once everything is read. */
  seal(): Model {
    this.commit();
    for (const { kind, text, use } of this.#links) for (const noun of this.#targets(kind, text)) push(this.#uses, noun, use);
    for (const { policy, role } of this.#attachments) {
      const open = this.#variants('role', role).length > 1;
      for (const one of this.#targets('role', role) as Role[])
        push(this.#attached, one, open ? inWorlds(policy, this.#means('role', role, one)) : policy);
    }
    for (const link of this.#files) for (const noun of link.found) push(this.#uses, noun, link.use);
    return { all: <K extends Kind>(kind: K) => (this.#nouns.get(kind) ?? NONE) as readonly Nouns[K][], gaps: this.#gaps };
  }

  /** Everything that a reference may mean in some world. */
  #targets(kind: Kind, text: Text): Thing[] {
    return [...new Set(this.#variants(kind, text).flatMap((one) => this.#candidates(kind, one, text.at).map(({ noun }) => noun)))];
  }

  /** The pieces of a reference, once for each choice that decides what it means. */
  #variants(kind: Kind, text: Text): (readonly Piece[])[] {
    const { leaves } = explore(
      (world) => ({ there: text.in(world).state !== 'absent', pieces: piecesIn(text, world) }),
      ({ pieces }) => {
        const open = pieces.flatMap((piece) => (isHole(piece) ? piece.hole : [])).find(({ choice }) => choice)?.choice;
        return open && this.#candidates(kind, pieces, text.at).length === 0 ? open : undefined;
      },
      MOST,
    );
    return leaves.flatMap(({ seen: { there, pieces } }) => (there ? [pieces] : []));
  }

  /** Does a reference mean this noun? */
  #means(kind: Kind, text: Text, noun: Thing): Truth {
    return ask({ at: text.at, in: (world) => this.#follow(kind, text, world) }, (found) => (found === noun ? 'yes' : 'no'), '');
  }

  #follow(kind: Kind, text: Text, world: World): Fact<Thing> {
    const fact = text.in(world);
    if (fact.state === 'absent') return fact;
    const pieces = piecesIn(text, world);
    const found = this.#candidates(kind, pieces, text.at).filter(({ noun }) => noun.when.in(world).is !== 'no');
    const [first, ...others] = found;
    const { given = [] } = fact;
    if (first && others.length === 0) return { state: 'known', value: first.noun, given };
    const open = pieces.flatMap((piece) => (isHole(piece) ? piece.hole : []));
    if (first) return because(text, `${counted(found.length, TITLES[kind])} are called ${shown(pieces)}`);
    if (literal(pieces) === undefined && open.some(({ choice }) => choice)) return { state: 'unknown', because: open };
    return because(
      text,
      `the ${TITLES[kind]} ${shown(pieces)} is not in what was read`,
      `scan the file that defines the ${TITLES[kind]} ${shown(pieces)} too`,
    );
  }

  /** By name, by the last part of an ARN, and by `Ref` whatever attribute is asked for; those of the same file first. */
  #candidates(kind: Kind, pieces: readonly Piece[], at: Location): readonly Named[] {
    const keys = new Set(
      [identity(pieces), identity(tail(pieces))].flatMap((key) => (key === undefined ? [] : [key, key.replace(ATTRIBUTE, '$1\uE003')])),
    );
    for (const key of keys) {
      const found = this.#names.get(`${kind} ${key}`);
      if (!found) continue;
      const near = found.filter(({ origin }) => origin === at.source.origin);
      return near.length > 0 ? near : found;
    }
    return NONE;
  }
}

const NONE: readonly never[] = [];

/** References that choices decide are followed into this many worlds. */
const MOST = 64;

/** The policy, in the worlds in which it is attached. */
const inWorlds = (policy: Policy, when: Truth): Policy => ({
  ...policy,
  when: all(policy.when, when),
  statements: policy.statements.map((statement) => ({ ...statement, when: all(statement.when, when) })),
});

/** `Ref` of a resource, and one of its attributes. */
const ATTRIBUTE = /(\uE002[^\uE003]*\0[^\uE003.\0]+)\.[^\uE003\0]*\uE003/g;

const because = (text: Text, reason: string, settle?: string): Fact<Thing> => ({
  state: 'unknown',
  because: [{ at: text.at, text: reason, ...(settle && { settle }) }],
});

/** What follows the last `/` or `:` that is written out: the name in an ARN. */
function tail(pieces: readonly Piece[]): readonly Piece[] {
  for (let i = pieces.length - 1; i >= 0; i -= 1) {
    const piece = pieces[i];
    if (!piece || isHole(piece)) continue;
    const [, rest] = /^.*[/:](.*)$/s.exec(piece.literal) ?? [];
    if (rest !== undefined) return [...(rest ? [{ literal: rest, at: piece.at }] : []), ...pieces.slice(i + 1)];
  }
  return pieces;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): V[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  list.push(value);
  return list;
}

/** A link to what a file of the repository defines. */
export class FileLink<T extends Thing> implements Link<T> {
  readonly #found = new Map<string, T>();
  #why: string | undefined;

  constructor(
    readonly text: Text,
    readonly use: Use,
  ) {}

  get at(): Location {
    return this.text.at;
  }

  get found(): Iterable<T> {
    return this.#found.values();
  }

  /** Every path that the reference can name. */
  get paths(): readonly string[] {
    return possibleTexts(this.text, NOWHERE) ?? [];
  }

  resolve(path: string, noun: T): void {
    this.#found.set(path, noun);
  }

  fail(why: string): void {
    this.#why = why;
  }

  in(world: World): Fact<T> {
    const fact = this.text.in(world);
    if (fact.state !== 'known') return fact;
    const path = literal(fact.value);
    const noun = path === undefined ? undefined : this.#found.get(path);
    if (noun) return { state: 'known', value: noun, given: fact.given };
    const name = shown(fact.value);
    return {
      state: 'unknown',
      because: [{ at: this.text.at, text: this.#why ?? `${name} is not here to read`, settle: `scan the folder that holds ${name} too` }],
    };
  }
}
