import type { Buildspec } from './buildspec.ts';
import { commandListsOf } from './command-list.ts';
import type { Deed, DeedOf } from './deed.ts';
import { deedsLike } from './deeds.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import { Places } from './places.ts';
import { type Run, runsOf } from './run.ts';
import { Variables } from './shell-variable.ts';
import type { Thing } from './truth.ts';

/** What one list of commands runs, one after the other, scripts followed; and what its variables hold there. */
export interface Sequence {
  /** None where a pipeline itself has the commands. */
  readonly buildspec: Buildspec | undefined;
  readonly runs: readonly Run[];
  readonly variables: Variables;
}

/** Every list of commands of the delivery system, as it runs. */
export const sequencesOf = oncePer((model: Model): readonly Sequence[] =>
  commandListsOf(model).map(({ buildspec, commands, variables }) => {
    const runs = runsOf(commands);
    return { buildspec, runs, variables: new Variables(runs, variables) };
  }),
);

/** One deed, where it is done. */
export interface Done<D extends Deed = Deed> {
  readonly deed: D;
  readonly run: Run;
  /** Of the sequence that it stands in. */
  readonly index: number;
}

const done = new WeakMap<Sequence, Map<Deed['does'], readonly Done[]>>();

/** Everything of one kind that the commands do, in order. */
export function doneIn<D extends Deed['does']>(sequence: Sequence, does: D): readonly Done<DeedOf<D>>[] {
  const kinds = done.get(sequence) ?? new Map<Deed['does'], readonly Done[]>();
  done.set(sequence, kinds);
  const known =
    kinds.get(does) ?? sequence.runs.flatMap((run, index) => deedsLike(run.command, does).map((deed) => ({ deed, run, index })));
  kinds.set(does, known);
  return known as readonly Done<DeedOf<D>>[];
}

/** Tells each place once: scripts are run from several lists, and what they do is reported once. */
export function onlyOnce(): (thing: Thing) => boolean {
  const places = new Places();
  return ({ at }) => places.isNew(at);
}
