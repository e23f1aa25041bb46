import { flag, rule } from '../../engine/rule.ts';
import { equals } from '../../model/text.ts';
import { all, NEVER } from '../../model/truth.ts';

/** The way back is written down, and the pipeline has none: CodePipeline refuses it, or does not take it. */
export default rule({
  id: 'parallel-mode-forbids-rollback',
  category: 'rollback',
  title: 'A stage is to roll back in a pipeline that cannot',
  severity: 'high',
  on: 'pipeline',
  fix: 'Set ExecutionMode: QUEUED or SUPERSEDED; or take ROLLBACK out of the stage, and let what deploys roll itself back.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/execution-modes.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check({ executionMode, stages }) {
    const parallel = equals(executionMode, 'PARALLEL', 'executions run beside each other');
    for (const stage of stages) {
      const { result } = stage.failure;
      const message = 'is to roll back, which no stage does in PARALLEL mode';
      yield flag({ ...stage, at: result.at }, all(parallel, equals(result, 'ROLLBACK', 'rolls back on failure')), message);
      for (const condition of stage.conditions)
        yield flag(
          condition,
          all(stage.when, condition.moment === 'onSuccess' ? parallel : NEVER, equals(condition.result, 'ROLLBACK', 'rolls back after it')),
          message,
        );
    }
  },
});
