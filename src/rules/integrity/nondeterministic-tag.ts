import { flag, rule } from '../../engine/rule.ts';
import { pushedImages } from '../../model/pushed-image.ts';
import { onlyOnce, sequencesOf } from '../../model/sequence.ts';
import { ALWAYS } from '../../model/truth.ts';

/** A date or a counter says when an image was built, and not from what. */
export default rule({
  id: 'nondeterministic-tag',
  category: 'integrity',
  title: 'The tag of an image leads back to no commit',
  severity: 'low',
  on: 'system',
  fix: 'Put the commit into the tag ($CODEBUILD_RESOLVED_SOURCE_VERSION, or the first characters of it), beside the date if you like.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html'],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], soc2: ['CC8.1'], 'iso27001-2022': ['A.8.9'] },

  *check(model) {
    const isNew = onlyOnce();
    for (const pushed of sequencesOf(model).flatMap(pushedImages)) {
      if (pushed.image.kind !== 'clock' || pushed.alsoOwn || !isNew(pushed)) continue;
      yield flag(pushed, ALWAYS, 'pushes an image under a tag that a clock or a counter makes, which leads back to no commit');
    }
  },
});
