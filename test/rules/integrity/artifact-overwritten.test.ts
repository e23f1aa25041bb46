import rule from '../../../src/rules/integrity/artifact-overwritten.ts';
import { testRule, yaml } from '../../harness.ts';

interface Parts {
  readonly bucket?: string;
  readonly buildspec?: string;
  readonly more?: string;
}

/** A project with artifacts, where the mark stands. */
const project = (artifacts: string, mark = '', { bucket = '', buildspec = '{ files: [app.zip] }', more = '' }: Parts = {}): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Namespace: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Bucket: { Type: AWS::S3::Bucket${bucket && `, Properties: { VersioningConfiguration: ${bucket} }`} }
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Artifacts: { Location: !Ref Bucket, ${artifacts} }${mark && ` # ${mark}`}
        Source:
          Type: GITHUB
          BuildSpec: |
            version: 0.2
            phases: { build: { commands: [make] } }
            artifacts: ${buildspec}
    ${more}
`;

testRule(rule, {
  good: {
    'a folder for each build': project('Type: S3, NamespaceType: BUILD_ID'),
    'a bucket that keeps versions': project('Type: S3, Name: web.zip', '', { bucket: '{ Status: Enabled }' }),
    'a name that the buildspec makes': project('Type: S3, OverrideArtifactName: true', '', {
      buildspec: '{ files: [app.zip], name: web-$CODEBUILD_BUILD_NUMBER }',
    }),
    'a name that the buildspec makes by a command': project('Type: S3, OverrideArtifactName: true', '', {
      buildspec: '{ files: [app.zip], name: "web-`date +%s`" }',
    }),
    'of a pipeline': project('Type: CODEPIPELINE'),
    none: project('Type: NO_ARTIFACTS'),
    'nothing is said': project('Name: web'),
    'a site at the root of a bucket': project('Type: S3, Name: /'),
    'a site that is left unencrypted': project('Type: S3, Name: web, EncryptionDisabled: true'),
    'no files': project('Type: S3', '', { buildspec: '{ name: web }' }),
    'a pipeline runs it': project('Type: S3', '', {
      more: `Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - Name: Build
            Actions:
              - Name: Build
                ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1' }
                Configuration: { ProjectName: !Ref Build }`,
    }),
  },
  bad: {
    'one name': project('Type: S3, Name: web.zip, Packaging: ZIP', 'problem'),
    'no name': project('Type: S3', 'problem'),
    'no folder for each build': project('Type: S3, NamespaceType: NONE', 'problem'),
    'versions are suspended': project('Type: S3', 'problem', { bucket: '{ Status: Suspended }' }),
    'a fixed name in the buildspec': project('Type: S3, OverrideArtifactName: true', 'problem', {
      buildspec: '{ files: [app.zip], name: web }',
    }),
    'a name in the buildspec that does not count': project('Type: S3', 'problem', {
      buildspec: '{ files: [app.zip], name: web-$CODEBUILD_BUILD_NUMBER }',
    }),
    'in one world': project('Type: S3, NamespaceType: !If [IsProd, BUILD_ID, NONE]', 'problem when IsProd is false'),
    'secondary artifacts': yaml`
      Resources:
        Bucket: { Type: AWS::S3::Bucket }
        Build:
          Type: AWS::CodeBuild::Project
          Properties:
            Artifacts: { Type: NO_ARTIFACTS }
            SecondaryArtifacts:
              - { Type: S3, Location: !Ref Bucket, ArtifactIdentifier: docs, NamespaceType: BUILD_ID }
              - { Type: S3, Location: !Ref Bucket, ArtifactIdentifier: web } # problem
            Source: { Type: GITHUB, BuildSpec: elsewhere.yml }
    `,
  },
  undecided: {
    'a bucket that is defined elsewhere': project('Type: S3', 'undecided').replace('!Ref Bucket', 'builds'),
    'a namespace that nobody knows': project('Type: S3, NamespaceType: !Ref Namespace', 'undecided'),
  },
});
