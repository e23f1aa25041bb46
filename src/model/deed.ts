import type { Assignment, SimpleCommand, Word } from './command.ts';

/** What a simple command does, as far as its own words tell; one may do several things: `docker build --push`. */
export type Deed =
  | Tests
  | SkipsTests
  | Lints
  | Scans
  | BuildsImage
  | Publishes
  | Deploys
  | Installs
  | Fetches
  | Verifies
  | Clones
  | ChecksOut
  | Prints
  | ReadsSecret
  | LogsIn;

/** The same deed, by what it does: `DeedOf<'scans'>`. */
export type DeedOf<D extends Deed['does']> = Extract<Deed, { readonly does: D }>;

export interface Tests {
  readonly does: 'tests';
  /** False where it runs something that nobody read and that may run tests: `make`, `./build.sh`. */
  readonly certain: boolean;
}

/** A build that would run tests is told not to, or tests may pass without any: `-DskipTests`, `--passWithNoTests`. */
export interface SkipsTests {
  readonly does: 'skips-tests';
  /** The word, or the assignment in front, that says so. */
  readonly by: Word | Assignment;
  /** Tests do not run at all; they run, and their failure or absence is passed over. */
  readonly how: 'not-run' | 'failure-passed-over' | 'none-is-enough';
}

export interface Lints {
  readonly does: 'lints';
}

/** Looks for known holes, for secrets, for mistakes in templates and images. */
export interface Scans {
  readonly does: 'scans';
  readonly for: 'vulnerabilities' | 'secrets' | 'configuration' | 'code';
  /** Does what it finds make it fail? `unknown` where a file or the server decides. */
  readonly blocks: 'yes' | 'no' | 'unknown';
  /** What makes it so: `--exit-code 0`, `--soft-fail`. None where it is the tool's default. */
  readonly by: Word | undefined;
}

export interface BuildsImage {
  readonly does: 'builds-image';
  readonly tags: readonly Word[];
  /** `--build-arg NAME=value`; without a value the build's environment gives it. */
  readonly buildArguments: readonly { readonly name: string; readonly value: string | undefined; readonly word: Word }[];
  readonly target: Word | undefined;
  /** It goes to a registry at once: `--push`. */
  readonly pushes: boolean;
}

/** Gives something to others: an image or a package to a registry, files to a bucket. */
export interface Publishes {
  readonly does: 'publishes';
  readonly what: 'image' | 'package' | 'files';
  /** The images that are pushed, the address that files go to. Empty where a file says it. */
  readonly to: readonly Word[];
}

export interface Deploys {
  /** Puts a new version in place; takes something down. */
  readonly does: 'deploys' | 'removes';
}

/** Software that the build brings in by itself. */
export interface Installs {
  readonly does: 'installs';
  /** `npm`, `pip`, `apt`, …: whose packages they are. */
  readonly ecosystem: 'npm' | 'pip' | 'gem' | 'go' | 'cargo' | 'apt' | 'yum' | 'apk' | 'brew' | 'composer' | 'nuget' | 'chocolatey';
  /** Named on the command line. Empty where a file of the project names them. */
  readonly packages: readonly Package[];
  /** Without packages: does a lock file decide the versions? `npm ci` yes, `npm install` no; `unknown` where the file would tell. */
  readonly locked: 'yes' | 'no' | 'unknown';
  /** It is run at once and not kept: `npx cdk`, `uvx ruff`. */
  readonly runs: boolean;
}

export interface Package {
  readonly name: string;
  /** As it is asked for: `1.2.3`, `^1`, `latest`. */
  readonly version: string | undefined;
  /** One version and no other. */
  readonly pinned: boolean;
  readonly word: Word;
}

/** Takes a file from elsewhere: `curl`, `wget`, `Invoke-WebRequest`. */
export interface Fetches {
  readonly does: 'fetches';
  readonly urls: readonly Word[];
  /** The file that it is written to; none where it is printed or the address names it. */
  readonly to: Word | undefined;
  /** What runs it unseen: `curl … | sh`, `bash <(curl …)`, `eval "$(curl …)"`. */
  readonly runBy: SimpleCommand | undefined;
  /** It is sent to, and nothing is kept: `curl -X POST`. */
  readonly sends: boolean;
  /** `-k`, `--insecure`, `--no-check-certificate`. */
  readonly insecure: Word | undefined;
}

/** Takes a repository: `git clone`, `git submodule update --remote`, `pip install git+https://…`. */
export interface Clones {
  readonly does: 'clones';
  readonly repository: Word | undefined;
  /** What of it: a commit cannot move, a tag can be moved, a branch moves all the time. */
  readonly at: 'commit' | 'tag' | 'branch' | 'default-branch' | 'unknown';
  readonly ref: Word | undefined;
}

/** `git checkout`: says at last what of a repository is used. */
export interface ChecksOut {
  readonly does: 'checks-out';
  readonly ref: Word;
  readonly at: 'commit' | 'tag' | 'branch' | 'unknown';
}

/** Compares what was fetched with what it should be: `sha256sum -c`, `gpg --verify`, `cosign verify`. */
export interface Verifies {
  readonly does: 'verifies';
  readonly what: 'checksum' | 'signature';
}

/** Writes into the log of the build. */
export interface Prints {
  readonly does: 'prints';
  /** Some variables by name, all of them, a file, every command with what it is given (`set -x`), or only words. */
  readonly what: 'variables' | 'environment' | 'file' | 'commands' | 'words';
  readonly variables: readonly string[];
  /** What says so: the words with the variables in them, the file, the option. */
  readonly words: readonly Word[];
}

/** Asks Secrets Manager, Parameter Store or a vault for a secret. */
export interface ReadsSecret {
  readonly does: 'reads-secret';
  readonly store: 'secrets-manager' | 'parameter-store' | 'vault' | 'kms';
  /** Of the secret or parameter. */
  readonly name: Word | undefined;
  /** What becomes of it: it is shown in the log, kept in a variable, exported, handed to a command, written to a file. */
  readonly becomes: 'printed' | 'assigned' | 'exported' | 'handed-on' | 'written';
  /** The variable that gets it. */
  readonly variable: string | undefined;
}

export interface LogsIn {
  readonly does: 'logs-in';
  readonly to: Word | undefined;
  /** On the command line, where every process of the machine can read it. */
  readonly password: Word | undefined;
}
