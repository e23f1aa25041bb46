import type { SimpleCommand } from '../command.ts';
import { operandsOf } from '../command-words.ts';
import type { Lints } from '../deed.ts';
import { toolOf } from './tool.ts';

/** Tools that look at code and run none of it. */
const LINTERS = new Set(
  `eslint tslint stylelint jshint standard xo oxlint biome jscpd commitlint htmlhint markdownlint markdownlint-cli2 remark alex
  pylint flake8 ruff black isort mypy pyright pyre pycodestyle pydocstyle autopep8 yapf vulture
  golint golangci-lint staticcheck revive gofmt rubocop reek standardrb phpcs phpstan psalm phpmd php-cs-fixer pint larastan
  checkstyle pmd spotbugs ktlint detekt scalafmt scalastyle swiftlint swiftformat clang-tidy clang-format cppcheck cpplint
  shellcheck shfmt hadolint dockerfilelint yamllint jsonlint ansible-lint tflint cfn-lint cfn-lint-serverless actionlint spectral
  redocly buf vale editorconfig-checker kubeval kubeconform kube-linter luacheck perlcritic credo dialyzer sqlfluff`
    .split(/\s+/)
    .filter(Boolean),
);

/** Tools of many verbs: those that only look. */
const VERBS: Readonly<Record<string, RegExp>> = {
  go: /^vet$/,
  cargo: /^(clippy|fmt|check)$/,
  terraform: /^(validate|fmt)$/,
  tofu: /^(validate|fmt)$/,
  sam: /^validate$/,
  helm: /^lint$/,
  dotnet: /^format$/,
  mix: /^(format|credo|dialyzer)$/,
  packer: /^(validate|fmt)$/,
  serverless: /^lint$/,
  ng: /^lint$/,
  nx: /^lint$/,
  prettier: /^/,
  tsc: /^/,
  make: /^(lint|fmt|format|check-format|typecheck)$/,
};

/** Scripts of `package.json`, by what everybody calls them. */
const SCRIPT = /^(lint|eslint|tslint|stylelint|prettier|format|fmt|typecheck|type-check|types|check-types|ts-check)([-_.:]\w+)*$/;

export function lintDeeds(command: SimpleCommand): readonly Lints[] {
  const { program, args } = toolOf(command);
  const [first, second] = operandsOf(args).map(({ value }) => value);
  const script = /^(npm|yarn|pnpm|bun)$/.test(program) ? (/^(run|run-script)$/.test(first ?? '') ? second : first) : undefined;
  const goal =
    /^(mvnw?|gradlew?)$/.test(program) &&
    operandsOf(args).some(({ value }) =>
      /^(checkstyle|pmd|spotbugs|spotless)|(checkstyle|spotless|spotbugs|ktlint|detekt)\w*$/i.test(value),
    );
  const template = program === 'aws' && first === 'cloudformation' && second === 'validate-template';
  const lints =
    LINTERS.has(program) ||
    (Object.hasOwn(VERBS, program) && VERBS[program]?.test(first ?? '')) ||
    (script && SCRIPT.test(script)) ||
    goal ||
    template;
  return lints ? [{ does: 'lints' }] : [];
}
