import { flag, rule } from '../../engine/rule.ts';
import { yes } from '../../model/truth.ts';

/** CodeBuild reads what it knows and says nothing of the rest: a phase of another name is never run, and the build is green. */
export default rule({
  id: 'invalid-buildspec',
  category: 'correctness',
  title: 'A buildspec says something that CodeBuild does not read',
  severity: 'high',
  on: 'buildspec',
  fix: 'Write it as the buildspec reference has it, or take it out.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec-ref-syntax'],
  controls: { soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'] },

  *check({ faults }) {
    for (const fault of faults) if (!fault.command) yield flag(fault, yes(), fault.what);
  },
});
