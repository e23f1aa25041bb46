import { flag, rule } from '../../engine/rule.ts';
import { isLeftOut, isMadeBefore, isTaken } from '../../model/artifact.ts';
import { all, lazily, not } from '../../model/truth.ts';
import { isGiven } from '../../model/value.ts';

/** The deploy waits for something that nobody hands on: the pipeline is refused, or fails after its build. */
export default rule({
  id: 'missing-artifact',
  category: 'correctness',
  title: 'An action takes an artifact that nothing before it makes',
  severity: 'high',
  on: 'pipeline',
  fix: 'Name an output of an action that runs before, letter for letter; list the files under artifacts in its buildspec, those of a second output under secondary-artifacts.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_OutputArtifact.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/sample-pipeline-multi-input-output.html',
  ],
  controls: { soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'] },

  *check({ steps }) {
    for (const step of steps) {
      for (const input of step.action.inputs) {
        const missing = all(step.when, isGiven(input.name, 'takes an artifact'), not(isMadeBefore(step, input)));
        yield flag(input, missing, 'is an artifact that nothing before it makes');
      }
      for (const output of step.action.outputs) {
        const taken = lazily(() => isTaken(step, output)); // most builds list what they make
        const missing = all(step.when, isLeftOut(step, output), taken);
        yield flag(output, missing, 'is an artifact that the buildspec does not list', { confidence: 'medium' });
      }
    }
  },
});
