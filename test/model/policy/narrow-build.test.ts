import { expect, test } from 'vitest';
import { narrowPolicy } from '../../../src/model/policy/narrow.ts';
import { type Input, read } from '../../harness.ts';

/** Each statement as one line: its actions without their service where all have one, and its resources. */
function statements(input: Input): string[] {
  const model = read(input);
  const [role] = model.all('role');
  const text = role ? narrowPolicy(role, model) : '';
  return text
    .split(/^- Effect: Allow\n/m)
    .filter(Boolean)
    .map((one) =>
      [...one.matchAll(/Action: \[(.*)\]|(?:Resource:|-) ([!"].*)/g)]
        .map(([, actions, on]) => actions ?? (on ?? '').replace(/^!Sub /, '').replaceAll('${AWS::', '${'))
        .join(' on '),
    );
}

const project = (properties: string): string =>
  `Parameters: { Store: { Type: String } }
Resources:
  Role: { Type: AWS::IAM::Role }
  Repo: { Type: AWS::CodeCommit::Repository, Properties: { RepositoryName: web } }
  Images: { Type: AWS::ECR::Repository }
  P:
    Type: AWS::CodeBuild::Project
    Properties: { Name: web, ServiceRole: !GetAtt Role.Arn, LogsConfig: { CloudWatchLogs: { Status: DISABLED } }, ${properties} }
`;

const BUILDSPEC = 'BuildSpec: "version: 0.2"';
const ACL = 's3:GetBucketAcl, s3:GetBucketLocation';

test.each<[what: string, properties: string, expected: string[]]>([
  ['nothing', `Source: { Type: NO_SOURCE, ${BUILDSPEC} }`, []],
  [
    'a source in a bucket',
    `Source: { Type: S3, Location: "uploads/web.zip", ${BUILDSPEC} }`,
    ['s3:GetObject, s3:GetObjectVersion on "arn:${Partition}:s3:::uploads/*"', `${ACL} on "arn:\${Partition}:s3:::uploads"`],
  ],
  [
    'a repository of CodeCommit',
    `Source: { Type: CODECOMMIT, Location: "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/web", ${BUILDSPEC} }`,
    ['codecommit:GitPull on "arn:${Partition}:codecommit:${Region}:${AccountId}:web"'],
  ],
  [
    'one of the template',
    `Source: { Type: CODECOMMIT, Location: !GetAtt Repo.CloneUrlHttp, ${BUILDSPEC} }`,
    ['codecommit:GitPull on "arn:${Partition}:codecommit:${Region}:${AccountId}:${Repo.Name}"'],
  ],
  [
    'one that is put together',
    `Source: { Type: CODECOMMIT, Location: !Sub "https://git-codecommit.\${AWS::Region}.amazonaws.com/v1/repos/\${Repo.Name}", ${BUILDSPEC} }`,
    ['codecommit:GitPull on "arn:${Partition}:codecommit:${Region}:${AccountId}:${Repo.Name}"'],
  ],
  [
    'one that nobody can read',
    `Source: { Type: CODECOMMIT, Location: !ImportValue repo, ${BUILDSPEC} }`,
    ['codecommit:GitPull on "arn:${Partition}:codecommit:${Region}:${AccountId}:NAME"'],
  ],
  [
    'one that is no repository of CodeCommit',
    `Source: { Type: CODECOMMIT, Location: "https://example.com/web.git", ${BUILDSPEC} }`,
    ['codecommit:GitPull on "arn:${Partition}:codecommit:${Region}:${AccountId}:NAME"'],
  ],
  [
    'another one as well',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, SecondarySources: [{ SourceIdentifier: more, Type: S3, Location: more/x.zip }]`,
    ['s3:GetObject, s3:GetObjectVersion on "arn:${Partition}:s3:::more/*"', `${ACL} on "arn:\${Partition}:s3:::more"`],
  ],
  [
    'a connection',
    `Source: { Type: GITHUB, Location: "https://github.com/o/r.git", Auth: { Type: CODECONNECTIONS, Resource: "arn:aws:codestar-connections:eu-west-1:111122223333:connection/x" }, ${BUILDSPEC} }`,
    [
      'codestar-connections:GetConnection, codestar-connections:GetConnectionToken on "arn:aws:codestar-connections:eu-west-1:111122223333:connection/x"',
    ],
  ],
  [
    'a connection of either name',
    `Source: { Type: GITHUB, Location: "https://github.com/o/r.git", Auth: { Type: CODECONNECTIONS, Resource: !Ref Connection }, ${BUILDSPEC} }`,
    [
      'codeconnections:GetConnection, codeconnections:GetConnectionToken, codestar-connections:GetConnection, codestar-connections:GetConnectionToken on !Ref Connection',
    ],
  ],
  [
    'a token in a secret',
    `Source: { Type: GITHUB, Location: "https://github.com/o/r.git", Auth: { Type: SECRETS_MANAGER, Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:git-x" }, ${BUILDSPEC} }`,
    ['secretsmanager:GetSecretValue on "arn:aws:secretsmanager:eu-west-1:111122223333:secret:git-x"'],
  ],
  [
    'artifacts in a bucket',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, Artifacts: { Type: S3, Location: !Ref Store }`,
    ['s3:PutObject on "arn:${Partition}:s3:::${Store}/*"', `${ACL} on "arn:\${Partition}:s3:::\${Store}"`],
  ],
  [
    'artifacts that are locked with a key',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, EncryptionKey: !GetAtt Key.Arn, SecondaryArtifacts: [{ ArtifactIdentifier: a, Type: S3, Location: web }]`,
    [
      's3:PutObject on "arn:${Partition}:s3:::web/*"',
      `${ACL} on "arn:\${Partition}:s3:::web"`,
      'kms:Decrypt, kms:GenerateDataKey on !GetAtt Key.Arn',
    ],
  ],
  [
    'artifacts of a pipeline',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, EncryptionKey: !GetAtt Key.Arn, Artifacts: { Type: CODEPIPELINE }`,
    [],
  ],
  [
    'a cache in a bucket',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, Cache: { Type: S3, Location: !Sub "\${Store}/cache" }`,
    ['s3:GetObject, s3:PutObject on "arn:${Partition}:s3:::${Store}/*"', `${ACL} on "arn:\${Partition}:s3:::\${Store}"`],
  ],
  ['a cache of its own', `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, Cache: { Type: LOCAL, Modes: [LOCAL_SOURCE_CACHE] }`, []],
  [
    'reports',
    `Source: { Type: NO_SOURCE, BuildSpec: "version: 0.2\\nreports: { unit: { files: ['*.xml'] } }" }`,
    [
      'codebuild:BatchPutCodeCoverages, codebuild:BatchPutTestCases, codebuild:CreateReport, codebuild:CreateReportGroup, codebuild:UpdateReport on "arn:${Partition}:codebuild:${Region}:${AccountId}:report-group/web-*"',
    ],
  ],
  [
    'reports of a group that is there',
    `Source: { Type: NO_SOURCE, BuildSpec: "version: 0.2\\nreports: { 'arn:aws:codebuild:eu-west-1:111122223333:report-group/all': { files: ['*.xml'] } }" }`,
    [
      'codebuild:BatchPutCodeCoverages, codebuild:BatchPutTestCases, codebuild:CreateReport, codebuild:CreateReportGroup, codebuild:UpdateReport on "arn:aws:codebuild:eu-west-1:111122223333:report-group/all"',
    ],
  ],
  [
    'an image of its own',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, Environment: { ImagePullCredentialsType: SERVICE_ROLE, Image: !Sub "\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/\${Images}:1" }`,
    [
      'ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer on "arn:${Partition}:ecr:${Region}:${AccountId}:repository/${Images}"',
      'ecr:GetAuthorizationToken on "*"',
    ],
  ],
  [
    'an image of another account',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, Environment: { ImagePullCredentialsType: SERVICE_ROLE, Image: "444455556666.dkr.ecr.eu-west-1.amazonaws.com/tools/node@sha256:0" }`,
    [
      'ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer on "arn:${Partition}:ecr:${Region}:444455556666:repository/tools/node"',
      'ecr:GetAuthorizationToken on "*"',
    ],
  ],
  [
    'an image that CodeBuild takes itself',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, Environment: { Image: "444455556666.dkr.ecr.eu-west-1.amazonaws.com/tools:1" }`,
    [],
  ],
  [
    'an image of another registry',
    `Source: { Type: NO_SOURCE, ${BUILDSPEC} }, Environment: { ImagePullCredentialsType: SERVICE_ROLE, Image: "example.com/tools:1", RegistryCredential: { CredentialProvider: SECRETS_MANAGER, Credential: hub } }`,
    ['secretsmanager:GetSecretValue on "arn:${Partition}:secretsmanager:${Region}:${AccountId}:secret:hub-*"'],
  ],
])('a build with %s', (_, properties, expected) => expect(statements(project(properties))).toEqual(expected));

test('logs in a bucket', () => {
  const logs = (status: string): string =>
    project(`Source: { Type: NO_SOURCE, ${BUILDSPEC} }`).replace(
      'Status: DISABLED } }',
      `Status: DISABLED }, S3Logs: { Status: ${status}, Location: logs/builds } }`,
    );
  expect([statements(logs('ENABLED')), statements(logs('DISABLED'))]).toEqual([
    ['s3:PutObject on "arn:${Partition}:s3:::logs/*"', `${ACL} on "arn:\${Partition}:s3:::logs"`],
    [],
  ]);
});

test('a role of another template has no names of this one, and pseudo parameters all the same', () => {
  const build = (name: string): string => `Resources:
  Store: { Type: AWS::S3::Bucket }
  P:
    Type: AWS::CodeBuild::Project
    Properties: { ${name}ServiceRole: !Sub "arn:aws:iam::\${AWS::AccountId}:role/builds", Artifacts: { Type: S3, Location: !Ref Store }, Source: { Type: NO_SOURCE, ${BUILDSPEC} } }
`;
  const role = 'Resources: { Role: { Type: AWS::IAM::Role, Properties: { RoleName: builds } } }\n';
  const bucket = ['s3:PutObject on "arn:${Partition}:s3:::NAME/*"', `${ACL} on "arn:\${Partition}:s3:::NAME"`];
  const logs = (of: string): string => {
    const group = `"arn:\${Partition}:logs:\${Region}:\${AccountId}:log-group:/aws/codebuild/${of}`;
    return `logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents on ${group}" on ${group}:*"`;
  };
  expect(statements({ 'a.yaml': role, 'b.yaml': build('') })).toEqual([...bucket, logs('NAME')]);
  const named = build('Name: !Sub "web-${AWS::Region}", ');
  expect(statements({ 'a.yaml': role, 'b.yaml': named })).toEqual([...bucket, logs('web-${Region}')]);
  const answer = JSON.stringify({
    Role: { RoleName: 'builds', Arn: 'arn:aws:iam::111122223333:role/builds', AssumeRolePolicyDocument: {} },
  });
  expect(statements({ 'a.json': answer, 'b.yaml': named.replace('${AWS::AccountId}', '111122223333') }).join('\n')).toContain(
    '"arn:aws:logs:REGION:ACCOUNT:log-group:/aws/codebuild/NAME"',
  );
});
