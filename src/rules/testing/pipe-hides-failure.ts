import { flag, rule } from '../../engine/rule.ts';
import { thingOfRun } from '../../model/command-list.ts';
import { hiddenFailures } from '../../model/hidden-failure.ts';
import { isRun, stopsBuild } from '../../model/run.ts';
import { all, not } from '../../model/truth.ts';

/** A pipe ends as its last command does: `npm test | tee log` succeeds whatever the tests say. */
export default rule({
  id: 'pipe-hides-failure',
  category: 'testing',
  title: 'A pipe hides a failure',
  severity: 'medium',
  on: 'system',
  fix: 'Run it under env/shell: bash with set -o pipefail, or let it write the file itself.',
  references: ['https://www.gnu.org/software/bash/manual/html_node/Pipelines.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-1'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.29'],
    'pci-dss': ['6.5.1'],
    'aws-well-architected': ['SEC11-BP02'],
  },

  *check(model) {
    for (const { listed, lost, what } of hiddenFailures(model, 'pipe')) {
      yield flag(thingOfRun(lost), all(isRun(listed.run), not(stopsBuild(listed.run))), `${what}, and the pipe hides its failure`);
    }
  },
});
