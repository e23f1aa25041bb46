import { flag, rule } from '../../engine/rule.ts';
import { thingOfRun } from '../../model/command-list.ts';
import { heedsOnFailure } from '../../model/failure.ts';
import { hiddenFailures } from '../../model/hidden-failure.ts';
import { isRun, runsOf, stopsBuild } from '../../model/run.ts';
import { testRuns } from '../../model/test-run.ts';
import { equals } from '../../model/text.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';

/** Tests that may fail are a report. What they were to keep out is deployed. */
export default rule({
  id: 'test-failure-ignored',
  category: 'testing',
  title: 'Tests may fail, and the build goes on',
  severity: 'high',
  on: 'system',
  fix: 'Take out what hides the failure (|| true, set +e, &), or on-failure: CONTINUE of the phase; a test that is known to fail is better skipped by name.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.phases.on-failure',
    'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_appsec_automate_testing_throughout_lifecycle.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-1'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.29'],
    'pci-dss': ['6.5.1'],
    'aws-well-architected': ['SEC11-BP02'],
  },

  *check(model) {
    const projects = model.all('project');
    for (const { listed, lost, what } of hiddenFailures(model, 'or', 'set +e', 'background')) {
      if (what !== 'runs tests') continue;
      yield flag(thingOfRun(lost), all(isRun(listed.run), not(stopsBuild(listed.run))), 'runs tests whose failure stops nothing');
    }
    for (const buildspec of model.all('buildspec')) {
      const heeded = not(asFarAsKnown(not(heedsOnFailure(buildspec, projects))));
      for (const phase of buildspec.phases) {
        const runs = testRuns(runsOf(phase.commands));
        const goesOn = equals(phase.onFailure, 'CONTINUE', 'the build goes on after a failure');
        const thing = { ...phase, at: phase.onFailure.at };
        yield flag(
          thing,
          all(goesOn, heeded, any(...runs.map((run) => all(isRun(run), stopsBuild(run))))),
          'goes on after tests that failed',
        );
      }
    }
  },
});
