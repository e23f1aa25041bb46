import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SimpleCommand } from '../../src/model/command.ts';
import { deedsOf } from '../../src/model/deeds.ts';
import { readShell, simpleCommands } from '../../src/scanners/shell.ts';

const only = (text: string, holes?: readonly string[]): SimpleCommand => {
  const [first] = readShell(text, new Set(holes)).runs;
  if (!first) throw new Error('no command');
  return first;
};
const named = (text: string, name: string): SimpleCommand => {
  const found = simpleCommands(text).find(({ words }) => words[0] === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

describe('words', () => {
  test('stand where they are written', () => {
    const text = `CI=1  docker build -t "$REPO:$TAG" 'a b' $(date)`;
    const { spelled, assignments } = only(text);
    expect(spelled.map(({ offset, end }) => text.slice(offset, end))).toEqual([
      'docker',
      'build',
      '-t',
      '"$REPO:$TAG"',
      "'a b'",
      '$(date)',
    ]);
    expect(spelled.map(({ value }) => value)).toEqual(['docker', 'build', '-t', '$REPO:$TAG', 'a b', '$(date)']);
    expect(spelled.map(({ quoted }) => quoted)).toEqual([false, false, false, true, true, false]);
    expect(assignments.map(({ name, value, offset }) => [name, value.value, offset])).toEqual([['CI', '1', 0]]);
  });

  test('tell what is filled in, and by whom', () => {
    const text = 'x ${Environment}-$TAG ${TAG:-1} $((1+1)) `date`';
    const seen = only(text, ['${Environment}']).spelled.flatMap(({ expansions }) =>
      expansions.map(({ of, name, offset }) => [of, name, offset]),
    );
    expect(seen).toEqual([
      ['hole', 'Environment', 2],
      ['variable', 'TAG', 17],
      ['variable', 'TAG', 22],
      ['arithmetic', '', 32],
      ['command', '', 41],
    ]);
  });

  test('of a script in quotes stand in the item', () => {
    const text = `sudo bash -c 'cd web && npm test'`;
    const run = named(text, 'npm');
    expect(text.slice(run.offset, run.offset + 8)).toBe('npm test');
    expect(run.spelled[1]?.offset).toBe(text.indexOf('test'));
    expect(run.inside).toEqual(['shell', 'and']);
  });

  test('of an escaped script stand where the shell is called', () => {
    expect(named('x; bash -c "echo \\"a\\"; npm test"', 'npm').offset).toBe(3);
  });

  test('assignments alone are commands without words', () => {
    const [first, second] = simpleCommands('X=$(aws ssm get-parameter)');
    expect(first?.words).toEqual([]);
    expect(first?.assignments[0]?.name).toBe('X');
    expect(second?.captured).toMatchObject({ variable: 'X', by: { words: [] } });
  });
});

describe('what flows where', () => {
  test('pipes', () => {
    const text = 'curl x | tee log | sh';
    expect(named(text, 'curl').pipesInto?.words).toEqual(['tee', 'log']);
    expect(named(text, 'tee').pipesInto?.words).toEqual(['sh']);
    expect(named(text, 'sh').pipedFrom?.words).toEqual(['tee', 'log']);
    expect(named(text, 'sh').pipesInto).toBeUndefined();
    expect(named('(a; b) | c', 'a').pipesInto?.words).toEqual(['c']);
  });

  test('what a substitution prints goes to its command, not into the pipe of it', () => {
    const text = 'echo $(date) | cat';
    expect(named(text, 'date').pipesInto).toBeUndefined();
    expect(named(text, 'date').captured).toMatchObject({ variable: '', by: { words: ['echo', '$(date)'] } });
    expect(named('export X=$(date)', 'date').captured?.variable).toBe('X');
  });

  test('redirections', () => {
    const seen = only('x > out 2>&1 <<EOF\nhi $NAME\nEOF').redirections;
    expect(seen.map(({ operator, descriptor, to }) => [operator, descriptor, to?.value])).toEqual([
      ['>', 1, 'out'],
      ['>&', 2, '1'],
      ['<<', 0, 'EOF'],
    ]);
    expect(seen[2]?.body).toMatchObject({ value: 'hi $NAME\n', quoted: false, expansions: [{ of: 'variable', name: 'NAME' }] });
    expect(only("x <<'EOF'\n$NAME\nEOF").redirections[0]?.body?.quoted).toBe(true);
    expect(only('x < in').redirections[0]?.descriptor).toBe(0);
  });

  test('a heredoc for a shell is a script', () => expect(named('bash <<EOF\nnpm test\nEOF', 'npm').inside).toEqual(['shell']));
});

describe('what hides a failure', () => {
  test.each([
    ['a || true', 'or', 'true'],
    ['a; b', 'row', 'b'],
    ['set -e; set +e; a; b', 'set +e', 'b'],
    ['a | b', 'pipe', 'b'],
    ['a & b', 'background', '&'],
    ['if a; then b; fi', 'condition', 'if'],
    ['echo $(a)', 'substitution', 'echo'],
    ['! a', 'negation', '!'],
  ])('%j by %s', (text, by, what) => {
    const { hidden } = named(text, 'a');
    expect(hidden?.by).toBe(by);
    expect(text.slice(hidden?.offset)).toMatch(new RegExp(`^${what.replace(/[!&]/, '\\$&')}`));
  });

  test.each(['a', 'a && b', 'set -e; a; b', 'set +e; set -e; a; b', 'if ! a; then exit 1; fi', '! a && exit 1', '(set +e); set -e; a; b'])(
    'nothing hides it in %j',
    (text) => expect(named(text, 'a').hidden).toBeUndefined(),
  );

  test.each(['a\nset -e\nb', 'set -e; (set +e; a; b)', 'set -e; set +o errexit; a; b'])(
    'what comes too late or is taken back: %j',
    (text) => expect(named(text, 'a').ignored).toBe(true),
  );
});

describe('what only a build that succeeds runs', () => {
  const OK = '"$CODEBUILD_BUILD_SUCCEEDING"';
  const TABLE = {
    yes: [
      `[ ${OK} = 1 ] && x`,
      `[ ${OK} == "1" ] && a && x`,
      `[[ ${OK} -eq 1 ]] && x`,
      `test ${OK} = 1 && x`,
      `[ \${CODEBUILD_BUILD_SUCCEEDING:-0} -ne 0 ] && x`,
      `[ 1 = ${OK} ] && x`,
      `if [ ${OK} = 1 ]; then x; fi`,
      `if [ ${OK} = 1 ] && [ "$A" = b ]; then x; fi`,
      `if [ ${OK} != 1 ]; then echo; else x; fi`,
      `if ! [ ${OK} = 1 ]; then exit 1; fi; x`,
      `if [ ${OK} = 0 ]; then echo failed; exit 1; fi; x`,
      `if [ ${OK} -eq 0 ]; then exit 0; fi\nx`,
      `[ ${OK} = 1 ] || exit 1; x`,
      `[ ${OK} = 0 ] && { echo failed; exit 1; }; x`,
      `set -e; [ ${OK} = 1 ]; x`,
      `bash -c "if [ \\"$CODEBUILD_BUILD_SUCCEEDING\\" = 0 ]; then exit 1; fi" && x`,
      `if (( CODEBUILD_BUILD_SUCCEEDING )); then x; fi`,
      `if [ "$A" = b ]; then y; elif [ ${OK} = 1 ]; then x; fi`,
      `if [ ${OK} -gt 0 ]; then x; fi`,
    ],
    no: [
      'x',
      `[ ${OK} = 0 ] && x`,
      `[ ${OK} = 1 ] || x`,
      `[ ${OK} = 1 ]; x`,
      `[ ${OK} = 1 ] && a || x`,
      `if [ ${OK} = 1 ]; then a; else x; fi`,
      `if [ ${OK} = 1 ]; then a; fi; x`,
      `if [ ${OK} = 0 ]; then echo failed; fi; x`,
      `echo ${OK} && x`,
      `for i in 1; do [ ${OK} = 1 ] || exit 1; done; x`,
    ],
    perhaps: [
      `if [ ${OK} = 1 ] || [ "$A" = b ]; then x; fi`,
      `if [ ${OK} = 0 ] && [ "$A" = b ]; then a; else x; fi`,
      `check ${OK} && x`,
      `OK=${OK}; [ $OK = 1 ] && x`,
      `if [ -n ${OK} ]; then x; fi`,
    ],
  };
  for (const [is, texts] of Object.entries(TABLE)) {
    test.each(texts)(`${is}: %s`, (text) => expect(named(text, 'x').guarded).toBe(is));
  }

  test.each([
    ['yes', `[ ${OK} = 1 ]`],
    ['yes', `[ ${OK} = 1 ] || exit 1`],
    ['yes', `if [ ${OK} = 0 ]; then exit 1; fi`],
    ['yes', `bash -c "if [ /"$CODEBUILD_BUILD_SUCCEEDING/" == /"0/" ]; then exit 1; fi"`],
    ['perhaps', `if [ ${OK} = 0 ]; then exit 0; fi`],
    ['no', `[ ${OK} = 1 ] && x || true`],
    ['no', `if [ ${OK} = 1 ]; then x; fi`],
  ])('the item ends the phase: %s for %s', (guards, text) => expect(readShell(text).guards).toBe(guards));
});

describe('any text at all', () => {
  const shell = fc
    .array(
      fc.constantFrom(
        ...[
          'if',
          'then',
          'else',
          'fi',
          'for',
          'in',
          'do',
          'done',
          'case',
          'esac',
          'while',
          'npm test',
          'bash -c',
          'eval',
          'set -e',
          'set +e',
        ],
        ...[
          '&&',
          '||',
          '|',
          ';',
          '&',
          '\n',
          '(',
          ')',
          '{',
          '}',
          '$(',
          '`',
          '"',
          "'",
          '\\',
          '<<EOF\n',
          'EOF\n',
          '>',
          '2>&1',
          '!',
          ' ',
          '=',
          '$X',
          '${X',
          '}',
        ],
        ...[
          '[ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]',
          'exit 1',
          'curl https://a.b',
          'docker login -p x',
          'f() {',
          'echo',
          '#',
          '\u{1F600}',
          '\0',
          '$((',
        ],
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(' '));

  test('is read, with places inside it, and the same way twice', () => {
    fc.assert(
      fc.property(fc.oneof(shell, fc.string({ maxLength: 200 })), (text) => {
        const { runs } = readShell(text);
        for (const run of runs) {
          deedsOf(run);
          expect(run.offset).toBeGreaterThanOrEqual(0);
          expect(run.offset).toBeLessThanOrEqual(text.length);
          expect(run.words).toEqual(run.spelled.map(({ value }) => value));
          expect(run.ignored).toBe(run.hidden !== undefined);
          for (const { offset, end } of run.spelled) expect(offset <= end && end <= text.length).toBe(true);
        }
        expect(readShell(`${text} `, new Set(['x'])).runs.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test.each([
    'a && ',
    'a; ',
    'a | ',
    '$(',
    '`',
    '(',
    '{ ',
    'if a; then ',
    'bash -c "',
    'sudo ',
    'a || true; ',
    'X=1 ',
    '"$(',
    '<(',
    '${',
    '$((',
    'case a in b) ',
    "'",
    '[ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ] && ',
  ])('takes no more than its length: %j again and again', (part) => {
    const text = part.repeat(Math.floor(50_000 / part.length));
    for (const run of readShell(text).runs.slice(0, 1000)) deedsOf(run);
    expect(readShell(text).runs.length).toBeLessThanOrEqual(text.length);
  });

  test('a text that is longer than any command gives nothing', () => expect(readShell('a\n'.repeat(150_000)).runs).toEqual([]));
});
