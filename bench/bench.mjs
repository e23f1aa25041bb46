// Holds the built command against the limits of the machine: `npm run bench`, or `npm run bench -- W3 P7` for a part of it.
// Everything is a ratio of two processes that were run in turn; a target that is missed by more than 15 % ends it with 1.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORK, write } from './inputs.mjs';
import { inTurn } from './measure.mjs';
import { SHAPES, shaped } from './scaling.mjs';

const PAIRS = 7;
const BUDGET = 1.15;
const CLI = join(import.meta.dirname, '..', 'dist', 'cli.js');
const LIMITS = join(import.meta.dirname, 'limits.mjs');
const BARE = ['-e', '0'];

/** CPU of pipelint as a multiple of bare Node, or of reading and parsing alone; memory in megabytes. */
const TARGETS = {
  W1: { against: 'bare', ratio: 1.7, memory: 60 },
  W2: { against: 'bare', ratio: 2.0, memory: 70 },
  W3: { against: 'limit', ratio: 0.9, memory: 150 },
  W4: { against: 'limit', ratio: 2.5, memory: 110 },
};
/** Twice and four times the things, and how much dearer that may be. */
const GROWTH = { 1000: 2.3, 2000: 4.6 };

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
const folder = mkdtempSync(join(tmpdir(), 'pipelint-bench-'));
const missed = [];

/** @returns how a figure is shown, and remembers one that is over its budget */
function held(what, figure, target, digits = 2) {
  const over = figure > target;
  if (figure > target * BUDGET) missed.push(`${what}: ${figure.toFixed(digits)}, to be at most ${target}`);
  return `${figure.toFixed(digits)} (≤ ${target})${over ? ' !' : ''}`;
}

const row = (cells, widths) =>
  console.log(
    cells
      .map((cell, i) => String(cell).padEnd(widths[i]))
      .join('  ')
      .trimEnd(),
  );

function works() {
  const widths = [4, 22, 8, 8, 9, 18, 14];
  row(['', 'files, lines, bytes', 'bare', 'limit', 'pipelint', 'ratio', 'MB'], widths);
  for (const [name, { against, ratio, memory }] of Object.entries(TARGETS)) {
    if (!isWanted(name)) continue;
    const { files, lines, bytes } = write(join(folder, name), WORK[name]());
    const scan = [CLI, 'scan', '--no-config', '--format', 'json', files.length === 1 ? files[0] : join(folder, name)];
    const [first, own] = inTurn([against === 'bare' ? BARE : [LIMITS, ...files], scan], PAIRS, folder);
    const [other] = inTurn([against === 'bare' ? [LIMITS, ...files] : BARE], 3, folder);
    const [bare, limit] = against === 'bare' ? [first, other] : [other, first];
    row(
      [
        name,
        `${files.length}, ${lines}, ${bytes}`,
        bare.cpu.toFixed(3),
        limit.cpu.toFixed(3),
        own.cpu.toFixed(3),
        `${held(`${name} × ${against}`, own.ratio, ratio)} × ${against}`,
        held(`${name} MB`, own.memory, memory, 0),
      ],
      widths,
    );
  }
}

/** Without what it costs to start, which would make everything look cheap that grows. */
function growth() {
  const widths = [64, 6, 8, 8, 8, 15, 15];
  row(['', '', 'n = 500', '1000', '2000', '1000 / 500', '2000 / 500'], widths);
  const empty = write(join(folder, 'empty'), { 'template.json': '{"Resources":{"A":{"Type":"AWS::SQS::Queue"}}}' }).files;
  const sizes = [500, ...Object.keys(GROWTH).map(Number)];
  for (const [shape, make] of Object.entries(SHAPES)) {
    for (const json of [false, true]) {
      const files = sizes.map(
        (n) => write(join(folder, 'growth', String(n)), { [`template.${json ? 'json' : 'yaml'}`]: shaped(make(n), json) }).files[0],
      );
      const [start, ...runs] = inTurn(
        [empty[0], ...files].map((file) => [CLI, 'scan', '--no-config', '--format', 'json', file]),
        5,
        folder,
      );
      const [base = 0, ...costs] = runs.map(({ cpu }) => Math.max(cpu - start.cpu, 0.001));
      const format = json ? 'json' : 'yaml';
      // what hardly costs anything at all cannot be told from noise
      const shown = costs.map((cost, i) =>
        cost < 0.1 ? '-' : held(`${shape}, ${format}, n = ${sizes[i + 1]}`, cost / base, GROWTH[sizes[i + 1]]),
      );
      row([shape, format, ...[base, ...costs].map((cost) => cost.toFixed(3)), ...shown], widths);
    }
  }
}

try {
  if (Object.keys(TARGETS).some(isWanted)) works();
  if (isWanted('P7')) growth();
} finally {
  rmSync(folder, { recursive: true });
}
for (const line of missed) console.error(`missed: ${line}`);
if (missed.length > 0) process.exitCode = 1;
