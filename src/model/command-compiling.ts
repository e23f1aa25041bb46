import type { Command, SimpleCommand } from './command.ts';
import { testing } from './command-testing.ts';
import { callOf, operandsOf } from './command-words.ts';
import { deedsLike } from './deeds.ts';
import { anyRun, isRun, type Run, runsOf } from './run.ts';
import { table } from './table.ts';
import { all, any, type Truth, unknown } from './truth.ts';

/** The words, after the program and without options, that make of the source what is deployed. */
const COMPILES = table<RegExp>({
  mvn: /(^| )(package|install|verify|deploy)( |$)/,
  mvnw: /(^| )(package|install|verify|deploy)( |$)/,
  gradle: /(^| |:)(build|assemble\w*|jar|war|bootJar|bootWar|shadowJar|distZip|installDist|bootBuildImage)( |$)/,
  gradlew: /(^| |:)(build|assemble\w*|jar|war|bootJar|bootWar|shadowJar|distZip|installDist|bootBuildImage)( |$)/,
  go: /^(build|install)( |$)/,
  cargo: /^(build|b|lambda build)( |$)/,
  dotnet: /^(publish|build|pack|lambda package)( |$)/,
  msbuild: /^/,
  sbt: /(^| )(assembly|dist|stage|package)( |$)/,
  swift: /^build( |$)/,
  sam: /^build( |$)/,
  poetry: /^build( |$)/,
  pack: /^build( |$)/,
  hugo: /^(?!(version|server|new)( |$))/,
  jekyll: /^build( |$)/,
});

/** The same for what may as well be the code of a CDK application. */
const BUNDLES = table<RegExp>({
  ng: /^build( |$)/,
  next: /^build( |$)/,
  vite: /^build( |$)/,
  nuxt: /^(build|generate)( |$)/,
  astro: /^build( |$)/,
  gatsby: /^build( |$)/,
  'react-scripts': /^build( |$)/,
  'vue-cli-service': /^build( |$)/,
  parcel: /^build( |$)/,
  webpack: /^(?!serve( |$))/,
  rollup: /^/,
  tsc: /^/,
});
const NODE_SCRIPT = /^(build|bundle|compile|package|dist)([:_-]\w+)*$/;
const WRITES_INFRASTRUCTURE = /^(cdk|cdktf|pulumi|sst)$/;

type Compiling = 'application' | 'node' | 'infrastructure' | 'no';

function compiling(command: SimpleCommand): Compiling {
  if (deedsLike(command, 'builds-image').length > 0) return 'application';
  const { program, args } = callOf(command);
  const operands = operandsOf(args).map(({ value }) => value);
  const said = operands.join(' ');
  if (WRITES_INFRASTRUCTURE.test(program)) return 'infrastructure';
  if (/^(npm|yarn|pnpm|bun)$/.test(program)) {
    const [script = ''] = /^(run|run-script)$/.test(operands[0] ?? '') ? operands.slice(1) : program === 'npm' ? [] : operands;
    return NODE_SCRIPT.test(script) ? 'node' : 'no';
  }
  if (COMPILES(program)?.test(said)) return 'application';
  return BUNDLES(program)?.test(said) ? 'node' : 'no';
}

/**
 * Does a list of commands make of the source what is deployed: an image, a package, a site? Unknown where a script that
 * nobody read may do so. What Node compiles beside a CDK application is that application.
 */
export function commandsCompile(commands: readonly Command[]): Truth {
  const runs = runsOf(commands).map((run) => ({ run, does: compiling(run.command) }));
  const infrastructure = runs.some(({ does }) => does === 'infrastructure');
  const makes = ({ does }: { does: Compiling }): boolean => does === 'application' || (does === 'node' && !infrastructure);
  return any(
    anyRun(
      runs.filter(makes).map(({ run }) => run),
      'is built here',
    ),
    ...runs
      .filter(({ run }) => mayCompile(run))
      .map(({ run }) => all(isRun(run), unknown({ at: run.at, text: 'may build it', settle: '' }))),
  );
}

const mayCompile = ({ command, script }: Run): boolean => !script && testing(command) === 'maybe';
