import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/role-lacks-permission.ts';
import { check, indent, testRule } from '../../harness.ts';
import { allow, managed, ofAws, policy, role, services } from './fixtures.ts';

/** A pipeline of one action that works with the role. */
const pipeline = (provider: string, configuration = '', mark = '', more = '', category = 'Build'): string => `
Pipeline:
  Type: AWS::CodePipeline::Pipeline
  Properties:
    RoleArn: !GetAtt Role.Arn
    Stages:
      - Name: Work
        Actions:
          - Name: Do${mark && ` # ${mark}`}
            ActionTypeId: { Category: ${category}, Owner: AWS, Provider: ${provider}, Version: "1" }
            Configuration: { ${configuration} }
${more && indent(12, more)}
`;
const START = pipeline('CodeBuild', 'ProjectName: !Ref Build');
const STARTS = '["codebuild:StartBuild", "codebuild:BatchGetBuilds"]';
const none = policy(allow('logs:PutLogEvents'));
const onBuild = { on: '!GetAtt Build.Arn' };

const OTHER = 'Other: { Type: AWS::IAM::Role }\n';
/** A policy of its own that lets these roles start builds. */
const starts = (roles: string, type = 'Policy'): string =>
  `Policy:\n  Type: AWS::IAM::${type}\n  Properties:\n    PolicyName: start\n    Roles: ${roles}\n    PolicyDocument: { Statement: [${allow(STARTS)}] }\n`;

/** A project whose build runs this, with the role. */
const build = (commands: readonly string[], properties = '', env = ''): string => `
Build:
  Type: AWS::CodeBuild::Project
  Properties:
    ServiceRole: !GetAtt Role.Arn
${properties && indent(4, properties)}
    Source:
      Type: GITHUB
      BuildSpec: |
        version: 0.2
${env && indent(8, env)}
        phases:
          build:
            commands:
${commands.map((one) => `              - ${one}`).join('\n')}
`;
const BUILDS = services('codebuild');
const runs = (commands: readonly string[], policies = none, more = '', properties = '', env = ''): string =>
  role(policies, build(commands, properties, env) + more, BUILDS);

const SYNC = 'aws s3 sync public s3://web-assets';
const PUSH = 'aws ecr get-login-password | docker login --username AWS --password-stdin 1.dkr.ecr.eu-west-1.amazonaws.com';
const ON_SITE = { on: '"arn:aws:s3:::web-assets/*"' };

const inPartition = (name: string): string => `!Sub "arn:\${AWS::Partition}:iam::aws:policy/${name}"`;

testRule(rule, {
  good: {
    'a pipeline that may start its build': role(policy(allow(STARTS, '', onBuild)), START),
    'a batch': role(policy(allow('["codebuild:StartBuildBatch", "codebuild:BatchGetBuildBatches"]', '', onBuild)), START),
    'by a wildcard': role(policy(allow('codebuild:*Build*')), START),
    'by all but a list': role(policy('{ Effect: Allow, NotAction: "iam:*", Resource: "*" }'), START),
    'by a policy of its own': role(none, START + starts('[!Ref Role]')),
    'a managed policy that nobody can see': role(`${none}${managed('!Ref Given')}`, START),
    'a managed policy of the account': role(`${none}${managed('arn:aws:iam::111122223333:policy/starts')}`, START),
    'one of the account that is called like one of AWS': role(
      `${none}${managed('arn:aws:iam::111122223333:policy/AmazonS3FullAccess')}`,
      START,
    ),
    'a managed policy of AWS that grants it': role(`${none}${managed(ofAws('AWSCodeBuildDeveloperAccess'))}`, START),
    'in whatever partition': role(`${none}${managed(inPartition('AWSCodeBuildDeveloperAccess'))}`, START),
    'one whose name is a parameter': role(`${none}${managed(inPartition('${Given}'))}`, START),
    'one whose name begins with a parameter': role(`${none}${managed(inPartition('${Given}AmazonS3FullAccess'))}`, START),
    'one about the service alone': runs([PUSH], managed(ofAws('service-role/AWSAppRunnerServicePolicyForECRAccess'))),
    'one whose name a parameter says': role(`${none}${managed(`!Sub "${ofAws('${Given}')}"`)}`, START),
    'one that nobody knows': role(`${none}${managed(ofAws('SomethingNew'))}`, START),
    'a condition that only the request can tell': role(
      policy(allow(STARTS, '', { more: 'Condition: { StringEquals: { "aws:ResourceTag/team": "web" } }' })),
      START,
    ),
    'a resource that a parameter says': role(policy(allow(STARTS, '', { on: '!Ref Given' })), START),
    'statements that nobody can see': role('Policies: !Ref Given', START),
    'the role of another account': role(
      none,
      pipeline('CodeBuild', 'ProjectName: web', '', 'RoleArn: "arn:aws:iam::111122223333:role/builds"'),
    ),
    'a provider of somebody else': role(none, pipeline('GitHub', 'Repo: web').replace('Owner: AWS', 'Owner: ThirdParty')),
    'a policy that is attached to whom a parameter says': role(none, START + starts('[!Ref Given]')),
    'to one that is here, and to whom a parameter says': role(none, START + OTHER + starts('[!Ref Other, !Ref Given]')),
    'to whom a parameter says, and one that is here has it, too': role(
      none,
      `${START}${starts('[!Ref Given]', 'ManagedPolicy')}Other: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [!Ref Policy] } }\n`,
    ),
    'its name is handed to other templates': `${role(none, START)}\nOutputs:\n  Name: { Value: !Ref Role, Export: { Name: role } }\n`,
    'its name is handed to a nested stack': role(
      none,
      `${START}Nested:\n  Type: AWS::CloudFormation::Stack\n  Properties: { TemplateURL: "https://x/y.yaml", Parameters: { Role: !Ref Role } }\n`,
    ),
    'deploying to Lambda takes other rights': role(none, pipeline('Lambda', 'FunctionName: web', '', '', 'Deploy')),
    'another mode': role(policy(allow('cloudformation:ExecuteChangeSet')), pipeline('CloudFormation', 'ActionMode: CHANGE_SET_EXECUTE')),
    'what takes no resource is allowed by a star': runs([PUSH], policy(allow('ecr:GetAuthorizationToken'))),
    'or by two': runs([PUSH], policy(allow('ecr:GetAuthorizationToken', '', { on: '"**"' }))),
    'a resource that is no ARN': runs([SYNC], policy(allow('s3:PutObject', '', { on: '"web-*"' }))),
    'or by what nobody can see': runs([PUSH], policy(allow('ecr:GetAuthorizationToken', '', { on: '{ Fn::Transform: { Name: More } }' }))),
    'or by what a parameter says': runs([PUSH], policy(allow('ecr:GetAuthorizationToken', '', { on: '!Ref Given' }))),
    'or by all resources but some': runs([PUSH], policy('{ Effect: Allow, Action: "ecr:*", NotResource: "arn:aws:ecr:*:*:repository/x" }')),
    'a resource that is empty unless somebody fills it in': runs([SYNC], policy(allow('s3:PutObject', '', { on: '!Ref Bucket' }))).replace(
      'Parameters:\n',
      'Parameters:\n  Bucket: { Type: String, Default: "" }\n',
    ),
    'a bucket that the build may write to': runs([SYNC], policy(allow('s3:PutObject', '', ON_SITE))),
    'the API of buckets': runs(
      ['aws s3api put-object --bucket web-assets --key x', 'aws s3api put-bucket-policy --bucket web-assets --policy p'],
      policy(
        allow('s3:PutObject', '', { on: '"arn:aws:s3:::web-assets/x"' }),
        allow('s3:PutBucketPolicy', '', { on: '"arn:aws:s3:::web-assets"' }),
      ),
    ),
    'the API of an access point': runs(
      ['aws s3api put-object --bucket arn:aws:s3:eu-west-1:111122223333:accesspoint/web --key x'],
      policy(allow('s3:PutObject', '', { on: '"arn:aws:s3:eu-west-1:111122223333:accesspoint/web/object/*"' })),
    ),
    'a bucket that only the shell knows': runs(['aws s3 sync public s3://$BUCKET'], policy(allow('s3:PutObject', '', ON_SITE))),
    'and of which a name has a colon': runs(
      ['aws s3 sync public s3://$BUCKET'],
      policy(allow('s3:PutObject', '', { on: '"arn:aws:s3:::web-assets/at/12:00/*"' })),
    ),
    'what the bucket itself allows': runs(
      [SYNC],
      none,
      `Policy:\n  Type: AWS::S3::BucketPolicy\n  Properties:\n    Bucket: web-assets\n    PolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: !GetAtt Role.Arn }, Action: "s3:PutObject", Resource: "arn:aws:s3:::web-assets/*" }] }\n`,
    ),
    'what the bucket may allow to some': runs(
      [SYNC],
      none,
      `Policy:\n  Type: AWS::S3::BucketPolicy\n  Properties:\n    Bucket: web-assets\n    PolicyDocument: { Statement: [{ Effect: Allow, Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::web-assets/*", Condition: { StringEquals: { "aws:PrincipalOrgID": o-1 } } }] }\n`,
    ),
    'other credentials': runs(['export AWS_PROFILE=site', SYNC]),
    'a role that the build takes': runs(['aws sts assume-role --role-arn arn:aws:iam::111122223333:role/site > role.json', SYNC]),
    'a script that sets them': runs(['source ./env.sh', SYNC]),
    'a script that is called so': runs(['./assume-role.sh', SYNC]),
    'keys of the project': runs(
      [SYNC],
      none,
      '',
      'Environment: { EnvironmentVariables: [{ Name: AWS_ACCESS_KEY_ID, Value: !Ref Given }] }',
    ),
    'a profile of the command': runs([`${SYNC} --profile site`]),
    'a profile that is written': runs(['cat site >> ~/.aws/credentials', SYNC]),
    'in a branch': runs([`if [ "$STAGE" = prod ]; then ${SYNC}; fi`]),
    'only where something else failed': runs([`test -f skip || ${SYNC}`]),
    'a trial': runs([`${SYNC} --dryrun`]),
    'reading what may be public': runs(['aws s3 cp s3://web-assets/x .', 'aws s3api get-object --bucket web-assets --key x x']),
    'what anybody may do': runs(['aws sts get-caller-identity', 'aws kms decrypt --ciphertext-blob fileb://x']),
    'a word that the shell knows': runs(['aws $SERVICE create-thing', 'aws help', 'aws unknown do-it']),
    'no role that is here to read': role(none, build([SYNC]).replace('!GetAtt Role.Arn', 'arn:aws:iam::111122223333:role/builds')),
  },
  bad: {
    'a star among other things is no star': runs([`${PUSH} # problem`], policy(allow('ecr:*', '', { on: '"arn:aws:ecr:*:*:*"' }))),
    'nor is one at both ends': runs([`${PUSH} # problem`], policy(allow('ecr:*', '', { on: '"*:repository/*"' }))),
    'nor is an ARN of which a part is a parameter': runs(
      [`${PUSH} # problem`],
      policy(allow('ecr:*', '', { on: '!Sub "arn:aws:ecr:eu-west-1:111122223333:repository/${Given}"' })),
    ),
    'a policy of another role that is here': role(
      none,
      pipeline('CodeBuild', 'ProjectName: web', 'problem') + OTHER + starts('[!Ref Other]'),
    ),
    'a policy of others that are here, in one world': role(
      none,
      pipeline('CodeBuild', 'ProjectName: web', 'problem when IsProd is true') + OTHER + starts('[!If [IsProd, !Ref Other, !Ref Given]]'),
    ),
    'a policy of whom a parameter says, about something else': role(
      none,
      pipeline('CodeBuild', 'ProjectName: web', 'problem') + starts('[!Ref Given]').replace(STARTS, '"codebuild:ListProjects"'),
    ),
    'a policy of two roles that are here': role(
      none,
      `${pipeline('CodeBuild', 'ProjectName: web', 'problem')}${OTHER}Third: { Type: AWS::IAM::Role }\n${starts('[!Ref Other, !Ref Third]')}`,
    ),
    'a policy that is attached to nobody': role(none, pipeline('CodeBuild', 'ProjectName: web', 'problem') + starts('[]', 'ManagedPolicy')),
    'its ARN is handed on, by which nobody attaches anything': `${role(none, pipeline('CodeBuild', 'ProjectName: web', 'problem'))}\nOutputs:\n  Arn: { Value: !GetAtt Role.Arn }\n  Region: { Value: !Ref AWS::Region }\n  Account: { Value: !Ref AWS::AccountId }\n  Given: { Value: !Ref Given }\n`,
    'a pipeline that may not start its build': role(none, pipeline('CodeBuild', 'ProjectName: !Ref Build', 'problem')),
    'one that cannot see how it goes': role(policy(allow('codebuild:StartBuild')), pipeline('CodeBuild', 'ProjectName: web', 'problem')),
    'on another kind of thing': role(
      policy(allow(STARTS, '', { on: '"arn:aws:codebuild:eu-west-1:111122223333:report-group/*"' })),
      pipeline('CodeBuild', 'ProjectName: web', 'problem'),
    ),
    'on another kind of thing, however it is called': role(
      policy(allow(STARTS, '', { on: '!Sub "arn:aws:codebuild:eu-west-1:111122223333:report-group/${Given}"' })),
      pipeline('CodeBuild', 'ProjectName: web', 'problem'),
    ),
    'a managed policy that is here, and about something else': role(
      `${none}${managed('!Ref Policy')}`,
      pipeline('CodeBuild', 'ProjectName: web', 'problem') + starts('[]', 'ManagedPolicy').replace(STARTS, '"logs:*"'),
    ),
    'a managed policy that has it, in one world': role(
      `${none}ManagedPolicyArns: !If [IsProd, [!Ref Policy], []]\n`,
      pipeline('CodeBuild', 'ProjectName: web', 'problem when IsProd is false') + starts('[]', 'ManagedPolicy'),
    ),
    'a managed policy of AWS about something else': role(
      managed(ofAws('AmazonS3FullAccess')),
      pipeline('CodeBuild', 'ProjectName: web', 'problem'),
    ),
    'one of AWS in whatever partition': role(
      managed(inPartition('AmazonS3FullAccess')),
      pipeline('CodeBuild', 'ProjectName: web', 'problem'),
    ),
    'as the CDK writes it': role(
      managed('!Join ["", ["arn:", !Ref AWS::Partition, ":iam::aws:policy/AmazonS3FullAccess"]]'),
      pipeline('CodeBuild', 'ProjectName: web', 'problem'),
    ),
    'one that has a path': role(
      managed(ofAws('service-role/AWSLambdaBasicExecutionRole')),
      pipeline('CodeBuild', 'ProjectName: web', 'problem'),
    ),
    'a managed policy that nobody can see, in one world': role(
      `${none}ManagedPolicyArns: !If [IsProd, [!Ref Given], []]\n`,
      pipeline('CodeBuild', 'ProjectName: web', 'problem when IsProd is false'),
    ),
    'what is denied is not allowed': role(
      policy(allow('logs:*'), '{ Effect: Deny, Action: "codebuild:*", Resource: "*" }'),
      pipeline('CodeBuild', 'ProjectName: web', 'problem'),
    ),
    'in one world': role(
      policy(`!If [IsProd, ${allow(STARTS)}, ${allow('logs:*')}]`),
      pipeline('CodeBuild', 'ProjectName: web', 'problem when IsProd is false'),
    ),
    'a mode': role(none, pipeline('CloudFormation', 'ActionMode: CHANGE_SET_EXECUTE', 'problem')),
    'a role for a stack': role(
      policy(allow('["cloudformation:CreateStack", "cloudformation:UpdateStack"]')),
      pipeline('CloudFormation', 'ActionMode: CREATE_UPDATE, RoleArn: "arn:aws:iam::111122223333:role/stacks"', 'problem'),
    ),
    'a function that is invoked': role(none, pipeline('Lambda', 'FunctionName: web', 'problem', '', 'Invoke')),
    'artifacts of a pipeline': role(
      policy(allow(STARTS)),
      pipeline('CodeBuild', 'ProjectName: web', '', 'OutputArtifacts: [{ Name: Built }]').replace(
        '    Stages:',
        '    ArtifactStore: { Type: S3, Location: artifacts } # problem\n    Stages:',
      ),
    ),
    'the source of a build': role(
      none,
      '\nBuild:\n  Type: AWS::CodeBuild::Project\n  Properties:\n    ServiceRole: !GetAtt Role.Arn\n    Source: { Type: CODEPIPELINE, BuildSpec: other.yml } # problem\n',
      BUILDS,
    ),
    'a bucket that the build may not write to': runs([`${SYNC} # problem`]),
    'another bucket': runs([`${SYNC} # problem`], policy(allow('s3:PutObject', '', { on: '"arn:aws:s3:::web-logs/*"' }))),
    'the bucket, and not what lies in it': runs(
      [`${SYNC} # problem`],
      policy(allow('s3:PutObject', '', { on: '"arn:aws:s3:::web-assets"' })),
    ),
    'another folder': runs(
      ['aws s3 cp x s3://web-assets/blue/x # problem'],
      policy(allow('s3:PutObject', '', { on: '"arn:aws:s3:::web-assets/green/*"' })),
    ),
    'deleting is no putting': runs(['aws s3 rm s3://web-assets/x # problem'], policy(allow('s3:PutObject', '', ON_SITE))),
    'the API of buckets': runs(
      ['aws s3api put-object --bucket web-assets --key x --body x # problem'],
      policy(allow('s3:PutObject', '', { on: '"arn:aws:s3:::web-logs/*"' })),
    ),
    'the API of buckets, of one that is called alike': runs(
      ['aws s3api put-bucket-policy --bucket web-assets --policy p # problem'],
      policy(allow('s3:PutBucketPolicy', '', { on: '"arn:aws:s3:::web-assets-logs"' })),
    ),
    'the API of buckets, of what lies in it': runs(
      ['aws s3api put-object --bucket web-assets --key x # problem'],
      policy(allow('s3:PutObject', '', { on: '"arn:aws:s3:::web-assets"' })),
    ),
    'the API of buckets, of the bucket itself': runs(
      ['aws s3api put-bucket-policy --bucket web-assets --policy p # problem'],
      policy(allow('s3:PutBucketPolicy', '', { on: '"arn:aws:s3:::web-assets/*"' })),
    ),
    'after another one': runs([`npm run build && ${SYNC} # problem`]),
    'where the build has not failed': runs([`if [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]; then ${SYNC}; fi # problem`]),
    'beside a script that sets up a tool': runs(['. ~/.nvm/nvm.sh', `${SYNC} # problem`]),
    'a login to the registry': runs([`${PUSH} # problem`]),
    'that takes no resource': runs([`${PUSH} # problem`], policy(allow('ecr:*', '', { on: '!GetAtt Repository.Arn' }))),
    'once for each right': runs([`${PUSH} # problem`, PUSH]),
    'under the name that the CLI has for a service': runs([
      'aws --region eu-west-1 deploy create-deployment --application-name web # problem',
    ]),
    'a secret': runs(
      ['./build.sh'],
      none,
      '',
      '',
      'env:\n  secrets-manager:\n    TOKEN: web/token # problem\n  parameter-store:\n    KEY: /web/key # problem',
    ),
    'a parameter is not parameters': runs(['aws ssm get-parameter --name /web/key # problem'], policy(allow('ssm:GetParameters'))),
  },
  undecided: {},
});

test.each([
  [
    role(none, START),
    'needs codebuild:StartBuild or codebuild:StartBuildBatch and codebuild:BatchGetBuilds or codebuild:BatchGetBuildBatches, which no policy of its role Role allows',
    'high',
  ],
  [runs([SYNC]), 'needs s3:PutObject, which no policy of its role Role allows', 'medium'],
  [runs([PUSH]), 'needs ecr:GetAuthorizationToken, which no policy of its role Role allows', 'medium'],
  [
    role(none, pipeline('StepFunctions', 'StateMachineArn: !Ref Machine', '', '', 'Invoke')),
    'needs states:StartExecution, which no policy of its role Role allows',
    'medium',
  ],
])('it says which right, of which role, and how sure that is', (input, message, confidence) => {
  const [finding] = check([rule], input).findings;
  expect(finding).toMatchObject({ message, confidence, fix: expect.stringMatching(/^Allow \w.* in a policy of Role, on what/) });
});
