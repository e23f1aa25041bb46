import type { Command } from './command.ts';
import { deploying } from './command-deploying.ts';
import { testing } from './command-testing.ts';
import { isRun, itemOf, type Run, runsOf } from './run.ts';
import type { Text } from './text.ts';
import { hasWord } from './text-words.ts';
import { ALWAYS, all, any, not, type Truth, unknown, yes } from './truth.ts';

/** What puts a new version in place, in scripts too, in order; nothing if everything is taken down again at the end. */
function deploysIn(commands: readonly Command[]): readonly { readonly run: Run; readonly copies: boolean }[] {
  const deeds = runsOf(commands).map((run) => ({ run, does: deploying(run.command) }));
  const last = deeds.findLastIndex(({ does }) => does === 'yes' || does === 'copy');
  if (deeds.some(({ does }, i) => i > last && does === 'removes')) return [];
  return deeds.flatMap(({ run, does }) => (does === 'yes' || does === 'copy' ? { run, copies: does === 'copy' } : []));
}

/** The commands that put a new version in place, and those of the scripts that they run. */
export const deployingCommands = (commands: readonly Command[]): readonly Command[] => [
  ...new Set(deploysIn(commands).flatMap(({ run }) => [itemOf(run), run.item])),
];

/**
 * Does any of these commands put a new version in place? Copying files counts where `copies` says so; unknown where a
 * script that nobody read may do anything.
 */
export const commandsDeploy = (commands: readonly Command[], copies: Truth): Truth =>
  any(
    ...deploysIn(commands).map(({ run, ...deploy }) =>
      all(isRun(run), deploy.copies ? copies : ALWAYS, yes({ at: run.item.at, text: 'deploys here' })),
    ),
    ...runsOf(commands)
      .filter(({ command, script }) => !script && testing(command) === 'maybe')
      .map((run) => all(isRun(run), unknown({ at: run.item.at, text: `\`${run.command.words[0] ?? ''}\` may deploy`, settle: '' }))),
  );

/** What has run before the first command that deploys; everything where none does. */
export function runsBeforeDeploy(commands: readonly Command[]): ReadonlySet<Run> {
  const runs = runsOf(commands);
  const first = runs.findIndex(({ command, script }, i) => deploying(command) === 'yes' && !(script && deploysWithin(runs, i)));
  return new Set(first < 0 ? runs : runs.slice(0, first));
}

/** Does the script that this command runs deploy by a command of its own? */
function deploysWithin(runs: readonly Run[], at: number): boolean {
  const outer = runs[at];
  for (let i = at + 1; i < runs.length; i += 1) {
    const run = runs[i];
    if (!outer || !run?.via.includes(outer)) return false;
    if (deploying(run.command) === 'yes') return true;
  }
  return false;
}

const DEPLOY = ['deploy', 'deploys', 'deployment', 'rollout', 'apply'];
/** What is done around a deploy: `DeploymentTest`, `terraform-plan`. */
const AROUND =
  'test tests testing smoke check checks validation verify verification scan lint plan diff pre post approval approve notify notification report status rollback cleanup destroy teardown docs migrate migration migrations'.split(
    ' ',
  );
const BESIDE =
  'build package synth compile publish integ integration e2e security invalidate invalidation mutate asset assets unit gate qa metrics push prepare changeset'.split(
    ' ',
  );

/** `DeployToProd`, `terraform-apply`. */
export const isCalledDeploy = (name: Text): Truth =>
  all(hasWord(name, DEPLOY, 'a deploy by its name'), not(hasWord(name, AROUND, 'something around a deploy by its name')));

/** A name that promises something else: `SmokeTest`, `Build`. */
export const isCalledOtherwise = (name: Text): Truth => hasWord(name, [...AROUND, ...BESIDE], 'something else by its name');

/** Files that a step of such a name copies to a bucket are a release. */
export const isCalledRelease = (name: Text): Truth =>
  hasWord(name, [...DEPLOY, 'publish', 'release', 'prod', 'production', 'live'], 'a release by its name');
