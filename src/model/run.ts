import { type Command, type Enclosure, type Hiding, placeIn, type SimpleCommand } from './command.ts';
import type { Location } from './location.ts';
import type { Script } from './script.ts';
import { ALWAYS, all, any, NEVER, not, type Truth, unknown, yes } from './truth.ts';
import type { Note } from './world.ts';

/** A simple command where a build runs it: in a list of commands, or in a script that one of them runs. */
export interface Run {
  readonly command: SimpleCommand;
  /** The item that it stands in: of the buildspec, or of the script. */
  readonly item: Command;
  /** Of its first word. */
  readonly at: Location;
  /** Which commands led here, outermost first; empty in the list itself. */
  readonly via: readonly Run[];
  /** Options that earlier items of the same shell have set. */
  readonly set: ShellOptions;
  /** Is it run only where the build succeeded so far, by its own item or one before it in the phase? */
  readonly guarded: Command['guards'];
  /** The script that it runs, if it is here to read: its commands follow. */
  readonly script: Script | undefined;
  /** Why a script that it runs cannot be read. */
  readonly unread: Note | undefined;
}

export interface ShellOptions {
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

/** Scripts that run scripts are followed so far, and no further than so many commands. */
const DEEPEST = 5;
const MOST = 5000;

/** Every simple command that a list of commands runs, in order, each followed by those of the script that it runs. */
export function runsOf(commands: readonly Command[]): readonly Run[] {
  const [first] = commands;
  if (!first) return [];
  const before = known.get(first);
  if (before?.commands.length === commands.length && before.commands.every((one, i) => one === commands[i])) return before.runs;
  const runs: Run[] = [];
  collect(commands, [], runs);
  known.set(first, { commands, runs });
  return runs;
}

/** Many questions are asked of one list. */
const known = new WeakMap<Command, { readonly commands: readonly Command[]; readonly runs: readonly Run[] }>();

function collect(commands: readonly Command[], via: readonly Run[], found: Run[]): void {
  let set: ShellOptions = { errexit: false, pipefail: false };
  let guarded: Command['guards'] = via.at(-1)?.guarded ?? 'no';
  let phase: string | undefined;
  for (const item of commands) {
    if (phase !== item.phase && via.length === 0) guarded = 'no'; // what ended a phase lets the next one begin
    phase = item.phase;
    for (const command of item.runs) {
      if (found.length >= MOST) return;
      const script = via.length < DEEPEST ? item.follow(command) : undefined;
      const followed =
        script &&
        'commands' in script &&
        !via.some((one) => one.script?.at.pointer === script.at.pointer && one.script.title === script.title)
          ? script
          : undefined;
      const run: Run = {
        command,
        item,
        at: placeIn(item, command.offset),
        via,
        set,
        guarded: guarded === 'yes' || command.guarded === 'yes' ? 'yes' : guarded === 'no' ? command.guarded : guarded,
        script: followed,
        unread: script && !('commands' in script) ? script : undefined,
      };
      found.push(run);
      if (followed) collect(followed.commands, [...via, run], found);
    }
    set = optionsAfter(item, set);
    if (item.guards !== 'no' && guarded !== 'yes') guarded = item.guards;
  }
}

/** What is set in a shell of its own ends with it. */
const OWN_SHELL: ReadonlySet<Enclosure> = new Set(['subshell', 'substitution', 'shell']);

function optionsAfter(item: Command, set: ShellOptions): ShellOptions {
  let { errexit, pipefail } = set;
  for (const { words, inside } of item.runs) {
    if (words[0] !== 'set' || inside.some((one) => OWN_SHELL.has(one))) continue;
    errexit ||= words.some((word) => /^-\w*e/.test(word) || word === 'errexit');
    pipefail ||= words.includes('pipefail');
  }
  return { errexit, pipefail };
}

/** Is its failure lost by what stands around it, there where it stands? */
const isLost = ({ command: { ignored, unless }, set }: Run): boolean => ignored && !(unless && set[unless]);

/** The command whose failure nobody notices: itself, or the outermost one that its script is run from. */
export const losing = (run: Run): Run | undefined => [...run.via, run].find(isLost);

/** What hides its failure, there where it stands or where its script is run from; nothing where it is noticed. */
export const hidingOf = (run: Run): Hiding['by'] | undefined => losing(run)?.command.hidden?.by;

const HIDES: Readonly<Record<Hiding['by'], string>> = {
  or: 'what follows `||` makes up for its failure',
  row: 'only the last command of the block counts',
  'set +e': '`set +e` lets the block go on',
  pipe: 'only the last command of the pipe counts',
  background: 'it runs in the background',
  condition: 'its failure only decides a condition',
  substitution: 'the failure of a command inside another one is lost',
  negation: '`!` turns its failure into a success',
};

/**
 * Does its failure fail the list of commands that it is run from? In the phases `install` and `pre_build` that ends the
 * build; a failed `build` still runs `post_build`. A `no` brings what hides the failure.
 */
export function stopsBuild(run: Run): Truth {
  const foreign = [...run.via, run].find(({ item: { shell, runs } }) => shell !== 'posix' && runs.length > 1);
  if (foreign)
    return unknown({
      at: foreign.at,
      text: `what a failure does here, ${foreign.item.shell === 'cmd' ? 'cmd.exe' : 'PowerShell'} decides`,
    });
  const lost = losing(run);
  if (lost) {
    const { hidden } = lost.command;
    return not(yes({ at: placeIn(lost.item, hidden?.offset ?? lost.command.offset), text: HIDES[hidden?.by ?? 'row'] }));
  }
  return yes({ at: run.at, text: 'its failure fails the build' });
}

/** The item of the list itself that it stands in, or that led to it. */
export const itemOf = ({ via: [first], item }: Run): Command => first?.item ?? item;

/** The worlds in which it is there at all: in its list, and in everything that led to it. */
export const isRun = (run: Run): Truth => all(...[...run.via, run].map(({ item }) => item.when));

/** Is any of these run? */
export const anyRun = (runs: readonly Run[], text: string): Truth => any(...runs.map((run) => all(isRun(run), yes({ at: run.at, text }))));

/** Is it run only where the build succeeded so far? Unknown where something asks that nobody can follow. */
export const isGuarded = ({ guarded, at }: Run): Truth =>
  guarded === 'yes' ? ALWAYS : guarded === 'no' ? NEVER : unknown({ at, text: 'something before it asks whether the build succeeded' });
