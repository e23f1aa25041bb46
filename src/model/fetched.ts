import { callOf, hasOption, operandsOf } from './command-words.ts';
import type { DeedOf } from './deed.ts';
import type { Run } from './run.ts';
import { type Done, doneIn, type Sequence } from './sequence.ts';

/** A file or a script that a build takes from elsewhere, by its address. */
export interface Fetched {
  readonly run: Run;
  readonly index: number;
  /** Known variables filled in. */
  readonly url: string;
  /** The name of the file that it becomes, without folders. */
  readonly file: string | undefined;
  readonly deed: DeedOf<'fetches'>;
}

/** The build machine itself, and what tells it of its role: nothing is fetched from elsewhere. */
const LOCAL = /^(https?:\/\/)?(localhost|127\.|0\.0\.0\.0|169\.254\.|host\.docker\.internal)/;

export const fetchedIn = (list: Sequence): readonly Fetched[] =>
  doneIn(list, 'fetches').flatMap((done) =>
    done.deed.sends
      ? []
      : done.deed.urls
          .map((word) => list.variables.in(word, done.index))
          .filter((url) => !LOCAL.test(url))
          .map((url) => ({ ...done, url, file: fileOf(done, url) })),
  );

const lastOf = (path: string): string => path.replace(/[?#].*$/, '').replace(/^.*[/\\]/, '');

function fileOf({ deed, run }: Done<DeedOf<'fetches'>>, url: string): string | undefined {
  if (deed.to) return lastOf(deed.to.value) || lastOf(url);
  const { program, args } = callOf(run.command);
  const keeps =
    program === 'curl' ? hasOption(args, /^(-\w*O|--remote-name(-all)?)$/) : program === 'wget' && !hasOption(args, /^-\w*O-?$/);
  return keeps && run.command.pipesInto === undefined ? lastOf(url) : undefined;
}

/** Somebody on the way may put something else there. */
export const isUnprotected = ({ url, deed }: Fetched): boolean => url.startsWith('http://') || deed.insecure !== undefined;

/** The address names one commit, which cannot become another one. */
export const isCommit = (url: string): boolean => /(^|[^0-9a-f])[0-9a-f]{40}([^0-9a-f]|$)/.test(url);

/** The address names one version: `/v1.2.3/`, `-${TF_VERSION}.zip`. */
export const isVersioned = (url: string): boolean =>
  /\d+\.\d+(?!\.?x)/.test(url.replace(/^\w+:\/\/[^/]*/, '')) || /\$\{?\w*VER(SION)?\b/i.test(url);

/** Programs that run a file that they are given. */
const RUNS = /^((ba|z|da|k)?sh|source|\.|python[\d.]*|node|perl|ruby|pwsh|powershell)$/i;
/** Called by their own name, files of such a name are scripts. */
const SCRIPT = /(\.(sh|bash|py|ps1|rb|pl)|(^|[-_.])(install|installer|setup|get)([-_.]\w+)?)$/;

/** The command that runs the file as a script, before anything compares it with what it should be. */
export function runnerOf({ runs }: Sequence, { deed, file, index }: Fetched): Run | undefined {
  if (deed.runBy) return runs.find(({ command }) => command === deed.runBy);
  if (!file) return undefined;
  return runs.slice(index + 1).find(({ command }) => {
    const { program, name, args } = callOf(command);
    if (name.includes('/') && program === file) return SCRIPT.test(file);
    const first = operandsOf(args)[0]?.value ?? '';
    return RUNS.test(program) && lastOf(first) === file;
  });
}

/** Is it compared with a checksum or a signature, after it came and before it is used? */
export function isVerified(list: Sequence, { index, file }: Fetched, usedBy?: Run): boolean {
  const end = usedBy ? list.runs.indexOf(usedBy) : list.runs.length;
  const files = fetchedIn(list).flatMap((one) => (one.file ? [one.file] : []));
  return doneIn(list, 'verifies').some(({ run: { command }, index: at }) => {
    if (at <= index || at > end) return false;
    const said = [...command.words, ...(command.pipedFrom?.words ?? []), ...command.redirections.map(({ body }) => body?.value ?? '')].join(
      ' ',
    );
    return file === undefined || said.includes(file) || !files.some((one) => said.includes(one));
  });
}

const ARCHIVE = /\.(zip|tgz|tbz2?|txz|tar(\.\w+)?|gz|bz2|xz|deb|rpm|jar|bin|exe|msi|whl|pkg|appimage|run)$/i;
const UNPACKS = /^(tar|bsdtar|unzip|gunzip|gzip|bunzip2|xz|zcat|cpio|funzip)$/;

/** A program or a package, by its name, by where it goes, or by what is done with it. */
export function isProgram({ runs }: Sequence, { url, file, deed, run, index }: Fetched): boolean {
  if (/^(\w+:\/\/)?[^/]*[$`]/.test(url)) return false; // a place that the build is told of
  if (run.command.pipesInto) return UNPACKS.test(callOf(run.command.pipesInto).program);
  if (!file) return false;
  if (ARCHIVE.test(file) || ARCHIVE.test(lastOf(url)) || /(^|\/)s?bin\//.test(deed.to?.value ?? '')) return true;
  return runs.slice(index + 1).some(({ command }) => {
    const { program, args } = callOf(command);
    return (
      program === 'chmod' &&
      args.some(({ value }) => /^([ugoa]*\+\w*x|0?7\d\d)/.test(value)) &&
      args.some(({ value }) => lastOf(value) === file)
    );
  });
}
