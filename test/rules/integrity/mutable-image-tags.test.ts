import rule from '../../../src/rules/integrity/mutable-image-tags.ts';
import { indent, testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Mutability: { Type: String }
    Default: { Type: String, Default: MUTABLE }
    Few: { Type: String, AllowedValues: [MUTABLE, IMMUTABLE] }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

/** A template with one repository; the mark stands on its name, where it is reported. */
const repository = (properties: string, mark = ''): string => `${HEAD}
Resources:
  Web:${mark && ` # ${mark}`}
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: web
${indent(6, properties)}
`;
const tags = (mutability: string, mark = ''): string => repository(`ImageTagMutability: ${mutability}`, mark);

testRule(rule, {
  good: {
    'immutable but for caches': repository(
      'ImageTagMutability: IMMUTABLE_WITH_EXCLUSION\nImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: "cache*" }]',
    ),
    'tags that cannot be moved': tags('IMMUTABLE'),
    'tags that cannot be moved, but for some': repository(
      'ImageTagMutability: IMMUTABLE_WITH_EXCLUSION\nImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: cache* }]',
    ),
    'both worlds': tags('!If [IsProd, IMMUTABLE, IMMUTABLE_WITH_EXCLUSION]'),
    'a repository of something else': `Resources:\n  Code: { Type: AWS::CodeCommit::Repository, Properties: { RepositoryName: web } }`,
    'what CDK synthesises': JSON.stringify({
      Resources: {
        Web2A9F0B11: {
          Type: 'AWS::ECR::Repository',
          Properties: { ImageTagMutability: 'IMMUTABLE' },
          UpdateReplacePolicy: 'Retain',
          Metadata: { 'aws:cdk:path': 'Web/Web/Resource' },
        },
      },
    }),
  },
  bad: {
    'immutable but for every tag': repository(
      'ImageTagMutability: IMMUTABLE_WITH_EXCLUSION\nImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: "*" }]',
      'problem',
    ),
    'nothing is said': repository('ImageScanningConfiguration: { ScanOnPush: true }', 'problem'),
    'no properties at all': 'Resources:\n  Web: # problem\n    Type: AWS::ECR::Repository',
    'tags that can be moved': tags('MUTABLE', 'problem'),
    'tags that can be moved, but for some': tags('MUTABLE_WITH_EXCLUSION', 'problem'),
    'nothing is said in one world': tags('!If [IsProd, IMMUTABLE, !Ref AWS::NoValue]', 'problem when IsProd is false'),
    'tags that can be moved in one world': tags('!If [IsProd, IMMUTABLE, MUTABLE]', 'problem when IsProd is false'),
    'tags that can be moved unless told otherwise': tags('!Ref Default', 'problem'),
    'one of the values that a parameter can be': tags('!Ref Few', 'problem when Few is MUTABLE'),
    'the repository is there in one world': tags('MUTABLE', 'problem when IsProd is true').replace(
      '    Type: AWS::ECR',
      '    Condition: IsProd\n    Type: AWS::ECR',
    ),
    'what CDK synthesises': `{
      "Resources": {
        "Web2A9F0B11": { "//": "problem",
          "Type": "AWS::ECR::Repository",
          "Properties": {
            "RepositoryName": "web" },
          "UpdateReplacePolicy": "Retain",
          "Metadata": { "aws:cdk:path": "Web/Web/Resource" }
        }
      }
    }`,
  },
  undecided: {
    'a parameter without a value': tags('!Ref Mutability', 'undecided'),
    'an export of another stack': tags('!ImportValue mutability', 'undecided'),
    'a text with a hole': tags('!Sub "${Mutability}MUTABLE"', 'undecided'),
    'a transform may say it': repository('Fn::Transform: { Name: Repository }', 'undecided'),
  },
});
