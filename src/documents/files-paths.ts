import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** As the user would write it: from where he stands; what is further than two folders up in full. */
export const shownPath = (absolute: string, cwd: string): string => {
  const path = relative(cwd, absolute);
  return slashed(path.startsWith(['..', '..', '..'].join(sep)) ? absolute : path);
};

export const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

export const inside = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The repository that a folder belongs to. */
export function rootOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Undefined for what is not there or cannot be reached, and for what is no path at all: some come out of documents. */
export function look<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
