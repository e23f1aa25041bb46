import type { SimpleCommand } from './command.ts';
import { callOf, optionsOf } from './command-words.ts';
import type { Link } from './link.ts';
import { type Need, named, operandsIn } from './needs.ts';
import type { Step } from './pipeline.ts';
import type { EcsService } from './service.ts';
import { table } from './table.ts';
import { hasText, literal, piecesIn, type Text, written } from './text.ts';
import type { Thing } from './truth.ts';
import { settled } from './value.ts';
import { NOWHERE } from './world.ts';

/** The right to pass a role, where it is known, to one service and no other. */
const passing = (service: string, role?: Text): Need => ({
  actions: ['iam:PassRole'],
  passedTo: `${service}.amazonaws.com`,
  ...(role && { on: named('RoleArn', role) }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html */
export const passingToStacks = (role: Text): Need => passing('cloudformation', role);

/**
 * A new revision of a task definition has the roles of the one before, and whoever registers it passes them to the tasks:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function passedToTasks({ action }: Step): readonly Need[] {
  const ofGroup = settled(action.deploymentGroup)?.services.map(({ service }) => service) ?? [];
  const roles = [action.service, ...ofGroup].flatMap(rolesOf).filter((role) => isReadIn(role, action));
  return roles.length > 0 ? roles.map((role) => passing('ecs-tasks', role)) : [passing('ecs-tasks')];
}

function rolesOf(link: Link<EcsService>): readonly Text[] {
  const service = settled(link);
  const tasks = service && settled(service.taskDefinition);
  const texts = tasks ? [tasks.role.text, tasks.executionRole.text] : [];
  return texts.flatMap((text) => (text && hasText(text) ? text : []));
}

/** What refers to something means it in its own template only. */
const isReadIn = (text: Text, { at }: Thing): boolean => literal(piecesIn(text, NOWHERE)) !== undefined || text.at.source === at.source;

/** Options of the AWS CLI by which a role is passed, and the service that works with it. */
const PASSES = table<readonly [option: RegExp, service: string]>({
  'cloudformation create-change-set': [/^--role-arn$/, 'cloudformation'],
  'cloudformation create-stack': [/^--role-arn$/, 'cloudformation'],
  'cloudformation deploy': [/^--role-arn$/, 'cloudformation'],
  'cloudformation update-stack': [/^--role-arn$/, 'cloudformation'],
  'codebuild create-project': [/^--service-role$/, 'codebuild'],
  'codebuild update-project': [/^--service-role$/, 'codebuild'],
  'ecs register-task-definition': [/^--(task|execution)-role-arn$/, 'ecs-tasks'],
  'lambda create-function': [/^--role$/, 'lambda'],
  'lambda update-function-configuration': [/^--role$/, 'lambda'],
  'stepfunctions create-state-machine': [/^--role-arn$/, 'states'],
  'stepfunctions update-state-machine': [/^--role-arn$/, 'states'],
});

/** The roles that a command of the AWS CLI passes: which, only the shell may know. */
export function passedBy(command: SimpleCommand, { at }: Thing): readonly Need[] {
  const { program, args } = callOf(command);
  if (program !== 'aws') return [];
  const [service, verb] = operandsIn(args).map(({ value }) => value);
  const known = PASSES(`${service} ${verb}`);
  if (!known) return [];
  const [option, to] = known;
  return optionsOf(args, option).map(({ value, expansions }) =>
    expansions.length === 0 && value.startsWith('arn:') ? passing(to, written(at, value)) : passing(to),
  );
}
