import { flag, rule } from '../../engine/rule.ts';
import { among, mayDeploy, type Stage, type Step } from '../../model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { hasOwnWayBack, stageGoesBack } from '../../model/rollback.ts';
import { equals } from '../../model/text.ts';
import { all, any, asFarAsKnown, not, type Truth } from '../../model/truth.ts';

/** Files in a bucket, pods in a cluster: nothing there remembers what ran before, but the pipeline does. */
export default rule({
  id: 'stage-rollback-missing',
  category: 'rollback',
  title: 'A stage deploys to production and does not go back when it fails',
  severity: 'low',
  confidence: 'medium',
  on: 'pipeline',
  fix: 'Give the stage OnFailure: { Result: ROLLBACK }, or a condition in OnSuccess that looks at an alarm, with Result: ROLLBACK.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html',
    'https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureConditions.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    soc2: ['CC7.2', 'CC8.1'],
    'iso27001-2022': ['A.8.32'],
    'pci-dss': ['6.5.1'],
  },

  *check(pipeline, { settings: { production } }) {
    const { type, executionMode, stages } = pipeline;
    const able = all(equals(type, 'V2', 'a pipeline of type V2'), not(equals(executionMode, 'PARALLEL')));
    const deploys = among(pipeline, mayDeploy);
    const leaves = (stage: Stage, is: (step: Step) => Truth): Truth => {
      const own = deploys.filter(({ step }) => step.stage === stage);
      return all(able, any(...own.map(({ step, truth }) => all(truth, is(step)))), not(stageGoesBack(stage)));
    };
    for (const stage of stages) {
      const named = leaves(stage, (step) => all(deploysToProduction(step, production), not(hasOwnWayBack(step))));
      yield flag(stage, named, 'deploys to production, and a failure leaves what it has done');
      const last = leaves(stage, (step) => all(isAssumedProduction(step, production), asFarAsKnown(not(hasOwnWayBack(step)))));
      yield flag(stage, last, 'is the last to deploy, and a failure leaves what it has done', { confidence: 'low' });
    }
  },
});
