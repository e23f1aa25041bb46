import { flag, rule } from '../../engine/rule.ts';
import { commandListsOf } from '../../model/command-list.ts';
import { commandsGiveOut } from '../../model/publishing.ts';
import { isRunByPipeline, testedAround } from '../../model/tested-around.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';
import { present } from '../../model/value.ts';

/** A build on its own that gives something out is the whole way to whoever takes it. */
export default rule({
  id: 'buildspec-without-tests',
  category: 'testing',
  title: 'A build publishes or deploys without tests',
  severity: 'low',
  confidence: 'medium',
  on: 'system',
  fix: 'Run the tests in a command of the build phase, before anything is published.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/test-reporting.html',
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
    for (const list of commandListsOf(model)) {
      if (!list.buildspec || list.commands.length === 0) continue;
      const gives = asFarAsKnown(commandsGiveOut(list.commands));
      const alone = all(not(isRunByPipeline(list, model)), not(testedAround(list, model)));
      yield flag(list.buildspec, all(gives, alone), 'publishes or deploys, and runs no tests');
      const made = asFarAsKnown(any(...list.buildspec.artifacts.files.map((file) => present(file, 'artifacts are made of this'))));
      yield flag(list.buildspec, all(not(gives), made, alone), 'hands on what it builds, and runs no tests', { severity: 'info' });
    }
  },
});
