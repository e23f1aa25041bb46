import type { Listed } from './command-list.ts';
import { deedsOf } from './deeds.ts';
import { hidingOf } from './run.ts';

/** A command whose failure matters: what it does, in words. */
export function mattersAs({ run: { command } }: Listed): 'tests' | 'a scan' | 'a deploy' | 'a push' | 'a build' | undefined {
  for (const deed of deedsOf(command)) {
    if (deed.does === 'tests' && deed.certain) return 'tests';
    if (deed.does === 'scans' && deed.blocks === 'yes') return 'a scan';
    if (deed.does === 'deploys') return 'a deploy';
    if (deed.does === 'publishes') return 'a push';
    if (deed.does === 'builds-image') return 'a build';
  }
  return undefined;
}

/** Hidden in one of these ways, and told as what. */
export function hiddenBy(listed: Listed, ...ways: readonly NonNullable<ReturnType<typeof hidingOf>>[]): ReturnType<typeof mattersAs> {
  const by = hidingOf(listed.run);
  return by && ways.includes(by) ? mattersAs(listed) : undefined;
}
