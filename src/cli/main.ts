import { readFileSync } from 'node:fs';
import { decode } from '../documents/decode.ts';
import { pipelint } from './pipelint.ts';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error; // a reader that has seen enough, such as head: the exit code still counts
  });
}

void pipelint(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: () => decode(readFileSync(0)) ?? '',
  today: new Date(),
}).then((code) => {
  process.exitCode = code;
});
