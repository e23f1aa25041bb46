import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { decode, normal } from './decode.ts';
import { baseOf, glob, isGlob } from './files-glob.ts';
import { below, canBeOurs, list } from './files-listing.ts';
import { inside, look, rootOf, shownPath } from './files-paths.ts';

/** A file that a run looks at. */
export interface FoundFile {
  /** As the user would write it: relative to where he stands, with `/`. */
  readonly path: string;
  readonly absolute: string;
  /** Named on the command line: always read. */
  readonly named: boolean;
  /** What came in on stdin, or out of a pipe, under this name. */
  readonly text?: string;
}

export interface Found {
  readonly files: readonly FoundFile[];
  /** Paths that lead nowhere. */
  readonly missing: readonly string[];
  /** Folders that cannot be looked into. */
  readonly unreadable: readonly string[];
  /** Folders that nothing is followed out of. */
  readonly roots: readonly string[];
}

/** Every file under the given paths, sorted, each once. */
export function discover(paths: readonly string[], cwd: string, stdin?: { readonly path: string; readonly text: string }): Found {
  const files = new Map<string, FoundFile>();
  const missing: string[] = [];
  const unreadable = new Set<string>();
  const roots = new Set<string>();
  const add = (absolute: string, named: boolean, text?: string): void => {
    const known = files.get(absolute);
    if (known && (known.named || !named)) return;
    files.set(absolute, { path: shownPath(absolute, cwd), absolute, named, ...(text !== undefined && { text }) });
  };
  const under = (folder: string): readonly string[] => {
    roots.add(rootOf(folder) ?? folder);
    const { files: found, refused } = list(folder);
    for (const one of refused) unreadable.add(shownPath(one, cwd));
    return found;
  };
  for (const path of paths) {
    if (path === '-' && stdin) {
      const absolute = resolve(cwd, stdin.path);
      files.set(absolute, { path: stdin.path, absolute, named: true, text: normal(stdin.text) });
      roots.add(rootOf(dirname(absolute)) ?? cwd);
      continue;
    }
    const absolute = resolve(cwd, path);
    const kind = look(() => statSync(absolute));
    if (!kind) {
      const matches = isGlob(path) ? expand(path, cwd, under) : [];
      if (matches.length === 0) missing.push(path);
      for (const file of matches) add(file, true);
    } else if (kind.isDirectory()) {
      for (const file of under(absolute)) add(file, false);
    } else {
      const text = kind.isFIFO() ? look(() => decode(readFileSync(absolute))) : undefined; // `<(…)` of a shell can be read once
      roots.add(rootOf(dirname(absolute)) ?? (inside(cwd, absolute) ? cwd : dirname(absolute)));
      add(absolute, true, text);
    }
  }
  const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: sorted, missing, unreadable: [...unreadable].sort(), roots: [...roots] };
}

/** What a glob matches, and everything in a folder that it matches. */
function expand(path: string, cwd: string, under: (folder: string) => readonly string[]): string[] {
  const pattern = path.replace(/^(?:\.\/+)+/, '');
  const base = baseOf(pattern);
  const folder = resolve(cwd, base);
  if (!look(() => statSync(folder))?.isDirectory()) return [];
  const wanted = glob(base === '.' ? pattern : pattern.slice(join(base, '/').length));
  return under(folder).filter((file) => wanted.test(below(folder, file)));
}

/** Is it worth reading? Content decides what it is. */
export const isCandidate = ({ path, named }: FoundFile): boolean => named || canBeOurs(path);
