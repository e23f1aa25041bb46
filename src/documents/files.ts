import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { decode, normal } from './decode.ts';

/** A file that a run looks at. */
export interface FoundFile {
  /** As the user would write it: relative to where he stands, with `/`. */
  readonly path: string;
  readonly absolute: string;
  /** Named on the command line: always read. */
  readonly named: boolean;
  /** What came in on stdin under this name. */
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

/** Folders that hold other people's files. */
const SKIPPED = new Set(['.git', 'node_modules', '.venv', 'venv', '.tox', '.terraform', '.aws-sam', '.serverless', '__pycache__']);

/** What can be a definition at all; content decides what it is. */
const CANDIDATE = /\.(ya?ml|json|template|cfn|jsonc)$|(^|[./_-])(buildspec|appspec)[^/]*$/i;

/** Larger than this is no definition that a person wrote or a tool synthesised. */
export const LARGEST = 64 * 1024 * 1024;

/** Every file under the given paths, sorted, each once; symbolic links are not followed. */
export function discover(paths: readonly string[], cwd: string, stdin?: { readonly path: string; readonly text: string }): Found {
  const files = new Map<string, FoundFile>();
  const missing: string[] = [];
  const unreadable: string[] = [];
  const roots = new Set<string>();
  const add = (absolute: string, named: boolean): void => {
    const known = files.get(absolute);
    if (!known || (named && !known.named)) files.set(absolute, { path: shownPath(absolute, cwd), absolute, named });
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
    if (!kind) missing.push(path);
    else if (kind.isDirectory()) {
      roots.add(rootOf(absolute) ?? absolute);
      for (const file of walk(absolute, (folder) => unreadable.push(shownPath(folder, cwd)))) add(file, false);
    } else {
      roots.add(rootOf(dirname(absolute)) ?? (inside(cwd, absolute) ? cwd : dirname(absolute)));
      add(absolute, true);
    }
  }
  const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: sorted, missing, unreadable: unreadable.sort(), roots: [...roots] };
}

/** Every file under a folder, in no order; a tree can be deeper than the stack. */
function* walk(top: string, refused: (folder: string) => void): Generator<string> {
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const at = folder;
    const entries = look(() => readdirSync(at, { withFileTypes: true }));
    if (!entries) refused(at);
    for (const entry of entries ?? []) {
      const path = join(at, entry.name);
      if (entry.isFile()) yield path;
      else if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(path);
    }
  }
}

/** Undefined for what is not there or cannot be reached, and for what is no path at all: some come out of documents. */
function look<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

export const isCandidate = ({ path, named }: FoundFile): boolean => named || CANDIDATE.test(path);

/** From where the user stands; what is further than two folders up in full. */
/** As the user would write it, from where he stands. */
export const shownPath = (absolute: string, cwd: string): string => {
  const path = relative(cwd, absolute);
  return slashed(path.startsWith(['..', '..', '..'].join(sep)) ? absolute : path);
};
const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));
const inside = (folder: string, path: string): boolean => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The repository that a folder belongs to. */
export function rootOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** What the words of our documents look like in bytes: a file without any of them is none of ours, and is not parsed. */
const SIGNS = ['AWS::', 'phases', 'actionTypeId', 'containerDefinitions', 'serviceRole', 'deploymentGroupInfo', 'AWSTemplateFormatVersion'];

/** The text of a file; undefined if it is no text, or nothing in it says that it is one of ours. */
export function readOurs({ absolute, text: given }: Pick<FoundFile, 'absolute' | 'text'>): string | undefined {
  if (given !== undefined) return isOurs(given) ? given : undefined;
  const bytes = readFileSync(absolute);
  const plain = bytes[0] !== 0xff && bytes[0] !== 0xfe && bytes[0] !== 0 && bytes[1] !== 0;
  if (plain && !SIGNS.some((sign) => bytes.includes(sign))) return undefined;
  const text = decode(bytes);
  return text !== undefined && isOurs(text) ? text : undefined;
}

const isOurs = (text: string): boolean => SIGNS.some((sign) => text.includes(sign));

export const sizeOf = (absolute: string): number => statSync(absolute).size;

/** A file that another one refers to by a path of its repository: looked for from the folder of the one that refers, upwards. */
export function findReferenced(from: string, path: string, roots: readonly string[], cwd: string): string | undefined {
  if (isAbsolute(path) || /^(s3:|arn:|https?:)/.test(path)) return undefined;
  const start = dirname(resolve(cwd, from));
  const root = roots.filter((one) => inside(one, start)).sort((a, b) => b.length - a.length)[0];
  if (root === undefined) return undefined;
  for (let at = start; inside(root, at); at = dirname(at)) {
    const candidate = resolve(at, path);
    if (inside(root, candidate) && isFileWithin(root, candidate)) return candidate;
    if (at === root) break;
  }
  return undefined;
}

/** A symbolic link may stand in a repository and lead out of it. */
const isFileWithin = (root: string, path: string): boolean =>
  look(() => statSync(path).isFile() && inside(realpathSync(root), realpathSync(path))) ?? false;
