import { readFileSync, statSync } from 'node:fs';
import { decode } from './decode.ts';
import { LARGEST } from './files-content.ts';
import { look } from './files-paths.ts';

/** The text of a file that says nothing of AWS by itself; undefined where it is not there, is too large, or is none. */
export const textOf = (absolute: string): string | undefined =>
  look(() => (statSync(absolute).size > LARGEST ? undefined : decode(readFileSync(absolute))));

/** The data of a JSON file that a tool wrote; undefined where there is none to read. */
export function jsonOf(absolute: string): unknown {
  try {
    return JSON.parse(textOf(absolute) ?? 'null') ?? undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
