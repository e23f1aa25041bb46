import type { SimpleCommand, Word } from '../command.ts';
import { callOf, hasOption, operandsOf, optionOf } from '../command-words.ts';
import type { Installs, Package } from '../deed.ts';

const ONE_VERSION = /^v?\d+(\.\d+)+([-+.~][\w.+~-]+)?$/;
/** Files and folders of the project itself, and addresses: no packages of a registry. */
const NO_PACKAGE = /^(\.{1,2}(\/|$|\[)|\/|~\/|file:|https?:|git(\+|:|@)|github:|-|\$|.*\.(tgz|whl|tar\.gz|deb|rpm|gem|zip|jar)$)/;

type Manager = Pick<Installs, 'ecosystem'> & {
  /** The verbs that install, after the program. */
  readonly verb: RegExp;
  /** `x@1`, `x==1`, `x=1`: what parts the name from the version. */
  readonly mark: RegExp;
  /** Options that are followed by a value. */
  readonly values?: RegExp;
  /** An option that gives the version of the only package. */
  readonly version?: RegExp;
};

const NPM = {
  ecosystem: 'npm',
  mark: /(?<=.)@/,
  values: /^(--(prefix|cwd|registry|workspace|filter|dir|loglevel|cache|userconfig)|-[CFw])$/,
} as const;
const PIP = {
  ecosystem: 'pip',
  mark: /(?=[=<>~!]=|[<>])/,
  values:
    /^(-[rctief]|--(requirement|constraint|target|index-url|extra-index-url|platform|python|python-version|find-links|cache-dir|trusted-host|editable|prefix|timeout|retries))$/,
} as const;
const YUM = {
  ecosystem: 'yum',
  verb: /^(install|localinstall|reinstall)$/,
  mark: /-(?=\d)/,
  values: /^(--(repo|enablerepo|releasever)|-c)$/,
} as const;

const MANAGERS: Readonly<Record<string, Manager>> = {
  npm: { ...NPM, verb: /^(install|i|in|add|isntall|ci|clean-install)$/ },
  pnpm: { ...NPM, verb: /^(install|i|add)$/ },
  yarn: { ...NPM, verb: /^(install|add|global)$/ },
  bun: { ...NPM, verb: /^(install|i|add|ci)$/ },
  pip: { ...PIP, verb: /^install$/ },
  pipx: { ...PIP, verb: /^install$/ },
  uv: { ...PIP, verb: /^(pip|tool|add|sync)$/ },
  pipenv: { ...PIP, verb: /^(install|sync)$/ },
  poetry: { ...PIP, mark: /@|(?=[=<>~!]=|[<>])/, verb: /^(install|add|self)$/ },
  gem: {
    ecosystem: 'gem',
    verb: /^install$/,
    mark: /:/,
    values: /^(-[viNn]|--(version|install-dir|source|bindir))$/,
    version: /^(-v|--version)$/,
  },
  bundle: { ecosystem: 'gem', verb: /^install$/, mark: /:/, values: /^--(jobs|path|without|retry|gemfile)$/ },
  go: { ecosystem: 'go', verb: /^(install|get)$/, mark: /@/, values: /^-(o|tags|ldflags)$/ },
  cargo: {
    ecosystem: 'cargo',
    verb: /^(install|binstall)$/,
    mark: /@/,
    values: /^--(version|root|features|git|rev|tag|branch|path|target)$/,
    version: /^(--version|--vers)$/,
  },
  apt: { ecosystem: 'apt', verb: /^(install|reinstall)$/, mark: /=/, values: /^(-[ot]|--target-release)$/ },
  'apt-get': { ecosystem: 'apt', verb: /^(install|reinstall)$/, mark: /=/, values: /^(-[ot]|--target-release)$/ },
  yum: YUM,
  dnf: YUM,
  microdnf: YUM,
  'amazon-linux-extras': { ...YUM, mark: /=/ },
  apk: { ecosystem: 'apk', verb: /^add$/, mark: /(?=[=<>~])=?/, values: /^(-[tX]|--(virtual|repository))$/ },
  brew: { ecosystem: 'brew', verb: /^(install|reinstall)$/, mark: /@/ },
  composer: { ecosystem: 'composer', verb: /^(install|require|global)$/, mark: /[:=]/, values: /^(-d|--working-dir)$/ },
  dotnet: {
    ecosystem: 'nuget',
    verb: /^(tool|add)$/,
    mark: /@/,
    values: /^(-v|--version|--tool-path|--add-source|--framework)$/,
    version: /^(-v|--version)$/,
  },
  choco: { ecosystem: 'chocolatey', verb: /^install$/, mark: /@/, values: /^(--version|--source|-s)$/, version: /^--version$/ },
};

/** Words behind the verb that are still no package: `uv pip install`, `dotnet tool install`. */
const SECOND_VERB = /^(install|add|require|update|restore|package|upgrade)$/;

export function installDeeds(command: SimpleCommand): readonly Installs[] {
  const once = runAtOnce(command);
  if (once) return [once];
  const call = callOf(command);
  const module = /^python[\d.]*$/.test(call.program) && call.args[0]?.value === '-m' ? call.args[1]?.value : undefined;
  const args = module ? call.args.slice(2) : call.args;
  const name = (module ?? call.program).replace(/^pip[\d.]+$/, 'pip');
  const manager = Object.hasOwn(MANAGERS, name) ? MANAGERS[name] : undefined;
  if (!manager || (hasOption(args, /^(--help|--dry-run|--download-only|--version(?!=))$/) !== false && manager.version === undefined))
    return [];
  const operands = operandsOf(args, manager.values);
  const bareYarn = name === 'yarn' && operands.length === 0;
  const verb = operands[0]?.value ?? '';
  if (!bareYarn && !manager.verb.test(verb)) return [];
  if (/^(dotnet|poetry)$/.test(name) && /^(tool|add|self)$/.test(verb) && operands[1]?.value === 'restore') return [];
  const named = operands
    .slice(1)
    .filter(({ value }, i) => !(i === 0 && SECOND_VERB.test(value) && /^(uv|dotnet|composer|yarn|poetry)$/.test(name)));
  const version = manager.version && optionOf(args, manager.version)?.value;
  const packages = named.filter(({ value }) => !NO_PACKAGE.test(value)).map((word) => packageOf(word, manager.mark, version));
  return [{ does: 'installs', ecosystem: manager.ecosystem, packages, locked: lockedBy(name, verb, args, named, packages), runs: false }];
}

function packageOf(word: Word, mark: RegExp, given: string | undefined): Package {
  const at = word.value.slice(1).search(mark);
  const name = at < 0 ? word.value : word.value.slice(0, at + 1);
  const version = given ?? (at < 0 ? undefined : word.value.slice(at + 1).replace(/^[@:=]+/, ''));
  return { name, version, pinned: version !== undefined && (ONE_VERSION.test(version) || /^[0-9a-f]{12,40}$/.test(version)), word };
}

/** Does a file of the project decide the versions, and so that no other can come? */
function lockedBy(
  name: string,
  verb: string,
  args: readonly Word[],
  named: readonly Word[],
  packages: readonly Package[],
): Installs['locked'] {
  if (/^(ci|clean-install|sync)$/.test(verb)) return name === 'uv' ? (hasOption(args, /^--(frozen|locked)$/) ? 'yes' : 'unknown') : 'yes';
  if (hasOption(args, /^--(frozen-lockfile|immutable|require-hashes|deploy|deployment|frozen|locked)(=true)?$/)) return 'yes';
  if (named.length > 0) return packages.length > 0 ? 'no' : 'unknown'; // a folder or an address may say it itself
  if (/^(npm|yarn|pnpm|bun|pipenv)$/.test(name)) return 'no';
  return /^(composer|poetry|bundle|pip|uv|go)$/.test(name) ? 'unknown' : 'no';
}

/** `npx cdk@2 deploy`: whatever version there is, unless the project has it. */
function runAtOnce(command: SimpleCommand): Installs | undefined {
  const { words, spelled } = command;
  const at = words.findIndex((word) => /^(npx|bunx|pnpx|uvx)$/.test(word.replace(/^.*\//, '')));
  const dlx = words.findIndex(
    (word, i) => (word === 'dlx' && /^(yarn|pnpm)$/.test(words[i - 1] ?? '')) || (/^(exec|x)$/.test(word) && words[i - 1] === 'npm'),
  );
  const start = at >= 0 && at < 3 ? at : dlx;
  if (start < 0 || start > 3) return undefined;
  const rest = spelled.slice(start + 1);
  const asked = optionOf(rest, /^(-p|--package|--from)$/);
  const word = asked ?? rest.find(({ value }) => !value.startsWith('-'));
  if (!word || NO_PACKAGE.test(word.value)) return undefined;
  const isPip = words[start]?.endsWith('uvx') ?? false;
  const locked = words[start] === 'dlx' || isPip || hasOption(rest, /^(-y|--yes|--ignore-existing)$/) ? 'no' : 'unknown';
  const local = hasOption(rest, /^--no-install$|^--offline$/);
  return local
    ? undefined
    : {
        does: 'installs',
        ecosystem: isPip ? 'pip' : 'npm',
        packages: [packageOf(word, isPip ? /@|(?===)/ : NPM.mark, undefined)],
        locked,
        runs: true,
      };
}
