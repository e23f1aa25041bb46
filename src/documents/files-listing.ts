import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { look, rootOf, slashed } from './files-paths.ts';

/** Folders that hold other people's files, or copies of ours. */
const SKIPPED = new Set(['.git', 'node_modules', '.venv', 'venv', '.tox', '.terraform', '.aws-sam', '.serverless', '__pycache__']);

/** What can be a definition at all; content decides what it is. */
const CANDIDATE = /\.(ya?ml|json|template|cfn|jsonc|toml)$|(^|[./_-])(buildspec|appspec)[^/]*$/i;
export const canBeOurs = (path: string): boolean => CANDIDATE.test(path) || isRecipes(path) || canBeScript(path);

export const isToml = (path: string): boolean => /\.toml$/i.test(path);
/** Whose recipes a shell runs. */
export const isRecipes = (path: string): boolean => isMakefile(path) || isJustfile(path);
export const isMakefile = (path: string): boolean => /(?:^|[/\\])(?:GNUm|[mM])akefile$|\.mk$/.test(path);
export const isJustfile = (path: string): boolean => /(?:^|[/\\])\.?[jJ]ustfile$/.test(path);
/** YAML and JSON that say what a shell is to run under a name. */
export const isTaskList = (path: string): boolean => /(?:^|[/\\])(?:package\.json|[tT]askfile(?:\.dist)?\.ya?ml)$/.test(path);
export const isScriptName = (path: string): boolean => /\.(?:ba|k|z)?sh$/i.test(path);

/** In folders of scripts many have no ending; then their first line says that they are some. */
export const canBeScript = (path: string): boolean => isScriptName(path) || (WITHOUT_ENDING.test(path) && !CANDIDATE.test(path));
const WITHOUT_ENDING = /(?:^|[/\\])(?:\.?ci|bin|deploy(?:ment)?|hack|infra|scripts?|tools)[/\\][^./\\]+$/i;

/** Written by CDK from code: nobody edits it. */
export const isSynthesised = (path: string): boolean => /(^|[/\\])cdk\.out[/\\]/.test(path);

/** Sources that CDK copied beside what it synthesised. */
const ASSET = /[/\\]cdk\.out[/\\](?:.*[/\\])?asset\.[^/\\]+$/;

/** The files under a folder. */
export interface Listing {
  /** In no order, perhaps more than once. */
  readonly files: readonly string[];
  /** Folders that cannot be looked into. */
  readonly refused: readonly string[];
}

/** Every file under a folder that git does not ignore, where there is git; symbolic links are not followed. */
export function list(top: string): Listing {
  const files: string[] = [];
  const refused: string[] = [];
  const folders: { readonly path: string; readonly root?: string | undefined }[] = [{ path: top, root: rootOf(top) }];
  // A tree can be deeper than the stack.
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const { path, root } = folder;
    const known = root === undefined ? undefined : git(path, root);
    if (known) {
      files.push(...known.files);
      refused.push(...known.refused);
      for (const inner of known.repositories) folders.push({ path: inner, root: look(() => lstatSync(join(inner, '.git'))) && inner });
      for (const inner of synthesised(known.files)) folders.push({ path: inner });
      continue;
    }
    const entries = look(() => readdirSync(path, { withFileTypes: true }));
    if (!entries) refused.push(path);
    for (const entry of entries ?? []) {
      const at = join(path, entry.name);
      if (entry.isFile()) files.push(at);
      else if (entry.isDirectory() && !SKIPPED.has(entry.name) && !ASSET.test(at)) {
        folders.push({ path: at, root: look(() => lstatSync(join(at, '.git'))) && at });
      }
    }
  }
  return { files, refused };
}

/** What CDK synthesised is ignored by git, and is what will be deployed. */
const synthesised = (files: readonly string[]): string[] =>
  files
    .filter((file) => basename(file) === 'cdk.json')
    .map((file) => join(dirname(file), 'cdk.out'))
    .filter((folder) => look(() => lstatSync(folder))?.isDirectory());

interface Tracked {
  readonly files: string[];
  /** Repositories inside, of which git knows no more than where they are. */
  readonly repositories: string[];
  /** Folders that git cannot look into: it warns, and goes on without them. */
  readonly refused: readonly string[];
}

/** Nothing that the repository configures is run, nothing is written, nothing is fetched. */
const SAFE = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.untrackedCache=false'];

/** What git knows of a folder; undefined where it is not there, or refuses. */
function git(folder: string, root: string): Tracked | undefined {
  const ask = (...args: readonly string[]): { readonly stdout: Buffer; readonly stderr: Buffer } | undefined => {
    const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...env } = process.env;
    const safe = {
      LC_ALL: 'C',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_ALLOW_PROTOCOL: 'none',
      GIT_NO_LAZY_FETCH: '1',
      GIT_CEILING_DIRECTORIES: dirname(root),
    };
    // Not imported: most runs need no other process, and loading what starts one takes time.
    const { spawnSync } = process.getBuiltinModule('node:child_process');
    const stdio = ['ignore' as const, 'pipe' as const, 'pipe' as const];
    const ran = spawnSync('git', [...SAFE, ...args], { cwd: folder, env: { ...env, ...safe }, stdio, maxBuffer: 1024 ** 3 });
    return ran.status === 0 ? ran : undefined; // no git, no repository, somebody else's repository, or simply "no"
  };
  // Whoever names a folder that is ignored wants to have it read.
  if (folder !== root && ask('check-ignore', '-q', '.')) return undefined;
  const output = ask('ls-files', '-z', '-t', '-s', '-co', '--exclude-standard');
  if (!output) return undefined;
  const warned = output.stderr.toString('utf8').matchAll(/could not open directory '(.+?)\/?': /g);
  const found: Tracked = { files: [], repositories: [], refused: [...warned].map(([, path = '']) => join(root, path)) };
  const folders = new Map<string, boolean>([[folder, true]]);
  for (const line of output.stdout.toString('utf8').split('\0')) if (line) take(line, folder, folders, found);
  return found;
}

/** `? path` for what is not tracked, `H 100644 hash 0<tab>path` for what is. */
function take(line: string, top: string, folders: Map<string, boolean>, found: Tracked): void {
  const tab = line.startsWith('? ') ? 1 : line.indexOf('\t');
  const mode = tab === 1 ? '' : line.slice(2, 8);
  const name = line.slice(tab + 1);
  if (mode === '120000' || name.split('/').some((part) => SKIPPED.has(part))) return;
  const path = join(top, name.replace(/\/$/, ''));
  if (mode === '160000' || name.endsWith('/')) {
    if (isReal(path, folders)) found.repositories.push(path);
  } else if (!canBeOurs(name) || (isReal(dirname(path), folders) && isThere(path))) found.files.push(path);
}

/** A folder, and none of those above it is a link. */
function isReal(folder: string, known: Map<string, boolean>): boolean {
  const before = known.get(folder);
  if (before !== undefined) return before;
  const kind = isReal(dirname(folder), known) ? kindOf(folder) : undefined;
  const is = kind === 'hidden' || (kind?.isDirectory() ?? false);
  known.set(folder, is);
  return is;
}

/** Git lists what was deleted, too. What is hidden, or has a name that is no UTF-8, whoever reads it will tell of. */
function isThere(path: string): boolean {
  const kind = kindOf(path);
  return kind === 'hidden' || (kind?.isFile() ?? path.includes('\uFFFD'));
}

/** Undefined where there is nothing. */
function kindOf(path: string): Stats | 'hidden' | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return error.code === 'EACCES' ? 'hidden' : undefined;
  }
}

/** Below the folder, with `/`. */
export const below = (folder: string, path: string): string => slashed(relative(folder, path));
