#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import module from 'node:module';
import { decode } from '../documents/decode.ts';
import { pipelint } from './pipelint.ts';

(module as { enableCompileCache?: () => void }).enableCompileCache?.();

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
