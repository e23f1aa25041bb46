import { flag, rule } from '../../engine/rule.ts';
import { among, mayDeploy, type Step } from '../../model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../model/production.ts';
import { equals } from '../../model/text.ts';
import { all, any, type Truth } from '../../model/truth.ts';

/** Runs that overtake each other leave behind whichever version is slowest. */
export default rule({
  id: 'parallel-runs-reach-production',
  category: 'approval',
  title: 'Runs of a pipeline deploy to production side by side',
  severity: 'medium',
  on: 'pipeline',
  fix: 'Set ExecutionMode to QUEUED, which keeps the order, or to SUPERSEDED, which lets the newest change win.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/execution-modes.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-1'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32'] },

  *check(pipeline, { settings: { production } }) {
    const { executionMode, when, path } = pipeline;
    const thing = { at: executionMode.at, when, path };
    const parallel = equals(executionMode, 'PARALLEL', 'runs do not wait for each other');
    const reaches = (is: (step: Step) => Truth): Truth =>
      all(parallel, any(...among(pipeline, mayDeploy).map(({ step }) => all(step.when, is(step)))));
    const named = reaches((step) => deploysToProduction(step, production));
    yield flag(thing, named, 'lets runs deploy to production side by side, in any order');
    const last = reaches((step) => isAssumedProduction(step, production));
    yield flag(thing, last, 'lets runs deploy side by side, in any order', { severity: 'low', confidence: 'low' });
  },
});
