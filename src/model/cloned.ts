import { callOf } from './command-words.ts';
import type { DeedOf } from './deed.ts';
import { type Done, doneIn, type Sequence } from './sequence.ts';

/** Another repository that a build takes code from. */
export interface Cloned extends Done<DeedOf<'clones'>> {
  /** What of it is used in the end: a later `git checkout` decides. */
  readonly at: DeedOf<'clones'>['at'];
  /** Something later in the list works with it. */
  readonly used: boolean;
}

/** Repositories whose address can be told; those that the build pushes to are its place of work, and no source. */
export function clonedIn(list: Sequence): readonly Cloned[] {
  const writes = list.runs.some(({ command: { words } }) => words[0] === 'git' && words.some((word) => /^(push|commit)$/.test(word)));
  return doneIn(list, 'clones').flatMap((done) => {
    const { repository } = done.deed;
    const address = repository ? list.variables.in(repository, done.index) : '';
    const clone = callOf(done.run.command).args.some(({ value }) => value === 'clone');
    if (clone && (writes || /^\W*[$`]|@\$|\/\/\$[^@]*$|\.\.?(\/|$)/.test(address))) return [];
    if (!clone) return [{ ...done, at: done.deed.at, used: true }];
    const later = doneIn(list, 'checks-out').findLast(({ index }) => index > done.index);
    return [{ ...done, at: later?.deed.at ?? done.deed.at, used: isUsed(list, done, address) }];
  });
}

/** Looking at files is no use of them. */
const LOOKS = /^(git|cd|ls|cat|echo|pwd|rm|mkdir|grep|head|tail|find|true|tree|du|wc|which|)$/;

function isUsed({ runs, variables }: Sequence, { run, index, deed }: Done<DeedOf<'clones'>>, address: string): boolean {
  const { args } = callOf(run.command);
  const next = args[args.findIndex(({ value }) => value === deed.repository?.value) + 1]?.value;
  const folder = (
    next && !next.startsWith('-')
      ? next
      : address
          .replace(/\/+$/, '')
          .replace(/^.*[/:]/, '')
          .replace(/\.git$/, '')
  ).replace(/^\.\/|\/$/g, '');
  if (folder === '.') return true;
  const within = (word: string): boolean => {
    const path = word.replace(/^\.\//, '');
    return path === folder || path.startsWith(`${folder}/`) || path.includes(`/${folder}/`) || path.endsWith(`/${folder}`);
  };
  let inside = false;
  return runs.some(({ command }, at) => {
    if (at <= index) return false;
    const { program, name, args: words } = callOf(command);
    const given = words.map((word) => variables.in(word, at));
    if (program === 'cd' || program === 'pushd') inside ||= given.some(within);
    return !LOOKS.test(program) && (inside || within(name) || given.some(within));
  });
}
