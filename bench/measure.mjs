import { spawnSync } from 'node:child_process';
import { openSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const USAGE = join(import.meta.dirname, 'usage.cjs');

/** What the commands print goes into a file that nobody finds: programs take `/dev/null` for a terminal until they look closer. */
const printed = join(tmpdir(), `pipelint-bench-${process.pid}`);
const OUT = openSync(printed, 'w');
unlinkSync(printed);

/**
 * Run Node once. CPU seconds, not wall: those do not depend on what else the machine does.
 * @param {string[]} args
 * @returns {{ cpu: number, memory: number }} seconds of all threads, megabytes at most
 */
function once(args, cwd) {
  const child = spawnSync(process.execPath, ['--require', USAGE, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined }, // Node reads these when it starts, which would flatter whoever is held against it
    stdio: ['ignore', OUT, 'pipe', 'pipe'],
  });
  const told = child.output?.[3];
  if (child.error || !told || ![0, 1].includes(child.status))
    throw new Error(`node ${args[0]} … ended with ${child.status}\n${child.stderr}`);
  return JSON.parse(told);
}

/**
 * Some commands in turn (A B A B …), so that a drift of the machine meets all of them; each is run once before it counts.
 * @param {string[][]} commands
 * @returns {{ cpu: number, memory: number, ratio: number }[]} medians; `ratio` is to the first, pair by pair
 */
export function inTurn(commands, times, cwd) {
  for (const args of commands) once(args, cwd);
  const rounds = Array.from({ length: times }, () => commands.map((args) => once(args, cwd)));
  return commands.map((_, i) => ({
    cpu: median(rounds.map((round) => round[i].cpu)),
    memory: median(rounds.map((round) => round[i].memory)),
    ratio: median(rounds.map((round) => round[i].cpu / round[0].cpu)),
  }));
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
