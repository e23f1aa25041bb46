import { flag, rule } from '../../engine/rule.ts';
import { thingOfRun } from '../../model/command-list.ts';
import { hiddenFailures } from '../../model/hidden-failure.ts';
import { isRun, stopsBuild } from '../../model/run.ts';
import { all, not } from '../../model/truth.ts';

/** CodeBuild looks at how an item ends. In a block of several lines that is its last command, whatever failed before. */
export default rule({
  id: 'block-hides-failure',
  category: 'testing',
  title: 'A block of commands hides a failure',
  severity: 'medium',
  on: 'system',
  fix: 'Make an item of its own of it, or begin the block with set -e.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.phases.commands'],
  controls: {
    'owasp-cicd': ['CICD-SEC-1'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.29'],
    'pci-dss': ['6.5.1'],
    'aws-well-architected': ['SEC11-BP02'],
  },

  *check(model) {
    for (const { listed, lost, what } of hiddenFailures(model, 'row')) {
      yield flag(
        thingOfRun(lost),
        all(isRun(listed.run), not(stopsBuild(listed.run))),
        `${what}, and the rest of the block hides its failure`,
      );
    }
  },
});
