import { describe, expect, test } from 'vitest';
import { placeOf } from '../../src/engine/place.ts';
import { commandsOf } from '../../src/model/buildspec.ts';
import { placeIn } from '../../src/model/command.ts';
import { isGuarded, isRun, type Run, runsOf, stopsBuild } from '../../src/model/run.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { read, yaml } from '../harness.ts';

const runs = (text: string): readonly Run[] =>
  read(text)
    .all('buildspec')
    .flatMap((one) => runsOf(commandsOf(one)));
const run = (text: string, name: string): Run => {
  const found = runs(text).find(({ command }) => command.words[0] === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const phases = (build: string, after = '[]'): string =>
  `version: 0.2\nphases: { build: { commands: ${build} }, post_build: { commands: ${after} } }`;

describe('places', () => {
  test('of words lead into blocks, quotes and the middle of a line', () => {
    const text = yaml`
      version: 0.2
      phases:
        build:
          commands:
            - |
              a
              docker login -p secret
            - "x \\"y\\" z"`;
    const { item, command } = run(text, 'docker');
    expect(placeOf(placeIn(item, command.spelled[3]?.offset ?? 0))).toMatchObject({ line: 7, column: 25 });
    const quoted = run(text, 'x');
    expect(placeOf(placeIn(quoted.item, quoted.command.spelled[2]?.offset ?? 0))).toMatchObject({ line: 8, column: 18 });
  });

  test('are right behind what CloudFormation fills in', () => {
    const text = yaml`
      Parameters:
        Environment: { Type: String }
      Resources:
        P:
          Type: AWS::CodeBuild::Project
          Properties:
            Source:
              Type: CODEPIPELINE
              BuildSpec: !Sub |
                version: 0.2
                phases:
                  build:
                    commands:
                      - deploy \${Environment} $TAG \${AWS::Region}x last`;
    const { item, command } = run(text, 'deploy');
    expect(command.spelled.flatMap(({ expansions }) => expansions.map(({ of, name }) => [of, name]))).toEqual([
      ['hole', 'Environment'],
      ['variable', 'TAG'],
      ['hole', 'AWS::Region'],
    ]);
    expect(placeOf(placeIn(item, command.spelled[4]?.offset ?? 0))).toMatchObject({ line: 14, column: 62 });
  });
});

describe('a failure', () => {
  const stops = (text: string, name = 'a'): string => stopsBuild(run(text, name)).in(NOWHERE).is;
  test.each([
    ['yes', phases('[a]')],
    ['no', phases('["a; b"]')],
    ['yes', phases('["set -e", "a; b"]')],
    ['no', phases('["a; b", "set -e"]')],
    ['no', phases('["set -e", "a | b"]')],
    ['yes', phases('["set -o pipefail", "a | b"]')],
    ['no', phases('["set -e", "a || true"]')],
    ['no', phases('["set -o pipefail", "a; b"]')],
    ['unknown', phases('["$env:X = 1; a"]')],
    ['yes', phases('["a"]').replace('phases', 'env: { shell: powershell.exe }\nphases')],
    ['unknown', phases('["a\\nb"]').replace('phases', 'env: { shell: cmd.exe }\nphases')],
    ['no', phases('["a\\nb $env:X"]').replace('phases', 'env: { shell: bash }\nphases')],
  ])('stops the build: %s for %s', (is, text) => expect(stops(text)).toBe(is));

  test('that is lost says what hides it, and where', () => {
    const [note] = stopsBuild(run(phases('["a || true"]'), 'a'))
      .in(NOWHERE)
      .because();
    expect(note).toMatchObject({ text: 'what follows `||` makes up for its failure' });
    expect(placeOf(note?.at ?? run(phases('[a]'), 'a').at).column).toBe(37);
  });
});

describe('a guard', () => {
  const guarded = (text: string, name = 'x'): string => isGuarded(run(text, name)).in(NOWHERE).is;
  const OK = '[ $CODEBUILD_BUILD_SUCCEEDING = 1 ]';
  test.each([
    ['yes', phases('[]', `["${OK} && x"]`)],
    ['yes', phases('[]', `["${OK}", "echo", "x"]`)],
    ['no', phases('[]', '[x]')],
    ['no', phases('[]', `[x, "${OK}"]`)],
    ['no', phases(`["${OK}"]`, '[x]')],
    ['no', phases('[]', `["${OK} && echo || true", x]`)],
    ['unknown', phases('[]', `["${OK} || exit 0", x]`)],
  ])('%s for %s', (is, text) => expect(guarded(text)).toBe(is));

  test('holds in the script that is run behind it', () => {
    const files = { 'buildspec.yml': phases('[]', `["${OK} && ./p.sh", "./q.sh"]`), 'p.sh': 'x', 'q.sh': 'y' };
    const [first] = read(files).all('buildspec');
    const found = runsOf(commandsOf(first as never));
    expect(found.filter(({ via }) => via.length > 0).map((one) => isGuarded(one).in(NOWHERE).is)).toEqual(['yes', 'no']);
  });
});

test('is there where its item is, and where all that led to it is', () => {
  const text = yaml`
    Conditions: { C: !Equals [!Ref E, prod] }
    Parameters: { E: { Type: String, AllowedValues: [prod, dev] } }
    Resources:
      P:
        Type: AWS::CodePipeline::Pipeline
        Properties:
          Stages:
            - Name: B
              Actions:
                - Name: B
                  ActionTypeId: { Category: Compute, Provider: Commands, Owner: AWS, Version: "1" }
                  Commands:
                    - !If [C, ./x.sh, !Ref AWS::NoValue]`;
  const [pipeline] = read({ 'template.yaml': text, 'x.sh': 'x' }).all('pipeline');
  const found = runsOf(pipeline?.steps[0]?.action.commands ?? []);
  expect(found.map((one) => [one.command.words[0], isRun(one).in(NOWHERE).is])).toEqual([
    ['./x.sh', 'unknown'],
    ['x', 'unknown'],
  ]);
});
