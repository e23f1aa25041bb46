import type { BuildProject } from './build.ts';
import { type Buildspec, commandsOf } from './buildspec.ts';
import { thingOfRun } from './command-list.ts';
import { resourcesOfCommand } from './command-resources.ts';
import { mayChangeCredentials, namesCredentials } from './credentials.ts';
import type { Role } from './identity.ts';
import type { Link } from './link.ts';
import type { Model } from './model.ts';
import { type Need, named, needsOf, needsOfStep } from './needs.ts';
import { oncePer } from './once-per.ts';
import { passedToTasks, passingToStacks } from './passed-role.ts';
import type { Pipeline, Step } from './pipeline.ts';
import { type Run, runsOf } from './run.ts';
import { push } from './table.ts';
import { equals, isOneOf } from './text.ts';
import { ALWAYS, all, any, conceivable, type Thing, type Truth } from './truth.ts';
import { present, settled } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';
import { NOWHERE } from './world.ts';

/** Something that is done with a role, and the right that it takes. */
export interface Task {
  readonly role: Role;
  /** The action, the command, the variable: where it is said that it is done. */
  readonly by: Thing;
  /** All of them. */
  readonly needs: readonly Need[];
  /** Rights that go with it and that it can often do without; and the same on something else. */
  readonly also?: readonly Need[];
  /** Of a command in a branch, or where others may have credentials of their own: it may never need the right. */
  readonly certain?: false;
  /** It is done, and with this role. */
  readonly truth: Truth;
}

/** All that the pipelines and builds of a system are known to do with roles that are here to read, each right once for each place. */
export const tasksOf = oncePer((model: Model): readonly Task[] => {
  const steps = model.all('pipeline').flatMap((pipeline) => pipeline.steps);
  const given = variablesGiven(steps);
  return [
    ...steps.flatMap(ofStep),
    ...model.all('pipeline').flatMap(ofStores),
    ...model.all('project').flatMap((project) => ofProject(project, given.get(project) ?? [])),
  ];
});

/** An action works with a role of its own, or with that of its pipeline. */
const roleOf = ({ action, pipeline }: Step): Role | undefined => settled(isAbsent(action.role) ? pipeline.role : action.role);

const isAbsent = (link: Link<Role>): boolean => link.in(NOWHERE).state === 'absent';

const STACK_MODES = ['CREATE_UPDATE', 'REPLACE_ON_FAILURE', 'CHANGE_SET_REPLACE'];

function ofStep(step: Step): Task[] {
  const role = roleOf(step);
  if (!role) return [];
  const { action } = step;
  const passed = action.passedRole.text;
  const passes: Task[] = passed
    ? [
        {
          role,
          by: step,
          needs: [passingToStacks(passed)],
          truth: all(
            equals(action.provider, 'CloudFormation', ''),
            isOneOf(action.configuration('ActionMode'), STACK_MODES, ''),
            present(passed, ''),
          ),
        },
      ]
    : [];
  const own = needsOfStep(step).map(({ needs, also, truth }) => ({ role, by: step, needs, also: also.flatMap(whichRoles(step)), truth }));
  return [...own, ...passes, ...ofCommands(role, runsOf(action.commands), action.variables)].filter(({ truth }) => conceivable(truth));
}

/** The page of an action says that it passes roles, and the task definition which. */
const whichRoles =
  (step: Step) =>
  (need: Need): readonly Need[] =>
    need.actions.includes('iam:PassRole') ? passedToTasks(step) : [need];

/** What is kept between two actions is put there and taken from there with the role of the pipeline, or of an action. */
function ofStores({ role: link, stores, steps }: Pipeline): Task[] {
  const role = settled(link);
  if (!role) return [];
  const own = steps.filter(({ action }) => isAbsent(action.role));
  const keeps = any(...own.flatMap(({ action, when }) => action.outputs.map((output) => all(when, output.when))));
  return stores.map((store) => ({
    role,
    by: store,
    needs: [{ actions: ['s3:PutObject'], on: named('BucketName', store.location) }],
    truth: keeps,
  }));
}

const GETS_SOURCE: Need = { actions: ['s3:GetObject', 's3:GetObjectVersion'] };

function ofProject(project: BuildProject, variables: readonly EnvironmentVariable[]): Task[] {
  const role = settled(project.role);
  if (!role) return [];
  const buildspec = settled(project.buildspec);
  const given: readonly EnvironmentVariable[] = [
    ...variables,
    ...project.variables,
    ...(buildspec ? [...buildspec.variables, ...buildspec.parameterStore, ...buildspec.secretsManager] : []),
  ];
  const { source } = project;
  return [
    { role, by: source, needs: [GETS_SOURCE], truth: all(project.when, equals(source.type, 'CODEPIPELINE', '')) },
    ...given.flatMap((variable) => ofVariable(role, variable)),
    ...(buildspec ? ofCommands(role, runsIn(buildspec), given) : []),
  ]
    .map((task) => ({ ...task, truth: all(project.when, task.truth) }))
    .filter(({ truth }) => conceivable(truth));
}

const runsIn = (buildspec: Buildspec): readonly Run[] => runsOf(commandsOf(buildspec));

/** https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.secrets-manager */
const ofVariable = (role: Role, by: EnvironmentVariable): Task[] => [
  {
    role,
    by,
    needs: [{ actions: ['secretsmanager:GetSecretValue'], on: named('Secret', by.value) }],
    truth: equals(by.type, 'SECRETS_MANAGER', ''),
  },
  {
    role,
    by,
    needs: [{ actions: ['ssm:GetParameters'], on: named('Parameter', by.value) }],
    truth: equals(by.type, 'PARAMETER_STORE', ''),
  },
];

/** Run in every build that gets so far: in no branch that anything else decides, in no function, and not only where something failed. */
const isCertain = ({ via, command, item }: Run): boolean =>
  item.shell === 'posix' &&
  [...via.map((one) => one.command), command].every(
    ({ inside, hidden, guarded }) =>
      inside.every((one) => /^(and|subshell|substitution|shell)$/.test(one) || (one === 'if' && guarded === 'yes')) &&
      !/^(or|condition|negation)$/.test(hidden?.by ?? ''),
  );

/** The first command that takes a right stands for the others; one that surely takes it before those that may. */
function ofCommands(role: Role, runs: readonly Run[], variables: readonly EnvironmentVariable[]): Task[] {
  const own = !mayChangeCredentials(runs, variables);
  const found = new Map<string, Task & { readonly also: Need[] }>();
  for (const run of runs.filter(({ command }) => !namesCredentials(command))) {
    const by = thingOfRun(run);
    for (const one of needsOf(run.command)) {
      const need = { ...one, on: one.on ?? resourcesOfCommand(run.command, one.actions[0] ?? '', by.at) };
      const key = `${need.actions} ${need.arn}`;
      const certain = own && isCertain(run);
      const before = found.get(key);
      const also = before?.also ?? [];
      const isSurer = before?.certain === false && certain;
      if (before) also.push(...(isSurer ? before.needs : [need])); // it may be on something else
      if (!before || isSurer) found.set(key, { role, by, needs: [need], also, truth: ALWAYS, ...(!certain && { certain }) });
    }
  }
  return [...found.values()];
}

/** What actions that run a project give it. */
function variablesGiven(steps: readonly Step[]): ReadonlyMap<BuildProject, readonly EnvironmentVariable[]> {
  const given = new Map<BuildProject, EnvironmentVariable[]>();
  for (const { action } of steps) {
    const project = action.variables.length > 0 ? settled(action.project) : undefined;
    if (project) for (const variable of action.variables) push(given, project, variable);
  }
  return given;
}
