import { flag, rule } from '../../engine/rule.ts';
import { commandsOf } from '../../model/buildspec.ts';
import { deedsOf } from '../../model/deeds.ts';
import { isRun, type Run, runsOf } from '../../model/run.ts';
import { mayRunTests } from '../../model/testing.ts';
import { matches } from '../../model/text.ts';
import { all, any, not } from '../../model/truth.ts';

/** Reports are collected of tests that nobody runs: the page of the build stays empty, and looks as if there were some. */
export default rule({
  id: 'test-report-without-tests',
  category: 'testing',
  title: 'A build collects reports of tests that it does not run',
  severity: 'low',
  on: 'buildspec',
  fix: 'Run the tests in a command of this buildspec, or take the report out.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/test-reporting.html'],
  controls: { soc2: ['CC8.1'], 'iso27001-2022': ['A.8.29'] },

  *check(buildspec) {
    const commands = commandsOf(buildspec);
    const none = not(any(mayRunTests(commands), ...runsOf(commands).filter(makesReport).map(isRun)));
    for (const report of buildspec.reports) {
      const ofTests = not(matches(report.format, /^(CLOVERXML|COBERTURAXML|JACOCOXML|SIMPLECOV)$/i, 'a report of coverage'));
      yield flag(report, all(ofTests, none), 'is a report of tests that no command runs');
    }
  },
});

/** Linters and scanners write reports in the formats of tests, too; and whoever says so knows of one. */
const makesReport = ({ command }: Run): boolean =>
  deedsOf(command).some(({ does }) => does === 'lints' || does === 'scans') ||
  command.words.some((word) => /junit|cucumber|\.xml$|\.trx$/i.test(word));
