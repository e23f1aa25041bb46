import type { Assignment, SimpleCommand, Word } from '../command.ts';
import { testing } from '../command-testing.ts';
import { hasOption } from '../command-words.ts';
import type { SkipsTests, Tests } from '../deed.ts';
import { toolOf } from './tool.ts';

/** A way to run no tests, to pass without any, or to pass although they fail: an option of these programs. */
interface Skip {
  readonly of: RegExp;
  readonly by: RegExp;
  readonly how: SkipsTests['how'];
}

const NODE = 'jest|vitest|npm|yarn|pnpm|bun|ng|nx|turbo|lerna|react-scripts|craco|wdio|mocha|playwright|cypress';

/** Each line from the manual of the tools that it names. */
const SKIPS: readonly Skip[] = [
  {
    of: /^mvnw?d?$/,
    by: /^-D(skipTests|maven\.test\.skip|skipITs|skipUTs|skip\.?(unit\.?|integration\.?)?tests?)(=true)?$/i,
    how: 'not-run',
  },
  { of: /^mvnw?d?$/, by: /^(-D(maven\.test\.failure\.ignore|testFailureIgnore)(=true)?|-fn|--fail-never)$/, how: 'failure-passed-over' },
  { of: /^gradlew?$/, by: /^(-xtest|-[PD]skip\.?(unit|integration)?\.?tests?(=true)?)$/i, how: 'not-run' },
  { of: /^(ant|sbt|lein|make|gmake|cmake|msbuild)$/, by: /^(-D)?skip[._-]?tests?(=(true|1|yes|on))?$/i, how: 'not-run' },
  {
    of: new RegExp(`^(${NODE})$`),
    by: /^(--pass-?[wW]ith-?[nN]o-?[tT]ests(=true)?|--pass-with-no-tests|--if-present)$/,
    how: 'none-is-enough',
  },
  { of: new RegExp(`^(${NODE})$`), by: /^(--listTests|--list-tests|--skip-tests|--skipTests)(=true)?$/, how: 'not-run' },
  { of: /^(pytest|py\.test)$/, by: /^(--collect-only|--co)$/, how: 'not-run' },
  { of: /^(pytest|py\.test)$/, by: /^--suppress-(no-test|tests-failed)-exit-code$/, how: 'failure-passed-over' },
  { of: /^tox$/, by: /^(--notest|--devenv)$/, how: 'not-run' },
  { of: /^cargo$/, by: /^--no-run$/, how: 'not-run' },
  { of: /^dotnet$/, by: /^(--list-tests|-p:(RunTests|SkipTests)=(false|true))$/, how: 'not-run' },
  { of: /^ctest$/, by: /^(-N|--show-only)$/, how: 'not-run' },
  { of: /^ctest$/, by: /^--no-tests=ignore$/, how: 'none-is-enough' },
  { of: /^(rspec|cucumber)$/, by: /^--dry-run$/, how: 'not-run' },
  { of: /^phpunit$/, by: /^--(list-tests|do-not-fail-on-[\w-]+)$/, how: 'not-run' },
];

/** `SKIP_TESTS=true make`: a switch that says of itself what it does. */
const SWITCH = /^(SKIP|NO|DISABLE|WITHOUT)_?(UNIT_?|INTEGRATION_?|E2E_?)?TESTS?$|^(\w+_)?SKIP_TESTS?$/i;
const ON = /^(1|true|yes|on|y)$/i;

export function testDeeds(command: SimpleCommand): readonly (Tests | SkipsTests)[] {
  const tested = testing(command);
  const skipped = skippedBy(command);
  return [
    ...(tested === 'no' ? [] : [{ does: 'tests' as const, certain: tested === 'yes' }]),
    ...(skipped ? [{ does: 'skips-tests' as const, ...skipped }] : []),
  ];
}

function skippedBy(command: SimpleCommand): { readonly by: Word | Assignment; readonly how: SkipsTests['how'] } | undefined {
  const { program, args } = toolOf(command);
  const excluded = /^gradlew?$/.test(program) && hasOption(args, /^(-x|--exclude-task)$/);
  if (excluded) {
    const by = args.find(
      ({ value }, i) => /^(-x|--exclude-task)$/.test(args[i - 1]?.value ?? '') && /(^|:)(test|check|\w+Test)$/.test(value),
    );
    if (by) return { by, how: 'not-run' };
  }
  for (const { of, by, how } of SKIPS) {
    const word = of.test(program) ? args.find(({ value }) => by.test(value)) : undefined;
    if (word && isOfTests(word.value, args)) return { by: word, how };
  }
  const only =
    program === 'go'
      ? args.find(({ value }, i) => /^-run=\^?\$?$/.test(value) || (args[i - 1]?.value === '-run' && /^\^?\$$/.test(value)))
      : undefined;
  if (only) return { by: only, how: 'not-run' };
  const by = command.assignments.find(({ name, value }) => SWITCH.test(name) && ON.test(value.value));
  return by && { by, how: 'not-run' };
}

/** `npm run build --if-present` skips no tests. */
const isOfTests = (option: string, args: readonly Word[]): boolean =>
  option !== '--if-present' || args.some(({ value }) => /^(t|tst|test|e2e|unit)$|^test[:-]|[:-]test$/.test(value));
