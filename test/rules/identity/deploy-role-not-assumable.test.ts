import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/deploy-role-not-assumable.ts';
import { check, testRule } from '../../harness.ts';
import { services, template, trusting } from './fixtures.ts';

const ACCOUNT = '{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }';
const roleOf = (id: string, trust: string): string => `${id}:\n  Type: AWS::IAM::Role\n  Properties:\n    ${trust}\n`;

/** Trust policies of the roles of a pipeline, its action and its stack; marks on the pipeline and the action. */
const delivery = (
  { own = services('codepipeline'), action = trusting(ACCOUNT), stack = services('cloudformation') } = {},
  [pipeline = '', deploy = ''] = ['', ''],
  provider = 'CloudFormation',
  actionRole = '!GetAtt Action.Arn',
): string =>
  template(
    `Pipeline:${pipeline && ` # ${pipeline}`}\n  Type: AWS::CodePipeline::Pipeline\n  Properties:\n    RoleArn: !GetAtt Own.Arn\n    Stages:\n      - Name: Deploy\n        Actions:\n          - Name: Go${deploy && ` # ${deploy}`}\n            ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ${provider}, Version: "1" }\n            RoleArn: ${actionRole}\n            Configuration: { ActionMode: CREATE_UPDATE, RoleArn: !GetAtt Stack.Arn }\n${roleOf('Own', own)}${roleOf('Action', action)}${roleOf('Stack', stack)}`,
  );

/** A deploy in another account, and what the bucket and the key of the artifacts say of it. */
const across = ({
  mark = '',
  bucket = '',
  key = '',
  role = 'arn:aws:iam::444455556666:role/deploys',
  inputs = '[{ Name: Built }]',
} = {}): string =>
  template(
    `Pipeline:\n  Type: AWS::CodePipeline::Pipeline\n  Properties:\n    RoleArn: !GetAtt Own.Arn\n    ArtifactStore: { Type: S3, Location: !Ref Artifacts, EncryptionKey: { Type: KMS, Id: !GetAtt Key.Arn } }\n    Stages:\n      - Name: Deploy\n        Actions:\n          - Name: Go${mark && ` # ${mark}`}\n            ActionTypeId: { Category: Deploy, Owner: AWS, Provider: S3, Version: "1" }\n            RoleArn: ${role}\n            InputArtifacts: ${inputs}\nArtifacts: { Type: AWS::S3::Bucket }\nPolicy:\n  Type: AWS::S3::BucketPolicy\n  Properties: { Bucket: !Ref Artifacts, PolicyDocument: { Statement: [${bucket || statement('s3:*')}] } }\nKey:\n  Type: AWS::KMS::Key\n  Properties: { KeyPolicy: { Statement: [${key || statement('kms:*')}] } }\n${roleOf('Own', services('codepipeline'))}`,
  );
const statement = (action: string, principal = '{ AWS: "arn:aws:iam::444455556666:root" }'): string =>
  `{ Effect: Allow, Action: "${action}", Resource: "*", Principal: ${principal} }`;
const HOME = '{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }';
const OTHER = '{ AWS: "arn:aws:iam::777788889999:root" }';

testRule(rule, {
  good: {
    'bucket and key let the other account in': across(),
    'by its number, or its role': across({
      bucket: statement('s3:Get*', '{ AWS: "444455556666" }'),
      key: statement('kms:Decrypt', '{ AWS: "arn:aws:iam::444455556666:role/deploys" }'),
    }),
    'everybody of the organisation': across({
      bucket: statement('s3:GetObject', '"*"').replace(' }', ', Condition: { StringEquals: { "aws:PrincipalOrgID": o-1 } } }'),
    }),
    'an account that a parameter names, here and there': across({
      role: '!Sub "arn:aws:iam::${Given}:role/deploys"',
      bucket: statement('s3:*', '{ AWS: !Sub "arn:aws:iam::${Given}:root" }'),
      key: statement('kms:*', '{ AWS: !Ref Given }'),
    }),
    'an account that another parameter names': across({ bucket: statement('s3:*', '{ AWS: !Ref Given }') }),
    'a bucket and a key without policies': across()
      .replace(/ {2}Policy:\n {4}Type: AWS::S3::BucketPolicy\n.*\n/, '')
      .replace(/Properties: \{ KeyPolicy: .*/, 'Properties: { Enabled: true }'),
    'a bucket in each region': across({ bucket: statement('s3:*', OTHER) }).replace(
      /ArtifactStore: (\{.*\})\n/,
      'ArtifactStores: [{ Region: eu-west-1, ArtifactStore: $1 }, { Region: us-east-1, ArtifactStore: $1 }]\n',
    ),
    'a role of this account': across({
      role: '!Sub "arn:aws:iam::${AWS::AccountId}:role/deploys"',
      bucket: statement('s3:*', OTHER),
      key: statement('kms:*', OTHER),
    }),
    'a role of which nobody knows the account': across({ role: '!Ref Given', bucket: statement('s3:*', OTHER) }),
    'an action that takes nothing': across({ inputs: '[]', bucket: statement('s3:*', OTHER) }),
    'the account of the pipeline itself': across({ bucket: statement('s3:*', OTHER) }).replace(
      '!GetAtt Own.Arn',
      'arn:aws:iam::444455556666:role/own',
    ),
    'each trusts whoever takes it': delivery(),
    'a role by name': delivery({ action: trusting('{ AWS: !GetAtt Own.Arn }') }),
    'all but a few': delivery({ action: trusting(ACCOUNT).replace('Principal', 'NotPrincipal') }),
    everybody: delivery({ action: trusting('"*"') }),
    'several services': delivery({ own: services('codebuild', 'codepipeline'), stack: services('lambda', 'cloudformation') }),
    'the pipeline acts as itself': delivery({}, undefined, 'CloudFormation', '!GetAtt Own.Arn'),
    'another provider': delivery({ stack: services('lambda') }, undefined, 'ECS'),
    'roles that are not here': template(
      'Pipeline:\n  Type: AWS::CodePipeline::Pipeline\n  Properties: { RoleArn: !Ref Given, Stages: [{ Name: Deploy, Actions: [{ Name: Go, RoleArn: !Ref Given }] }] }',
    ),
    'a service that nobody knows': delivery({ own: trusting('{ Service: !Ref Given }') }),
    'a role without a trust policy': delivery({ own: 'Path: /' }),
  },
  bad: {
    'a bucket for another account': across({ mark: 'problem', bucket: statement('s3:*', OTHER) }),
    'a bucket for this account alone': across({ mark: 'problem', bucket: statement('s3:*', HOME) }),
    'a key for this account alone': across({ mark: 'problem', key: statement('kms:*', HOME) }),
    'only for writing': across({ mark: 'problem', bucket: statement('s3:PutObject') }),
    'a bucket for a service': across({ mark: 'problem', bucket: statement('s3:*', '{ Service: codepipeline.amazonaws.com }') }),
    'denied is not allowed': across({ mark: 'problem', bucket: statement('s3:*').replace('Allow', 'Deny') }),
    'a key for another account': across({ mark: 'problem', key: statement('kms:*', OTHER) }),
    'a key that only locks': across({ mark: 'problem', key: statement('kms:Encrypt') }),
    'a pipeline with the role of builds': delivery({ own: services('codebuild') }, ['problem', '']),
    'an action with a role of services': delivery({ action: services('cloudformation', 'codepipeline') }, ['', 'problem']),
    'an action with such a role, in a pipeline whose own role is a parameter': delivery(
      { action: services('cloudformation', 'codepipeline') },
      ['', 'problem'],
    ).replace('!GetAtt Own.Arn', '!Ref Given'),
    'a stack with the role of builds': delivery({ stack: services('codebuild') }, ['', 'problem']),
    'a role that denies it': delivery({ own: services('codepipeline').replace('Allow', 'Deny') }, ['problem', '']),
    'a role that lets it in one world': delivery(
      { own: services('codepipeline').replace(/Statement: \[(.*)\] \}$/, 'Statement: [!If [IsProd, $1, !Ref "AWS::NoValue"]] }') },
      ['problem when IsProd is false', ''],
    ),
    'in one world': delivery(
      { own: services('x').replace('x.amazonaws.com', '!If [IsProd, codebuild.amazonaws.com, codepipeline.amazonaws.com]') },
      ['problem when IsProd is true', ''],
    ),
  },
  undecided: {},
});

test.each([
  ['that of the role', '444455556666', []],
  ['another one', '111122223333', ['problem']],
])('the account that a stack is made for is %s', (_, account, wanted) => {
  const { findings } = check([rule], across({ bucket: statement('s3:*', OTHER) }), { 'AWS::AccountId': account });
  expect(findings.map(({ outcome }) => outcome)).toEqual(wanted);
});

test('what a bucket or a key lets in, another policy may say too', () => {
  const confidences = (template: string): readonly string[] => check([rule], template).findings.map(({ confidence }) => confidence);
  expect(confidences(across({ bucket: statement('s3:*', OTHER), key: statement('kms:*', OTHER) }))).toEqual(['medium', 'medium']);
  expect(confidences(delivery({ own: services('codebuild') }))).toEqual(['high']);
});
