import rule from '../../../src/rules/correctness/image-pull-credentials.ts';
import { testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;
const project = (environment: string, mark = ''): string => `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source: { Type: CODEPIPELINE }
      Environment: { ${environment} }${mark && ` # ${mark}`}
`;
const SECRET = 'RegistryCredential: { CredentialProvider: SECRETS_MANAGER, Credential: web }';

testRule(rule, {
  good: {
    'an image of CodeBuild': project('Image: aws/codebuild/standard:8.0'),
    'an image of CodeBuild, pulled by CodeBuild': project('Image: aws/codebuild/standard:8.0, ImagePullCredentialsType: CODEBUILD'),
    'a public image': project('Image: node:22'),
    'a private image, pulled by the role': project(`Image: example.com/build:1, ImagePullCredentialsType: SERVICE_ROLE, ${SECRET}`),
    'a repository of ECR that trusts CodeBuild': project(
      'Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/build:1, ImagePullCredentialsType: CODEBUILD',
    ),
    'an image that somebody chooses, pulled by the role': project('Image: !Ref Given, ImagePullCredentialsType: SERVICE_ROLE'),
    'an image that somebody chooses, with nothing else said': project('Image: !Ref Given'),
  },
  bad: {
    'an image of CodeBuild, pulled by the role': project(
      'Image: aws/codebuild/standard:8.0, ImagePullCredentialsType: SERVICE_ROLE',
      'problem',
    ),
    'in one world': project(
      'Image: !If [IsProd, "aws/codebuild/standard:8.0", "node:22"], ImagePullCredentialsType: SERVICE_ROLE',
      'problem when IsProd is true',
    ),
    'a secret that is not used': project(`Image: example.com/build:1, ${SECRET}`, 'problem'),
    'a secret that is not used, stated': project(`Image: example.com/build:1, ImagePullCredentialsType: CODEBUILD, ${SECRET}`, 'problem'),
  },
  undecided: {
    'credentials that somebody chooses': project('Image: aws/codebuild/standard:8.0, ImagePullCredentialsType: !Ref Given', 'undecided'),
  },
});
