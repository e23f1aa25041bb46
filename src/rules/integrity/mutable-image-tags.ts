import { flag, rule } from '../../engine/rule.ts';
import { tagsMayMove } from '../../model/image.ts';

/** A tag that can be moved means one image today and another tomorrow. */
export default rule({
  id: 'mutable-image-tags',
  category: 'integrity',
  title: 'Tags of an image repository can be moved',
  severity: 'medium',
  on: 'repository',
  fix: 'Set ImageTagMutability: IMMUTABLE; where caches or `latest` have to move, IMMUTABLE_WITH_EXCLUSION with a filter for just those.',
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html'],
  controls: {
    'owasp-cicd': ['CICD-SEC-9'],
    'aws-fsbp': ['ECR.2'],
    soc2: ['CC8.1'],
    'iso27001-2022': ['A.8.9'],
    'aws-well-architected': ['REL08-BP04'],
  },
  aliases: [
    'CKV_AWS_51',
    'AVD-AWS-0031',
    'AWS-0031',
    'ecr_image_tag_not_immutable',
    'ecr_repositories_tag_immutability',
    'ecr_repository_tag_immutability_enabled',
    'ecrRepositoryTagImmutability',
    'ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED',
  ],

  *check(repository) {
    yield flag(repository, tagsMayMove(repository), 'has tags that can be moved to another image');
  },
});
