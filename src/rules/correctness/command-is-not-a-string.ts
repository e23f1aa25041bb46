import { flag, rule } from '../../engine/rule.ts';
import { yes } from '../../model/truth.ts';

/** `- echo Build: start` has a colon and a space: YAML makes a map of it, and CodeBuild fails before the first command runs. */
export default rule({
  id: 'command-is-not-a-string',
  category: 'correctness',
  title: 'A command of a buildspec is a map or a list to YAML',
  severity: 'high',
  on: 'buildspec',
  fix: "Put the command in quotes: - 'echo Build: start'.",
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/troubleshooting.html',
    'https://yaml.org/spec/1.2.2/#733-plain-style',
  ],
  controls: { soc2: ['CC8.1'] },

  *check({ faults }) {
    for (const fault of faults) if (fault.command) yield flag(fault, yes(), fault.what);
  },
});
