import type { SimpleCommand } from './command.ts';
import { callOf, hasOption } from './command-words.ts';
import type { Installs } from './deed.ts';

/** What of an install is not held to one version. */
export interface Looseness {
  /** A predicate of the command. */
  readonly says: string;
  /** It goes into what is built, and is no mere tool of the build. */
  readonly ships: boolean;
}

/** Nothing where a lock file or the command says every version, or nobody can tell. */
export function loosenessOf(deed: Installs, command: SimpleCommand): Looseness | undefined {
  const { args } = callOf(command);
  const loose = deed.packages.filter(({ pinned, version }) => !pinned && !/^\$|^\W*\w*VERSION/i.test(version ?? ''));
  if (deed.runs) {
    return deed.locked === 'no' && loose.length > 0 ? { says: 'runs a package in whatever version there is', ships: false } : undefined;
  }
  if (deed.packages.length > 0) {
    if (deed.locked === 'yes' || loose.length === 0) return undefined;
    const names = loose.slice(0, 3).map(({ word }) => word.value);
    const more = loose.length - names.length;
    const said = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    return { says: `installs ${said} in whatever version there is`, ships: isPart(deed, command) };
  }
  if (deed.locked === 'no') return { says: 'may install other versions than the lock file says', ships: true };
  const listed = deed.ecosystem === 'pip' && deed.locked === 'unknown' && hasOption(args, /^(-r|--requirement)/);
  return listed ? { says: 'installs what a list names, and does not check hashes', ships: false } : undefined;
}

/** Into the project or a folder of it, and not onto the machine of the build, where packages of the system go. */
function isPart({ ecosystem }: Installs, command: SimpleCommand): boolean {
  const { args } = callOf(command);
  if (ecosystem === 'npm') return !hasOption(args, /^(-g|--global|global|--location=global|-D|--save-dev|--dev|--no-save)$/);
  if (ecosystem === 'pip') return hasOption(args, /^(-t|--target)(=|$)/);
  return ecosystem === 'go' && args[0]?.value === 'get';
}
