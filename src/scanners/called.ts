import type { BuildProject } from '../model/build.ts';
import { type Buildspec, commandsOf } from '../model/buildspec.ts';
import { type Command, placeIn, type Word } from '../model/command.ts';
import { callOf, optionOf } from '../model/command-words.ts';
import { oncePer } from '../model/once-per.ts';
import type { Action } from '../model/pipeline.ts';
import { isRun, type Run, runsOf } from '../model/run.ts';
import { Variables } from '../model/shell-variable.ts';
import { isHole, literalOf, type Piece, piecesIn, shown, type Text, written } from '../model/text.ts';
import type { Thing } from '../model/truth.ts';
import { known, settled } from '../model/value.ts';
import type { EnvironmentVariable } from '../model/variable.ts';
import { NOWHERE } from '../model/world.ts';

/** One call of the AWS CLI that does something to a thing of the model. */
export interface Called extends Thing {
  readonly verb: 'start-pipeline-execution' | 'create-deployment';
  /** What an option says, as far as it is written out, or the build is given it in a variable. */
  readonly option: (name: string) => Text | undefined;
}

const VERBS: readonly string[] = ['start-pipeline-execution', 'create-deployment'];
const SERVICES = { 'start-pipeline-execution': 'codepipeline', 'create-deployment': 'deploy' };

/** What the commands of an action call, or those of the build that it runs. */
export const calledByAction = oncePer(({ commands, variables, project }: Action): readonly Called[] => {
  const build = settled(project);
  return [...calledIn(commands, variables), ...(build ? calledByBuild(build, variables) : [])];
});

/** What the builds of a project call, those of its batches too. */
export function calledByBuild(project: BuildProject, given: readonly EnvironmentVariable[] = []): readonly Called[] {
  const buildspec = settled(project.buildspec);
  if (!buildspec) return [];
  const batch = buildspec.batch.flatMap((build) => settled<Buildspec>(build.buildspec) ?? []);
  return [buildspec, ...batch].flatMap((one) => calledIn(commandsOf(one), [...given, ...project.variables, ...one.variables]));
}

/** @param given What the build begins with; where two have one name, the first counts. */
function calledIn(commands: readonly Command[], given: readonly EnvironmentVariable[]): readonly Called[] {
  const runs = runsOf(commands);
  const found = runs.flatMap((run, index) => {
    const verb = run.command.words.find((word) => VERBS.includes(word)) as Called['verb'] | undefined;
    const { program, args } = callOf(run.command);
    return verb && program === 'aws' && args.some(({ value }) => value === SERVICES[verb]) ? { run, index, verb, args } : [];
  });
  if (found.length === 0) return [];
  const named = new Map(given.map((one) => [literalOf(one.name) ?? '', one]).reverse() as [string, EnvironmentVariable][]);
  const values = new Values(runs, named);
  return found.map(({ run, index, verb, args }) => ({
    verb,
    option: (name) => {
      const word = optionOf(args, new RegExp(`^--${name}$`));
      return word && values.of(word, run, index);
    },
    at: run.at,
    when: isRun(run),
    path: run.item.path,
  }));
}

/** What words say where they stand. */
class Values {
  readonly #shell: Variables;
  readonly #set: ReadonlySet<string>;

  constructor(
    runs: readonly Run[],
    private readonly given: ReadonlyMap<string, EnvironmentVariable>,
  ) {
    this.#shell = new Variables(runs, [...given.values()]);
    this.#set = new Set(runs.flatMap(({ command }) => command.assignments.map(({ name }) => name)));
  }

  of(word: Word, { item }: Run, index: number): Text | undefined {
    const at = placeIn(item, word.offset);
    if (word.expansions.every((one) => one.of === 'hole')) return cut(item, word) ?? written(at, word.value);
    const filled = this.#shell.in(word, index);
    if (!/[$`]/.test(filled)) return written(at, filled);
    const [, name = ''] = /^\$\{?(\w+)\}?$/.exec(word.value) ?? [];
    const variable = this.#set.has(name) ? undefined : this.given.get(name);
    return variable && (literalOf(variable.type) || 'PLAINTEXT') === 'PLAINTEXT' ? variable.value : undefined;
  }
}

/** The pieces that a word stands on, with what CloudFormation fills in; nothing where quotes stand inside it. */
function cut({ text }: Command, { value, end, quoted }: Word): Text | undefined {
  const to = quoted ? end - 1 : end;
  const from = to - value.length; // behind `--name=`
  const pieces: Piece[] = [];
  let start = 0;
  for (const piece of piecesIn(text, NOWHERE)) {
    const { length } = shown([piece]);
    const [first, last] = [Math.max(from - start, 0), Math.min(to - start, length)];
    if (first < last)
      pieces.push(isHole(piece) ? piece : { literal: piece.literal.slice(first, last), at: placeIn({ text }, start + first) });
    start += length;
  }
  return pieces[0] && shown(pieces) === value ? known(pieces[0].at, pieces) : undefined;
}
