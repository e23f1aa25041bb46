import { dirname, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rootOf } from '../documents/files-paths.ts';

/**
 * The URI of a file from the root of its repository, which is what those who show results beside the code expect; without
 * a repository, from the folder that the user stands in; absolute where the file stands outside of that.
 */
export function uriOf(absolute: string, cwd: string): string {
  const path = relative(rootOf(dirname(absolute)) ?? cwd, absolute);
  return path.startsWith('..') ? pathToFileURL(absolute).href : path.split(sep).map(encodeURIComponent).join('/');
}
