import rule from '../../../src/rules/integrity/artifact-bucket-unversioned.ts';
import { testRule, yaml } from '../../harness.ts';

interface Parts {
  readonly mark?: string;
  readonly store?: string;
  readonly more?: string;
}

/** A bucket that a pipeline may keep its artifacts in; the mark stands on the bucket. */
const bucket = (
  properties: string,
  { mark = '', store = 'ArtifactStore: { Type: S3, Location: !Ref Artifacts }', more = '' }: Parts = {},
): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Status: { Type: String }
    Few: { Type: String, AllowedValues: [Enabled, Suspended] }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Other: { Type: AWS::S3::Bucket }
    Artifacts: ${mark && `# ${mark}`}
      Type: AWS::S3::Bucket
      ${properties && `Properties: ${properties}`}
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        ${store}
    ${more}
`;
const status = (value: string, parts: Parts = {}): string => bucket(`{ VersioningConfiguration: { Status: ${value} } }`, parts);
const problem = { mark: 'problem' };

const SOURCE =
  'Second: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Name: Source, Actions: [{ Name: Source, ActionTypeId: { Category: Source, Owner: AWS, Provider: S3 }, Configuration: { S3Bucket: !Ref Artifacts } }] }] } }';

testRule(rule, {
  good: {
    'the source of another pipeline, which is told alone': bucket('', { more: SOURCE }),
    'keeps versions': status('Enabled'),
    'no pipeline': bucket('', { store: 'Name: web' }),
    'the pipeline keeps its artifacts elsewhere': bucket('', { store: 'ArtifactStore: { Type: S3, Location: artifacts-of-the-account }' }),
    'nobody knows where the pipeline keeps its artifacts': bucket('', { store: 'ArtifactStore: { Type: S3, Location: !Ref Status }' }),
    'one of two buckets of that name': {
      'one.yaml': 'Resources: { Artifacts: { Type: AWS::S3::Bucket, Properties: { BucketName: artifacts } } }',
      'two.yaml': 'Resources: { Artifacts: { Type: AWS::S3::Bucket, Properties: { BucketName: artifacts } } }',
      'pipeline.yaml': bucket('', { store: 'ArtifactStore: { Type: S3, Location: artifacts }' }),
    },
    'a source of the pipeline': bucket('', {
      store:
        'Stages: [{ Name: Source, Actions: [{ Name: Code, ActionTypeId: { Category: Source, Owner: AWS, Provider: S3 }, Configuration: { S3Bucket: !Ref Artifacts } }] }]',
    }),
  },
  bad: {
    'a source of another pipeline in one world': bucket('', {
      mark: 'problem when IsProd is false',
      more: SOURCE.replace('Provider: S3', 'Provider: !If [IsProd, S3, CodeCommit]'),
    }),
    'nothing is said': bucket('', problem),
    'nothing is said of versions': bucket('{ BucketName: artifacts }', problem),
    'by its name': bucket('{ BucketName: artifacts }', { ...problem, store: 'ArtifactStore: { Type: S3, Location: artifacts }' }),
    suspended: status('Suspended', problem),
    'one for each region': bucket('', {
      ...problem,
      store:
        'ArtifactStores: [{ Region: eu-west-1, ArtifactStore: { Type: S3, Location: elsewhere } }, { Region: eu-central-1, ArtifactStore: { Type: S3, Location: !Ref Artifacts } }]',
    }),
    'of two pipelines, once': bucket('', {
      ...problem,
      more: 'Second: { Type: AWS::CodePipeline::Pipeline, Properties: { ArtifactStore: { Type: S3, Location: !Ref Artifacts } } }',
    }),
    'versions in one world': status('!If [IsProd, Enabled, Suspended]', { mark: 'problem when IsProd is false' }),
    'one of the values that a parameter can be': status('!Ref Few', { mark: 'problem when Few is Suspended' }),
    'keeps artifacts in one world': bucket('', {
      mark: 'problem when IsProd is true',
      store: 'ArtifactStore: { Type: S3, Location: !If [IsProd, !Ref Artifacts, elsewhere] }',
    }),
    'another bucket in each world': bucket('', {
      mark: 'problem when IsProd is true',
      store: 'ArtifactStore: { Type: S3, Location: !If [IsProd, !Ref Artifacts, !Ref Other] }',
    }).replace('Other: { Type: AWS::S3::Bucket }', 'Other: { Type: AWS::S3::Bucket } # problem when IsProd is false'),
    'the pipeline is there in one world': bucket('', { mark: 'problem when IsProd is true' }).replace(
      'Type: AWS::CodePipeline',
      'Condition: IsProd\n    Type: AWS::CodePipeline',
    ),
    'as the AWS CLI is called': yaml`
      version: 0.2
      phases:
        build:
          commands:
            - aws s3api create-bucket --bucket artifacts # problem
            - >-
              aws codepipeline create-pipeline --pipeline
              '{"name": "web", "roleArn": "arn:aws:iam::111122223333:role/web", "artifactStore": {"type": "S3", "location": "artifacts"}, "stages": []}'
    `,
  },
  undecided: {
    'a parameter without a value': status('!Ref Status', { mark: 'undecided' }),
    'an export of another stack': status('!ImportValue versioning', { mark: 'undecided' }),
  },
});
