#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { decode } from '../documents/decode.ts';
import { pipelint } from './pipelint.ts';

// Asked for this way they cost nothing to load: https://nodejs.org/api/process.html#processgetbuiltinmoduleid
const module = process.getBuiltinModule('node:module') as { enableCompileCache?: () => void };
module.enableCompileCache?.();

// Most of a run's code runs for a moment only: optimising it costs a third of the run and gains nothing. Later engines know.
if (process.versions.v8.startsWith('11.')) process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=1000000');

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error; // a reader that has seen enough, such as head: the exit code still counts
  });
}

process.exitCode = await pipelint(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: () => decode(readFileSync(0)) ?? '',
  today: new Date(),
});
