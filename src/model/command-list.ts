import type { BuildProject } from './build.ts';
import { type Buildspec, commandsOf } from './buildspec.ts';
import type { Command } from './command.ts';
import type { Model } from './model.ts';
import { oncePer } from './once-per.ts';
import { Places } from './places.ts';
import { type Run, runsOf } from './run.ts';
import { push } from './table.ts';
import type { Thing } from './truth.ts';
import { settled } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';

/** What somebody runs one after the other: the phases of a buildspec, the commands of an action or of a stage condition. */
export interface CommandList {
  readonly thing: Thing;
  /** None where a pipeline itself has the commands. */
  readonly buildspec: Buildspec | undefined;
  readonly commands: readonly Command[];
  /** What its commands find in the environment, by the buildspec, the projects and the actions that run it; not what the worlds choose. */
  readonly variables: readonly EnvironmentVariable[];
}

/** Every list of commands of the delivery system. */
export const commandListsOf = oncePer((model: Model): readonly CommandList[] => [...gathered(model)]);

function* gathered(model: Model): Generator<CommandList> {
  const given = variablesByBuildspec(model);
  for (const buildspec of model.all('buildspec')) {
    const { variables, parameterStore, secretsManager } = buildspec;
    const all = [...variables, ...parameterStore, ...secretsManager, ...(given.get(buildspec) ?? [])];
    yield { thing: buildspec, buildspec, commands: commandsOf(buildspec), variables: all };
  }
  for (const { steps, stages } of model.all('pipeline')) {
    const actions = steps.map(({ action }) => action);
    const conditions = stages.flatMap((stage) => stage.conditions.map((condition) => ({ ...condition, variables: [] })));
    for (const thing of [...actions, ...conditions]) {
      const { commands, variables } = thing;
      if (commands.length > 0) yield { thing, buildspec: undefined, commands, variables };
    }
  }
}

/** What projects, and actions that run them, give to the builds with a buildspec. */
function variablesByBuildspec(model: Model): Map<Buildspec, EnvironmentVariable[]> {
  const given = new Map<Buildspec, EnvironmentVariable[]>();
  const give = (project: BuildProject, variables: readonly EnvironmentVariable[]): void => {
    const buildspec = settled(project.buildspec);
    if (buildspec) for (const variable of variables) push(given, buildspec, variable);
  };
  for (const project of model.all('project')) give(project, project.variables);
  for (const { action } of model.all('pipeline').flatMap(({ steps }) => steps)) {
    const project = action.variables.length > 0 ? settled(action.project) : undefined;
    if (project) give(project, action.variables);
  }
  return given;
}

/** A command where it is run, and the list that leads there. */
export interface Listed {
  readonly run: Run;
  readonly list: CommandList;
}

/** Every simple command that the system runs, scripts followed, each place once: by the list that leads there first. */
export const everyRun = oncePer((model: Model): readonly Listed[] => {
  const seen = new Map<Thing, Set<number>>();
  const scripts = new Places();
  const listed: Listed[] = [];
  for (const list of commandListsOf(model)) {
    for (const run of runsOf(list.commands)) {
      const offsets = seen.get(run.item) ?? new Set();
      seen.set(run.item, offsets);
      if (offsets.has(run.command.offset)) continue;
      offsets.add(run.command.offset);
      if (run.via.length > 0 && !scripts.isNew(run.at)) continue;
      listed.push({ run, list });
    }
  }
  return listed;
});

/** The place of a run as a thing that a finding can be about. */
export const thingOfRun = ({ at, item, via }: Run, place = at): Thing => ({
  at: place,
  when: via[0]?.item.when ?? item.when,
  path: (via[0]?.item ?? item).path,
});
