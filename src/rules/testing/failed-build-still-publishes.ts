import { flag, rule } from '../../engine/rule.ts';
import { givenOutAfterFailure } from '../../model/after-failure.ts';
import { thingOfRun } from '../../model/command-list.ts';
import { all, not } from '../../model/truth.ts';

/** `post_build` runs after a failed `build`: what its tests refused is pushed and deployed, and only then the build is red. */
export default rule({
  id: 'failed-build-still-publishes',
  category: 'testing',
  title: 'A failed build is published all the same',
  severity: 'high',
  confidence: 'medium',
  on: 'buildspec',
  fix: 'Begin post_build with test "$CODEBUILD_BUILD_SUCCEEDING" = 1, or set on-failure: ABORT on the phase build, or publish at the end of build.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-1'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.29'],
    'pci-dss': ['6.5.1'],
    'aws-well-architected': ['SEC11-BP02'],
  },

  *check(buildspec, { model }) {
    const after = givenOutAfterFailure(buildspec, model.all('project'));
    if (!after) return;
    const [first = after.run] = after.run.via; // a script may be run by builds that are in order
    const thing = thingOfRun(after.run, first.at);
    yield flag(thing, all(after.truth, after.tested), 'publishes or deploys what has failed its tests');
    yield flag(thing, all(after.truth, not(after.tested)), 'publishes or deploys after a build that failed', { severity: 'low' });
  },
});
