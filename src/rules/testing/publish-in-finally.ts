import { flag, rule } from '../../engine/rule.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { deedsOf } from '../../model/deeds.ts';
import { isGuarded, isRun, itemOf } from '../../model/run.ts';
import { all, not } from '../../model/truth.ts';

/** What a `finally` block is for: to keep what tells of the build. */
const TOLD = /report|result|(?<!cata|b)log|coverage|trace|screenshot|video|status|cache|debug|dump|junit|(?<!la)test/i;

/** A `finally` block runs whatever happened before it: what failed its tests is given out all the same. */
export default rule({
  id: 'publish-in-finally',
  category: 'testing',
  title: 'A build publishes or deploys in a finally block',
  severity: 'high',
  on: 'system',
  fix: 'Move it to the commands of the phase, or of post_build behind a look at CODEBUILD_BUILD_SUCCEEDING; leave to finally what cleans up and reports.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.phases.finally'],
  controls: {
    'owasp-cicd': ['CICD-SEC-1'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.29'],
    'pci-dss': ['6.5.1'],
    'aws-well-architected': ['SEC11-BP02'],
  },

  *check(model) {
    for (const { run } of everyRun(model)) {
      if (!itemOf(run).last) continue;
      const truth = all(isRun(run), not(isGuarded(run)));
      const deeds = deedsOf(run.command);
      if (deeds.some((deed) => deed.does === 'deploys' || (deed.does === 'publishes' && deed.what !== 'files')))
        yield flag(thingOfRun(run), truth, 'publishes or deploys whatever happened before');
      else if (deeds.some(({ does }) => does === 'publishes') && !run.command.words.some((word) => TOLD.test(word)))
        yield flag(thingOfRun(run), truth, 'copies files to a bucket whatever happened before', { severity: 'medium' });
    }
  },
});
