import type { Command, SimpleCommand } from './command.ts';
import { type Deploying, deploying } from './command-deploying.ts';
import { testing } from './command-testing.ts';
import { hasWord, type Text } from './text.ts';
import { ALWAYS, all, any, not, type Truth, unknown, yes } from './truth.ts';

const deeds = new WeakMap<Command, readonly Deploying[]>();

function deedsOf(command: Command): readonly Deploying[] {
  const known = deeds.get(command) ?? command.runs.map(deploying);
  deeds.set(command, known);
  return known;
}

/** The commands that put a new version in place, in their order; none if everything is taken down again at the end. */
export function deployingCommands(commands: readonly Command[]): readonly Command[] {
  const all = commands.flatMap(deedsOf);
  const last = all.findLastIndex((deed) => deed === 'yes' || deed === 'copy');
  if (all.slice(last + 1).includes('removes')) return [];
  return commands.filter((command) => deedsOf(command).some((deed) => deed === 'yes' || deed === 'copy'));
}

/**
 * Does any of these commands put a new version in place? Copying files counts where `copies` says so; unknown where a
 * script that nobody read may do anything.
 */
export const commandsDeploy = (commands: readonly Command[], copies: Truth): Truth =>
  any(
    ...deployingCommands(commands).map((command) =>
      all(command.when, deedsOf(command).includes('yes') ? ALWAYS : copies, yes({ at: command.at, text: 'deploys here' })),
    ),
    ...commands.flatMap((command) => {
      const script = command.runs.find((run) => testing(run) === 'maybe');
      return script ? all(command.when, unknown({ at: command.at, text: `\`${script.words[0] ?? ''}\` may deploy`, settle: '' })) : [];
    }),
  );

/** What has run before the first command that deploys; everything where none does. */
export function commandsBeforeDeploy(commands: readonly Command[]): readonly SimpleCommand[] {
  const runs = commands.flatMap((command) => command.runs);
  const first = runs.findIndex((run) => deploying(run) === 'yes');
  return first < 0 ? runs : runs.slice(0, first);
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
