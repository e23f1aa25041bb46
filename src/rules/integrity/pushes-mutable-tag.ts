import { flag, rule } from '../../engine/rule.ts';
import { pushesLatest } from '../../model/image-action.ts';
import { mayMoveIn, pushedImages } from '../../model/pushed-image.ts';
import { onlyOnce, sequencesOf } from '../../model/sequence.ts';

/** The image of yesterday can no longer be named: nobody can go back to it, and nobody can tell which one was tested. */
export default rule({
  id: 'pushes-mutable-tag',
  category: 'integrity',
  title: 'A build pushes an image only under a tag that moves',
  severity: 'high',
  on: 'system',
  fix: 'Push the image under a tag of its own for each commit ($CODEBUILD_RESOLVED_SOURCE_VERSION, or the first characters of it), and deploy that tag or the digest.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECRBuildAndPublish.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-9'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.9', 'A.8.32'],
    'aws-well-architected': ['SEC11-BP06', 'REL08-BP04'],
  },

  *check(model) {
    const isNew = onlyOnce();
    for (const pushed of sequencesOf(model).flatMap(pushedImages)) {
      const { image, alsoOwn } = pushed;
      if (image.kind !== 'moves' || !isNew(pushed)) continue;
      const tag = image.tag === 'none' ? 'latest' : image.tag;
      yield alsoOwn
        ? flag(pushed, mayMoveIn(image.repository, model), `pushes an image under ${tag} too, which the next build moves`, {
            severity: 'low',
          })
        : flag(
            pushed,
            mayMoveIn(image.repository, model),
            `pushes an image under ${tag}, which the next build moves, and under no tag of its own`,
          );
    }
    for (const { steps } of model.all('pipeline'))
      for (const { action } of steps)
        yield flag(action, pushesLatest(action), 'pushes an image under latest, which the next run moves, and under no tag of its own');
  },
});
