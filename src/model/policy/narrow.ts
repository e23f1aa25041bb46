import type { BuildProject } from '../build.ts';
import { commandsOf } from '../buildspec.ts';
import { thingOfRun } from '../command-list.ts';
import { copyingTakes } from '../command-resources.ts';
import { namesCredentials } from '../credentials.ts';
import { deedsLike } from '../deeds.ts';
import type { DeploymentGroup } from '../deployment.ts';
import type { Role } from '../identity.ts';
import { resourceAt } from '../location.ts';
import type { Model } from '../model.ts';
import { eachOn, type Need, named } from '../needs.ts';
import { oncePer } from '../once-per.ts';
import { passedBy } from '../passed-role.ts';
import type { Action, Pipeline } from '../pipeline.ts';
import { runsOf } from '../run.ts';
import { push } from '../table.ts';
import { type Task, tasksOf } from '../tasks.ts';
import { hasText, isPlainly, piecesIn, shown, type Text, written } from '../text.ts';
import { settled } from '../value.ts';
import { NOWHERE } from '../world.ts';
import { resourcesOf, UNKNOWN, type Writing, wordOf, writingAt } from './arn.ts';
import { needsOfBuild, projectIn } from './narrow-build.ts';
import { madeAfter } from './waits.ts';

/** One statement of a policy. */
interface Allowed {
  readonly actions: readonly string[];
  readonly on: readonly string[];
  /** The service that roles are passed to. */
  readonly passedTo?: string | undefined;
}

/** Who works as a role, and which pipelines run a project: gathered once, since every role asks. */
const worksIn = oncePer((model: Model) => {
  const groups = new Map<Role | undefined, DeploymentGroup[]>();
  const pipelines = new Map<Role | undefined, Pipeline[]>();
  const projects = new Map<Role | undefined, BuildProject[]>();
  const tasks = new Map<Role, Task[]>();
  const running = new Map<BuildProject | undefined, Set<Pipeline>>();
  for (const group of model.all('deployment-group')) push(groups, settled(group.role), group);
  for (const project of model.all('project')) push(projects, settled(project.role), project);
  for (const task of tasksOf(model)) push(tasks, task.role, task);
  for (const pipeline of model.all('pipeline')) {
    push(pipelines, settled(pipeline.role), pipeline);
    for (const { action } of pipeline.steps) {
      const project = settled(action.project);
      running.set(project, (running.get(project) ?? new Set()).add(pipeline));
    }
  }
  return { groups, pipelines, projects, tasks, running };
});

/**
 * What a role of CodePipeline or CodeBuild needs for what it is used for here, or the policy of AWS that is made for a role of
 * CodeDeploy: YAML to be put in the place of what it has, empty where nothing is known of its work. Resources are written with the
 * names that the user gave, `NAME` stands for one that nobody can read here.
 */
export const narrowPolicy = (role: Role, model: Model): string => policies(model)(role);

const policies = oncePer((model: Model) =>
  oncePer((role: Role): string => {
    const statements = statementsFor(role, model).flatMap(linesOf);
    return [...managedFor(role, model), ...placeOf(statements, role), ...statements].join('\n');
  }),
);

/** Where the statements have to stand, if not in the role. */
function placeOf(statements: readonly string[], { at }: Role): string[] {
  const resource = resourceAt(at);
  const after = resource === undefined ? [] : madeAfter(resource, statements.join('\n'), at.source);
  if (after.length === 0) return [];
  const wait = after.length === 1 ? 'waits' : 'wait';
  return [
    `# In an AWS::IAM::Policy with Roles: [!Ref ${resource}], and not in the role itself: ${after.join(' and ')} ${wait} for the role.`,
  ];
}

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html */
const OF_CODEDEPLOY: readonly (readonly [platform: string, policy: string])[] = [
  ['Server', 'service-role/AWSCodeDeployRole'],
  ['ECS', 'AWSCodeDeployRoleForECSLimited'],
  ['Lambda', 'service-role/AWSCodeDeployRoleForLambdaLimited'],
];

function managedFor(role: Role, model: Model): string[] {
  const groups = worksIn(model).groups.get(role) ?? [];
  const fitting = OF_CODEDEPLOY.filter(([platform]) => groups.some((group) => isPlainly(group.platform, platform)));
  const arns = fitting.map(([, policy]) => `  - ${scalar(`arn:${writingAt(role.at).partition}:iam::aws:policy/${policy}`)}`);
  return arns.length > 0 ? ['ManagedPolicyArns:', ...arns] : [];
}

function statementsFor(role: Role, model: Model): readonly Allowed[] {
  const writing = writingAt(role.at);
  const works = worksIn(model);
  const pipelines = works.pipelines.get(role) ?? [];
  const projects = works.projects.get(role) ?? [];
  const needs = [
    ...(works.tasks.get(role) ?? []).flatMap((task) => [...task.needs, ...(task.also ?? [])]),
    ...pipelines.flatMap(ofPipeline),
    ...projects.flatMap((project) => ofProject(project, model, writing)),
  ];
  const found = needs.flatMap((need) => {
    if (need.actions.includes('s3:GetObject') && !need.on && !need.arn) return []; // the pipeline of a build says where its source lies
    return chosenOf(need).map((action) => ({ action, on: resourcesOf(action, need, writing), passedTo: need.passedTo }));
  });
  return merged([...found, ...projects.flatMap((project) => logsOf(project, writing))]);
}

/** Of two names of one service that which the ARN has, or both; else the first that will do. */
function chosenOf({ actions, on }: Need): readonly string[] {
  const arn = on?.('ConnectionArn');
  if (!arn || !hasText(arn)) return actions.slice(0, 1);
  const service = /^arn:[^:]*:([a-z-]+):/.exec(shown(piecesIn(arn, NOWHERE)))?.[1];
  return service === undefined ? actions : actions.filter((action) => action.startsWith(`${service}:`));
}

/** Where artifacts lie, and the key that they are locked with. */
function ofStore({ location, key }: Pipeline['stores'][number]): Need[] {
  const on = (name: string): Text | undefined => ({ BucketName: location, Key: key.id })[name];
  const keys = hasText(key.id) ? ['kms:Decrypt', 'kms:GenerateDataKey'] : [];
  const objects = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:GetBucketLocation', 's3:GetBucketVersioning'];
  return eachOn([...objects, ...keys], on);
}

/** The role that an approval works as publishes to its topic: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-codepipeline-actions/lib/manual-approval-action.ts */
const ofPipeline = ({ stores, steps }: Pipeline): Need[] => [
  ...stores.flatMap(ofStore),
  ...steps.flatMap(({ action }) => {
    const own = roleOf(action);
    return own ? [{ actions: ['sts:AssumeRole'], on: named('RoleArn', own) }] : [];
  }),
  ...steps.flatMap(({ action }) => {
    const asks = isPlainly(action.category, 'Approval') && !roleOf(action) && hasText(action.configuration('NotificationArn'));
    return asks ? [{ actions: ['sns:Publish'], on: action.configuration }] : [];
  }),
];

/** What an action says of a role of its own. */
const roleOf = ({ role: { text } }: Action): Text | undefined => (text && hasText(text) ? text : undefined);

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
const PUSHES = ['BatchCheckLayerAvailability', 'CompleteLayerUpload', 'InitiateLayerUpload', 'PutImage', 'UploadLayerPart'];

function ofProject(project: BuildProject, model: Model, writing: Writing): Need[] {
  const buildspec = settled(project.buildspec);
  const runs = buildspec ? runsOf(commandsOf(buildspec)) : [];
  const images = runs.flatMap(({ command }) => deedsLike(command, 'publishes')).flatMap(({ what, to }) => (what === 'image' ? to : []));
  const names = new Set(images.map(({ value }) => /\.amazonaws\.com\/([\w./-]+)/.exec(value)?.[1]));
  return [
    ...[...(worksIn(model).running.get(project) ?? [])].flatMap(({ stores }) => stores.flatMap(ofStore)),
    ...runs.flatMap((run) => (namesCredentials(run.command) ? [] : passedBy(run.command, thingOfRun(run)))),
    ...runs.flatMap(({ command }) => (namesCredentials(command) ? [] : copyingTakes(command))),
    ...[...names].flatMap((name) => PUSHES.map((action) => pushing(project, action, name))),
    ...needsOfBuild(project, buildspec, writing),
  ];
}

/** Only the shell may know what a repository is called. */
const pushing = ({ at }: BuildProject, action: string, name: string | undefined): Need => ({
  actions: [`ecr:${action}`],
  ...(name !== undefined && { on: named('RepositoryName', written(at, name)) }),
});

/** https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html */
function logsOf(project: BuildProject, writing: Writing): { action: string; on: readonly string[] }[] {
  const { partition, region, account } = writing;
  const { status, group } = project.logs.cloudWatch;
  if (isPlainly(status, 'DISABLED')) return [];
  const own = hasText(group) ? (wordOf(group, writing) ?? UNKNOWN) : `/aws/codebuild/${projectIn(project, writing)}`;
  const arn = `arn:${partition}:logs:${region}:${account}:log-group:${own}`;
  return ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents'].map((action) => ({ action: `logs:${action}`, on: [arn, `${arn}:*`] }));
}

/** Actions on the same resources stand together, and the roles that are passed to one service. */
function merged(
  found: readonly { readonly action: string; readonly on: readonly string[]; readonly passedTo?: string | undefined }[],
): readonly Allowed[] {
  const places = new Map<string, { actions: Set<string>; on: Set<string>; passedTo: string | undefined }>();
  for (const { action, on, passedTo } of found) {
    const key = passedTo ?? on.join('\n');
    const place = places.get(key) ?? { actions: new Set(), on: new Set(), passedTo };
    places.set(key, place);
    place.actions.add(action);
    for (const one of on) place.on.add(one);
  }
  return [...places.values()].map(({ actions, on, passedTo }) => ({ actions: [...actions].sort(), on: [...on], passedTo }));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
function linesOf({ actions, on, passedTo }: Allowed): string[] {
  const [only, ...others] = on;
  return [
    '- Effect: Allow',
    `  Action: [${actions.join(', ')}]`,
    ...(others.length > 0 ? ['  Resource:', ...on.map((one) => `    - ${scalar(one)}`)] : [`  Resource: ${scalar(only ?? '')}`]),
    ...(passedTo ? ['  Condition:', '    StringEquals:', `      iam:PassedToService: ${passedTo}`] : []),
  ];
}

/** As YAML: `!GetAtt Build.Arn`, `!Ref Bucket`, `!Sub "arn:…"`. */
function scalar(text: string): string {
  const [, reference] = /^\$\{([\w.:]+)\}$/.exec(text) ?? [];
  if (reference !== undefined) return reference.includes('.') ? `!GetAtt ${reference}` : `!Ref ${reference}`;
  return text.includes('${') ? `!Sub "${text}"` : `"${text}"`;
}
