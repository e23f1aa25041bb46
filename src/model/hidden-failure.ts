import type { Command, SimpleCommand } from './command.ts';
import { type CommandList, everyRun, type Listed } from './command-list.ts';
import { deedsOf } from './deeds.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import { hidingOf, losing, type Run, runsOf } from './run.ts';
import { testRuns } from './test-run.ts';

type Way = NonNullable<ReturnType<typeof hidingOf>>;

/** A command whose failure matters, by what it does in words; tests before all else. */
const MATTERS = ['runs tests', 'scans', 'deploys', 'pushes', 'builds an image'] as const;

function mattersAs({ run, list }: Listed): (typeof MATTERS)[number] | undefined {
  if (testsIn(list).has(run)) return 'runs tests';
  for (const deed of deedsOf(run.command)) {
    if (deed.does === 'scans' && deed.blocks === 'yes') return 'scans';
    if (deed.does === 'deploys') return 'deploys';
    if (deed.does === 'publishes') return 'pushes';
    if (deed.does === 'builds-image') return 'builds an image';
  }
  return undefined;
}

const testsIn = oncePer(({ commands }: CommandList): ReadonlySet<Run> => new Set(testRuns(runsOf(commands))));

/** A command that matters, what it does, and the command whose failure is lost: itself, or what runs the script that it is in. */
export interface Hidden {
  readonly listed: Listed;
  readonly lost: Run;
  readonly what: (typeof MATTERS)[number];
}

/**
 * Commands whose failure is hidden in one of these ways, each place that would have to be mended once, by what matters most
 * there: one `set -e` mends a whole block, each `|| true` stands for itself.
 */
export function hiddenFailures(model: Model, ...ways: readonly Way[]): readonly Hidden[] {
  const found = new Map<Command | SimpleCommand, Hidden>();
  for (const listed of everyRun(model)) {
    const by = hidingOf(listed.run);
    const lost = losing(listed.run);
    const what = by && ways.includes(by) ? mattersAs(listed) : undefined;
    if (!lost || !what) continue;
    const place = by === 'or' || by === 'background' ? lost.command : lost.item;
    const before = found.get(place);
    if (!before || MATTERS.indexOf(what) < MATTERS.indexOf(before.what)) found.set(place, { listed, lost, what });
  }
  return [...found.values()];
}
