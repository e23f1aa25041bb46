import { flag, rule } from '../../engine/rule.ts';
import { mayBeWritten } from '../../model/appspec-revision.ts';
import { all, any, not, unknown } from '../../model/truth.ts';
import { isGiven } from '../../model/value.ts';

/** The deployment stops at the event, on the first instance, with the old version already stopped. */
export default rule({
  id: 'appspec-hook-missing',
  category: 'correctness',
  title: 'An appspec runs a script that is not there',
  severity: 'high',
  confidence: 'medium',
  on: 'appspec',
  fix: 'Name the script by its path from the root of the revision, and see that it is part of it.',
  references: [
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html#reference-appspec-file-structure-hooks-section-structure-server',
  ],
  controls: { soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'] },

  *check({ hooks }, { model }) {
    const isAnyThere = any(...hooks.map(({ scriptIsThere }) => scriptIsThere));
    for (const { script, scriptIsThere, folderIsThere, ...hook } of hooks) {
      const elsewhere = unknown({ at: script.at, text: 'none of its scripts is here: the revision may be made elsewhere', settle: '' });
      const missing = all(
        isGiven(script, 'a script'),
        not(scriptIsThere),
        any(isAnyThere, folderIsThere, elsewhere),
        not(mayBeWritten(script, model)),
      );
      yield flag({ ...hook, at: script.at }, missing, 'is a script that is not in the repository');
    }
  },
});
