import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The rules, as the sources have them now. */
export async function loadRules() {
  const folder = mkdtempSync(join(tmpdir(), 'pipelint-'));
  try {
    const outfile = join(folder, 'rules.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, '../src/rules/index.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
    return (await import(pathToFileURL(outfile).href)).RULES;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
