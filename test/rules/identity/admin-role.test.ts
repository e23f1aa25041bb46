import { expect, test } from 'vitest';
import rule from '../../../src/rules/identity/admin-role.ts';
import { check, indent, testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

const allow = (principal: string, more = ''): string =>
  `AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: ${principal}, Action: "sts:AssumeRole"${more} }] }`;
const service = (...names: string[]): string => allow(`{ Service: [${names.map((name) => `${name}.amazonaws.com`).join(', ')}] }`);
const BUILDS = service('codebuild');
const STACKS = service('cloudformation');

/** A template with one role: who may assume it, what it may do, and what else there is. */
const role = (trust: string, properties: string, more = ''): string => `${HEAD}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
${indent(6, trust)}
${indent(6, properties)}
${more && indent(2, more)}
`;

/** An inline policy of one statement; the mark stands on the statement, where it is reported. */
const inline = (statement: string, mark = ''): string =>
  `Policies:\n  - PolicyName: root\n    PolicyDocument:\n      Statement:\n        - ${statement}${mark && ` # ${mark}`}`;
const ALL = '{ Effect: Allow, Action: "*", Resource: "*" }';
const everything = (mark = ''): string => inline(ALL, mark);
const builds = (statement: string, mark = ''): string => role(BUILDS, inline(statement, mark));
const managed = (arn: string, mark = ''): string => `ManagedPolicyArns:\n  - ${arn}${mark && ` # ${mark}`}`;
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';

const limit = (statement: string): string =>
  `Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [${statement}] } } }`;

/** A role that trusts nobody we know, and what works with it. */
const NOBODY = allow('{ Service: lambda.amazonaws.com }');
const project = (to = '!GetAtt Role.Arn') => `Build: { Type: AWS::CodeBuild::Project, Properties: { ServiceRole: ${to} } }`;
const pipeline = (properties: string) => `Pipeline: { Type: AWS::CodePipeline::Pipeline, Properties: { ${properties} } }`;
const action = (settings: string) => pipeline(`Stages: [{ Name: Ship, Actions: [{ Name: Go, ${settings} }] }]`);

testRule(rule, {
  good: {
    'some things, for stacks': role(STACKS, inline('{ Effect: Allow, Action: "s3:*", Resource: "*" }')),
    'everything, for a role that delivers nothing': role(NOBODY, everything()),
    'AdministratorAccess, for a role that delivers nothing': role(service('ec2', 'lambda', 'ecs-tasks'), managed(ADMIN)),
    'a person, who is no service': role(allow('{ AWS: "arn:aws:iam::111122223333:user/codebuild." }'), everything()),
    'a person, whoever it is': role(
      allow('{ AWS: [!ImportValue person, { Fn::Transform: { Name: People } }], CanonicalUser: { Fn::Transform: { Name: People } } }'),
      everything(),
    ),
    'a federation that nobody knows': role(allow('{ Federated: !ImportValue people }'), everything()),
    'everybody is another matter': role(allow('"*"'), everything()),
    'a federation of people': role(
      allow('{ Federated: "arn:aws:iam::111122223333:saml-provider/token.actions.githubusercontent.com" }'),
      everything(),
    ),
    'an issuer of another name': role(
      allow('{ Federated: "arn:aws:iam::111122223333:oidc-provider/gitlab.com.example.org" }'),
      everything(),
    ),
    'the users of an application': role(
      allow(
        '{ Federated: cognito-identity.amazonaws.com }',
        ', Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": pool } }',
      ),
      everything(),
    ),
    'a service whose name only begins like one': role(allow('{ Service: codebuilder.example.com }'), everything()),
    'a trust that is denied': role(
      'AssumeRolePolicyDocument: { Statement: { Effect: Deny, Principal: { Service: codebuild.amazonaws.com }, Action: "sts:AssumeRole" } }',
      everything(),
    ),
    'some actions on everything': builds('{ Effect: Allow, Action: ["s3:*", "logs:PutLogEvents"], Resource: "*" }'),
    'an action whose verb is not known': builds('{ Effect: Allow, Action: !Sub "s3:${Given}", Resource: "*" }'),
    'an action without its service': builds('{ Effect: Allow, Action: ["", "?"], Resource: "*" }'),
    'every action on something': builds('{ Effect: Allow, Action: "*", Resource: "arn:aws:s3:::artifacts/*" }'),
    'every action on one service': builds('{ Effect: Allow, Action: "*", Resource: "arn:aws:s3:::*" }'),
    'every action on a reference, whatever it will be': builds(
      '{ Effect: Allow, Action: "*", Resource: [!GetAtt Bucket.Arn, !Ref Given, !ImportValue bucket] }',
    ),
    'every action on what is named by a reference': builds('{ Effect: Allow, Action: "*", Resource: !Sub "${Given}*" }'),
    'everything is denied': builds('{ Effect: Deny, Action: "*", Resource: "*" }'),
    'everything, but only through one service': builds(
      '{ Effect: Allow, Action: "*", Resource: "*", Condition: { StringEquals: { "aws:CalledViaFirst": cloudformation.amazonaws.com } } }',
    ),
    'all but a list is another rule': builds('{ Effect: Allow, NotAction: ["iam:*"], Resource: "*" }'),
    'on all but a list': builds('{ Effect: Allow, Action: "*", NotResource: "arn:aws:s3:::secrets/*" }'),
    'other managed policies of AWS': role(
      BUILDS,
      'ManagedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:iam::aws:policy/AdministratorAccess-Amplify", !Sub "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeBuildDeveloperAccess"]',
    ),
    'a managed policy in the template that grants little': role(
      BUILDS,
      managed('!Ref Policy'),
      'Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } } } }',
    ),
    'a policy that is attached to another role': role(
      BUILDS,
      '',
      yaml`
      Policy: { Type: AWS::IAM::Policy, Properties: { PolicyName: all, PolicyDocument: { Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] }, Roles: [!Ref Other] } }
      Other: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }
    `,
    ),
    'a project that works with another role': role(NOBODY, everything(), project('!GetAtt Other.Arn')),
    'a policy of nothing': role(BUILDS, 'Policies: [{ PolicyName: none, PolicyDocument: {} }]'),
    'the two worlds of a guard never meet': role(
      allow('{ Service: !If [IsProd, codebuild.amazonaws.com, lambda.amazonaws.com] }'),
      managed(`!If [IsProd, !Ref AWS::NoValue, "${ADMIN}"]`),
    ),
  },
  bad: {
    'a role that builds assume': builds(ALL, 'problem'),
    'a role that pipelines assume': role(service('codepipeline'), everything('problem')),
    'a role that CodeDeploy assumes': role(service('codedeploy'), everything('problem')),
    'a role that several services assume': role(service('lambda', 'codebuild', 'cloudformation'), everything('problem')),
    'a service by its region': role(allow('{ Service: !Sub "codedeploy.${AWS::Region}.amazonaws.com" }'), everything('problem')),
    'a service in any partition': role(allow('{ Service: !Join [".", [codebuild, !Ref AWS::URLSuffix]] }'), everything('problem')),
    'only CloudFormation acts with it': role(STACKS, everything('problem (high)')),
    'an action hands it to CloudFormation': role(
      STACKS,
      everything('problem (high)'),
      action('Configuration: { RoleArn: !GetAtt Role.Arn }'),
    ),
    'CloudFormation and builds act with it': role(service('cloudformation', 'codebuild'), everything('problem')),
    'the service role of a project, whoever it trusts': role(NOBODY, everything('problem'), project()),
    'the service role of a project, by its name': role(
      `RoleName: web-build\n${NOBODY}`,
      everything('problem'),
      project('!Sub "arn:aws:iam::${AWS::AccountId}:role/web-build"'),
    ),
    'the service role of a project, whoever that trusts is hidden': role(
      'AssumeRolePolicyDocument: !ImportValue trust',
      everything('problem'),
      project(),
    ),
    'the role of a pipeline': role(NOBODY, everything('problem'), pipeline('RoleArn: !GetAtt Role.Arn')),
    'the role of an action': role(NOBODY, everything('problem'), action('RoleArn: !GetAtt Role.Arn')),
    'the builds of GitHub': role(
      allow('{ Federated: !Sub "arn:aws:iam::${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com" }'),
      everything('problem'),
    ),
    'the builds of a CI service in a partition': role(
      allow('{ Federated: "arn:aws-cn:iam::111122223333:oidc-provider/gitlab.com" }'),
      everything('problem'),
    ),
    'the builds of CircleCI': role(
      allow('{ Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.circleci.com/org/0a1b" }'),
      everything('problem'),
    ),
    'the builds of Bitbucket': role(
      allow('{ Federated: "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/web" }'),
      everything('problem'),
    ),
    'the runs of Terraform Cloud': role(
      allow('{ Federated: "arn:aws:iam::111122223333:oidc-provider/app.terraform.io" }'),
      everything('problem'),
    ),
    'the builds of Buildkite': role(
      allow('{ Federated: "arn:aws:iam::111122223333:oidc-provider/agent.buildkite.com" }'),
      everything('problem'),
    ),
    'a provider by reference, and what it says of the build': role(
      allow(
        '{ Federated: !Ref Provider }',
        ', Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:example/web:*" } }',
      ),
      everything('problem'),
    ),

    'actions in a list': builds('{ Effect: Allow, Action: ["s3:GetObject", "*"], Resource: ["arn:aws:s3:::artifacts", "*"] }', 'problem'),
    'every action of every service': builds('{ Effect: Allow, Action: "*:*", Resource: "*" }', 'problem'),
    'on every resource, as an ARN': builds('{ Effect: Allow, Action: "*", Resource: "arn:aws:*:*:*:*" }', 'problem'),
    'on every resource, as an ARN of all partitions': builds('{ Effect: Allow, Action: "*", Resource: "arn:*:*:*:*:*" }', 'problem'),
    'on every resource, as a short ARN': builds('{ Effect: Allow, Action: "*", Resource: "arn:*" }', 'problem'),
    'on every resource of the account': builds(
      '{ Effect: Allow, Action: "*", Resource: !Sub "arn:${AWS::Partition}:*:*:${AWS::AccountId}:*" }',
      'problem',
    ),
    'a default is what it is unless told otherwise': role(
      BUILDS,
      inline('{ Effect: Allow, Action: !Ref Given, Resource: "*" }', 'problem'),
    ).replace('Given: { Type: String }', 'Given: { Type: String, Default: "*" }'),
    'a condition that is no limit: HTTPS': builds(
      '{ Effect: Allow, Action: "*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }',
      'problem',
    ),
    'a condition that is no limit: any value': builds(
      '{ Effect: Allow, Action: "*", Resource: "*", Condition: { StringLike: { "aws:PrincipalTag/team": "*" } } }',
      'problem',
    ),
    'a condition that is no limit: anything but': builds(
      '{ Effect: Allow, Action: "*", Resource: "*", Condition: { "ForAnyValue:StringNotEquals": { "aws:RequestedRegion": us-east-2 }, NotIpAddress: { "aws:SourceIp": 192.0.2.0/24 } } }',
      'problem',
    ),
    'a condition of nothing': builds('{ Effect: Allow, Action: "*", Resource: "*", Condition: {} }', 'problem'),
    'a Deny beside it takes little away': role(
      BUILDS,
      `${everything('problem')}\n        - { Effect: Deny, Action: "organizations:*", Resource: "*" }`,
    ),

    'a statement alone': role(BUILDS, `Policies: [{ PolicyName: root, PolicyDocument: {\n  Statement: ${ALL} } }] # problem`),
    'a policy as a text': role(
      BUILDS,
      `Policies:\n  - PolicyName: root\n    PolicyDocument: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' # problem`,
    ),
    'a policy as a text with holes': role(
      BUILDS,
      `Policies:\n  - PolicyName: root\n    PolicyDocument: !Sub '{"Statement":{"Effect":"Allow","Action":"*","Resource":["\${Given}","*"]}}' # problem`,
    ),
    'a policy as IAM prints it': role(
      BUILDS,
      `Policies:\n  - PolicyName: root\n    PolicyDocument: "${encodeURIComponent('{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}')}" # problem`,
    ),
    'a trust as a text': role(
      `AssumeRolePolicyDocument: '{"Statement":[{"Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"}}]}'`,
      everything('problem'),
    ),

    AdministratorAccess: role(BUILDS, managed(ADMIN, 'problem')),
    'AdministratorAccess of a partition': role(BUILDS, managed('arn:aws-us-gov:iam::aws:policy/AdministratorAccess', 'problem')),
    'AdministratorAccess for what CloudFormation makes': role(STACKS, managed(ADMIN, 'problem (high)')),
    'AdministratorAccess, joined as CDK does': role(
      BUILDS,
      managed('!Join ["", ["arn:", !Ref AWS::Partition, ":iam::aws:policy/AdministratorAccess"]]', 'problem'),
    ),
    'what CDK synthesises': `{
      "Resources": {
        "Build45A36621": {
          "Type": "AWS::CodeBuild::Project",
          "Properties": { "ServiceRole": { "Fn::GetAtt": ["BuildRole98B97D3D", "Arn"] } }
        },
        "BuildRole98B97D3D": {
          "Type": "AWS::IAM::Role",
          "Properties": { "AssumeRolePolicyDocument": { "Statement": [], "Version": "2012-10-17" } },
          "Metadata": { "aws:cdk:path": "Web/Build/Role/Resource" }
        },
        "BuildRoleDefaultPolicyF2B25F05": {
          "Type": "AWS::IAM::Policy",
          "Properties": {
            "PolicyDocument": {
              "Statement": [
                { "//": "problem",
                  "Action": "*", "Effect": "Allow", "Resource": "*" }
              ],
              "Version": "2012-10-17"
            },
            "PolicyName": "BuildRoleDefaultPolicyF2B25F05",
            "Roles": [{ "Ref": "BuildRole98B97D3D" }]
          }
        }
      }
    }`,
    'a list that was joined and split again': role(BUILDS, 'ManagedPolicyArns: !Split [",", !Ref Given] # problem').replace(
      'Given: { Type: String }',
      `Given: { Type: String, Default: "${ADMIN}" }`,
    ),
    'one of the arns that a parameter can be': role(BUILDS, managed('!Ref Given', `problem when Given is ${ADMIN}`)).replace(
      'Given: { Type: String }',
      `Given: { Type: String, AllowedValues: ["${ADMIN}", "arn:aws:iam::aws:policy/ReadOnlyAccess"] }`,
    ),
    'AdministratorAccess in one world': role(
      BUILDS,
      managed(`!If [IsProd, !Ref AWS::NoValue, "${ADMIN}"]`, 'problem when IsProd is false'),
    ),
    'every action in one world': builds(
      '{ Effect: Allow, Action: !If [IsProd, "s3:*", "*"], Resource: "*" }',
      'problem when IsProd is false',
    ),
    'every resource in one world': builds(
      '{ Effect: Allow, Action: "*", Resource: !If [IsProd, !GetAtt Bucket.Arn, "*"] }',
      'problem when IsProd is false',
    ),
    'a limit in one world': builds(
      '{ Effect: Allow, Action: "*", Resource: "*", Condition: !If [IsProd, { StringEquals: { "aws:PrincipalTag/team": web } }, !Ref AWS::NoValue] }',
      'problem when IsProd is false',
    ),
    'a boundary in one world': role(
      `PermissionsBoundary: !If [IsProd, "arn:aws:iam::111122223333:policy/boundary", !Ref AWS::NoValue]\n${BUILDS}`,
      everything('problem when IsProd is false'),
    ),
    'a boundary that bounds nothing': role(`PermissionsBoundary: ${ADMIN}\n${BUILDS}`, everything('problem')),
    'a boundary of the template that bounds nothing': role(`PermissionsBoundary: !Ref Limit\n${BUILDS}`, everything('problem'), limit(ALL)),
    'a boundary of the template that bounds nothing in one world': role(
      `PermissionsBoundary: !Ref Limit\n${BUILDS}`,
      everything('problem when IsProd is true'),
      limit('{ Effect: Allow, Action: !If [IsProd, "*", "s3:*"], Resource: "*" }'),
    ),
    'a builder in one world': role(
      allow('{ Service: !If [IsProd, lambda.amazonaws.com, codebuild.amazonaws.com] }'),
      everything('problem when IsProd is false'),
    ),
    'only CloudFormation in one world': role(
      allow('{ Service: !If [IsProd, cloudformation.amazonaws.com, lambda.amazonaws.com] }'),
      everything('problem (high) when IsProd is true'),
    ),
    'the project is there in one world': role(
      NOBODY,
      everything('problem when IsProd is true'),
      project().replace('{ Type', '{ Condition: IsProd, Type'),
    ),
    'the role is there in one world, and its policy in all': role(
      BUILDS,
      'Path: /',
      `Policy:\n  Type: AWS::IAM::Policy\n  Properties:\n    PolicyName: own\n    Roles: [!Ref Role]\n    PolicyDocument:\n      Statement:\n        - ${ALL} # problem when IsProd is true`,
    ).replace('    Type: AWS::IAM::Role', '    Condition: IsProd\n    Type: AWS::IAM::Role'),
    'the role is there in one world': builds(ALL, 'problem when IsProd is true').replace(
      '    Type: AWS::IAM::Role',
      '    Condition: IsProd\n    Type: AWS::IAM::Role',
    ),

    'a policy of its own': role(
      BUILDS,
      '',
      yaml`
      Policy:
        Type: AWS::IAM::Policy
        Properties:
          PolicyName: all
          Roles: [!Ref Role]
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "*", Resource: "*" } # problem
    `,
    ),
    'a policy of its own, in one world': role(
      BUILDS,
      '',
      yaml`
      Policy:
        Type: AWS::IAM::RolePolicy
        Condition: IsProd
        Properties:
          PolicyName: all
          RoleName: !Ref Role
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "*", Resource: "*" } # problem when IsProd is true
    `,
    ),
    'a managed policy that names the role and is named by it': role(
      BUILDS,
      managed('!Ref Policy'),
      yaml`
      Policy:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          Roles: [!Ref Role]
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "*", Resource: "*" } # problem
    `,
    ),
    'a managed policy that is attached in one world': role(
      BUILDS,
      managed('!If [IsProd, !Ref AWS::NoValue, !Ref Policy]'),
      yaml`
      Policy:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "*", Resource: "*" } # problem when IsProd is false
    `,
    ),
    'one of two managed policies': role(
      BUILDS,
      managed('!If [IsProd, "arn:aws:iam::111122223333:policy/few", "arn:aws:iam::111122223333:policy/all"]'),
      yaml`
      Few: { Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: few, PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } } }
      Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: all, PolicyDocument: { Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } } } # problem when IsProd is false
    `,
    ),
  },
  undecided: {
    'a boundary that nobody can see': role(`PermissionsBoundary: !ImportValue boundary\n${BUILDS}`, everything('undecided')),
    'a boundary of the account': role(
      `PermissionsBoundary: "arn:aws:iam::111122223333:policy/boundary"\n${BUILDS}`,
      managed(ADMIN, 'undecided'),
    ),
    'whoever may assume it': role(allow('{ Service: !Ref Given }'), everything('undecided')),
    'whoever is hidden': role(allow('!ImportValue builders'), everything('undecided')),
    'the whole trust is hidden': role('AssumeRolePolicyDocument: !ImportValue trust', everything('undecided')),
    'an effect that nobody knows': builds('{ Effect: !Ref Given, Action: "*", Resource: "*" }', 'undecided'),
    'an action that nobody knows': builds('{ Effect: Allow, Action: !Ref Given, Resource: "*" }', 'undecided'),
    'the service of an action': builds('{ Effect: Allow, Action: !Sub "${Given}:*", Resource: "*" }', 'undecided'),
    'resources behind a transform': builds('{ Effect: Allow, Action: "*", Resource: { Fn::Transform: { Name: Resources } } }', 'undecided'),
    'a condition that nobody can see': builds('{ Effect: Allow, Action: "*", Resource: "*", Condition: !ImportValue limits }', 'undecided'),
    'a statement behind a transform': builds('{ Fn::Transform: { Name: Statement } }', 'undecided'),
    'all policies behind a transform': role(BUILDS, 'Policies: # undecided\n  Fn::Transform: { Name: Policies }'),
    'managed policies that nobody can see': role(BUILDS, 'ManagedPolicyArns: !Ref Given # undecided'),
    'a managed policy without a value': role(BUILDS, managed('!Ref Given', 'undecided')),
    'a managed policy of AWS, nobody knows which': role(BUILDS, managed('!Sub "arn:aws:iam::aws:policy/${Given}"', 'undecided')),
    'a managed policy of the account that is not here': role(
      BUILDS,
      managed('!Sub "arn:aws:iam::${AWS::AccountId}:policy/build"', 'undecided'),
    ),
  },
});

test('names every role that a policy is attached to, and why it delivers software', () => {
  const { findings } = check(
    [rule],
    `Resources:
  Build: { Type: AWS::IAM::Role, Properties: { ${BUILDS} } }
  Ship: { Type: AWS::IAM::Role, Properties: { ${NOBODY} } }
  Other: { Type: AWS::IAM::Role, Properties: { ${NOBODY} } }
  Pipeline: { Type: AWS::CodePipeline::Pipeline, Properties: { RoleArn: !GetAtt Ship.Arn } }
  Policy:
    Type: AWS::IAM::Policy
    Properties: { PolicyName: all, Roles: [!Ref Build, !Ref Ship, !Ref Other], PolicyDocument: { Statement: [${ALL}] } }
`,
  );
  expect(findings.map(({ subject, message, related }) => [subject, message, related.map(({ text }) => text)])).toEqual([
    ['Policy', 'lets the delivery role Build do everything', ['every action', 'on every resource', 'assumed by codebuild']],
    ['Policy', 'lets the delivery role Ship do everything', ['every action', 'on every resource', 'service role of a pipeline']],
  ]);
});

test('follows a reference that depends on a world', () => {
  const { findings } = check(
    [rule],
    role(
      BUILDS,
      managed('!If [IsProd, !Ref Few, !Ref All]'),
      yaml`
      Few: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } } }
      All: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } } }
    `,
    ),
  );
  expect(findings.map(({ outcome }) => outcome)).toEqual(['problem']);
});

test('says what would settle it', () => {
  const settle = (text: string): readonly string[] => check([rule], text).findings.flatMap((finding) => finding.settle);
  expect(settle(builds('{ Effect: Allow, Action: !Ref Given, Resource: "*" }'))).toEqual(['--parameter Given=…']);
  expect(settle(role(BUILDS, managed('arn:aws:iam::111122223333:policy/build')))).toEqual([
    'scan the file that defines the policy arn:aws:iam::111122223333:policy/build too',
  ]);
});
