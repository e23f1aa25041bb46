import rule from '../../../src/rules/integrity/build-image-unpinned.ts';
import { testRule, yaml } from '../../harness.ts';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

/** A template with one project; the mark stands on its name, where it is reported. */
const project = (image: string, mark = ''): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Image: { Type: String }
    Tag: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Images: { Type: AWS::ECR::Repository, Properties: { ImageTagMutability: IMMUTABLE } }
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Environment:
          Type: LINUX_CONTAINER
          Image: ${image}${mark && ` # ${mark}`}
        Source: { Type: CODEPIPELINE, BuildSpec: 'version: 0.2' }
`;

testRule(rule, {
  good: {
    'no image, which CodeBuild refuses': project('!Ref AWS::NoValue'),
    'an image of CodeBuild': project('aws/codebuild/standard:7.0'),
    'an image of CodeBuild, whichever': project('!Sub "aws/codebuild/standard:${Tag}"'),
    'by its digest': project(`node@${DIGEST}`),
    'by its tag and its digest': project(`111122223333.dkr.ecr.eu-west-1.amazonaws.com/build:1.2@${DIGEST}`),
  },
  bad: {
    'whatever was pushed last': project('node:latest', 'problem'),
    'no tag, which is the same': project('111122223333.dkr.ecr.eu-west-1.amazonaws.com/build', 'problem'),
    'a repository of the template, without a tag': project('!GetAtt Images.RepositoryUri', 'problem'),
    'a tag': project('node:22', 'problem (info)'),
    'half a digest': project('node@sha256:0a', 'problem (info)'),
    'in one world': project('!If [IsProd, "aws/codebuild/standard:7.0", "node:latest"]', 'problem when IsProd is false'),
  },
  undecided: { 'an image that is chosen when the stack is made': project('!Ref Image', 'undecided') },
});
