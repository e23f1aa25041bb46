import { realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { inside, look } from './files-paths.ts';

/** A file that another one refers to by a path of its repository: looked for from the folder of the one that refers, upwards. */
export const findReferenced = (from: string, path: string, roots: readonly string[], cwd: string): string | undefined =>
  referenced(from, path, roots, cwd).next().value ?? undefined;

export const hasFile = (...of: Parameters<typeof findReferenced>): boolean => findReferenced(...of) !== undefined;

/** Is there a folder at such a path? */
export const hasFolder = (from: string, path: string, roots: readonly string[], cwd: string): boolean =>
  referenced(from, path, roots, cwd, isFolderWithin).next().value !== undefined;

/** Every such file, the nearest first. */
export const allReferenced = (from: string, path: string, roots: readonly string[], cwd: string): string[] => [
  ...referenced(from, path, roots, cwd),
];

function* referenced(from: string, path: string, roots: readonly string[], cwd: string, is = isFileWithin): Generator<string, void> {
  if (isAbsolute(path) || /^(s3:|arn:|https?:)/.test(path)) return;
  const start = dirname(resolve(cwd, from));
  const root = roots.filter((one) => inside(one, start)).sort((a, b) => b.length - a.length)[0];
  if (root === undefined) return;
  for (let at = start; inside(root, at); at = dirname(at)) {
    const candidate = resolve(at, path);
    if (inside(root, candidate) && is(root, candidate)) yield candidate;
    if (at === root) return;
  }
}

const isFolderWithin = (root: string, path: string): boolean => isWithin(root, path, 'isDirectory');
const isFileWithin = (root: string, path: string): boolean => isWithin(root, path, 'isFile');

/** Most are not there, which is no error. A symbolic link may stand in a repository and lead out of it. */
const isWithin = (root: string, path: string, is: 'isFile' | 'isDirectory'): boolean =>
  look(() => statSync(path, { throwIfNoEntry: false })?.[is]() && inside(realpathSync(root), realpathSync(path))) ?? false;
