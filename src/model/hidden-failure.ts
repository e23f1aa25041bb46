import type { Command } from './command.ts';
import { everyRun, type Listed } from './command-list.ts';
import { deedsOf } from './deeds.ts';
import type { Model } from './model.ts';
import { hidingOf } from './run.ts';

type Way = NonNullable<ReturnType<typeof hidingOf>>;

/** A command whose failure matters, by what it does in words; tests before all else. */
const MATTERS = ['runs tests', 'scans', 'deploys', 'pushes', 'builds an image'] as const;

function mattersAs({ run: { command } }: Listed): (typeof MATTERS)[number] | undefined {
  for (const deed of deedsOf(command)) {
    if (deed.does === 'tests' && deed.certain) return 'runs tests';
    if (deed.does === 'scans' && deed.blocks === 'yes') return 'scans';
    if (deed.does === 'deploys') return 'deploys';
    if (deed.does === 'publishes') return 'pushes';
    if (deed.does === 'builds-image') return 'builds an image';
  }
  return undefined;
}

/** A command that matters, and what it does. */
export interface Hidden {
  readonly listed: Listed;
  readonly what: (typeof MATTERS)[number];
}

/** Of each item, the command that matters most among those whose failure is hidden in one of these ways. */
export function hiddenFailures(model: Model, ...ways: readonly Way[]): readonly Hidden[] {
  const found = new Map<Command, Hidden>();
  for (const listed of everyRun(model)) {
    const by = hidingOf(listed.run);
    const what = by && ways.includes(by) ? mattersAs(listed) : undefined;
    const before = found.get(listed.run.item);
    if (what && (!before || MATTERS.indexOf(what) < MATTERS.indexOf(before.what))) found.set(listed.run.item, { listed, what });
  }
  return [...found.values()];
}
