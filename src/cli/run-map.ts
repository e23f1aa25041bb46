import { discover } from '../documents/files.ts';
import { type Mask, maskOf } from '../engine/mask.ts';
import { mapOf } from '../model/map.ts';
import { mapJson } from '../reporters/map-json.ts';
import { mapMermaid } from '../reporters/map-mermaid.ts';
import { mapText } from '../reporters/map-text.ts';
import { readAll } from '../scanners/read.ts';
import type { Flags, Surroundings } from './command-line.ts';
import { EXIT } from './exit.ts';
import { configOf, parametersOf, settingsOf } from './settings.ts';

const FORMATS = { text: mapText, mermaid: mapMermaid, json: mapJson };

/** `pipelint map` @returns what the process ends with */
export async function runMap(paths: readonly string[], flags: Flags, { cwd, stdout, stderr }: Surroundings): Promise<number> {
  const config = await configOf(flags, paths, cwd);
  const parameters = parametersOf(settingsOf(flags, config), config, cwd);
  const found = discover(paths.length > 0 ? paths : ['.'], cwd);
  const { model, files } = await readAll(found, parameters, cwd);
  const mask = maskOf(model, parameters);
  stdout.write(FORMATS[flags['format'] as keyof typeof FORMATS](masked(mapOf(model, config.production), mask)));
  const errors = files.flatMap(({ path, error }) => (error ? [`${path}:${error.line}: ${mask(error.message)}`] : []));
  const unseen = [
    ...found.missing.map((path) => `${path}: no such file or folder`),
    ...found.unreadable.map((path) => `${path}: the folder cannot be looked into`),
  ];
  for (const error of [...unseen, ...errors]) stderr.write(`pipelint: ${error}\n`);
  if (errors.length > 0 || unseen.length > 0) return EXIT.incomplete;
  return files.length === 0 ? EXIT.nothing : EXIT.clean;
}

/** The same data with no secret in any text; places stay what they are. */
function masked<T>(data: T, mask: Mask): T {
  if (typeof data === 'string') return mask(data) as T;
  if (Array.isArray(data)) return data.map((item) => masked(item, mask)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, key === 'at' ? value : masked(value, mask)])) as T;
}
