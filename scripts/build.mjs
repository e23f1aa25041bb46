// Bundles the command into dist/ (or the folder named): the program, what it loads only when it is needed, and `cli.js`, which starts it.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const outdir = process.argv[2] ?? join(root, 'dist');
rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

const node = { platform: 'node', target: 'node20.19', minifyWhitespace: true, minifySyntax: true };
const shared = { ...node, bundle: true, mainFields: ['module', 'main'], legalComments: 'linked', logLevel: 'warning' };

/** commander knows commands that are programs of their own; ours are not, and what starts processes takes a while to load. */
const withoutProcesses = {
  name: 'without-processes',
  setup: ({ onLoad }) =>
    onLoad({ filter: /commander[\\/]lib[\\/]command\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const lazy = text.replace(/^const childProcess = .*$/m, '').replaceAll('childProcess.', "require('node:child_process').");
      if (/childProcess/.test(lazy) || lazy === text) throw new Error(`${path} starts processes in another way now`);
      return { contents: lazy };
    }),
};

/** What every `scan` needs is one file; each other part of the program one of its own. Functions stay readable in a stack. */
const { outputFiles, metafile } = await build({
  ...shared,
  entryPoints: [join(root, 'src/cli/main.ts')],
  outdir,
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  define: { 'import.meta.dirname': '__dirname', PIPELINT_VERSION: JSON.stringify(version) },
  plugins: [withoutProcesses],
  metafile: true,
  write: false,
});
const parts = new Map(Object.entries(metafile.outputs).map(([path, part]) => [basename(path), part]));
const always = new Set();
const need = (name) => {
  if (always.has(name)) return;
  always.add(name);
  for (const { path, kind } of parts.get(name).imports) if (kind === 'import-statement' && parts.has(basename(path))) need(basename(path));
};
for (const [name, { entryPoint }] of parts) if (/src\/(cli\/(main|run-scan)|reporters\/text)\.ts$/.test(entryPoint ?? '')) need(name);

/** As CommonJS, which is a tenth of a short run faster than modules. Node's own wrapper is around each already. */
const asFunction = async ({ text }) => {
  const { code } = await transform(text, { ...node, format: 'cjs', supported: { 'dynamic-import': false } });
  return `(function(exports,require,module,__filename,__dirname){${code}\n})`;
};
const main = [];
for (const output of outputFiles) {
  const name = basename(output.path);
  if (!name.endsWith('.js')) {
    writeFileSync(join(outdir, name), output.text);
    continue;
  }
  const code = await asFunction(output);
  if (always.has(name)) main.push(`${JSON.stringify(name)}:${code}`);
  else writeFileSync(join(outdir, name), code);
}
const program = `({${main.join(',\n')}})`;
if (/[^\0-\x7f]/.test(program)) throw new Error('the program is to be ASCII: it is read as such');
const file = `pipelint-${createHash('sha256').update(program).digest('hex').slice(0, 8)}.js`;
writeFileSync(join(outdir, file), program);
copyFileSync(join(root, 'src/data/actions.txt'), join(outdir, 'actions.txt'));
await build({
  ...shared,
  entryPoints: [join(root, 'src/cli/start.ts')],
  outfile: join(outdir, 'cli.js'),
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname', PIPELINT_PROGRAM: JSON.stringify(file) },
});
writeFileSync(join(outdir, 'package.json'), `${JSON.stringify({ type: 'commonjs' })}\n`);
