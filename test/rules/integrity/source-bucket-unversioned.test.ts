import rule from '../../../src/rules/integrity/source-bucket-unversioned.ts';
import { testRule, yaml } from '../../harness.ts';

interface Parts {
  readonly mark?: string;
  readonly category?: string;
  readonly provider?: string;
  readonly configuration?: string;
}

/** A bucket and a pipeline that may take its source from it; the mark stands on the bucket. */
const bucket = (
  properties: string,
  { mark = '', category = 'Source', provider = 'S3', configuration = '{ S3Bucket: !Ref Uploads, S3ObjectKey: web.zip }' }: Parts = {},
): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Status: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Artifacts: { Type: AWS::S3::Bucket }
    Uploads: ${mark && `# ${mark}`}
      Type: AWS::S3::Bucket
      ${properties && `Properties: ${properties}`}
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        ArtifactStore: { Type: S3, Location: !Ref Artifacts }
        Stages:
          - Name: First
            Actions:
              - Name: Upload
                ActionTypeId: { Category: ${category}, Owner: AWS, Provider: ${provider}, Version: '1' }
                Configuration: ${configuration}
`;
const status = (value: string, parts: Parts = {}): string => bucket(`{ VersioningConfiguration: { Status: ${value} } }`, parts);
const problem = { mark: 'problem' };

testRule(rule, {
  good: {
    'keeps versions': status('Enabled'),
    'deployed to': bucket('', { category: 'Deploy', configuration: '{ BucketName: !Ref Uploads, Extract: true }' }),
    'named by an action that is no source': bucket('', { category: 'Deploy' }),
    'named by another source': bucket('', { provider: 'CodeCommit' }),
    'a bucket that is defined elsewhere': bucket('', { configuration: '{ S3Bucket: uploads, S3ObjectKey: web.zip }' }),
    'a bucket that nobody knows': bucket('', { configuration: '{ S3Bucket: !Ref Status, S3ObjectKey: web.zip }' }),
  },
  bad: {
    'nothing is said': bucket('', problem),
    suspended: status('Suspended', problem),
    'by its name': bucket('{ BucketName: uploads }', { ...problem, configuration: '{ S3Bucket: uploads, S3ObjectKey: web.zip }' }),
    'versions in one world': status('!If [IsProd, Enabled, Suspended]', { mark: 'problem when IsProd is false' }),
    'a source in one world': bucket('', {
      mark: 'problem when IsProd is true',
      configuration: '{ S3Bucket: !If [IsProd, !Ref Uploads, elsewhere], S3ObjectKey: web.zip }',
    }),
    'the action is there in one world': bucket('', { mark: 'problem when IsProd is true' })
      .replace('- Name: Upload', '- Fn::If:\n              - IsProd\n              - Name: Upload')
      .replace(/\n {14}(ActionTypeId|Configuration)/g, '\n                $1')
      .replace(/$/, '\n              - !Ref AWS::NoValue'),
  },
  undecided: {
    'a parameter without a value': status('!Ref Status', { mark: 'undecided' }),
  },
});
