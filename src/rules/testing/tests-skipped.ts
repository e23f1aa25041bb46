import { flag, rule } from '../../engine/rule.ts';
import { placeIn } from '../../model/command.ts';
import { everyRun, thingOfRun } from '../../model/command-list.ts';
import { deedsLike } from '../../model/deeds.ts';
import { isRun } from '../../model/run.ts';
import { isRunByPipeline, testedAround } from '../../model/tested-around.ts';
import { all, not } from '../../model/truth.ts';

/** The build would run tests by itself, and is told not to. */
export default rule({
  id: 'tests-skipped',
  category: 'testing',
  title: 'A build is told to skip its tests',
  severity: 'high',
  on: 'system',
  fix: 'Take the option out, or run the tests in a step before this one.',
  references: [
    'https://maven.apache.org/surefire/maven-surefire-plugin/examples/skipping-tests.html',
    'https://docs.gradle.org/current/userguide/command_line_interface.html#sec:excluding_tasks_from_the_command_line',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-1'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.29'],
    'pci-dss': ['6.5.1'],
    'aws-well-architected': ['SEC11-BP02'],
  },

  *check(model) {
    for (const { run, list } of everyRun(model)) {
      for (const { by, how } of deedsLike(run.command, 'skips-tests')) {
        const thing = thingOfRun(run, placeIn(run.item, by.offset));
        if (how === 'none-is-enough') yield flag(thing, isRun(run), 'succeeds without any test', { severity: 'low' });
        else if (how === 'failure-passed-over') yield flag(thing, isRun(run), 'passes over tests that fail');
        else {
          const skipped = all(isRun(run), not(testedAround(list, model)));
          const piped = isRunByPipeline(list, model);
          yield flag(thing, all(skipped, piped), 'skips the tests, and nothing else in the pipeline runs any');
          yield flag(thing, all(skipped, not(piped)), 'skips the tests, and nothing beside it runs any', { severity: 'medium' });
        }
      }
    }
  },
});
