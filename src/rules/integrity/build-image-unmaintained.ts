import { flag, rule } from '../../engine/rule.ts';
import { isUnmaintained } from '../../model/build-image.ts';

/** No longer cached, no longer mended: the build starts late, and with holes that everybody knows. */
export default rule({
  id: 'build-image-unmaintained',
  category: 'integrity',
  title: 'A build runs in an image that AWS no longer renews',
  severity: 'low',
  on: 'project',
  fix: 'Take aws/codebuild/standard:8.0, aws/codebuild/amazonlinux-x86_64-standard:6.0 or aws/codebuild/amazonlinux-aarch64-standard:4.0, and ask for the runtimes that the build needs under runtime-versions.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/deprecated-images.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-7'], 'iso27001-2022': ['A.8.8'], soc2: ['CC7.1'] },

  *check(project) {
    yield flag({ ...project, at: project.image.at }, isUnmaintained(project.image), 'runs in an image that AWS no longer renews');
  },
});
