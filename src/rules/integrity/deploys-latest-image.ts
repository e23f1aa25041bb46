import { flag, rule } from '../../engine/rule.ts';
import { isLatest } from '../../model/image.ts';
import { imageName } from '../../model/image-tag.ts';
import { onlyOnce, sequencesOf } from '../../model/sequence.ts';
import { ALWAYS } from '../../model/truth.ts';
import { writtenImages } from '../../model/written-image.ts';

/** What runs is whatever was pushed last, not what was tested; and an older revision deployed again runs it as well. */
export default rule({
  id: 'deploys-latest-image',
  category: 'integrity',
  title: 'A container runs whatever image was pushed last',
  severity: 'high',
  on: 'system',
  fix: 'Name the image by the tag of its commit or by its digest (@sha256:…), or leave a placeholder such as <IMAGE1_NAME> for CodePipeline to fill in.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-9'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.9', 'A.8.32'],
    'aws-well-architected': ['SEC11-BP06', 'REL08-BP04'],
  },

  *check(model) {
    for (const { containers } of model.all('task-definition'))
      for (const container of containers) yield flag(container, isLatest(container.image), 'runs whatever image was pushed last');
    for (const { images } of model.all('image-definitions'))
      for (const one of images) yield flag(one, isLatest(one.image), 'deploys whatever image was pushed last');
    const isNew = onlyOnce();
    for (const written of sequencesOf(model).flatMap(writtenImages)) {
      const latest = written.images.some((image) => {
        const { kind, tag } = imageName(image) ?? {};
        return kind === 'moves' && (tag === 'none' || tag === 'latest');
      });
      if (latest && isNew(written)) yield flag(written, ALWAYS, 'tells the deployment to run whatever image was pushed last');
    }
  },
});
