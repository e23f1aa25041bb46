import rule from '../../../src/rules/identity/pass-any-role.ts';
import { indent, testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

/** A role that pipelines assume, with properties of its own, and what else there is. */
const role = (properties: string, more = '', service = 'codepipeline'): string => `${HEAD}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ${service}.amazonaws.com }, Action: "sts:AssumeRole" }] }
${indent(6, properties)}
${more && indent(2, more)}
`;

/** An inline policy; a mark stands on a statement, where it is reported. */
const policy = (...statements: string[]): string =>
  `Policies:\n  - PolicyName: root\n    PolicyDocument:\n      Statement:\n${statements.map((one) => `        - ${one}\n`).join('')}`;
const pass = (mark = '', { action = 'iam:PassRole', on = '"*"', more = '' } = {}): string =>
  `{ Effect: Allow, Action: "${action}", Resource: ${on}${more && `, ${more}`} }${mark && ` # ${mark}`}`;
const passes = (mark = '', how: Parameters<typeof pass>[1] = {}): string => role(policy(pass(mark, how)));
const when = (condition: string, mark = ''): string => passes(mark, { more: `Condition: ${condition}` });
const denied = (deny: string, mark = ''): string => role(policy(pass(mark), `{ Effect: Deny, ${deny} }`));
/** A role that a boundary of these statements stands above. */
const bounded = (mark: string, ...limits: string[]): string =>
  role(
    `PermissionsBoundary: !Ref Limit\n${policy(pass(mark))}`,
    `Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [${limits.join(', ')}] } } }`,
  );
const ALL = '{ Effect: Allow, Action: "*", Resource: "*" }';
const managed = (arn: string, mark = ''): string => `ManagedPolicyArns:\n  - ${arn}${mark && ` # ${mark}`}`;

testRule(rule, {
  good: {
    'named roles': passes('', {
      on: '["arn:aws:iam::111122223333:role/deploy", !GetAtt Task.Arn, !Sub "arn:aws:iam::${AWS::AccountId}:role/${Given}"]',
    }),
    'roles of one path': passes('', { on: '"arn:aws:iam::111122223333:role/service-role/*"' }),
    'roles whose names begin alike': passes('', { on: '!Sub "arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-*"' }),
    'roles whose names end alike': passes('', { on: '"arn:aws:iam::*:role/*-task"' }),
    'everything but roles': passes('', { on: '["arn:aws:iam::111122223333:policy/*", "arn:aws:s3:::*", "arn:aws:iam::*:user/*"]' }),
    'all but a list of roles': role(
      policy('{ Effect: Allow, Action: "iam:PassRole", NotResource: "arn:aws:iam::111122223333:role/admin" }'),
    ),
    'other actions on roles': passes('', { action: 'iam:GetRole' }),
    'an action that only begins alike': passes('', { action: 'iam:PassRoleToNobody' }),
    'an action of another service': passes('', { action: 's3:*' }),
    'actions without their service': role(
      policy('{ Effect: Allow, Action: ["PassRole", "role", ":passrole", "m:PassRole"], Resource: "*" }'),
    ),
    'wildcards that do not reach it': role(
      policy('{ Effect: Allow, Action: ["iam:Get*", "iam:*Policy", "iam:Pass?", "iam:*Pass"], Resource: "*" }'),
    ),
    'a service that nobody knows, and another action': role(policy('{ Effect: Allow, Action: !Sub "${Given}:Get*", Resource: "*" }')),
    'all but what passes roles': role(policy('{ Effect: Allow, NotAction: ["iam:*", "organizations:*"], Resource: "*" }')),
    'everything is admin-role': role(policy('{ Effect: Allow, Action: "*", Resource: "*" }')),
    'IAMFullAccess is elevated-managed-policy': role(managed('arn:aws:iam::aws:policy/IAMFullAccess')),
    'AdministratorAccess is admin-role': role(managed('arn:aws:iam::aws:policy/AdministratorAccess')),
    'a managed policy that grants everything is admin-role': role(
      managed('!If [IsProd, "arn:aws:iam::111122223333:policy/all", "arn:aws:iam::aws:policy/ReadOnlyAccess"]'),
      'Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: all, PolicyDocument: { Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } } }',
    ),
    'to one service': when('{ StringEquals: { "iam:PassedToService": ecs-tasks.amazonaws.com } }'),
    'to some services, as the console writes it': when(
      '{ StringEqualsIfExists: { "iam:PassedToService": [cloudformation.amazonaws.com, ecs-tasks.amazonaws.com] } }',
    ),
    'to services that look alike': when('{ StringLike: { "iam:PassedToService": "lambda.amazonaws.*" } }'),
    'for some resources': when('{ ArnLike: { "iam:AssociatedResourceArn": "arn:aws:ec2:*:*:instance/*" } }'),
    'of roles with a tag': when(
      '{ StringEquals: { "aws:ResourceTag/team": [web, "*"] }, StringLike: { "iam:PassedToService": "codebuild.*" } }',
    ),
    'for a role that delivers nothing': role(policy(pass()), '', 'lambda'),
    'by a policy of AWS, for a role that delivers nothing': role(
      managed('arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalkService'),
      '',
      'lambda',
    ),
    'by a policy of AWS, where it is denied': role(
      `${managed('arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalkService')}\n${policy('{ Effect: Deny, Action: "iam:PassRole", Resource: "*" }')}`,
    ),
    'it is denied': denied('Action: "iam:PassRole", Resource: "*"'),
    'it is denied with all that changes identities': denied('Action: ["s3:*", "iam:*"], Resource: ["*"]'),
    'all but a list is denied': denied('NotAction: ["s3:*", "ecs:*"], Resource: "*"'),
    'it is denied on every role': denied('Action: "iam:Pass*", Resource: "arn:aws:iam::*:role/*"'),
    'it is denied on all but a few roles': denied('Action: "iam:PassRole", NotResource: "arn:aws:iam::111122223333:role/deploy"'),
    'it is denied but for one service': denied(
      'Action: "iam:PassRole", Resource: "*", Condition: { StringNotEquals: { "iam:PassedToService": lambda.amazonaws.com } }',
    ),
    'it is denied by another policy': role(
      policy(pass()),
      'Deny: { Type: AWS::IAM::Policy, Properties: { PolicyName: deny, Roles: [!Ref Role], PolicyDocument: { Statement: { Effect: Deny, Action: "iam:PassRole", Resource: "*" } } } }',
    ),
    'it is denied by the boundary': bounded('', ALL, '{ Effect: Deny, Action: "iam:*", Resource: "*" }'),
    'it is denied in the one world where it is allowed': role(
      policy(
        '!If [IsProd, { Effect: Allow, Action: "iam:PassRole", Resource: "*" }, !Ref AWS::NoValue]',
        '!If [IsProd, { Effect: Deny, Action: "iam:PassRole", Resource: "*" }, !Ref AWS::NoValue]',
      ),
    ),
  },
  bad: {
    'on everything': passes('problem'),
    'among other actions': role(
      policy('{ Effect: Allow, Action: ["ecs:*", "iam:PassRole"], Resource: ["arn:aws:s3:::artifacts", "*"] } # problem'),
    ),
    'in any case': passes('problem', { action: 'IAM:passrole' }),
    'every action on roles': passes('problem', { action: 'iam:*' }),
    'what begins with Pass': passes('problem', { action: 'iam:Pass*' }),
    'what ends with Role': passes('problem', { action: 'iam:*Role' }),
    'wildcards of one character': passes('problem', { action: 'iam:Pass?ole' }),
    'several wildcards': passes('problem', { action: 'i*:*a*s*le*' }),
    'every action of every service on roles': passes('problem', { action: '*', on: '"arn:aws:iam::111122223333:role/*"' }),
    'every role of the account': passes('problem', { on: '"arn:aws:iam::111122223333:role/*"' }),
    'every role of this account': passes('problem', { on: '!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*"' }),
    'every role of any account': passes('problem', { on: '!Join ["", ["arn:", !Ref AWS::Partition, ":iam::*:role/*"]]' }),
    'every identity of the account': passes('problem', { on: '"arn:aws-us-gov:iam::111122223333:*"' }),
    'every identity': passes('problem', { on: '"arn:aws:iam::*"' }),
    'all but what has nothing to do with it': role(policy('{ Effect: Allow, NotAction: "organizations:*", Resource: "*" } # problem')),
    'to any service': when('{ StringLike: { "iam:PassedToService": ["lambda.amazonaws.com", "*"] } }', 'problem'),
    'to any service but one': when('{ StringNotEquals: { "iam:PassedToService": ec2.amazonaws.com } }', 'problem'),
    'to any service but some': when('{ "ForAllValues:StringNotLikeIfExists": { "iam:PassedToService": "ec2.*" } }', 'problem'),
    'over HTTPS': when('{ Bool: { "aws:securetransport": true } }', 'problem'),
    'only some roles are denied': denied('Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/admin"', 'problem'),
    'it is denied to one service': denied(
      'Action: "iam:PassRole", Resource: "*", Condition: { StringEquals: { "iam:PassedToService": ec2.amazonaws.com } }',
      'problem',
    ),
    'another action is denied': denied('Action: "iam:CreateRole", Resource: "*"', 'problem'),
    'everything is denied but that': denied('NotAction: ["iam:PassRole", "s3:*"], Resource: "*"', 'problem'),
    'a Deny that nobody can see is no excuse': `${role(`${policy(pass('problem'))}        - !If [IsProd, { Effect: Deny, Action: !ImportValue actions, Resource: "*" }, !Ref AWS::NoValue]`)}`,
    'it is denied in one world': denied(
      'Action: !If [IsProd, "iam:PassRole", "iam:CreateRole"], Resource: "*"',
      'problem when IsProd is false',
    ),
    'it is denied by a managed policy that it has in one world': role(
      `${policy(pass('problem when IsProd is false'))}ManagedPolicyArns: !If [IsProd, [!Ref Deny], []]`,
      'Deny: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: { Effect: Deny, Action: "iam:*", Resource: "*" } } } }',
    ),
    'the condition is there in one world': when(
      '!If [IsProd, { StringEquals: { "iam:PassedToService": lambda.amazonaws.com } }, !Ref AWS::NoValue]',
      'problem when IsProd is false',
    ),
    'any service in one world': when(
      '{ StringLike: { "iam:PassedToService": !If [IsProd, lambda.amazonaws.com, "*"] } }',
      'problem when IsProd is false',
    ),
    'everything in one world is admin-role there': passes('problem when IsProd is true', {
      on: '!If [IsProd, "arn:aws:iam::*:role/*", "*"]',
      action: '*',
    }),
    'a boundary that denies something else': bounded('problem', ALL, '{ Effect: Deny, Action: "iam:CreateUser", Resource: "*" }'),
    'a boundary in one world': role(
      `PermissionsBoundary: !If [IsProd, "arn:aws:iam::111122223333:policy/boundary", !Ref AWS::NoValue]\n${policy(pass('problem when IsProd is false'))}`,
    ),
    'a policy of AWS that passes every role': role(
      managed('!Sub "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSElasticBeanstalkService"', 'problem'),
    ),
    'a managed policy in the template': role(
      managed('!Ref Policy'),
      yaml`
      Policy:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "iam:PassRole", Resource: "*" } # problem
    `,
    ),
    'one of two managed policies': role(
      managed('!If [IsProd, "arn:aws:iam::aws:policy/IAMReadOnlyAccess", "arn:aws:iam::111122223333:policy/pass"]'),
      'Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { ManagedPolicyName: pass, PolicyDocument: { Statement: { Effect: Allow, Action: "iam:PassRole", Resource: "*" } } } } # problem when IsProd is false',
    ),
    'of a role that is there in one world': role(
      'Path: /',
      `Policy:\n  Type: AWS::IAM::Policy\n  Properties:\n    PolicyName: own\n    Roles: [!Ref Role]\n    PolicyDocument:\n      Statement:\n        - ${pass('problem when IsProd is true')}`,
    ).replace('    Type: AWS::IAM::Role', '    Condition: IsProd\n    Type: AWS::IAM::Role'),
    'what CDK synthesises': `{
      "Resources": {
        "PipelineRoleD68726F7": {
          "Type": "AWS::IAM::Role",
          "Properties": {
            "AssumeRolePolicyDocument": {
              "Statement": [{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "codepipeline.amazonaws.com" } }],
              "Version": "2012-10-17"
            }
          },
          "Metadata": { "aws:cdk:path": "Web/Pipeline/Role/Resource" }
        },
        "PipelineRoleDefaultPolicyC7A05455": {
          "Type": "AWS::IAM::Policy",
          "Properties": {
            "PolicyDocument": {
              "Statement": [
                { "Action": ["s3:GetObject*", "s3:GetBucket*"], "Effect": "Allow", "Resource": { "Fn::GetAtt": ["Artifacts", "Arn"] } },
                { "//": "problem",
                  "Action": "iam:PassRole", "Effect": "Allow", "Resource": "*" }
              ],
              "Version": "2012-10-17"
            },
            "PolicyName": "PipelineRoleDefaultPolicyC7A05455",
            "Roles": [{ "Ref": "PipelineRoleD68726F7" }]
          }
        }
      }
    }`,
    'as a text, URL-encoded': role(
      `Policies:\n  - PolicyName: root\n    PolicyDocument: "${encodeURIComponent('{"Statement":{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}}')}" # problem`,
    ),
  },
  undecided: {
    'an action that nobody knows': role(policy('{ Effect: Allow, Action: !Sub "iam:${Given}Role", Resource: "*" } # undecided')),
    'all but what nobody knows': role(policy('{ Effect: Allow, NotAction: !Ref Given, Resource: "*" } # undecided')),
    'roles behind a transform': passes('undecided', { on: '{ Fn::Transform: { Name: Roles } }' }),
    'a condition that nobody can see': when('!ImportValue limits', 'undecided'),
    'a condition beside a hidden one': when('{ Fn::Transform: { Name: Limits } }', 'undecided'),
    'a service that nobody knows': when('{ StringLike: { "iam:PassedToService": !Ref Given } }', 'undecided'),
    'a boundary that nobody can see': role(`PermissionsBoundary: !Ref Given\n${policy(pass('undecided'))}`),
    'a managed policy that is not here': role(managed('!Sub "arn:aws:iam::${AWS::AccountId}:policy/pass"', 'undecided')),
    'whoever may assume it': role(policy(pass('undecided')), '', '!Ref').replace('!Ref.amazonaws.com', '!Ref Given'),
  },
});
