// Bundles the command into dist/ (or the folder named): one entry, and everything heavy in chunks that are loaded when needed.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const outdir = process.argv[2] ?? join(root, 'dist');
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: { cli: join(root, 'src/cli/main.ts') },
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  define: { PIPELINT_VERSION: JSON.stringify(version) },
  // Bundled CommonJS asks for Node's own modules only; `createRequire` would cost a twentieth of a short run.
  banner: { js: 'const require = (name) => process.getBuiltinModule(name);' },
  legalComments: 'linked',
  logLevel: 'warning',
});
