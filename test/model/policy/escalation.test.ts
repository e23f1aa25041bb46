import { describe, expect, test } from 'vitest';
import { readActions } from '../../../src/data/actions.ts';
import { ESCALATION_PATHS } from '../../../src/data/escalation-paths.ts';
import { answer } from '../../../src/model/answer.ts';
import { type Escalation, escalations } from '../../../src/model/policy/escalation.ts';
import { knownAction } from '../../../src/model/policy/known-action.ts';
import { read } from '../../harness.ts';

type Some<T> = T | readonly T[];
interface Statement {
  readonly Effect?: unknown;
  readonly Action?: Some<string>;
  readonly NotAction?: Some<string>;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

const allow = (Action: Some<string>, Resource: unknown = '*', more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: Some<string>, Resource: unknown = '*', more: Statement = {}): Statement => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
const to = (...services: string[]): Statement => ({
  Condition: { StringEquals: { 'iam:PassedToService': services.map((one) => `${one}.amazonaws.com`) } },
});
const assumedBy = (Principal: unknown, more: object = {}): object => ({
  AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...more }] },
});
const service = (name: string): object => assumedBy({ Service: `${name}.amazonaws.com` });

const role = (statements: readonly unknown[], more: object = {}): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    ...service('codebuild'),
    Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    ...more,
  },
});

/** The ways of the role called `Role`, in a template of these resources. */
function waysIn(resources: Record<string, object>, more: object = {}): readonly Escalation[] {
  const roles = read(JSON.stringify({ Resources: resources, ...more })).all('role');
  const one = roles.find(({ path }) => path.join() === 'Role');
  return one ? escalations(one, roles) : [];
}
const ways = (...statements: unknown[]): string[] => told(waysIn({ Role: role(statements) }));
const told = (found: readonly Escalation[]): string[] =>
  found.map(({ path, via, truth }) => {
    const { is, when } = answer(truth);
    return [path.id, ...via.map((one) => one.path.join()), ...(is === 'yes' ? [] : [is]), ...when].join(' ');
  });

describe('the table', () => {
  test('names actions that there are, and resources that they take', () => {
    const services = new Set(
      readActions()
        .split('\n')
        .map((line) => line.split('|')[0]),
    );
    for (const { needs } of ESCALATION_PATHS) {
      for (const { action, on } of needs) {
        if (!services.has(action.split(':')[0])) continue; // of a service that delivery does not work with
        const known = knownAction(action);
        expect(known, action).toBeDefined();
        if (!on || action === 'sts:AssumeRole') continue;
        const [, type] = on;
        expect(
          known?.resources.some((arn) => arn.startsWith(`arn:*:${on[0]}:`) && arn.split(':').slice(5).join(':').startsWith(type)),
          action,
        ).toBe(true);
      }
    }
  });
  test('asks for what the pages say that each path takes', () => {
    const need = ({ action, on }: (typeof ESCALATION_PATHS)[number]['needs'][number]): string => {
      if (!on) return action;
      const [service, type] = on;
      return `${action} on ${service === action.split(':')[0] ? type || 'every' : on.join(':')}`;
    };
    const shown = ESCALATION_PATHS.map(
      ({ kind, id, needs, passedTo }) =>
        `${kind} ${id}: ${needs.map(need).join(', ')}${passedTo ? `; ${passedTo.replace('.amazonaws.com', '')}` : ''}`,
    );
    expect(shown).toEqual([
      'new codebuild-001: codebuild:CreateProject, codebuild:StartBuild; codebuild',
      'new codebuild-004: codebuild:CreateProject, codebuild:StartBuildBatch; codebuild',
      'new cloudformation-001: cloudformation:CreateStack; cloudformation',
      'new cloudformation-003: cloudformation:CreateStackSet, cloudformation:CreateStackInstances; cloudformation',
      'new cloudformation-004: cloudformation:UpdateStackSet on stackset/; cloudformation',
      'new pass-role-to-pipeline: codepipeline:CreatePipeline; codepipeline',
      'new ecs-003: ecs:RegisterTaskDefinition, ecs:CreateService; ecs-tasks',
      'new ecs-008: ecs:RunTask; ecs-tasks',
      'new ecs-009: ecs:StartTask; ecs-tasks',
      'new lambda-001: lambda:CreateFunction, lambda:InvokeFunction; lambda',
      'new lambda-002: lambda:CreateFunction, lambda:CreateEventSourceMapping; lambda',
      'new lambda-006: lambda:CreateFunction, lambda:AddPermission; lambda',
      'new ec2-001: ec2:RunInstances; ec2',
      'new ec2-003: ec2:RequestSpotInstances; ec2',
      'new apprunner-001: apprunner:CreateService; tasks.apprunner',
      'new glue-001: glue:CreateDevEndpoint; glue',
      'new glue-003: glue:CreateJob, glue:StartJobRun; glue',
      'new glue-004: glue:CreateJob, glue:CreateTrigger; glue',
      'new glue-005: glue:UpdateJob, glue:StartJobRun; glue',
      'new glue-006: glue:UpdateJob, glue:CreateTrigger; glue',
      'new sagemaker-001: sagemaker:CreateNotebookInstance; sagemaker',
      'new sagemaker-002: sagemaker:CreateTrainingJob; sagemaker',
      'new sagemaker-003: sagemaker:CreateProcessingJob; sagemaker',
      'new datapipeline-001: datapipeline:CreatePipeline, datapipeline:PutPipelineDefinition, datapipeline:ActivatePipeline; datapipeline',
      'new pass-role-to-state-machine: states:CreateStateMachine, states:StartExecution; states',
      'new pass-role-to-schedule: scheduler:CreateSchedule; scheduler',
      'existing codebuild-002: codebuild:StartBuild on project/',
      'existing codebuild-003: codebuild:StartBuildBatch on project/',
      'existing update-build-project: codebuild:UpdateProject on project/, codebuild:StartBuild',
      'existing cloudformation-002: cloudformation:UpdateStack on stack/',
      'existing cloudformation-005: cloudformation:CreateChangeSet on stack/, cloudformation:ExecuteChangeSet on stack/',
      'existing update-pipeline: codepipeline:UpdatePipeline on every',
      'existing lambda-003: lambda:UpdateFunctionCode on function:',
      'existing codedeploy-001: codedeploy:CreateDeployment on deploymentgroup:, codedeploy:RegisterApplicationRevision, codedeploy:GetDeploymentConfig',
      'existing apprunner-002: apprunner:UpdateService on service/',
      'existing ec2-002: ec2:ModifyInstanceAttribute on instance/, ec2:StopInstances on instance/, ec2:StartInstances on instance/',
      'existing send-ssh-key: ec2-instance-connect:SendSSHPublicKey on ec2:instance/',
      'existing ec2-004: ec2:CreateLaunchTemplateVersion on launch-template/, ec2:ModifyLaunchTemplate on launch-template/',
      'existing ecs-006: ecs:ExecuteCommand on task/, ecs:DescribeTasks',
      'existing glue-002: glue:UpdateDevEndpoint on devEndpoint/',
      'existing sagemaker-004: sagemaker:CreatePresignedNotebookInstanceUrl on notebook-instance/',
      'existing ssm-001: ssm:StartSession on ec2:instance/',
      'existing ssm-002: ssm:SendCommand on ec2:instance/',
      'existing sts-001: sts:AssumeRole on iam:role/',
      'identity iam-001: iam:CreatePolicyVersion on policy/',
      'identity iam-002: iam:CreateAccessKey on user/',
      'identity iam-004: iam:CreateLoginProfile on user/',
      'identity iam-005: iam:PutRolePolicy on role/',
      'identity iam-006: iam:UpdateLoginProfile on user/',
      'identity iam-009: iam:AttachRolePolicy on role/',
      'identity iam-012: iam:UpdateAssumeRolePolicy on role/',
      'identity set-default-policy-version: iam:SetDefaultPolicyVersion on policy/',
    ]);
  });
  test('has each path once', () => {
    expect(new Set(ESCALATION_PATHS.map(({ id }) => id)).size).toBe(ESCALATION_PATHS.length);
    for (const { source } of ESCALATION_PATHS) expect(source).toMatch(/^https:\/\//);
  });
  test.each(ESCALATION_PATHS)('$id is open to whoever may do what it takes, and to nobody who lacks a part', ({ id, needs, passedTo }) => {
    const all = [...needs.map(({ action }) => action), ...(passedTo ? ['iam:PassRole'] : [])];
    expect(ways(...all.map((action) => allow(action)))).toContain(id);
    for (const without of all) {
      expect(ways(...all.filter((action) => action !== without).map((action) => allow(action)))).not.toContain(id);
      expect(ways(...all.map((action) => allow(action)), deny(without))).not.toContain(id);
    }
  });
});

const CREATE = allow(['codebuild:CreateProject', 'codebuild:StartBuild'], 'arn:aws:codebuild:us-east-1:111122223333:project/web');

describe('a role passed to something new', () => {
  test('every role, to any service', () => expect(ways(CREATE, allow('iam:PassRole'))).toEqual(['codebuild-001']));
  test('every role of a path, in every account', () => {
    expect(ways(CREATE, allow('iam:PassRole', 'arn:aws:iam::*:role/*'))).toEqual(['codebuild-001']);
    expect(ways(CREATE, allow('iam:PassRole', 'arn:aws:iam::*:role/web-*'))).toEqual([]);
  });
  test('to this service only, and to another', () => {
    expect(ways(CREATE, allow('iam:PassRole', '*', to('lambda', 'codebuild')))).toEqual(['codebuild-001']);
    expect(ways(CREATE, allow('iam:PassRole', '*', to('lambda')))).toEqual([]);
  });
  test('a Deny for this service takes it away, one for another does not', () => {
    expect(ways(CREATE, allow('iam:PassRole'), deny('iam:PassRole', '*', to('codebuild')))).toEqual([]);
    expect(ways(CREATE, allow('iam:PassRole'), deny('iam:PassRole', '*', to('lambda')))).toEqual(['codebuild-001']);
  });
  test('a role that is named is no way by itself', () =>
    expect(ways(CREATE, allow('iam:PassRole', { 'Fn::GetAtt': ['Role', 'Arn'] }))).toEqual([]));
  test('a project that is referred to is some project', () =>
    expect(
      ways(allow(['codebuild:CreateProject', 'codebuild:StartBuild'], { 'Fn::GetAtt': ['Project', 'Arn'] }), allow('iam:PassRole')),
    ).toEqual(['codebuild-001']));
  test('on something of another service only', () =>
    expect(ways(allow(['codebuild:CreateProject', 'codebuild:StartBuild'], 'arn:aws:s3:::web'), allow('iam:PassRole'))).toEqual([]));
});

describe('what has a role already', () => {
  test('every project, or one', () => {
    expect(ways(allow('codebuild:Start*'))).toEqual(['codebuild-002', 'codebuild-003']);
    expect(ways(allow('codebuild:StartBuild', 'arn:aws:codebuild:*:*:project/*'))).toEqual(['codebuild-002']);
    expect(ways(allow('codebuild:StartBuild', 'arn:aws:codebuild:*:*:project/web'))).toEqual([]);
    expect(ways(allow('codebuild:StartBuild', { 'Fn::GetAtt': ['Project', 'Arn'] }))).toEqual([]);
  });
  test('all but a few', () =>
    expect(ways({ Effect: 'Allow', Action: 'codebuild:StartBuild', NotResource: 'arn:aws:codebuild:*:*:project/web' })).toEqual([
      'codebuild-002',
    ]));
  test('a condition that asks for something', () => {
    expect(ways(allow('codebuild:StartBuild', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } }))).toEqual([]);
    expect(ways(allow('codebuild:StartBuild', '*', { Condition: { Null: { 'codebuild:source.buildspec': 'true' } } }))).toEqual([]);
    expect(ways(allow('codebuild:StartBuild', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))).toEqual(['codebuild-002']);
  });
});

const BY_ENV = {
  Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] }, Given: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
};

test('says in which world, and what leaves it open', () => {
  const of = (Action: unknown): string[] => told(waysIn({ Role: role([{ Effect: 'Allow', Action, Resource: '*' }]) }, BY_ENV));
  expect(of({ 'Fn::If': ['IsProd', 's3:GetObject', 'codebuild:StartBuild'] })).toEqual(['codebuild-002 IsProd is false']);
  expect(of({ 'Fn::Sub': 'codebuild:StartBuild${Given}' })).toEqual(['codebuild-002 unknown', 'codebuild-003 unknown']);
});

describe('what else grants', () => {
  const managed = (name: string, statements: readonly unknown[] = []): string[] =>
    told(waysIn({ Role: role(statements, { ManagedPolicyArns: [{ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` }] }) }));
  test('policies of AWS', () => {
    expect(managed('AWSCodeBuildDeveloperAccess')).toEqual(['codebuild-002', 'codebuild-003']);
    expect(managed('AWSCodePipeline_FullAccess')).toEqual(['pass-role-to-pipeline', 'update-pipeline']);
    expect(managed('AWSLambda_FullAccess')).toEqual(['lambda-001', 'lambda-002', 'lambda-006', 'lambda-003']);
    expect(managed('AmazonS3FullAccess')).toEqual([]);
    expect(managed('AWSCodeBuildDeveloperAccess', [deny('codebuild:Start*')])).toEqual([]);
  });
  test('a policy of AWS and a statement together', () =>
    expect(managed('AWSCodeDeployRoleForECS', [allow(['ecs:RegisterTaskDefinition', 'ecs:RunTask'])])).toEqual(['ecs-008']));
  test('a boundary that allows it, does not, or is not here', () => {
    const limited = (boundary: unknown, more: Record<string, object> = {}): string[] =>
      told(waysIn({ Role: role([allow('codebuild:StartBuild')], { PermissionsBoundary: boundary }), ...more }));
    const policy = (statement: unknown): Record<string, object> => ({
      Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: statement } } },
    });
    expect(limited({ Ref: 'Limit' }, policy(allow('codebuild:*')))).toEqual(['codebuild-002']);
    expect(limited({ Ref: 'Limit' }, policy(allow('s3:*')))).toEqual([]);
    expect(limited({ Ref: 'Limit' }, policy([allow('*'), deny('codebuild:StartBuild')]))).toEqual([]);
    expect(limited('arn:aws:iam::aws:policy/PowerUserAccess')).toEqual(['codebuild-002']);
    expect(limited('arn:aws:iam::111122223333:policy/limit')).toEqual(['codebuild-002 unknown']);
  });
});

describe('through another role', () => {
  const ADMIN = role([allow('*')], service('codebuild'));
  const arn = { 'Fn::GetAtt': ['Admin', 'Arn'] };
  test('that is passed to what the role makes', () => {
    expect(told(waysIn({ Role: role([CREATE, allow('iam:PassRole', arn)]), Admin: ADMIN }))).toEqual(['codebuild-001 Admin']);
    expect(told(waysIn({ Role: role([CREATE, allow('iam:PassRole', arn)]), Admin: role([allow('*')], service('lambda')) }))).toEqual([]);
    expect(
      told(waysIn({ Role: role([CREATE, allow('iam:PassRole', { 'Fn::GetAtt': ['Other', 'Arn'] })]), Admin: ADMIN, Other: role([]) })),
    ).toEqual([]);
  });
  test('by its name in an ARN', () => {
    const named = { ...ADMIN, Properties: { ...(ADMIN as { Properties: object }).Properties, RoleName: 'admin' } };
    const of = (Resource: unknown): string[] => told(waysIn({ Role: role([CREATE, allow('iam:PassRole', Resource)]), Admin: named }));
    expect(of({ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/admin' })).toEqual(['codebuild-001 Admin']);
    expect(of({ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/ad*' })).toEqual(['codebuild-001 Admin']);
    expect(of({ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/${Admin}' })).toEqual(['codebuild-001 Admin']);
    expect(of({ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/web' })).toEqual([]);
  });
  test('that trusts the role by its name, or its account if the role may assume it', () => {
    const trusting = (Principal: unknown) => role([allow('*')], assumedBy(Principal));
    const root = { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } };
    expect(told(waysIn({ Role: role([]), Admin: trusting({ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }) }))).toEqual(['sts-001 Admin']);
    expect(told(waysIn({ Role: role([]), Admin: trusting(root) }))).toEqual([]);
    expect(told(waysIn({ Role: role([allow('sts:AssumeRole', arn)]), Admin: trusting(root) }))).toEqual(['sts-001 Admin']);
    expect(told(waysIn({ Role: role([allow('sts:AssumeRole', arn)]), Admin: ADMIN }))).toEqual([]);
    expect(told(waysIn({ Role: role([allow('sts:AssumeRole', arn)]), Admin: trusting('*') }))).toEqual(['sts-001 Admin']);
    const other = (Principal: unknown, more?: object): string[] =>
      told(
        waysIn({ Role: role([allow('sts:AssumeRole', arn)], { RoleName: 'web' }), Admin: role([allow('*')], assumedBy(Principal, more)) }),
      );
    const own = (rest: string) => ({ AWS: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:${rest}` } });
    expect(other({ AWS: '*' })).toEqual(['sts-001 Admin']);
    expect(other(own('role/web'))).toEqual(['sts-001 Admin']);
    expect(other(own('role/we*')), 'a principal has no wildcards').toEqual([]);
    expect(other(own('role/other'))).toEqual([]);
    expect(other(own('rooted'))).toEqual([]);
    expect(other({ AWS: { 'Fn::Sub': 'arn:aws:iam::444455556666:role/${AWS::Region}' } })).toEqual([]);
    expect(other({ AWS: { Ref: 'AWS::AccountId' } })).toEqual(['sts-001 Admin']);
    expect(other({ Federated: { Ref: 'AWS::AccountId' } })).toEqual([]);
    expect(other({ Federated: { 'Fn::GetAtt': ['Role', 'Arn'] }, AWS: '444455556666' }), 'a role is no provider').toEqual([]);
    expect(other({ ...own('role/other'), Service: '*' }), 'a star of services is no role').toEqual([]);
    expect(other({ ...own('root') }, { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }), 'on a condition').toEqual([]);
    const inOne = (Principal: unknown): string[] =>
      told(waysIn({ Role: role([allow('sts:AssumeRole', arn)]), Admin: trusting(Principal) }, BY_ENV));
    expect(inOne({ AWS: { Ref: 'Given' } })).toEqual([]);
    expect(inOne({ AWS: { 'Fn::Sub': 'arn:aws:iam::${Given}:root' } }), 'an account that nobody knows').toEqual([]);
    expect(inOne({ 'Fn::If': ['IsProd', { AWS: 'arn:aws:iam::111122223333:role/web' }, root] })).toEqual(['sts-001 Admin IsProd is false']);
  });
  test('as the account itself tells of them', () => {
    const tellsOf = (Principal: unknown, Resource: unknown = '*'): string[] => {
      const one = (RoleName: string, statements: readonly unknown[], trust: object): object => ({
        RoleName,
        Arn: `arn:aws:iam::111122223333:role/${RoleName}`,
        ...trust,
        RolePolicyList: [{ PolicyName: 'own', PolicyDocument: { Statement: statements } }],
      });
      const list = [
        one('web', [allow('sts:AssumeRole', Resource)], service('codebuild')),
        one('admin', [allow('*')], assumedBy(Principal)),
      ];
      const roles = read(JSON.stringify({ RoleDetailList: list })).all('role');
      return told(roles.filter(({ path }) => path.join() === 'web').flatMap((web) => escalations(web, roles)));
    };
    const admin = 'arn:aws:iam::111122223333:role/admin';
    expect(tellsOf({ AWS: 'arn:aws:iam::111122223333:role/web' }, 'arn:aws:s3:::web')).toEqual(['sts-001 admin']);
    expect(tellsOf('*', admin)).toEqual(['sts-001 admin']);
    expect(tellsOf('*', 'arn:aws:iam::111122223333:role/other')).toEqual([]);
    expect(tellsOf({ AWS: '444455556666' }, admin)).toEqual([]);
  });
  test('that is no administrator and has a way of its own', () =>
    expect(told(waysIn({ Role: role([CREATE, allow('iam:PassRole', arn)]), Admin: role([allow('iam:PutRolePolicy')]) }))).toEqual([
      'codebuild-001 Admin',
    ]));
  test('that has a managed policy of AWS says so', () => {
    const administrator = role([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    const [way] = waysIn({ Role: role([CREATE, allow('iam:PassRole', arn)]), Admin: administrator });
    expect(answer(way?.truth as Escalation['truth']).because.map(({ text }) => text)).toContain('is an administrator');
  });
  test('through two', () => {
    const middle = role([allow('sts:AssumeRole', arn)], service('codebuild'));
    const admin = role([allow('*')], assumedBy({ AWS: { 'Fn::GetAtt': ['Middle', 'Arn'] } }));
    const found = waysIn({
      Role: role([CREATE, allow('iam:PassRole', { 'Fn::GetAtt': ['Middle', 'Arn'] })]),
      Middle: middle,
      Admin: admin,
    });
    expect(told(found)).toEqual(['codebuild-001 Middle Admin']);
    expect(
      answer(found[0]?.truth as Escalation['truth'])
        .because.map(({ text }) => text)
        .filter(Boolean),
    ).toEqual([
      'acts as the role Middle',
      'may do codebuild:CreateProject',
      'may do codebuild:StartBuild',
      'may do iam:PassRole',
      'assumed by codebuild',
      'acts as the role Admin',
      'trusts that role',
      'is an administrator',
      'every action',
      'on every resource',
    ]);
  });
  test('through one of many, and through two as long as they are no more than anybody can look at', () => {
    const crowd = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`R${i}`, role([], service('lambda'))]));
    const Admin = role([allow('*')], assumedBy({ AWS: { 'Fn::GetAtt': ['Middle', 'Arn'] } }));
    const first = role([CREATE, allow('iam:PassRole', { 'Fn::GetAtt': ['Middle', 'Arn'] })]);
    const two = { Role: first, Middle: role([]), Admin };
    expect(told(waysIn({ ...two, ...crowd(198) }))).toEqual(['codebuild-001 Middle Admin']);
    expect(told(waysIn({ ...two, ...crowd(199) }))).toEqual([]);
    expect(told(waysIn({ Role: role([CREATE, allow('iam:PassRole', arn)]), Admin: ADMIN, ...crowd(200) }))).toEqual([
      'codebuild-001 Admin',
    ]);
  });
  test('only where everything is known', () =>
    expect(
      told(
        waysIn(
          { Role: role([CREATE, allow('iam:PassRole', { Ref: 'Given' })]), Admin: ADMIN },
          { Parameters: { Given: { Type: 'String' } } },
        ),
      ),
    ).toEqual([]));
  test('beside a way of its own that is open in some worlds', () => {
    const inProd = (yes: unknown, no: unknown): object => ({ 'Fn::If': ['IsProd', yes, no] });
    const own = [
      allow('iam:CreateAccessKey', '*', { Effect: inProd('Allow', 'Deny') }),
      { ...CREATE, Resource: inProd(CREATE.Resource, 'arn:aws:s3:::web') },
      allow('iam:PassRole', arn),
    ];
    const serves = assumedBy({ Service: inProd('codebuild.amazonaws.com', 'lambda.amazonaws.com') });
    const found = (admin: object): string[] => told(waysIn({ Role: role(own), Admin: admin }, BY_ENV));
    expect(found(ADMIN)).toEqual(['iam-002 IsProd is true', 'codebuild-001 Admin IsProd is true']);
    expect(found(role([allow('*')], serves))).toEqual(['iam-002 IsProd is true', 'codebuild-001 Admin IsProd is true']);
  });
  test('not for an administrator', () =>
    expect(told(waysIn({ Role: role([allow('*')]), Admin: ADMIN })).filter((one) => one.includes('Admin'))).toEqual([]));
});
