import { type Place, placeOf } from '../engine/place.ts';
import type { Location } from '../model/location.ts';
import type { DeliveryMap, Linked, PipelineMap, Route, StepMap, Told } from '../model/map.ts';
import { plain } from './frame.ts';

/** The way to production for a person: what a newcomer to a repository wants to see first. */
export function mapText({ pipelines, alone }: DeliveryMap): string {
  const others = alone.map(({ name, at }) => `  ${plain(name)}  (${reference(at)})`);
  const blocks = pipelines.map(pipelineText);
  if (blocks.length === 0) blocks.push('No pipeline was found.');
  if (others.length > 0) blocks.push(['In no pipeline that was read:', ...others].join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function pipelineText({ name, at, role, stages, routes }: PipelineMap): string {
  const own = placeOf(at);
  const where = (place: Location): string => reference(place, own);
  const width = Math.max(...stages.flatMap(({ steps }) => steps.map((step) => plain(step.name).length)), 0);
  return [
    `${plain(name)}  (${reference(at)})`,
    ...(role.unknown === 'not named' ? [] : [`  role ${link(role, where)}`]),
    ...stages.flatMap((stage) => [
      `  ${plain(stage.name) || '(unnamed stage)'}${worlds(stage.when)}`,
      ...stage.steps.flatMap((step) => stepText(step, width, where)),
    ]),
    ...(routes.length === 0 ? ['  nothing here deploys, as far as can be seen'] : routes.flatMap((route) => routeText(route, where))),
  ].join('\n');
}

type Where = (at: Location) => string;

function stepText(step: StepMap, width: number, where: Where): string[] {
  const { name, kind, provider, target, runOrder, when, project, buildspec, role, tests, production } = step;
  const order = runOrder === undefined ? '?' : String(runOrder);
  const indent = ' '.repeat(width + 7);
  return [
    `    ${order.padStart(2)} ${plain(name).padEnd(width)}  ${kind}${provider && kind !== 'approval' ? ` by ${plain(provider)}` : ''}${target ? `: ${plain(target)}` : ''}${worlds(when)}`,
    ...(project ? [`${indent}  runs ${link(project, where)}${buildspec ? `, ${link(buildspec, where)}` : ''}`] : []),
    ...(role && role.unknown !== 'not named' ? [`${indent}  as ${link(role, where)}`] : []),
    ...(tests ? [`${indent}  tests: ${answerText(tests, where)}`] : []),
    ...(production && production.is !== 'no' ? [`${indent}  production: ${answerText(production, where)}`] : []),
  ];
}

function routeText({ steps, to, production, assumed, tested, approved, rollback }: Route, where: Where): string[] {
  const end = assumed
    ? 'to the last deploy, which is taken for production'
    : `${production.is === 'unknown' ? 'perhaps ' : ''}to production`;
  return [
    `  ${end}: ${steps.map(plain).join(' → ')}  (${where(to.at)})`,
    `    tested       ${answerText(tested, where)}`,
    `    approved     ${answerText(approved, where)}`,
    ...(rollback ? [`    rolled back  ${answerText(rollback, where)}`] : []),
  ];
}

const IS = { yes: 'yes', no: 'no', unknown: 'cannot tell' } as const;

/** `yes when IsProd is true: tests run here (buildspec.yml:12)` */
function answerText({ is, when, because }: Told, where: Where): string {
  const last = because.at(-1); // what the others led to
  const reason = last && is !== 'no' ? `: ${plain(last.text)} (${where(last.at)})` : '';
  return `${IS[is]}${worlds(when)}${reason}`;
}

const worlds = (when: readonly string[]): string => (when.length > 0 ? ` when ${when.slice(0, 3).map(plain).join(', or when ')}` : '');

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
