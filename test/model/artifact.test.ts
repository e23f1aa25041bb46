import { describe, expect, test } from 'vitest';
import { consumersOf, filesOf, producerOf } from '../../src/model/artifact.ts';
import type { Pipeline, Step } from '../../src/model/pipeline.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { read } from '../harness.ts';
import { is, say } from '../scanners/tell.ts';

const SPEC = `version: 0.2
phases: { build: { commands: [make] } }
artifacts:
  base-directory: out
  files: ['**/*', appspec.yml]
  secondary-artifacts:
    Docs: { base-directory: docs, files: [index.html] }
    None: { files: [] }
`;
const pipeline = (actions: string, more = ''): Pipeline => {
  const [found] = read({
    't.yaml': `Parameters: { Name: { Type: String }, Which: { Type: String, AllowedValues: [A, B] } }
Conditions: { C: !Equals [!Ref Name, x] }
Resources:
  Project: { Type: AWS::CodeBuild::Project, Properties: { Name: web, Source: { BuildSpec: build.yml } } }
  P: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Name: S, Actions: [${actions}] }] } }
${more}`,
    'build.yml': SPEC,
  }).all('pipeline');
  if (!found) throw new Error('no pipeline');
  return found;
};
const action = (name: string, inputs: string, outputs: string, configuration = '{}'): string =>
  `{ Name: ${name}, InputArtifacts: [${inputs}], OutputArtifacts: [${outputs}], Configuration: ${configuration} }`;
const stepOf = ({ steps }: Pipeline, name: string): Step => {
  const found = steps.find(({ path }) => path.at(-1) === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const made = (of: Pipeline, name: string): string => {
  const step = stepOf(of, name);
  const [input] = step.action.inputs;
  if (!input) return 'no input';
  const fact = producerOf(step, input.name).in(NOWHERE);
  return fact.state === 'known' ? (fact.value.path.at(-1) ?? '') : fact.state;
};
const taken = (of: Pipeline, name: string): string[] =>
  consumersOf(stepOf(of, name)).map(({ step, truth }) => `${step.path.at(-1)} ${is(truth)}`);

describe('an artifact', () => {
  const SOURCE = action('Source', '', '{ Name: Code }');

  test('goes from who makes it to all who take it', () => {
    const found = pipeline(
      [
        SOURCE,
        action('Build', '{ Name: Code }', '{ Name: Out }'),
        action('Scan', '{ Name: Code }', ''),
        action('Deploy', '{ Name: Out }', ''),
      ].join(),
    );
    expect(['Build', 'Scan', 'Deploy'].map((name) => made(found, name))).toEqual(['Source', 'Source', 'Build']);
    expect(['Source', 'Build', 'Scan'].map((name) => taken(found, name))).toEqual([['Build yes', 'Scan yes'], ['Deploy yes'], []]);
  });

  test('of a name that nobody makes comes from nowhere', () => {
    expect(made(pipeline(`${SOURCE}, ${action('Deploy', '{ Name: Other }', '')}`), 'Deploy')).toBe('absent');
  });

  test('of a name that nobody knows may be any, and the same unknown name is the same', () => {
    const open = pipeline(`${SOURCE}, ${action('Deploy', '{ Name: !Ref Name }', '')}`);
    expect([made(open, 'Deploy'), taken(open, 'Source')]).toEqual(['unknown', ['Deploy unknown']]);
    const same = pipeline(`${action('Source', '', '{ Name: !Ref Name }')}, ${action('Deploy', '{ Name: !Ref Name }', '')}`);
    expect([made(same, 'Deploy'), taken(same, 'Source')]).toEqual(['Source', ['Deploy yes']]);
    const hidden = pipeline(`${action('Source', '', '{ Name: !Ref Name }')}, ${action('Deploy', '{ Name: Code }', '')}`);
    expect(made(hidden, 'Deploy')).toBe('unknown');
  });

  test('that a condition takes away may be missing', () => {
    const found = pipeline(`!If [C, ${SOURCE}, !Ref AWS::NoValue], ${action('Deploy', '{ Name: Code }', '')}`);
    expect([made(found, 'Deploy'), taken(found, 'Source')]).toEqual(['unknown', ['Deploy unknown']]);
  });
});

describe('the files of an artifact', () => {
  const BUILD = '{ ProjectName: web }';
  const files = (of: Pipeline, name: string, nth = 0): unknown => {
    const step = stepOf(of, name);
    const output = step.action.outputs[nth];
    const fact = output && filesOf(step, output).in(NOWHERE);
    return fact?.state === 'known' ? [say(fact.value.folder), ...fact.value.files.map(say)] : fact?.state;
  };

  test('are those of the buildspec', () => {
    expect(files(pipeline(action('Build', '', '{ Name: Out }', BUILD)), 'Build')).toEqual(['out', '**/*', 'appspec.yml']);
  });

  test('are those of the secondary artifact of its name, where there are several', () => {
    const several = pipeline(action('Build', '', '{ Name: Docs }, { Name: Other }, { Name: None }', BUILD));
    expect([files(several, 'Build'), files(several, 'Build', 1), files(several, 'Build', 2)]).toEqual([
      ['docs', 'index.html'],
      'absent',
      'absent',
    ]);
  });

  test('are those that an action of commands names', () => {
    expect(files(pipeline(action('Run', '', '{ Name: Out, Files: [a.zip] }')), 'Run')).toEqual(['-', 'a.zip']);
  });

  test('are not known where the project is not, and not said of a source', () => {
    expect(files(pipeline(action('Build', '', '{ Name: Out }', '{ ProjectName: other }')), 'Build')).toBe('unknown');
    expect(files(pipeline(action('Source', '', '{ Name: Code }')), 'Source')).toBe('absent');
  });
});
