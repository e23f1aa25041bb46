import { decode } from '../documents/decode.ts';
import { EXIT } from './exit.ts';
import { readAll } from './input.ts';
import { outputOf } from './output.ts';
import { pipelint } from './pipelint.ts';

/** A shell can stand in a folder that is deleted. */
function here(): string {
  try {
    return process.cwd();
  } catch {
    outputOf(2).write('pipelint: the current folder is no longer there\n');
    process.exit(EXIT.usage);
  }
}

void pipelint(process.argv.slice(2), {
  cwd: here(),
  env: process.env,
  stdout: outputOf(1),
  stderr: outputOf(2),
  stdin: () => decode(readAll(0)) ?? '',
  today: new Date(),
}).then((code) => {
  process.exitCode = code;
  // All is written: to take a large heap apart first is a tenth of a short run. Windows' streams may still be busy.
  if (process.platform !== 'win32') process.exit();
});
