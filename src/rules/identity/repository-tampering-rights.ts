import { flag, rule } from '../../engine/rule.ts';
import { byStatement, listed, rights, who } from '../../model/policy/breadth.ts';
import { onlyDeploysStacks } from '../../model/policy/owner.ts';
import { some } from '../../model/policy/resource.ts';
import { all, asFarAsKnown, not } from '../../model/truth.ts';

/** Each takes away what makes an image trustworthy: that it stays, that its tag stays, and who may push it. */
const ACTIONS = [
  'ecr:DeleteRepository',
  'ecr:SetRepositoryPolicy',
  'ecr:DeleteRepositoryPolicy',
  'ecr:PutImageTagMutability',
  'ecr:PutImageScanningConfiguration',
  'ecr:PutRegistryPolicy',
];

/** A build pushes images; it has no business with how the repository guards them. */
export default rule({
  id: 'repository-tampering-rights',
  category: 'identity',
  title: 'A build or pipeline may change how an image repository guards its images',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Leave these actions to the role that makes the repository, and allow what a push needs: ecr:PutImage, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:BatchCheckLayerAvailability.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    const stacksOnly = asFarAsKnown(onlyDeploysStacks(role)); // makes the repositories
    for (const { statement, actions, truth } of byStatement(rights(role, ACTIONS, () => some('ecr', 'repository/')))) {
      const message = `lets ${who(role)} use ${listed(actions)}`;
      yield flag(statement, all(truth, not(stacksOnly)), message);
    }
  },
});
