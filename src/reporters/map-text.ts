import { type Place, placeOf } from '../engine/place.ts';
import type { Location } from '../model/location.ts';
import type { ConditionMap, DeliveryMap, Linked, PipelineMap, Route, StepMap, Told } from '../model/map.ts';
import { plain } from './frame.ts';

/** The way to production for a person: what a newcomer to a repository wants to see first. */
export function mapText({ pipelines, alone }: DeliveryMap): string {
  const others = alone.map(({ name, at }) => `  ${plain(name)}  (${reference(at)})`);
  const blocks = pipelines.map(pipelineText);
  if (blocks.length === 0) blocks.push('No pipeline was found.');
  if (others.length > 0) blocks.push(['In no pipeline that was read:', ...others].join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function pipelineText({ name, at, when, role, stages, routes }: PipelineMap): string {
  const own = placeOf(at);
  const where = (place: Location): string => reference(place, own);
  const deploys = stages.some(({ steps }) => steps.some(({ kind }) => kind === 'deploy'));
  const digits = Math.max(...stages.flatMap(({ steps }) => steps.map((step) => orderText(step).length)), 2);
  const regions = new Set(stages.flatMap(({ steps }) => steps.map(({ region }) => region))).size > 1;
  const width = Math.max(...stages.flatMap(({ steps }) => steps.map((step) => plain(step.name).length)), 0);
  return [
    `${plain(name)}${worlds(when)}  (${reference(at)})`,
    ...(role.unknown === 'not named' ? [] : [`  role ${link(role, where)}`]),
    ...stages.flatMap((stage) => [
      `  ${plain(stage.name) || '(unnamed stage)'}${worlds(stage.when, when)}`,
      ...stage.conditions.map((condition) => conditionText(condition, where)),
      ...[...stage.steps].sort(inOrder).flatMap((step) => stepText(step, { width, digits, where, regions, when: stage.when })),
    ]),
    ...routes.flatMap((route) => routeText(route, where)),
    ...(routes.length > 0 ? [] : [`  nothing here deploys${deploys ? ' to production' : ''}, as far as can be seen`]),
  ].join('\n');
}

type Where = (at: Location) => string;

/** An order that nobody can tell stays where it is written. */
const inOrder = (a: StepMap, b: StepMap): number => (a.runOrder ?? 0) - (b.runOrder ?? 0);

const MOMENTS = { beforeEntry: 'before entry', onSuccess: 'on success', onFailure: 'on failure' } as const;

const conditionText = ({ moment, provider, result, at, when }: ConditionMap, where: Where): string =>
  `       ${MOMENTS[moment]}: ${plain(provider)}${result ? `, or ${plain(result)}` : ''} (${where(at)})${worlds(when)}`;

const orderText = ({ runOrder }: StepMap): string => (runOrder === undefined ? '?' : String(runOrder));

/** How wide the names and the orders of a pipeline's steps are. */
interface Columns {
  readonly width: number;
  readonly digits: number;
  readonly where: Where;
  /** Not all of them are in one. */
  readonly regions: boolean;
  /** The worlds in which their stage is there. */
  readonly when: readonly string[];
}

function stepText(step: StepMap, { width, digits, where, regions, when: around }: Columns): string[] {
  const { name, kind, provider, target, when, project, buildspec, role, tests, production, rollback } = step;
  const indent = ' '.repeat(width + digits + 5);
  return [
    `    ${orderText(step).padStart(digits)} ${plain(name).padEnd(width)}  ${kind}${provider && kind !== 'approval' ? ` by ${plain(provider)}` : ''}${target ? `: ${plain(target)}` : ''}${worlds(when, around)}`,
    ...(project ? [`${indent}  runs ${link(project, where)}${buildspec ? `, ${buildspecText(buildspec, project, where)}` : ''}`] : []),
    ...(role && role.unknown !== 'not named' ? [`${indent}  as ${link(role, where)}`] : []),
    ...placeTexts(step, where, regions).map((text) => `${indent}  ${text}`),
    ...(tests ? [`${indent}  tests: ${answerText(tests, where, when)}`] : []),
    ...(production && production.is !== 'no' ? [`${indent}  production: ${answerText(production, where, when)}`] : []),
    ...(rollback?.is === 'yes' && production?.is === 'no' ? [`${indent}  rolled back: ${answerText(rollback, where, when)}`] : []),
  ];
}

/** One that a project holds itself goes by its place. */
const buildspecText = (buildspec: Linked, project: Linked, where: Where): string =>
  buildspec.at && buildspec.name === project.name ? `its own buildspec (${where(buildspec.at)})` : link(buildspec, where);

/** Whose rights an action works with, and where. */
function placeTexts({ actionRole, passedRole, account, region }: StepMap, where: Where, regions: boolean): string[] {
  const role = (linked: Linked): string => (linked.at ? link(linked, where) : plain(linked.name) || link(linked, where));
  const called = account && `account ${plain(account.id)}${account.name ? ` (${plain(account.name)})` : ''}`;
  const place = [called, regions && plain(region)].filter(Boolean).join(', ');
  return [
    ...(actionRole ? [`acts as ${role(actionRole)}`] : []),
    ...(passedRole ? [`hands over ${role(passedRole)}`] : []),
    ...(place ? [`in ${place}`] : []),
  ];
}

function routeText({ steps, to, when, production, assumed, tested, approved, rollback, undone }: Route, where: Where): string[] {
  const end = assumed
    ? 'to the last deploy, which is taken for production'
    : `${production.is === 'unknown' ? 'perhaps ' : ''}to production`;
  return [
    `  ${end}: ${steps.map(plain).join(' → ')}  (${where(to.at)})`,
    `    tested       ${answerText(tested, where, when)}`,
    `    approved     ${answerText(approved, where, when)}`,
    ...(rollback ? [`    rolled back  ${answerText(rollback, where, when)}`] : []),
    ...(undone && undone.is !== 'no' ? [`    if it fails  ${answerText(undone, where, when).replace(/^yes/, 'undone')}`] : []),
  ];
}

const IS = { yes: 'yes', no: 'no', unknown: 'cannot tell' } as const;

/** `yes when IsProd is true: tests run here (buildspec.yml:12)` */
function answerText({ is, when, because }: Told, where: Where, around: readonly string[]): string {
  const last = because.at(-1); // what the others led to
  const reason = last && is !== 'no' ? `: ${plain(last.text)} (${where(last.at)})` : '';
  return `${IS[is]}${worlds(when, around)}${reason}`;
}

/** Of which nothing is said where it is the same of what stands around. */
const worlds = (when: readonly string[], around: readonly string[] = []): string =>
  when.length > 0 && when.join() !== around.join() ? ` when ${when.slice(0, 3).map(plain).join(', or when ')}` : '';

/** A file goes by its place alone. */
function link({ name, at, unknown }: Linked, where: Where): string {
  if (unknown !== undefined || !at) return `? (${plain(unknown ?? '')})`;
  return where(at).startsWith(`${plain(name)}:`) ? where(at) : `${plain(name)} (${where(at)})`;
}

/** `line 12` in the file of the pipeline, and `buildspec.yml:12` in another. */
function reference(at: Location, own?: Place): string {
  const { path, arn, line } = placeOf(at);
  if (path !== undefined && path === own?.path) return `line ${line}`;
  return plain(path === undefined ? (arn ?? '') : `${path}:${line}`);
}
