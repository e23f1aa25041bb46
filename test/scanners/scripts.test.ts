import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeOf } from '../../src/engine/place.ts';
import { commandsOf } from '../../src/model/buildspec.ts';
import { type Run, runsOf, stopsBuild } from '../../src/model/run.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { read } from '../harness.ts';

const buildspec = (...items: readonly string[]): string =>
  `version: 0.2\nphases:\n  build:\n    commands:\n${items.map((item) => `      - ${JSON.stringify(item)}\n`).join('')}`;

function runs(files: Readonly<Record<string, string>>): readonly Run[] {
  const [first] = read(files).all('buildspec');
  return first ? runsOf(commandsOf(first)) : [];
}

/** What is run out of other files, and where it stands: `jest package.json:1`; with `!` where its failure is lost. */
const followed = (files: Readonly<Record<string, string>>): string[] =>
  runs(files)
    .filter(({ via, command }) => via.length > 0 && command.words.length > 0)
    .map((run) => {
      const { path, line } = placeOf(run.at);
      return `${run.command.words.join(' ')} ${path}:${line}${stopsBuild(run).in(NOWHERE).is === 'no' ? ' !' : ''}`;
    });

const unread = (files: Readonly<Record<string, string>>): string[] => runs(files).flatMap(({ unread: note }) => note?.text ?? []);

describe('package.json', () => {
  const scripts = (all: Readonly<Record<string, string>>): string => JSON.stringify({ scripts: all }, undefined, 1);

  test('a script runs with its hooks, and those that it runs', () => {
    const text = scripts({ preci: 'echo 1', ci: 'npm run lint && jest', postci: 'echo 2', lint: 'eslint .' });
    expect(followed({ 'buildspec.yml': buildspec('npm run ci'), 'package.json': text })).toEqual([
      'echo 1 package.json:3',
      'npm run lint package.json:4',
      'eslint . package.json:6',
      'jest package.json:4',
      'echo 2 package.json:5',
    ]);
  });

  test.each([
    'npm test',
    'npm t',
    'npm run test -- --ci',
    'yarn test',
    'yarn run test',
    'pnpm test',
    'CI=1 npm run-script test',
    'npm --silent test',
  ])('%s', (item) =>
    expect(followed({ 'buildspec.yml': buildspec(item), 'package.json': scripts({ test: 'jest' }) })).toEqual(['jest package.json:3']),
  );

  test.each(['npm run none --if-present', 'npm ci', 'yarn', 'yarn jest', 'npm publish', 'npm run test --workspaces', 'bun test'])(
    '%s runs no script',
    (item) => {
      const files = { 'buildspec.yml': buildspec(item), 'package.json': scripts({ test: 'jest' }) };
      expect(followed(files)).toEqual([]);
      expect(unread(files)).toEqual([]);
    },
  );

  test('several by a pattern', () => {
    const text = scripts({ all: 'run-s test:*', 'test:a': 'jest', 'test:b': 'mocha', 'test:b:c': 'tap' });
    expect(followed({ 'buildspec.yml': buildspec('npm run all'), 'package.json': text })).toEqual([
      'run-s test:* package.json:3',
      'jest package.json:4',
      'mocha package.json:5',
    ]);
  });

  test('scripts that run each other end', () => {
    const text = scripts({ a: 'npm run b', b: 'npm run a && jest' });
    expect(followed({ 'buildspec.yml': buildspec('npm run a'), 'package.json': text }).length).toBeLessThan(10);
  });

  test('a failure that the script loses is lost, and so is one that the build loses', () => {
    const text = scripts({ a: 'jest || true', b: 'jest' });
    const files = { 'buildspec.yml': buildspec('npm run a', 'npm run b || true', 'npm run b'), 'package.json': text };
    expect(followed(files)).toEqual(['jest package.json:3 !', 'true package.json:3', 'jest package.json:4 !', 'jest package.json:4']);
  });
});

describe('where a file is looked for', () => {
  const script = '{"scripts":{"test":"jest"}}';
  test.each([
    'cd web && npm test',
    '(cd web && npm test)',
    'npm --prefix web test',
    'npm test --prefix=./web',
    'pushd web && npm test && popd',
    'cd $CODEBUILD_SRC_DIR/web && npm test',
    'cd a/../web; npm test',
    'cd a; cd $CODEBUILD_SRC_DIR/web; npm test',
    'yarn --cwd web test',
  ])('%s', (item) =>
    expect(followed({ 'buildspec.yml': buildspec(item), 'web/package.json': script })).toEqual(['jest web/package.json:1']),
  );

  test.each([
    '(cd web); npm test',
    'cd web; cd ..; npm test',
    'cd $DIR; npm test',
    'cd web/deep; npm test',
    'pushd web; popd; npm test',
    'cd /web; npm test',
  ])('not in web: %s', (item) => expect(followed({ 'buildspec.yml': buildspec(item), 'web/package.json': script })).toEqual([]));

  test('the folder stays what it is from one item to the next', () =>
    expect(followed({ 'buildspec.yml': buildspec('cd web', 'npm test'), 'web/package.json': script })).toEqual([
      'jest web/package.json:1',
    ]));

  test('from the folder of the buildspec upwards; of two nobody knows which', () => {
    expect(followed({ 'ci/buildspec.yml': buildspec('npm test'), 'package.json': script })).toEqual(['jest package.json:1']);
    const both = { 'ci/buildspec.yml': buildspec('npm test'), 'package.json': script, 'ci/package.json': script };
    expect(followed(both)).toEqual([]);
    expect(unread(both)).toEqual(['ci/package.json or package.json is run here']);
  });

  test('what is not here is told', () => {
    expect(unread({ 'buildspec.yml': buildspec('npm test', 'make', './x.sh', 'npm run $X', 'just', 'task') })).toEqual([
      'package.json is not here to read',
      'Makefile is not here to read',
      './x.sh is not here to read',
      '`npm` runs something that only the build knows',
      'justfile is not here to read',
      'Taskfile.yml is not here to read',
    ]);
    expect(unread({ 'buildspec.yml': buildspec('npm run x'), 'package.json': '{"scripts":{}}' })).toEqual(['package.json has no script x']);
    expect(unread({ 'buildspec.yml': buildspec('npm run x'), 'package.json': '{"scripts":' })).toEqual(['package.json names no scripts']);
  });

  test('an inline buildspec follows from the file that holds it', () => {
    const template = `Resources:\n  P:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n        Type: CODEPIPELINE\n        BuildSpec: |\n          version: 0.2\n          phases: { build: { commands: [npm test] } }\n`;
    expect(followed({ 'template.yaml': template, 'package.json': script })).toEqual(['jest package.json:1']);
  });
});

describe('Makefile', () => {
  const make = (item: string, text: string): string[] => followed({ 'buildspec.yml': buildspec(item), Makefile: text });

  test('prerequisites run first, each once', () =>
    expect(make('make all', 'all: a b\n\techo all\na:\n\tgo vet\nb: a\n\tgo test ./...\n')).toEqual([
      'go vet Makefile:4',
      'go test ./... Makefile:6',
      'echo all Makefile:2',
    ]));

  test('without a target the first one that is none of its own', () =>
    expect(make('make', '.PHONY: x\nx:\n\tpytest\ny:\n\techo\n')).toEqual(['pytest Makefile:3']));

  test('@ is no part of a command, and what - marks is passed over', () =>
    expect(make('make x', 'x:\n\t@-pytest\n\t@jest\n')).toEqual(['pytest Makefile:2 !', 'true Makefile:2', 'jest Makefile:3']));

  test('each line has a shell of its own, and its failure ends the target', () =>
    expect(make('make x', 'x:\n\tpytest; echo done\n\tjest\n\techo\n')).toEqual([
      'pytest Makefile:2 !',
      'echo done Makefile:2',
      'jest Makefile:3',
      'echo Makefile:4',
    ]));

  test('variables, make itself, lines that go on, a recipe on the line of its rule', () =>
    expect(
      make('make x', 'T = jest --ci\nDEPS := y\nx: $(DEPS)\n\t$(T) && \\\n\t  $(MAKE) z\ny: ; mocha $$HOME\nz:\n\t$(UNKNOWN) a\n'),
    ).toEqual(['mocha $HOME Makefile:6', 'jest --ci Makefile:4', 'make z Makefile:5', '${UNKNOWN} a Makefile:8']));

  test('another folder, another file, failures that are passed over', () => {
    expect(followed({ 'buildspec.yml': buildspec('make -C web x'), 'web/Makefile': 'x:\n\tjest\n' })).toEqual(['jest web/Makefile:2']);
    expect(followed({ 'buildspec.yml': buildspec('make -f ci.mk x'), 'ci.mk': 'x:\n\tjest\n' })).toEqual(['jest ci.mk:2']);
    expect(make('make -i x', 'x:\n\tjest\n')).toEqual(['jest Makefile:2 !', 'true Makefile:2']);
  });

  test('targets that need each other end', () =>
    expect(make('make a', 'a: b\n\techo a\nb: a\n\techo b\n')).toEqual(['echo b Makefile:4', 'echo a Makefile:2']));

  test('no such target', () =>
    expect(unread({ 'buildspec.yml': buildspec('make z'), Makefile: 'x:\n\tjest\n' })).toEqual(['Makefile has no target z']));
});

describe('shell scripts', () => {
  const sh = (item: string, text: string): string[] => followed({ 'buildspec.yml': buildspec(item), 'ci/x.sh': text });
  test.each([
    './ci/x.sh',
    'bash ci/x.sh arg',
    'sh -x ./ci/x.sh',
    'source ci/x.sh',
    '. ./ci/x.sh',
    'cd ci && ./x.sh',
    '$CODEBUILD_SRC_DIR/ci/x.sh',
    'bash -c "./ci/x.sh"',
  ])('%s', (item) => expect(sh(item, '#!/bin/bash\nset -e\njest\necho\n').slice(-2)).toEqual(['jest ci/x.sh:3', 'echo ci/x.sh:4']));

  test('only the last command counts, unless it stops at the first', () => {
    expect(sh('./ci/x.sh', '#!/bin/sh\njest\necho\n')).toEqual(['jest ci/x.sh:2 !', 'echo ci/x.sh:3']);
    expect(sh('bash -e ci/x.sh', '#!/bin/sh\njest\necho\n')[0]).toBe('jest ci/x.sh:2');
    expect(sh('./ci/x.sh', '#!/bin/sh -e\njest\necho\n')[0]).toBe('jest ci/x.sh:2');
  });

  test('a script for another program is not read', () => {
    expect(unread({ 'buildspec.yml': buildspec('./x'), x: '#!/usr/bin/env python3\nprint(1)\n' })).toEqual(
      ['./x is not here to read'].slice(1).concat(['x is written for another program than a shell']),
    );
  });

  test('from a script the next one is looked for where the build stands', () =>
    expect(followed({ 'buildspec.yml': buildspec('ci/x.sh'), 'ci/x.sh': 'ci/y.sh', 'ci/y.sh': 'jest' })).toEqual([
      'ci/y.sh ci/x.sh:1',
      'jest ci/y.sh:1',
    ]));
});

test('justfile', () => {
  const text =
    'alias t := test\n\n# all\ndefault: test\n  echo {{name}}\n\ntest arg="x": (lint "a")\n  @jest\n  -mocha\n\nlint a:\n  #!/usr/bin/env bash\n  set -e\n  eslint .\n';
  expect(followed({ 'buildspec.yml': buildspec('just t'), justfile: text })).toEqual([
    'set -e justfile:13 !',
    'eslint . justfile:14',
    'jest justfile:8',
    'mocha justfile:9 !',
    'true justfile:9',
  ]);
  expect(followed({ 'buildspec.yml': buildspec('just'), justfile: text }).at(-1)).toBe('echo ${name} justfile:5');
});

test('Taskfile', () => {
  const text =
    'version: 3\ntasks:\n  default: echo hi\n  t:\n    deps: [u]\n    cmds:\n      - jest {{.ARGS}}\n      - task: v\n      - cmd: mocha\n        ignore_error: true\n  u: [eslint .]\n  v:\n    cmd: tap\n';
  expect(followed({ 'buildspec.yml': buildspec('task t'), 'Taskfile.yml': text })).toEqual([
    'eslint . Taskfile.yml:11',
    'jest ${ARGS} Taskfile.yml:7',
    'tap Taskfile.yml:13',
    'mocha Taskfile.yml:9 !',
    'true Taskfile.yml:9',
  ]);
  expect(followed({ 'buildspec.yml': buildspec('task'), 'Taskfile.yml': text })).toEqual(['echo hi Taskfile.yml:3']);
  expect(unread({ 'buildspec.yml': buildspec('task z'), 'Taskfile.yml': text })).toEqual(['Taskfile.yml has no task z']);
});

test('any file at all is read or refused', () => {
  const piece = fc.constantFrom(
    'a:',
    ' b',
    '\n',
    '\t',
    '\tmake a',
    '{',
    '}',
    '"scripts"',
    ':',
    '{"scripts":{"a":"npm run a"}}',
    '{{',
    '}}',
    '$(X)',
    '\\\n',
    'tasks:\n  a: [task a]',
    '#!',
    'include x',
    'X = $(X)',
    '-',
    '@',
    ';',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const files = { 'package.json': text, Makefile: text, justfile: text, 'Taskfile.yml': text, 'x.sh': text };
      expect(runs({ 'buildspec.yml': buildspec('npm run a', 'make a', 'just a', 'task a', './x.sh'), ...files }).length).toBeLessThan(5001);
    }),
    { numRuns: 100, seed: 3 },
  );
});
