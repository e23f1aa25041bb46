import { flag, rule } from '../../engine/rule.ts';
import { clonedIn } from '../../model/cloned.ts';
import { thingOfRun } from '../../model/command-list.ts';
import { onlyOnce, sequencesOf } from '../../model/sequence.ts';
import { ALWAYS } from '../../model/truth.ts';

/** The pipeline's own commit no longer says what is built: whoever may push there changes it, without a run and without a review here. */
export default rule({
  id: 'fetches-moving-branch',
  category: 'integrity',
  title: 'A build takes code from the head of a branch of another repository',
  severity: 'high',
  on: 'system',
  fix: 'Make the repository a second source of the pipeline or the project, so that its commit is part of the run; or check out one commit of it (git checkout 0a1b2c3…).',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/sample-multi-in-out.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/integrations-action-type.html#integrations-source',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-3', 'CICD-SEC-9'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.9', 'A.8.32'],
    'aws-well-architected': ['SEC11-BP06'],
  },

  *check(model) {
    const isNew = onlyOnce();
    for (const list of sequencesOf(model)) {
      for (const { run, at, used, deed } of clonedIn(list)) {
        const thing = thingOfRun(run);
        if (!isNew(thing)) continue;
        const head = at === 'default-branch' || at === 'branch';
        if (head && !deed.repository) yield flag(thing, ALWAYS, 'takes the newest commits of its submodules', { severity: 'medium' });
        else if (head && used) yield flag(thing, ALWAYS, 'takes code from the head of a branch, and works with it');
        else if (head) yield flag(thing, ALWAYS, 'takes whatever stands at the head of a branch', { severity: 'low' });
        else if (at === 'tag' && used) yield flag(thing, ALWAYS, 'takes code by a tag, which can be moved', { severity: 'info' });
      }
    }
  },
});
