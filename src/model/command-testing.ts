import type { SimpleCommand } from './command.ts';
import { withoutWrappers } from './command-words.ts';
import { table } from './table.ts';

type Words = Pick<SimpleCommand, 'words'>;

/** Runs tests, may run them (a script nobody read), or does something else. */
export type Testing = 'yes' | 'maybe' | 'no';

/** Programs that are a test run by themselves, whatever their arguments. */
const RUNNERS =
  /^(jest|vitest|mocha|ava|tap|tape|jasmine|karma|protractor|pytest|py\.test|tox|nox|nosetests|nose2|rspec|minitest|phpunit|pest|phpspec|behat|codecept|behave|cucumber|cucumber-js|robot|ctest|gotestsum|gotest|ginkgo|newman|k6|artillery|locust|jmeter|bats|goss|inspec|prove|dredd|testcafe|nightwatch|wdio|taskcat|invoke-pester|vstest\.console|nunit3-console)$/i;

/** Tools whose first word says what they do: `go test`, `cypress run`. */
const each = (tools: string, verb: RegExp): Record<string, RegExp> => Object.fromEntries(tools.split(' ').map((tool) => [tool, verb]));
const verbOf = table<RegExp>({
  go: /^test$/,
  cargo: /^(test|t|nextest|tarpaulin|llvm-cov)$/,
  dotnet: /^(test|vstest)$/,
  cypress: /^run$/,
  ...each('detox playwright coverage bun', /^test$/),
  php: /(^|\/)(phpunit|pest|codecept)$/,
  ...each('dart flutter swift deno mix lein stack cabal composer rails meson bazel bazelisk ng', /^(test|coverage|e2e)$/),
  ...each('react-scripts craco vue-cli-service hatch terraform tofu conftest opa cfn-guard kitchen molecule sam', /^test(:\w+)?$/),
});

/** Tools that run tasks by name, which are written down somewhere else. */
const TASKS =
  /^(make|gmake|just|task|mage|rake|invoke|inv|fab|ant|sbt|ninja|nx|turbo|lerna|rush|moon|grunt|gulp|earthly|dagger|fastlane|xcodebuild|projen|ansible-playbook)$/;

/** Programs that run what a file says. */
const SCRIPTED = /^(python[\d.]*|node|ts-node|tsx|ruby|perl|php|Rscript|pwsh|powershell|bash|sh|zsh|source|\.)$/;

/** What a simple command does, as far as its own words tell. */
export function testing({ words }: Words): Testing {
  const [name = '', ...rest] = withoutWrappers(words);
  if (rest.some((word) => /^(--version|--help|-V)$/.test(word))) return 'no';
  const program = name.replace(/^.*\//, '').replace(/\.(exe|cmd|bat)$/, '');
  const args = rest.filter((word) => !word.startsWith('-'));
  const [first = '', second = ''] = args;
  if (RUNNERS.test(program)) return 'yes';
  if (/^(npm|yarn|pnpm|bun|bunx|npx|pnpx)$/.test(program)) return ofNodeTool(program, rest);
  if (/^mvnw?$/.test(program)) return ofMaven(rest, args);
  if (/^gradlew?$/.test(program)) {
    const skipped = rest.some(
      (word, i) => word === '-xtest' || (/^(-x|--exclude-task)$/.test(word) && /(^|:)(test|check)$/.test(rest[i + 1] ?? '')),
    );
    return !skipped && args.some((goal) => /(^|:)(test|check|build|buildNeeded|verify|ci)$|Tests?$/.test(goal)) ? 'yes' : 'no';
  }
  if (/^python[\d.]*$/.test(program)) {
    if (rest.includes('-m')) return TEST_MODULES.test(rest[rest.indexOf('-m') + 1] ?? '') ? 'yes' : 'no';
    if (/(^|\/)(manage|setup|runtests)\.py$/.test(first)) return second === 'test' || first.endsWith('runtests.py') ? 'yes' : 'no';
  }
  if (/^(python[\d.]*|node|ruby|perl|php)$/.test(program)) {
    if (rest.includes('--test') || (program === 'php' && first === 'artisan' && second === 'test')) return 'yes';
    if (rest.some((word) => /^-(v|c|e|p|pe|r|i)$/.test(word))) return 'no';
  }
  if (/^(coverage|poetry|pipenv|uv|uvx|rye|pdm|hatch|bundle|conda)$/.test(program)) {
    const inner = rest.slice(/^(run|exec)$/.test(first) ? rest.indexOf(first) + 1 : rest.length);
    const ran = program === 'coverage' ? ['python', ...inner] : inner;
    if (inner.length > 0)
      return isTestName(first === 'run' ? (inner[0] ?? '') : '') || inner.some((word) => RUNNERS.test(word))
        ? 'yes'
        : testing({ words: ran });
  }
  if (/^(docker|podman|docker-compose)$/.test(program)) return ofContainer(program, rest, args);
  if (verbOf(program)?.test(first)) return 'yes';
  if (verbOf(program) && program !== 'php') return 'no';
  if (TASKS.test(program)) {
    const tasks = args.filter((arg) => !arg.includes('=')).flatMap((arg) => arg.split(':').slice(program === 'nx' ? -1 : 0));
    const targets = rest.flatMap((word, i) =>
      /^(-t|--targets?)$/.test(word) ? (rest[i + 1] ?? []) : (/^--targets?=(.*)$/.exec(word)?.[1] ?? []),
    );
    if ([...tasks, ...targets].some((task) => isTestName(task) || task === 'check')) return 'yes';
    return tasks.length > 0 && tasks.every((task) => PREPARES.test(task)) ? 'no' : 'maybe';
  }
  if (SCRIPTED.test(program)) return ofScript(program, args);
  return isScript(name) ? ofScript('sh', [name, ...args]) : name.startsWith('/') && isTestName(program) ? 'yes' : 'no';
}

const TEST_MODULES = /^(pytest|unittest|nose2?|tox|nox|behave|coverage|robot|doctest|xmlrunner|green)$/;

/** Run from the repository, or by its ending a script; a `$TOOL` can be anything, but what `aws` prints is no test. */
const isScript = (name: string): boolean =>
  /^(\.{1,2}\/|~\/|[\w.-]+\/|\$\{?\w+\}?\/)/.test(name) ||
  /\.(\w*sh|py|rb|js|mjs|ts|ps1|pl)$/.test(name) ||
  /^(\$|`)(?!\(?\s*aws\s)/.test(name);

/** `bash scripts/test.sh`: its name tells, or nobody knows. What is sourced sets the shell up. */
function ofScript(program: string, [script = '', ...args]: readonly string[]): Testing {
  const name = script.replace(/^.*\//, '').replace(/\.\w+$/, '');
  if (isTestName(name) || args.some((arg) => /^(test|tests|unit-?tests?|e2e)$/.test(arg))) return 'yes';
  if (!script || /^(source|\.)$/.test(program) || /^(\.\/)?(node_modules\/\.bin|vendor\/bin)\//.test(script) || PREPARES.test(name))
    return 'no';
  return 'maybe';
}

const TEST_WORD = /^(test|tests|testing|unittest|unittests|e2e|jest|vitest|mocha|cypress|cy|pytest|rspec|phpunit|playwright|karma)$/;
const WHOLE_WORD = /^(spec|specs|unit|units|integration|coverage|cov|smoke)$/;
/** `deploy-test` deploys somewhere, `build:test` builds something. */
const OTHER_VERB =
  /^(build|deploy|start|serve|install|setup|create|delete|destroy|seed|clean|copy|publish|push|pull|package|compile|lint|watch|gen|generate|prepare|download|upload|format|configure|assume|fetch|tag|release)$/;
/** `test-data`, `test:report`: about tests, and no test. */
const NOUN_AFTER =
  /^(data|db|database|env|environment|report|reports|setup|infra|image|fixtures|server|deps|requirements|config|cleanup|teardown|package|build|deploy)$/;

/** Does a task or script of this name run tests? */
function isTestName(name: string): boolean {
  const parts = name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  if (parts.length === 1 && WHOLE_WORD.test(parts[0] ?? '')) return true;
  return parts.some((part, i) => {
    const before = parts.slice(Math.max(parts.lastIndexOf('and', i), parts.lastIndexOf('n', i), -1) + 1, i);
    return TEST_WORD.test(part) && !before.some((word) => OTHER_VERB.test(word)) && !NOUN_AFTER.test(parts[i + 1] ?? '');
  });
}

/** Names of what comes before or after the work: nobody hides tests there. */
const PREPARES =
  /^(install|setup|set-?up|login|auth|assume|push|pull|tag|upload|download|start|stop|clean|copy|configure|config|env|export|notify|version|bump|wait|fetch|create|gen|generate)([-_.:A-Z]|$)/;

function ofMaven(rest: readonly string[], goals: readonly string[]): Testing {
  const skips = /^-D(skipTests|maven\.test\.skip|maven\.test\.failure\.ignore|testFailureIgnore)(=true)?$|^(-fn|--fail-never)$/;
  if (rest.some((word) => skips.test(word))) return 'no';
  return goals.some((goal) => /^(test|verify|install|package|deploy|integration-test)$|:(test|check|verify|integration-test)$/.test(goal))
    ? 'yes'
    : 'no';
}

function ofContainer(program: string, rest: readonly string[], args: readonly string[]): Testing {
  const compose = program === 'docker-compose' || args[0] === 'compose';
  if (args[0] === 'build') return isTestName(rest[rest.indexOf('--target') + 1] ?? '') && rest.includes('--target') ? 'yes' : 'no';
  if (!compose && !/^(run|exec)$/.test(args[0] ?? '')) return 'no';
  if (args.some((arg) => RUNNERS.test(arg) || isTestName(arg.replace(/^docker-compose/, '').replace(/\.ya?ml$/, '')))) return 'yes';
  return compose && args.some((arg) => /^(build|pull|push|down|config|ps|logs)$/.test(arg)) ? 'no' : 'maybe';
}

function ofNodeTool(program: string, rest: readonly string[]): Testing {
  const args = rest.filter(
    (word, i) => !word.startsWith('-') && !/^(--prefix|--cwd|--filter|--workspace|--dir|-C|-F|-w)$/.test(rest[i - 1] ?? ''),
  );
  const [first = '', second = ''] = args;
  const from = (word: string): readonly string[] => rest.slice(rest.indexOf(word));
  if (/^(npx|bunx|pnpx)$/.test(program)) return testing({ words: first ? from(first) : [] });
  if (/^(exec|dlx|x)$/.test(first)) return testing({ words: second ? from(second) : [] });
  if (/^(t|tst|test|it|install-test|cit|install-ci-test)$/.test(first)) return 'yes';
  const runs = /^(run|run-script|rum)$/.test(first);
  const script = runs
    ? second
    : /^workspaces?$/.test(first)
      ? (args.at(-1) ?? '')
      : program === 'npm' || NODE_VERBS.test(first)
        ? ''
        : first;
  if (isTestName(script)) return 'yes';
  if (!runs && script && (RUNNERS.test(script) || verbOf(script))) return testing({ words: from(script) });
  return !script || NO_TEST.test(script) || PREPARES.test(script) ? 'no' : 'maybe';
}

/** Scripts of a `package.json` whose names promise something else. */
const NO_TEST =
  /^(build|lint|start|format|docs?|prettier|eslint|tsc|compile|bundle|package|dist|synth|cdk|sls|serverless|deploy|release|codegen|tslint|stylelint|typecheck|type-check)([-_.:]|$)/;

const NODE_VERBS =
  /^(|add|install|i|ci|publish|config|cache|global|init|set|version|login|remove|upgrade|import|link|pack|audit|why|info|dedupe|prune|store|setup|self-update|create|node|up|update)$/;
