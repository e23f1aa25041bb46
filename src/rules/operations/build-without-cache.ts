import { flag, rule } from '../../engine/rule.ts';
import { fetchesDependencies, keepsNothing } from '../../model/build-cache.ts';
import { all, asFarAsKnown } from '../../model/truth.ts';
import { through } from '../../model/value.ts';

/** Every build takes the same packages from the internet again: it is slower, and fails when a registry does. */
export default rule({
  id: 'build-without-cache',
  category: 'operations',
  title: 'A build fetches its dependencies anew each time',
  severity: 'info',
  on: 'project',
  fix: 'Set Cache: Type: S3 (or LOCAL) with the folder of the packages under cache/paths in the buildspec: /root/.npm/**/*, /root/.m2/**/*.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html'],
  controls: {},

  *check(project) {
    yield flag(
      project,
      all(keepsNothing(project), asFarAsKnown(through(project.buildspec, fetchesDependencies))), // a note is not worth a doubt
      'fetches its dependencies anew each time',
    );
  },
});
