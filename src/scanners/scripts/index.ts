import { posix } from 'node:path';
import { type Command, placeIn, type SimpleCommand } from '../../model/command.ts';
import { type Location, outermost } from '../../model/location.ts';
import type { Script } from '../../model/script.ts';
import type { Note } from '../../model/world.ts';
import type { Around } from '../commands.ts';
import { directoryAt, folder } from './directory.ts';
import { justScript } from './justfile.ts';
import { makeScript } from './makefile.ts';
import { packageScript } from './package-json.ts';
import type { FoundText, Repository } from './repository.ts';
import { type Request, requestOf } from './request.ts';
import { shellScript } from './shell-script.ts';
import { taskScript } from './taskfile.ts';

/** What a kind of file is called, and how what it runs is read out of it. */
interface Kind {
  readonly called: string;
  readonly files: readonly string[];
  readonly read: Read;
}

/**
 * What a file runs under some names: the commands in order, or why nobody can tell. `follow` goes on from the folder of the
 * file. Never throws on odd input.
 */
export type Read = (file: FoundText, request: Request, follow: Around['follow']) => Script | string | undefined;

const KINDS: Readonly<Record<Request['kind'], Kind>> = {
  package: { called: 'package.json', files: ['package.json'], read: packageScript },
  make: { called: 'Makefile', files: ['GNUmakefile', 'makefile', 'Makefile'], read: makeScript },
  just: { called: 'justfile', files: ['justfile', 'Justfile', '.justfile'], read: justScript },
  task: {
    called: 'Taskfile.yml',
    files: ['Taskfile.yml', 'Taskfile.yaml', 'taskfile.yml', 'taskfile.yaml', 'Taskfile.dist.yml'],
    read: taskScript,
  },
  shell: { called: '', files: [], read: shellScript },
};

/** The commands that a simple command runs out of a file of the repository, for those that stand in one file. */
export function following(repository: Repository, at: Location): Around['follow'] {
  const { origin } = outermost(at);
  return origin.kind === 'file' ? from(repository, { path: origin.path, exact: false, directory: '.' }) : undefined;
}

/** Where commands stand: in a folder, as it is seen from that of a file. */
interface Base {
  readonly path: string;
  /** It is this folder and no other; otherwise the source may be any from that of the file upwards. */
  readonly exact: boolean;
  readonly directory: string;
}

const from =
  (repository: Repository, base: Base): NonNullable<Around['follow']> =>
  (run, item, before) => {
    const request = requestOf(run);
    if (!request) return undefined;
    const note = (text: string, settle?: string): Note => ({ at: placeIn(item, run.offset), text, ...(settle && { settle }) });
    const own = folderOf(request, run, item, before);
    const directory = own === undefined ? undefined : standing(own, base);
    if (directory === undefined || request.names.some((name) => /[$`]/.test(name.replace(/^\$\{?CODEBUILD_SRC_DIR\}?/, '')))) {
      return request.perhaps ? undefined : note(`\`${run.words[0] ?? ''}\` runs something that only the build knows`);
    }
    const [found, ...others] = filesOf(repository, base, directory, request);
    if (!found) {
      const name = wantedFile(request);
      return request.perhaps ? undefined : note(`${name} is not here to read`, `scan the folder that holds ${name} too`);
    }
    if (others.length > 0) return note(`${[found, ...others].map((one) => one.path).join(' or ')} is run here`);
    const inner = request.kind === 'shell' ? { ...base, directory } : { path: found.path, exact: true, directory: '.' }; // a shell script stays where it is called
    const key = JSON.stringify([found.path, request, inner]);
    const known = repository.scripts.get(key);
    if (known) return known;
    const read = KINDS[request.kind].read(found, request, from(repository, inner));
    if (read === undefined) return undefined;
    const script = typeof read === 'string' ? note(read) : read;
    repository.scripts.set(key, script);
    return script;
  };

/** From the root of the source, `/web`, or from where the commands stand. */
const standing = (own: string, { exact, directory }: Base): string | undefined =>
  own.startsWith('/') ? (exact ? undefined : posix.join('.', own)) : posix.join(directory, own);

function folderOf(request: Request, run: SimpleCommand, item: Command, before: readonly Command[]): string | undefined {
  const name = request.names[0] ?? '';
  if (request.kind === 'shell' && /^\$/.test(name)) return '/';
  const directory = directoryAt(run, item, before);
  return request.folder === '.' ? directory : folder(request.folder, directory);
}

const wantedFile = ({ kind, file, names }: Request): string => file ?? (kind === 'shell' ? (names[0] ?? '') : KINDS[kind].called);

function filesOf(repository: Repository, { path, exact }: Base, directory: string, request: Request): readonly FoundText[] {
  const { kind, file, names } = request;
  const wanted = file ? [file] : kind === 'shell' ? [(names[0] ?? '').replace(/^\$\{?CODEBUILD_SRC_DIR\}?\//, '')] : KINDS[kind].files;
  for (const name of wanted) {
    const target = posix.join(directory, name);
    const found = repository.find(path, target);
    if (!exact && found.length > 0) return found;
    const expected = posix.join(posix.dirname(path), target);
    const here = found.filter((one) => one.path === expected);
    if (here.length > 0) return here;
  }
  return [];
}
