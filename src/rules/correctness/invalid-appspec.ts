import { flag, rule } from '../../engine/rule.ts';
import { yes } from '../../model/truth.ts';

/** What the agent does not understand fails the deployment; an event of another name is never run, and nobody is told. */
export default rule({
  id: 'invalid-appspec',
  category: 'correctness',
  title: 'An appspec says something that CodeDeploy does not read',
  severity: 'high',
  on: 'appspec',
  fix: 'Write it as the appspec reference has it, or take it out.',
  references: [
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure.html',
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html',
  ],
  controls: { soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'] },

  *check({ faults }) {
    for (const fault of faults) yield flag(fault, yes(), fault.what);
  },
});
