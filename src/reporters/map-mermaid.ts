import type { DeliveryMap, PipelineMap, StepMap } from '../model/map.ts';
import { plain } from './frame.ts';

/** The way to production as a flowchart: https://mermaid.js.org/syntax/flowchart.html */
export function mapMermaid({ pipelines }: DeliveryMap): string {
  return [
    'flowchart LR',
    ...pipelines.flatMap(pipelineChart),
    '  classDef production stroke:#c00,stroke-width:3px',
    '  classDef gate stroke:#080,stroke-width:3px',
    '  classDef tested fill:#efe,color:#000',
    '',
  ].join('\n');
}

function pipelineChart({ name, stages }: PipelineMap, index: number): string[] {
  const id = `p${index}`;
  const regions = new Set(stages.flatMap(({ steps }) => steps.map(({ region }) => region))).size > 1;
  return [
    `  subgraph ${id}["${label(name)}"]`,
    '    direction LR',
    ...stages.flatMap((stage, i) => [
      `    subgraph ${id}s${i}["${label(stage.name) || ' '}"]`,
      ...stage.steps.map((step, j) => `      ${id}s${i}a${j}${shape(step, regions)}${className(step)}`),
      ...inOrder(stage.steps).flatMap(([before, after]) =>
        before.flatMap((a) => after.map((b) => `      ${id}s${i}a${a} --> ${id}s${i}a${b}`)),
      ),
      '    end',
    ]),
    ...stages.slice(1).map((_, i) => `    ${id}s${i} --> ${id}s${i + 1}`),
    '  end',
  ];
}

/** Each step's number beside those that run after it: equal RunOrders run side by side. */
function inOrder(steps: readonly StepMap[]): [number[], number[]][] {
  const orders = [...new Set(steps.flatMap(({ runOrder }) => runOrder ?? []))].sort((a, b) => a - b);
  const groups = orders.map((order) => steps.flatMap((step, i) => (step.runOrder === order ? [i] : [])));
  return groups.slice(1).map((group, i) => [groups[i] ?? [], group]);
}

/** An approval is a question, whatever else a step is a box. The region is told where not all are in one. */
function shape({ name, kind, target, account, region, rollback }: StepMap, regions: boolean): string {
  const place = [account && `account ${account.name || account.id}`, regions && region].filter(Boolean).join(', ');
  const back = rollback && `rolled back: ${rollback.is === 'unknown' ? 'cannot tell' : rollback.is}`;
  const text = [name, target, place, back].flatMap((line) => (line ? label(line) : [])).join('<br/>');
  return kind === 'approval' ? `{{"${text}"}}` : `["${text}"]`;
}

function className({ kind, production, tests }: StepMap): string {
  if (production?.is === 'yes') return ':::production';
  if (kind === 'approval') return ':::gate';
  return tests?.is === 'yes' || kind === 'test' ? ':::tested' : '';
}

/** Quoted texts take anything but quotes and tags, which go by their entities. */
const label = (text: string): string => plain(text).replace(/[#"<>&`]/g, (character) => `#${character.charCodeAt(0)};`);
