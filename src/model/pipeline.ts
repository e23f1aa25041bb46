import type { ConfigurationTarget } from './appconfig.ts';
import type { ArtifactStore, InputArtifact, OutputArtifact } from './artifact.ts';
import type { BeanstalkEnvironment } from './beanstalk.ts';
import type { BuildProject } from './build.ts';
import { commandsOf, ofBatch } from './buildspec.ts';
import type { Command } from './command.ts';
import { commandsDeploy, isCalledDeploy, isCalledOtherwise, isCalledRelease } from './deploying.ts';
import type { Alarm, DeploymentGroup } from './deployment.ts';
import type { Role } from './identity.ts';
import type { FunctionAlias, LambdaFunction } from './lambda.ts';
import type { Link, Use } from './link.ts';
import type { Member } from './member.ts';
import type { Topic } from './notification.ts';
import { oncePer } from './once-per.ts';
import type { EcsService } from './service.ts';
import type { Connection, SourceRepository } from './source.ts';
import type { Argument, Template, TemplateConfiguration } from './stack.ts';
import type { Bucket } from './storage.ts';
import { equals, isOneOf, type Text } from './text.ts';
import type { Trigger } from './trigger.ts';
import { ALWAYS, all, any, anyOf, asFarAsKnown, conceivable, lazily, NEVER, not, once, type Thing, type Truth, unknown } from './truth.ts';
import { through, type Value } from './value.ts';
import type { EnvironmentVariable } from './variable.ts';

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html */
export interface Pipeline extends Thing {
  readonly name: Text;
  /** `V1` or `V2`. */
  readonly type: Text;
  /** `SUPERSEDED` (or absent), `QUEUED`, `PARALLEL`. */
  readonly executionMode: Text;
  /** Runs again after every change of its own definition. */
  readonly restartsOnUpdate: Text;
  readonly role: Link<Role>;
  readonly triggers: readonly Trigger[];
  /** One, or one for each region. */
  readonly stores: readonly ArtifactStore[];
  /** Stages that nothing may enter for now: of an account, known only when everything is read. */
  readonly disabledTransitions: () => readonly DisabledTransition[];
  /** Who starts it, or is told of it: known only when everything is read. */
  readonly users: () => readonly Use[];
  /** What starts it, by an action of its own or by a command of a build: known only when everything is read. */
  readonly startedBy: () => Starters;
  readonly variables: readonly EnvironmentVariable[];
  readonly stages: readonly Stage[];
  /** Every action in its place, in the order of the stages. */
  readonly steps: readonly Step[];
}

export interface Starters {
  /** Steps of any pipeline. */
  readonly steps: readonly Step[];
  /** Builds that something else than a pipeline runs. */
  readonly builds: readonly BuildProject[];
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/transitions.html */
export interface DisabledTransition extends Thing {
  /** The name of the stage that is not entered. */
  readonly stage: Text;
  readonly reason: Text;
}

export interface Stage extends Thing {
  readonly name: Text;
  readonly actions: readonly Action[];
  /** Rules that a stage's conditions ask before entry, on success and on failure. */
  readonly conditions: readonly StageCondition[];
  /** `ROLLBACK`, `RETRY`, `FAIL`, `SKIP` when an action fails, and `FAILED_ACTIONS` or `ALL_ACTIONS` of a retry. */
  readonly failure: { readonly result: Text; readonly retryMode: Text };
}

/** One rule of a condition: https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html */
export interface StageCondition extends Thing {
  readonly moment: 'beforeEntry' | 'onSuccess' | 'onFailure';
  /** What the whole condition brings about: `FAIL`, `SKIP` before entry, `FAIL`, `ROLLBACK` after it. */
  readonly result: Text;
  readonly provider: Text;
  readonly commands: readonly Command[];
  readonly project: Link<BuildProject>;
  /** What a `CloudWatchAlarm` rule looks at. */
  readonly alarm: Link<Alarm>;
  /** What a `LambdaInvoke` rule asks. */
  readonly function: Link<LambdaFunction>;
  /** A value of `Configuration`, by its exact key. */
  readonly configuration: (key: string) => Text;
}

/** What an action works on; all but what its configuration names is absent. */
export interface DeployTargets {
  readonly deploymentGroup: Link<DeploymentGroup>;
  readonly service: Link<EcsService>;
  /** What a Lambda action deploys or calls. */
  readonly function: Link<LambdaFunction>;
  readonly alias: Link<FunctionAlias>;
  readonly beanstalk: Link<BeanstalkEnvironment>;
  readonly appConfig: ConfigurationTarget;
}

/** What else an action names; all but what its configuration names is absent. */
export interface ActionReferences {
  /** `TemplatePath`, a file in an artifact, where the repository has it too. */
  readonly template: Link<Template>;
  /** `TemplateConfiguration`, or the `Parameters` of a stack set. */
  readonly values: Link<TemplateConfiguration>;
  /** `ParameterOverrides`: what the template is given, whatever its file of values says. */
  readonly overrides: readonly Argument[];
  /** The pipeline that an action starts. */
  readonly pipeline: Link<Pipeline>;
  readonly connection: Link<Connection>;
  readonly repository: Link<SourceRepository>;
  /** A source, or what is deployed to. */
  readonly bucket: Link<Bucket>;
  /** Told that an approval waits. */
  readonly topic: Link<Topic>;
}

export interface Action extends Thing, DeployTargets, ActionReferences {
  readonly name: Text;
  readonly category: Text;
  readonly owner: Text;
  readonly provider: Text;
  /** 1 when left out; equal means parallel. */
  readonly runOrder: Value<number>;
  /** What the action works as, in another account perhaps; the pipeline's own role when left out. */
  readonly role: Link<Role>;
  /** What it hands to CloudFormation. */
  readonly passedRole: Link<Role>;
  /** Of the pipeline when left out. */
  readonly region: Text;
  /** A value of `Configuration`, by its exact key. */
  readonly configuration: (key: string) => Text;
  /** Variables of the action, and those inside the JSON text `EnvironmentVariables` of a CodeBuild action. */
  readonly variables: readonly EnvironmentVariable[];
  readonly commands: readonly Command[];
  readonly inputs: readonly InputArtifact[];
  readonly outputs: readonly OutputArtifact[];
  /** Variables that it hands on, as `#{namespace.name}`. */
  readonly namespace: Text;
  readonly outputVariables: readonly Member[];
  /** Minutes that an approval waits: 7 days when left out. */
  readonly timeout: Value<number>;
  readonly project: Link<BuildProject>;
}

/** An action in its place. */
export interface Step extends Thing {
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  /** Of the stage. */
  readonly index: number;
  readonly action: Action;
  /** Those that it deploys to by its configuration, or by its commands: known only when everything is read. */
  readonly deploymentGroups: () => readonly Link<DeploymentGroup>[];
}

const is =
  (provider: string) =>
  ({ action }: Step): Truth =>
    equals(action.provider, provider, `${provider} action`);
const inCategory =
  (category: string, text: string) =>
  ({ action }: Step): Truth =>
    equals(action.category, category, text);

export const isApproval = inCategory('Approval', 'the approval is here');
export const isTestAction = inCategory('Test', 'a test action');
export const isSource = inCategory('Source', '');
/** Runs a build project, whatever for. */
export const isBuild = (step: Step): Truth =>
  all(isOneOf(step.action.category, ['Build', 'Test'], ''), isOneOf(step.action.provider, ['CodeBuild'], ''));
export const isCommands = inCategory('Compute', 'runs commands');
export const isInvoke = inCategory('Invoke', 'invokes something');

/** Preparing a change set, or deleting a stack, puts no new code anywhere. */
const HARMLESS_MODES = ['CHANGE_SET_REPLACE', 'DELETE_ONLY'];

/** An action of a deploy provider that puts a new version of something in place. */
const isDeployAction = (step: Step): Truth =>
  all(
    inCategory('Deploy', 'deploys here')(step),
    not(all(is('CloudFormation')(step), isOneOf(step.action.configuration('ActionMode'), HARMLESS_MODES, 'only prepares or deletes'))),
  );

const isWork = ({ action }: Step): Truth => isOneOf(action.category, ['Build', 'Compute'], 'deploys here');

/** A build or a function that is called a deploy: by its own name, or as all that a stage of such a name does. */
function isNamedDeploy(step: Step): Truth {
  const { stage, action } = step;
  const alone: Truth = {
    in: (world) => all(...stage.actions.filter((other) => other !== action).map(({ category }) => equals(category, 'Approval'))).in(world),
  };
  return asFarAsKnown(
    any(
      all(any(isWork(step), isInvoke(step)), isCalledDeploy(action.name)),
      all(isWork(step), isCalledDeploy(stage.name), not(isCalledOtherwise(action.name)), alone),
    ),
  );
}

/** A question about what a step runs: its own commands, or those of its build project and of the builds of its batch. */
export const ofCommands = (step: Step, question: (commands: readonly Command[]) => Truth): Truth => {
  const { action } = step;
  const ofProject = through(
    action.project,
    ({ buildspec }) => through(buildspec, (known) => ofBatch(known, (one) => question(commandsOf(one)))),
    unknown({ at: action.at, text: 'names no build project' }),
  );
  return any(all(isCommands(step), question(action.commands)), all(isBuild(step), ofProject));
};

/** A build whose commands put a new version in place: `terraform apply`, `aws ecs update-service`. */
const deploysByCommand = (step: Step): Truth => {
  const copies = any(isCalledRelease(step.action.name), isCalledRelease(step.stage.name));
  return all(
    isWork(step),
    ofCommands(step, (commands) => commandsDeploy(commands, copies)),
  );
};

/** The same question, put to each step once: many rules ask it of the same steps. */
export const oncePerStep = (question: (step: Step) => Truth): ((step: Step) => Truth) =>
  oncePer((step: Step): Truth => once(lazily(() => question(step))));

/** Does this step put a new version of something in place, as far as anybody can see? */
export const isDeploy = oncePerStep((step) => any(isDeployAction(step), isNamedDeploy(step), asFarAsKnown(deploysByCommand(step))));

/** The same; unknown where a build runs what nobody can read, and its name does not promise something else. */
export const mayDeploy = oncePerStep((step) => any(isDeploy(step), all(not(isCalledOtherwise(step.action.name)), deploysByCommand(step))));

/** Stages run in order; within one, actions run by ascending RunOrder (1 when left out). */
export function runsBefore(a: Step, b: Step): Truth {
  if (a.index !== b.index) return a.index < b.index ? ALWAYS : NEVER;
  return compareOrder(a, b, (first, second) => first < second);
}

/** In one stage with the same RunOrder: neither waits for the other. */
export const runsBeside = (a: Step, b: Step): Truth =>
  a.index === b.index ? compareOrder(a, b, (first, second) => first === second) : NEVER;

const compareOrder = (a: Step, b: Step, holds: (first: number, second: number) => boolean): Truth => ({
  in(world) {
    const facts = [a, b].map(({ action }) => action.runOrder.in(world));
    const open = facts.flatMap((fact) => (fact.state === 'unknown' ? fact.because : []));
    if (open.length > 0) return unknown(...open).in(world);
    const [first = 1, second = 1] = facts.map((fact) => (fact.state === 'known' ? fact.value : 1));
    const given = facts.flatMap((fact) => (fact.state === 'unknown' ? [] : fact.given));
    return { is: holds(first, second) ? 'yes' : 'no', because: () => given };
  },
});

/** Steps that may be what is wanted: the others need no second look. */
const candidates = new WeakMap<Pipeline, Map<(step: Step) => Truth, { step: Step; truth: Truth }[]>>();

/** Does anything that satisfies `wanted` run before this step, wherever this step runs? */
export function precededBy(step: Step, wanted: (step: Step) => Truth): Truth {
  return anyOf(among(step.pipeline, wanted), ({ step: other, truth }) =>
    other !== step && other.index <= step.index ? all(truth, runsBefore(other, step)) : NEVER,
  );
}

/** Does anything that satisfies `wanted` run after this step, wherever this step runs? */
export function followedBy(step: Step, wanted: (step: Step) => Truth): Truth {
  return anyOf(among(step.pipeline, wanted), ({ step: other, truth }) =>
    other !== step && other.index >= step.index ? all(truth, runsBefore(step, other)) : NEVER,
  );
}

/** The steps that may satisfy a question, each with the truth of it; asked once per pipeline and question. */
export function among(pipeline: Pipeline, wanted: (step: Step) => Truth): readonly { step: Step; truth: Truth }[] {
  const asked = candidates.get(pipeline) ?? new Map<(step: Step) => Truth, { step: Step; truth: Truth }[]>();
  candidates.set(pipeline, asked);
  const found =
    asked.get(wanted) ??
    pipeline.steps
      .map((step) => ({ step, truth: once(lazily(() => all(step.when, wanted(step)))) }))
      .filter(({ truth }) => conceivable(truth));
  asked.set(wanted, found);
  return found;
}
