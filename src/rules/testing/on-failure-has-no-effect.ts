import { flag, rule } from '../../engine/rule.ts';
import { isCurated } from '../../model/build-image.ts';
import { matches } from '../../model/text.ts';
import { all, any, asFarAsKnown, NEVER, not } from '../../model/truth.ts';
import { present, through } from '../../model/value.ts';

/** Only builds on EC2 in an image of CodeBuild look at it: elsewhere a failed build runs on as if nothing was said. */
export default rule({
  id: 'on-failure-has-no-effect',
  category: 'testing',
  title: 'A phase says on-failure where CodeBuild does not look at it',
  severity: 'low',
  on: 'project',
  fix: 'Let the commands themselves look: begin those of post_build with test "$CODEBUILD_BUILD_SUCCEEDING" = 1.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.phases.on-failure'],
  controls: { soc2: ['CC8.1'], 'iso27001-2022': ['A.8.29'] },

  *check(project) {
    const { environment, image } = project;
    const elsewhere = any(
      matches(environment.type, /_LAMBDA_CONTAINER$/, 'a build on Lambda'),
      environment.fleet.text ? present(environment.fleet.text, 'a build on a fleet') : NEVER,
      all(asFarAsKnown(present(image, 'an image')), not(asFarAsKnown(isCurated(image)))),
    );
    const set = through(project.buildspec, ({ phases }) =>
      any(...phases.map((phase) => all(phase.when, asFarAsKnown(present(phase.onFailure, 'set here'))))),
    );
    yield flag(
      project,
      all(asFarAsKnown(set), elsewhere),
      'has a buildspec that sets on-failure, which counts only on EC2 in an image of CodeBuild',
    );
  },
});
