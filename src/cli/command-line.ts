import { Command, CommanderError, Option } from 'commander';
import { UsageError } from '../config/config.ts';
import { OPTIONS, type OptionSpec } from '../config/options.ts';
import type { Output } from './output.ts';

declare const PIPELINT_VERSION: string | undefined;
export const VERSION = typeof PIPELINT_VERSION === 'string' ? PIPELINT_VERSION : '0.0.0-dev';

/** Where a command reads from and writes to. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Pick<Output, 'write'>;
  /** All of it, when `-` asks for it. */
  readonly stdin: () => string;
  readonly today: Date;
}

/** What commander found, by the camel-case names of the options. */
export type Flags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Run one command and say what the process ends with. @throws UsageError */
export async function commandLine(args: readonly string[], around: Surroundings): Promise<number> {
  let code = 0;
  const out = (text: string): void => void around.stdout.write(text);
  const program = new Command('pipelint')
    .description(
      'Tells whether an AWS delivery pipeline is safe: CodePipeline, CodeBuild, CodeDeploy, buildspecs and IAM roles as one system.',
    )
    .version(VERSION, '-V, --version')
    .showSuggestionAfterError(true)
    .configureOutput({ writeOut: out, writeErr: () => {}, getOutHelpWidth: () => Math.min(around.stdout.columns ?? 100, 120) })
    .configureHelp({ sortSubcommands: false })
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  const scan = program
    .command('scan')
    .description('check buildspecs, templates and saved AWS definitions')
    .argument('[path...]', 'files and folders; `-` reads stdin; the current folder where nothing is said');
  for (const spec of OPTIONS as readonly OptionSpec[]) scan.optionsGroup(`${spec.group}:`).addOption(optionOf(spec));
  scan.addHelpText('after', SCAN_HELP).action(async (paths: string[], flags: Flags) => {
    code = await (await import('./run-scan.ts')).runScan(paths, flags, around);
  });
  const map = program
    .command('map')
    .description('show the way from commit to production: stages, tests, approvals, deploys and their rollback')
    .argument('[path...]', 'files and folders; the current folder where nothing is said')
    .addOption(new Option('--format <NAME>', 'how to write the map').choices(['text', 'mermaid', 'json']).default('text'))
    .action(async (paths: string[], flags: Flags) => {
      code = await (await import('./run-map.ts')).runMap(paths, flags, around);
    });
  const init = program
    .command('init')
    .description('write a commented pipelint.toml for what is found here')
    .argument('[path]', 'a folder of the repository', '.')
    .option('--print', 'write it to stdout instead')
    .action(async (path: string, flags: Flags) => {
      code = await (await import('./run-init.ts')).runInit(path, flags, around);
    });
  program
    .command('rules')
    .description('list every rule')
    .addOption(new Option('--format <NAME>', 'how to write the list').choices(['text', 'json']).default('text'))
    .action(async ({ format }: Flags) => {
      out(await (await import('./run-rules.ts')).listRules(format === 'json'));
    });
  const explain = program
    .command('explain')
    .description('tell what a rule is about, with examples of what it flags and what it likes')
    .argument('<rule>', 'its id, or the id of the same check in another tool')
    .argument('[path...]', 'files and folders: what the rule finds there follows, with what to write instead at full length')
    .action(async (id: string, paths: string[], flags: Flags) => {
      out(await (await import('./run-rules.ts')).explainRule(id));
      if (paths.length === 0) return;
      out(`\n## Here\n\n`);
      const all: Flags = {
        ...flags,
        select: [id],
        ignore: [],
        minSeverity: 'info',
        showUndecided: true,
        exitZero: true,
        format: 'text',
        output: [],
      };
      code = await (await import('./run-scan.ts')).runScan(paths, all, around, true);
    });
  for (const spec of (OPTIONS as readonly OptionSpec[]).filter(({ everywhere }) => everywhere)) {
    const takers = spec.group === 'What is known' ? [map, explain, init] : [map, explain];
    for (const taker of takers) taker.optionsGroup(`${spec.group}:`).addOption(optionOf(spec));
  }
  for (const command of program.commands)
    command
      .exitOverride()
      .configureOutput({ writeOut: out, writeErr: () => {} })
      .showSuggestionAfterError(true);
  if (args.length === 0) {
    out(program.helpInformation());
    return 2;
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw new UsageError(
      error.message
        .replace(/^error: /, '')
        .replace(/(unknown option '--[\w-]+)=[^']*/, '$1')
        .replace(/\n\(Did you mean (.*)\?\)/, '; did you mean $1?'),
    );
  }
  return code;
}

/** `--[no-]config` is one flag to commander and two to the user. */
function optionOf({ name, value, values, repeat, about, default: fallback }: OptionSpec): Option {
  const option = new Option(
    value ? `--${name} <${value}>` : `--${name}`,
    fallback === undefined ? about : `${about} (default: ${fallback})`,
  );
  if (values) option.choices([...values]);
  if (repeat) option.argParser((one: string, before: readonly string[] | undefined) => [...(before ?? []), one]);
  return option;
}

const EXAMPLES = `
Examples:
  pipelint scan                                  everything below the current folder
  pipelint scan template.yaml --parameter Environment=prod
  pipelint scan . --output sarif=pipelint.sarif --fail-on medium
  pipelint map --format mermaid                  the way to production as a chart
  pipelint explain production-without-approval

pipelint reads files only: it opens no connection and runs nothing of what it reads.
`;

const SCAN_HELP = `
Exit codes:
  0   clean                        3   no path matched anything
  1   problems (see --fail-on)     4   incomplete: an input could not be read
  2   usage or configuration       70  a bug in pipelint

To silence a finding, say why beside it:   # pipelint: ignore[rule-id] until 2027-01-31 the reason
or, where there are no comments, in pipelint.toml:   [[ignore]] rule = …, path = …, reason = …
`;
