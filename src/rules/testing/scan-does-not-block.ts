import { flag, rule } from '../../engine/rule.ts';
import { placeIn } from '../../model/command.ts';
import { type CommandList, everyRun, type Listed, thingOfRun } from '../../model/command-list.ts';
import { deedsLike } from '../../model/deeds.ts';
import { hidingOf, isRun } from '../../model/run.ts';
import { all, yes } from '../../model/truth.ts';

/** What a scanner finds stands in a log that nobody reads, and is deployed. */
export default rule({
  id: 'scan-does-not-block',
  category: 'testing',
  title: 'What a security scan finds stops nothing',
  severity: 'medium',
  on: 'system',
  fix: 'Let it fail the build from some severity on: trivy image --exit-code 1 --severity HIGH,CRITICAL, grype --fail-on high; and take out what hides the failure (|| true, --soft-fail).',
  references: [
    'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_appsec_automate_testing_throughout_lifecycle.html',
    'https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-03-Dependency-Chain-Abuse',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-3'], 'iso27001-2022': ['A.8.8', 'A.8.29'], soc2: ['CC7.1'], 'aws-well-architected': ['SEC11-BP02'] },

  *check(model) {
    const listed = everyRun(model);
    const blocking = new Set<CommandList>(listed.filter(blocks).map(({ list }) => list));
    for (const one of listed) {
      const scan = scanOf(one);
      if (!scan || blocks(one) || blocking.has(one.list)) continue;
      const { run } = one;
      const by = scan.by ? yes({ at: placeIn(run.item, scan.by.offset), text: 'this lets the build go on' }) : yes();
      const lost = hidingOf(run);
      if (scan.blocks === 'no' || (lost && lost !== 'condition' && lost !== 'substitution')) {
        yield flag(thingOfRun(run), all(isRun(run), by), 'looks for holes, and what it finds stops nothing');
      }
    }
  },
});

/** Findings that AWS keeps are asked for and judged by commands of their own. */
const scanOf = ({ run: { command } }: Listed) => (command.words.includes('aws') ? undefined : deedsLike(command, 'scans')[0]);

/** One that stops the build is enough: another one beside it may be a report. */
const blocks = (listed: Listed): boolean => scanOf(listed)?.blocks === 'yes' && !hidingOf(listed.run);
