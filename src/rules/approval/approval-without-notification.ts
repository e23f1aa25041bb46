import { flag, rule } from '../../engine/rule.ts';
import { isToldOfApprovals } from '../../model/approval-notice.ts';
import { among, followedBy, isApproval, type Step } from '../../model/pipeline.ts';
import { equals } from '../../model/text.ts';
import { all, not, type Truth } from '../../model/truth.ts';
import { isGiven } from '../../model/value.ts';

/** An approval before nothing but others holds nothing back, and nobody needs to hear of it. */
const isWork = (step: Step): Truth => not(isApproval(step));

/** An approval that nobody hears of waits for seven days, and then fails. */
export default rule({
  id: 'approval-without-notification',
  category: 'approval',
  title: 'Nobody is told that an approval waits',
  severity: 'low',
  on: 'pipeline',
  fix: 'Give the action a NotificationArn, the topic of those who approve, or make a notification rule for the event codepipeline-pipeline-manual-approval-needed.',
  references: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-action-add.html',
    'https://docs.aws.amazon.com/dtconsole/latest/userguide/concepts.html#events-ref-pipeline',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-10'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.32'] },

  *check(pipeline, { model }) {
    const told = isToldOfApprovals(pipeline, model);
    for (const { step, truth } of among(pipeline, isApproval)) {
      const manual = equals(step.action.provider, 'Manual', 'a person approves');
      const names = isGiven(step.action.configuration('NotificationArn'), 'names a topic');
      yield flag(
        step,
        all(truth, manual, followedBy(step, isWork), not(names), not(told)),
        'waits for a person, and nothing tells anybody',
      );
    }
  },
});
