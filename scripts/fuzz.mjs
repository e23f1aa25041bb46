// npm run fuzz: puts mutated definitions to the whole scan and holds every report against what pipelint promises.
//   --seconds N   how long (60)      --seed N   where to begin (from the clock; it is printed)
//   --files DIR   definitions to mutate beside the samples of rules-docs/, examples/ and test/fixtures/
// It ends with 1 and the smallest input that it can find where a scan throws, a rule fails, two runs differ, or a secret that
// was planted in a text is in a report.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' }, files: { type: 'string' } },
});
const LARGEST = 60_000;
const SECRET = `ghp_${'Zx9Kq2Lm7Rt4'.repeat(3)}`;

/** What the command does, in this process. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'pipelint-fuzz-'));
  const entry = `
    export { scan } from './src/cli/scan.ts';
    export { RULES } from './src/rules/index.ts';
    export { NO_CONFIG } from './src/config/config.ts';
    export { parseToml } from './src/documents/toml.ts';
    export { ParseError } from './src/documents/tree.ts';
    export { default as text } from './src/reporters/text.ts';
    export { default as json } from './src/reporters/json.ts';
    export { default as sarif } from './src/reporters/sarif.ts';
  `;
  const outfile = join(folder, 'pipelint.mjs');
  await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    define: { 'import.meta.dirname': JSON.stringify(join(root, 'src/data')) }, // where large tables are
    banner: { js: 'const require = (name) => process.getBuiltinModule(name);' },
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Numbers that look random, and are the same for the same seed. */
function dice(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * sides);
  };
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile() && statSync(file).size < LARGEST);

function samples() {
  const pages = filesIn(join(root, 'rules-docs')).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^```(?:yaml|json)[^\n]*\n([\s\S]*?)^```$/gm)].map(([, text]) => text),
  );
  const folders = [join(root, 'examples'), join(root, 'test/fixtures/sam'), ...(values.files ? [values.files] : [])];
  return [...pages, ...folders.flatMap(filesIn).map((file) => readFileSync(file, 'utf8'))];
}

const VALUES =
  '[]|{}|~|""|!Ref X|!Ref AWS::NoValue|!If [A, b, c]|!If [A]|{ Fn::If: [A, { a: 1 }, !Ref AWS::NoValue] }|{ Fn::Transform: { Name: X } }|{ Fn::ForEach::L: [X, [a], {}] }|*a|&a b|!Sub|!Sub "${A}-${B.C}"|!GetAtt|!FindInMap [a]|[[[]]]|"|\'|>-|{ Ref: { Ref: x } }|!Join ["", !Ref X]|!Select [9, [a]]|- a|!ImportValue x|{{resolve:ssm:/x}}|prod|true|0'.split(
    '|',
  );
const WORDS = 'Fn::If|Ref|__proto__|constructor|Fn::Transform|AWS::NoValue|Condition|commands|phases|Stages|prod|<<'.split('|');
const ENDS = ['\t', '\r', '\u0000', '\ufeff', '"', "'", '#', ': x', ' !Sub "${', '\u2028', ' # pipelint: ignore[admin-role] x', '\\'];

/** The text with a few of its lines changed as careless, hostile or generated files are. */
function mutated(text, roll) {
  const lines = text.split('\n');
  const pick = (list) => list[roll(list.length)];
  for (let changes = 1 + roll(6); changes > 0; changes -= 1) {
    const at = roll(lines.length);
    const line = lines[at] ?? '';
    const kinds = [
      () => lines.splice(at, 1 + roll(3)),
      () => lines.splice(at, 0, pick(lines) ?? ''),
      () => (lines[at] = line.replace(/:.*/, () => `: ${pick(VALUES)}`)),
      () => (lines[at] = `  ${line}`),
      () => (lines[at] = line.replace(/^ {1,2}/, '')),
      () => (lines[at] = line.replace(/[A-Za-z]+/, () => pick(WORDS))),
      () => (lines[at] = line.slice(0, roll(30))),
      () => (lines[at] = line + pick(ENDS)),
      () => (lines[at] = line.replace(/(:\s+)[^\s"'{}[\],]+/, (_, colon) => `${colon}${SECRET}`)),
    ];
    pick(kinds)();
  }
  return lines.join('\n');
}

const pipelint = await load();
const look = { color: false, width: 80, showUndecided: true, version: '0', pageOf: () => undefined, uriOf: (path) => path };
const request = (text) => ({
  paths: ['-'],
  cwd: tmpdir(),
  rules: pipelint.RULES,
  config: pipelint.NO_CONFIG,
  select: [],
  ignore: [],
  minSeverity: 'info',
  minConfidence: 'low',
  parameters: new Map(),
  stdin: { path: 'input', text },
  ignores: true,
  today: new Date('2026-01-01'),
});

/** What is wrong with the reports on a text; nothing where all is well. */
async function wrong(text) {
  try {
    const seen = [];
    for (let run = 0; run < 2; run += 1) {
      const { report } = await pipelint.scan(request(text));
      const [crash] = report.crashes;
      if (crash) return `the rule ${crash.rule} failed: ${crash.message}`;
      seen.push(['text', 'json', 'sarif'].map((name) => pipelint[name](report, look)).join('\n'));
    }
    if (seen[0] !== seen[1]) return 'two runs over it differ';
    if (seen[0].includes(SECRET)) return 'a planted secret is in a report';
  } catch (error) {
    return `the scan threw: ${error.stack}`;
  }
  try {
    pipelint.parseToml(text);
  } catch (error) {
    if (!(error instanceof pipelint.ParseError)) return `the TOML reader threw: ${error.stack}`;
    if (error.message.includes(SECRET)) return 'a planted secret is in an error';
  }
  return undefined;
}

/** The same fault in as few lines as taking lines out can do. */
async function smallest(text, fault) {
  const kind = fault.split(':')[0];
  let lines = text.split('\n');
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < lines.length; ) {
      const fewer = [...lines.slice(0, at), ...lines.slice(at + size)];
      if ((await wrong(fewer.join('\n')))?.split(':')[0] === kind) lines = fewer;
      else at += size;
    }
  }
  return lines.join('\n');
}

const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
const texts = samples();
const end = process.cpuUsage().user + Number(values.seconds) * 1e6;
console.log(`seed ${seed}, ${texts.length} samples`);
let runs = 0;
let slowest = { cpu: 0, run: 0 };
for (; process.cpuUsage().user < end; runs += 1) {
  const roll = dice(seed + runs);
  const text = mutated(texts[roll(texts.length)], roll);
  const before = process.cpuUsage().user;
  const fault = await wrong(text);
  const cpu = (process.cpuUsage().user - before) / 1000;
  if (cpu > slowest.cpu) slowest = { cpu, run: runs };
  if (!fault) continue;
  console.error(`\n${fault}\n\nwith --seed ${seed + runs}, of which this is left:\n\n${await smallest(text, fault)}`);
  process.exitCode = 1;
  break;
}
console.log(`${runs} texts; the slowest took ${slowest.cpu.toFixed(0)} ms (--seed ${seed + slowest.run})`);
