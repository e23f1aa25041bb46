import rule from '../../../src/rules/integrity/build-image-unmaintained.ts';
import { testRule, yaml } from '../../harness.ts';

/** A template with one project; the mark stands on the image, where it is reported. */
const project = (image: string, mark = ''): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Image: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Environment: { Image: ${image}, Type: LINUX_CONTAINER }${mark && ` # ${mark}`}
        Source: { Type: CODEPIPELINE, BuildSpec: 'version: 0.2' }
`;
const each = (...images: string[]): Record<string, string> => Object.fromEntries(images.map((image) => [image, project(image)]));
const bad = (...images: string[]): Record<string, string> => Object.fromEntries(images.map((image) => [image, project(image, 'problem')]));

testRule(rule, {
  good: {
    ...each(
      'aws/codebuild/standard:7.0',
      'aws/codebuild/standard:8.0',
      'aws/codebuild/amazonlinux-x86_64-standard:5.0',
      'aws/codebuild/amazonlinux2-x86_64-standard:5.0', // Amazon Linux 2023, in spite of its name
      'aws/codebuild/amazonlinux2-aarch64-standard:3.0',
      'aws/codebuild/amazonlinux-x86_64-lambda-standard:python3.12',
      'aws/codebuild/windows-base:2022-1.0',
      'aws/codebuild/macos-arm-base:15',
      'node:12',
      'example.com/aws/codebuild/standard:1.0',
      '!If [IsProd, "aws/codebuild/standard:7.0", "node:22"]',
    ),
  },
  bad: {
    ...bad(
      'aws/codebuild/standard:1.0',
      'aws/codebuild/standard:4.0',
      'aws/codebuild/standard:5.0',
      'aws/codebuild/standard:6.0',
      'aws/codebuild/amazonlinux2-x86_64-standard:3.0',
      'aws/codebuild/amazonlinux2-x86_64-standard:4.0',
      'aws/codebuild/amazonlinux2-aarch64-standard:2.0',
      'aws/codebuild/nodejs:8.11.0',
      'aws/codebuild/docker:17.09.0',
      'aws/codebuild/eb-go-1.5-amazonlinux-64:2.1.3',
      'aws/codebuild/android-java-8:26.1.1',
    ),
    'in one world': project('!If [IsProd, "aws/codebuild/standard:7.0", "aws/codebuild/standard:2.0"]', 'problem when IsProd is false'),
    'an answer of the API': `{
      "projects": [
        {
          "name": "web", "source": { "type": "CODEPIPELINE", "buildspec": "" },
          "environment": {
            "image": "aws/codebuild/standard:4.0", "//": "problem"
          }
        }
      ]
    }`,
  },
  undecided: { 'an image that is chosen when the stack is made': project('!Ref Image', 'undecided') },
});
