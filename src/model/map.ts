import { accountOf } from './account.ts';
import { type Answer, answer } from './answer.ts';
import { templatesOf } from './change-set.ts';
import { waitsForPerson } from './deployment.ts';
import { isGated } from './gate.ts';
import type { Role } from './identity.ts';
import type { Link } from './link.ts';
import { type Location, nameOfOrigin, outermost, type Source } from './location.ts';
import { targetOf, words } from './map-names.ts';
import type { Model } from './model.ts';
import {
  isApproval,
  isBuild,
  isCommands,
  isDeploy,
  isInvoke,
  isSource,
  isTestAction,
  mayDeploy,
  type Pipeline,
  runsBefore,
  type StageCondition,
  type Step,
} from './pipeline.ts';
import { deploysToProduction, isAssumedProduction, type Production } from './production.ts';
import { isUndone, rollsBack } from './rollback.ts';
import { buildspecTests, testsBefore } from './testing.ts';
import { equals, type Text } from './text.ts';
import { all, any, type Is, type Thing, type Truth } from './truth.ts';
import { settled, through, type Value } from './value.ts';
import { NOWHERE } from './world.ts';

/** The way from commit to production, as the model sees it: what rules ask, told whole. */
export interface DeliveryMap {
  readonly pipelines: readonly PipelineMap[];
  /** Build projects and deployment groups that no pipeline here works with. */
  readonly alone: readonly Named[];
}

export interface Named {
  readonly name: string;
  readonly at: Location;
}

export interface PipelineMap extends Named {
  /** The worlds in which it is there: nothing where it always is. */
  readonly when: readonly string[];
  readonly role: Linked;
  readonly stages: readonly StageMap[];
  /** One for each deploy to production; for the last deploy where nothing is called so. */
  readonly routes: readonly Route[];
}

export interface StageMap extends Named {
  /** The worlds in which it is there: nothing where it always is. */
  readonly when: readonly string[];
  readonly conditions: readonly ConditionMap[];
  readonly steps: readonly StepMap[];
}

/** What a stage asks before it begins, or before it succeeds. */
export interface ConditionMap {
  readonly moment: StageCondition['moment'];
  readonly provider: string;
  /** What comes of it where it does not hold: `ROLLBACK`. */
  readonly result: string;
  readonly at: Location;
  readonly when: readonly string[];
}

/** `prepare`: a Deploy action that puts nothing in place, such as one that makes a change set. */
export type StepKind = 'source' | 'build' | 'test' | 'approval' | 'deploy' | 'prepare' | 'invoke' | 'commands' | 'other';

export interface StepMap extends Named {
  readonly when: readonly string[];
  readonly kind: StepKind;
  readonly provider: string;
  /** 1 when left out; nothing where it cannot be told. Equal means side by side. */
  readonly runOrder: number | undefined;
  /** What it takes from, builds with or deploys to. */
  readonly target: string;
  readonly project: Linked | undefined;
  readonly buildspec: Linked | undefined;
  /** Of the build project. */
  readonly role: Linked | undefined;
  /** Of the action itself. */
  readonly actionRole: Linked | undefined;
  /** What it hands to CloudFormation. */
  readonly passedRole: Linked | undefined;
  /** In which it works, where an ARN of these roles says so. */
  readonly account: AccountMap | undefined;
  /** Nothing where it is the pipeline's own. */
  readonly region: string;
  /** Does it run tests that can fail it? */
  readonly tests: Told | undefined;
  readonly production: Told | undefined;
  /** On an alarm. */
  readonly rollback: Told | undefined;
  /** When it fails by itself. */
  readonly undone: Told | undefined;
}

export interface AccountMap {
  /** 12 digits, or the parameter that holds them. */
  readonly id: string;
  /** What the configuration calls it. */
  readonly name: string;
}

/** What something refers to: a name and a place, or why nobody knows (then the name is what the reference says). */
export interface Linked {
  readonly name: string;
  readonly at: Location | undefined;
  readonly unknown: string | undefined;
}

/** An answer in words. */
export interface Told {
  readonly is: Is;
  readonly when: readonly string[];
  readonly because: readonly { readonly text: string; readonly at: Location }[];
}

export interface Route {
  /** Names of the steps, from the first source to the deploy. */
  readonly steps: readonly string[];
  readonly to: Named;
  /** The worlds in which the deploy is there. */
  readonly when: readonly string[];
  /** Is it production? Where nothing is called so, the last deploy is taken for it. */
  readonly production: Told;
  readonly assumed: boolean;
  readonly tested: Told;
  readonly approved: Told;
  /** On an alarm. */
  readonly rollback: Told | undefined;
  /** When it fails by itself. */
  readonly undone: Told | undefined;
}

export function mapOf(model: Model, production: Production): DeliveryMap {
  const pipelines = model.all('pipeline');
  const used = new Set<Thing>();
  const deployed = new Set<Source>();
  for (const step of pipelines.flatMap(({ steps }) => steps)) {
    for (const link of [step.action.project, ...step.deploymentGroups()]) {
      const thing = settled<Thing>(link);
      if (thing) used.add(thing);
    }
    for (const link of templatesOf(step)) {
      const template = settled(link);
      if (template) deployed.add(template.at.source);
    }
  }
  const groups = model.all('deployment-group').filter(({ at }) => !deployed.has(at.source)); // what a template holds is deployed with it
  const things: readonly Thing[] = [...model.all('project'), ...groups];
  return {
    pipelines: pipelines.map((pipeline) => pipelineMap(pipeline, model, production)),
    alone: things.filter((thing) => !used.has(thing)).map(named),
  };
}

const nameOf = ({ path }: Thing): string => path.join('/');
const named = (thing: Thing): Named => ({ name: nameOf(thing), at: thing.at });

function pipelineMap(pipeline: Pipeline, model: Model, production: Production): PipelineMap {
  return {
    ...named(pipeline),
    when: told(pipeline.when).when,
    role: linked(pipeline.role, nameOf),
    stages: pipeline.stages.map((stage) => ({
      name: words(stage.name),
      at: stage.at,
      when: told(stage.when).when,
      conditions: stage.conditions.map(({ moment, provider, result, at, when }) => ({
        moment,
        provider: words(provider),
        result: words(result),
        at,
        when: told(when).when,
      })),
      steps: pipeline.steps.filter((step) => step.stage === stage).map((step) => stepMap(step, model, production)),
    })),
    routes: routesOf(pipeline, model, production),
  };
}

const KINDS: readonly (readonly [StepKind, (step: Step) => Truth])[] = [
  ['source', isSource],
  ['approval', isApproval],
  ['deploy', isDeploy],
  ['prepare', ({ action }) => equals(action.category, 'Deploy')],
  ['test', isTestAction],
  ['build', isBuild],
  ['commands', isCommands],
  ['invoke', isInvoke],
  ['build', ({ action }) => equals(action.category, 'Build')], // by a provider of the user's own
];

function stepMap(step: Step, model: Model, production: Production): StepMap {
  const { action } = step;
  const kind = KINDS.find(([, is]) => answer(is(step)).is === 'yes')?.[0] ?? 'other';
  const deploys = kind === 'deploy';
  const builds = action.project.in(NOWHERE).state !== 'absent' && answer(isBuild(step)).is !== 'no';
  return {
    name: words(action.name),
    at: action.at,
    when: told(step.when).when,
    kind,
    provider: words(action.provider),
    runOrder: orderOf(step),
    target: targetOf(action),
    project: builds ? linked(action.project, nameOf) : undefined,
    buildspec: builds
      ? followed(action.project, (project) => linked(project.buildspec, ({ path, at }) => path.join('/') || fileOf(at)))
      : undefined,
    role: builds ? followed(action.project, ({ role }) => linked(role, nameOf)) : undefined,
    actionRole: roleOf(action.role),
    passedRole: roleOf(action.passedRole),
    account: accountMap([action.role.text, action.passedRole.text], production),
    region: words(action.region),
    tests: builds ? told(through(action.project, ({ buildspec }) => through(buildspec, buildspecTests))) : undefined,
    production: deploys ? told(deploysToProduction(step, production)) : undefined,
    rollback: deploys ? told(rollsBack(step, model)) : undefined,
    undone: deploys ? told(isUndone(step)) : undefined,
  };
}

/** Every deploy that reaches production, with what stands on the way. */
function routesOf(pipeline: Pipeline, model: Model, production: Production): Route[] {
  const deploys = pipeline.steps.filter((step) => answer(mayDeploy(step)).is !== 'no');
  const called = deploys.filter((step) => answer(deploysToProduction(step, production)).is !== 'no');
  const assumed = deploys.filter((step) => answer(isAssumedProduction(step, production)).is === 'yes');
  return [...called, ...assumed.filter((step) => !called.includes(step))].map((step) => ({
    steps: [...pipeline.steps.filter((other) => precedes(other, step)).sort(inOrder), step].map(({ action }) => words(action.name)),
    to: named(step),
    when: told(step.when).when,
    production: told(deploysToProduction(step, production)),
    assumed: !called.includes(step),
    tested: told(testsBefore(step)),
    approved: told(any(isGated(step), ...step.deploymentGroups().map((group) => through(group, waitsForPerson)))),
    rollback: told(rollsBack(step, model)),
    undone: told(isUndone(step)),
  }));
}

const inOrder = (a: Step, b: Step): number => a.index - b.index || (orderOf(a) ?? 0) - (orderOf(b) ?? 0);

/** 1 when left out; nothing where it cannot be told. */
function orderOf({ action }: Step): number | undefined {
  const order = action.runOrder.in(NOWHERE);
  return order.state === 'known' ? order.value : order.state === 'absent' ? 1 : undefined;
}

/** In the order of the pipeline, as far as anybody can tell. */
const precedes = (other: Step, step: Step): boolean => answer(all(other.when, runsBefore(other, step))).is === 'yes';

/** An action with a role of its own, or none. */
function roleOf(role: Link<Role>): Linked | undefined {
  const said = role.text && words(role.text);
  return said && said !== HIDDEN ? linked(role, nameOf) : undefined;
}

/** Nothing is known of it, and not whether it is there. */
const HIDDEN = '${…}';

/** The account of the first ARN that says one; the account of the stack itself is no news. */
function accountMap(roles: readonly (Text | undefined)[], { accounts }: Production): AccountMap | undefined {
  const ids = roles.flatMap((role) => (role ? [[words(accountOf(role)), words(role)]] : []));
  const [id] = ids.find(([one, whole]) => one && one !== whole && one !== '${AWS::AccountId}') ?? [];
  return id === undefined ? undefined : { id, name: accounts.get(id) ?? '' };
}

function told(truth: Truth): Told {
  const { is, when, because }: Answer = answer(truth);
  const said = because.filter(({ text }) => text);
  return { is, when, because: [...said.filter(({ usual }) => usual), ...said.filter(({ usual }) => !usual)] };
}

function linked<T extends Thing>(link: Link<T>, name: (thing: T) => string): Linked {
  const fact = link.in(NOWHERE);
  if (fact.state === 'known') return { name: name(fact.value), at: fact.value.at, unknown: undefined };
  return {
    name: link.text ? words(link.text) : '',
    at: undefined,
    unknown: fact.state === 'absent' ? 'not named' : (fact.because[0]?.text ?? 'not known'),
  };
}

/** A link of what another link leads to. */
function followed<T, U>(link: Value<T>, next: (known: T) => U): U | undefined {
  const found = settled(link);
  return found === undefined ? undefined : next(found);
}

const fileOf = (at: Location): string => nameOfOrigin(outermost(at).origin);
