import { flag, rule } from '../../engine/rule.ts';
import { isCurated, isDigest } from '../../model/build-image.ts';
import { isLatest } from '../../model/image.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';
import { present } from '../../model/value.ts';

/** The tools of the build are part of what is built: under a tag that moves, the same commit is built by other tools tomorrow. */
export default rule({
  id: 'build-image-unpinned',
  category: 'integrity',
  title: 'A build runs in an image whose tag can be moved',
  severity: 'medium',
  on: 'project',
  fix: 'Name the image by its digest (repository@sha256:…), which you renew on purpose.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html'],
  controls: { 'owasp-cicd': ['CICD-SEC-3', 'CICD-SEC-9'], 'iso27001-2022': ['A.8.9'], soc2: ['CC8.1'] },

  *check(project) {
    const { image } = project;
    const thing = { ...project, at: image.at };
    const none = not(present(image, 'an image'));
    const own = not(asFarAsKnown(any(none, isCurated(image))));
    yield flag(thing, all(own, isLatest(image)), 'runs in whatever image was pushed last');
    yield flag(thing, all(own, not(isDigest(image)), not(isLatest(image))), 'runs in an image that is named by a tag, which can be moved', {
      severity: 'info',
    });
  },
});
