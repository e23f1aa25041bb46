import { flag, rule } from '../../engine/rule.ts';
import { isScanned, saysWhatIsScanned } from '../../model/image-scan.ts';
import { all, not } from '../../model/truth.ts';

/** What is pushed is deployed with the holes that everybody but its owner knows of. */
export default rule({
  id: 'image-scan-off',
  category: 'integrity',
  title: 'Nothing looks through the images of a repository',
  severity: 'medium',
  confidence: 'medium',
  on: 'repository',
  fix: 'Let the registry scan what is pushed (AWS::ECR::RegistryScanningConfiguration with a rule of SCAN_ON_PUSH or CONTINUOUS_SCAN), or set ImageScanningConfiguration: { ScanOnPush: true }.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html',
  ],
  controls: { 'owasp-cicd': ['CICD-SEC-9'], 'aws-fsbp': ['ECR.1'], soc2: ['CC7.1'], 'iso27001-2022': ['A.8.8'] },
  aliases: [
    'CKV_AWS_163',
    'AWS-0030',
    'W79',
    'unscanned_ecr_image',
    'ecr_repositories_scan_images_on_push_enabled',
    'ecr_repository_image_scan_on_push_enabled',
    'ECR_REPO_SCAN_ON_PUSH_RULE',
    'ECR_PRIVATE_IMAGE_SCANNING_ENABLED',
  ],

  *check(repository) {
    const off = not(isScanned(repository));
    const said = saysWhatIsScanned(repository);
    yield flag(repository, all(off, said), 'holds images that are not scanned as they are pushed');
    yield flag(repository, all(off, not(said)), 'asks for no scan of the images that are pushed to it', {
      severity: 'low',
      confidence: 'low',
    });
  },
});
