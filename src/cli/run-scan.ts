import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, UsageError } from '../config/config.ts';
import { FORMATS, OPTIONS, type OptionName, type OptionSpec } from '../config/options.ts';
import { didYouMean } from '../config/suggest.ts';
import type { Report } from '../engine/report.ts';
import type { Confidence, Severity } from '../engine/rule.ts';
import type { IamScope } from '../model/identity.ts';
import { REPORTERS, type ReporterName } from '../reporters/index.ts';
import type { Look } from '../reporters/reporter.ts';
import { RULES } from '../rules/index.ts';
import { type Flags, type Surroundings, VERSION } from './command-line.ts';
import { exitCode } from './exit.ts';
import { pageOf } from './pages.ts';
import { scan } from './scan.ts';
import { configOf, type Get, parametersOf, settingsOf } from './settings.ts';
import { uriOf } from './uri.ts';

/** `pipelint scan`; `showSuggestions` where a rule is explained. @returns what the process ends with */
export async function runScan(paths: readonly string[], flags: Flags, around: Surroundings, showSuggestions = false): Promise<number> {
  const config = await configOf(flags, paths, around.cwd);
  const get = settingsOf(flags, config);
  if (flags['showConfig']) {
    around.stdout.write(showConfig(get, config));
    return 0;
  }
  const outputs = outputsOf(get.list('output'));
  const { report } = await scan({
    paths: paths.length > 0 ? paths : ['.'],
    cwd: around.cwd,
    rules: RULES,
    config,
    select: get.list('select'),
    ignore: get.list('ignore'),
    minSeverity: get.text('min-severity') as Severity,
    minConfidence: get.text('min-confidence') as Confidence,
    parameters: parametersOf(get, config, around.cwd),
    stdin: paths.includes('-') ? { path: get.text('stdin-filename') || 'stdin', text: around.stdin() } : undefined,
    iamScope: get.text('iam-scope') as IamScope,
    ignores: !get.is('no-ignores'),
    today: around.today,
  });
  if (get.is('verbose')) for (const { path, as } of report.files) around.stderr.write(`${path}: ${as}\n`);
  const look = { ...lookOf(get, around), showSuggestions };
  for (const { format, file } of outputs) write(file, await render(report, format, { ...look, color: false }), around.cwd);
  around.stdout.write(await render(report, get.text('format') as ReporterName, look));
  if (report.files.length === 0 && !get.is('quiet')) around.stderr.write('pipelint: no path matched anything\n');
  return exitCode(report, get.text('fail-on') as Severity | 'never', get.is('exit-zero'));
}

/** `text`, or `sarif=pipelint.sarif` again and again. */
function outputsOf(outputs: readonly string[]): { format: ReporterName; file: string }[] {
  return outputs.map((output) => {
    const [, format = '', file = ''] = /^([^=]*)=(.+)$/s.exec(output) ?? [];
    if (!file) throw new UsageError(`--output ${output}: write FORMAT=FILE, for example sarif=pipelint.sarif`);
    if (!(format in REPORTERS)) throw new UsageError(`--output ${output}: there is no format ${format}${didYouMean(format, FORMATS)}`);
    return { format: format as ReporterName, file };
  });
}

async function render(report: Report, format: ReporterName, look: Look): Promise<string> {
  const { default: reporter } = await REPORTERS[format]();
  return reporter(report, look);
}

function write(file: string, text: string, cwd: string): void {
  try {
    writeFileSync(resolve(cwd, file), text);
  } catch {
    throw new UsageError(`--output: ${file} cannot be written`);
  }
}

/** NO_COLOR and FORCE_COLOR as everywhere (https://no-color.org); in a pipe there is none. */
function lookOf(get: Get, { cwd, env, stdout }: Surroundings): Omit<Look, 'showSuggestions'> {
  const when = get.text('color');
  const wanted = env['NO_COLOR']
    ? false
    : env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0'
      ? true
      : Boolean(stdout.isTTY) && env['TERM'] !== 'dumb';
  return {
    color: when === 'auto' ? wanted : when === 'always',
    width: stdout.isTTY ? Math.min(stdout.columns ?? 100, 120) : Number.POSITIVE_INFINITY,
    showUndecided: get.is('show-undecided'),
    version: VERSION,
    pageOf,
    uriOf: (path) => uriOf(resolve(cwd, path), cwd),
  };
}

function showConfig(get: Get, config: Config): string {
  const lines = (OPTIONS as readonly OptionSpec[])
    .filter(({ inConfig }) => inConfig)
    .map(({ name, value, repeat }) => {
      const option = name as OptionName;
      const shown = repeat ? JSON.stringify(get.list(option)) : value ? JSON.stringify(get.text(option)) : String(get.is(option));
      return `${name} = ${shown} # ${get.from(option)}`;
    });
  const rules = [...config.rules].map(
    ([id, { enabled, severity, settings }]) => `[rules.${id}] ${JSON.stringify({ enabled, severity, ...settings })}`,
  );
  const accounts = [...config.production.accounts].map(([account, name]) => `accounts.${account} = ${JSON.stringify(name)}`);
  return `${[`# ${config.file ?? 'no pipelint.toml'}`, ...lines, `production = ${JSON.stringify(config.production.words)}`, ...accounts, ...rules, `# ${config.ignore.length} ignores`].join('\n')}\n`;
}
