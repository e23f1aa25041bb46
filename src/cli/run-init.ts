import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NO_CONFIG, PRODUCTION, UsageError } from '../config/config.ts';
import { draft } from '../config/draft.ts';
import { discover } from '../documents/files.ts';
import { rootOf } from '../documents/files-paths.ts';
import { maskOf } from '../engine/mask.ts';
import { surveyOf } from '../model/survey.ts';
import { readAll } from '../scanners/read.ts';
import type { Flags, Surroundings } from './command-line.ts';
import { EXIT } from './exit.ts';
import { parametersOf, settingsOf } from './settings.ts';

/** `pipelint init` @returns what the process ends with @throws UsageError where there is a configuration already */
export async function runInit(path: string, flags: Flags, { cwd, stdout, stderr }: Surroundings): Promise<number> {
  const folder = resolve(cwd, path);
  const file = join(rootOf(folder) ?? folder, 'pipelint.toml');
  if (!flags['print'] && existsSync(file)) throw new UsageError(`${file} is there already; --print shows what would be written`);
  const parameters = parametersOf(settingsOf(flags, NO_CONFIG), NO_CONFIG, cwd);
  const found = discover([path], cwd);
  if (found.missing.length > 0) throw new UsageError(`${path}: no such folder`);
  const { model } = await readAll(found, parameters, cwd);
  const text = maskOf(model, parameters)(draft(surveyOf(model, PRODUCTION)));
  if (flags['print']) stdout.write(text);
  else {
    writeFileSync(file, text);
    stderr.write(`pipelint: ${file} is written; read it, and keep what is true\n`);
  }
  return EXIT.clean;
}
