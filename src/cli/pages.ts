import { readFileSync } from 'node:fs';

/** The documentation of a rule, as it stands in `rules-docs/`; undefined if there is none to read. */
export function pageOf(id: string): string | undefined {
  for (const folder of ['../rules-docs', '../../rules-docs']) {
    try {
      return readFileSync(new URL(`${folder}/${id}.md`, import.meta.url), 'utf8');
    } catch {
      // the bundle and the sources stand at different depths
    }
  }
  return undefined;
}
