import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The documentation of a rule, as it stands in `rules-docs/`; undefined if there is none to read. */
export function pageOf(id: string): string | undefined {
  for (const folder of ['../rules-docs', '../../rules-docs']) {
    try {
      return readFileSync(join(import.meta.dirname, folder, `${id}.md`), 'utf8');
    } catch {
      // the bundle and the sources stand at different depths
    }
  }
  return undefined;
}
