import { describe, expect, test } from 'vitest';
import { narrowPolicy } from '../../../src/model/policy/narrow.ts';
import { read, yaml } from '../../harness.ts';

const SYSTEM = yaml`
  Resources:
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        RoleArn: !GetAtt PipelineRole.Arn
        ArtifactStore: { Type: S3, Location: !Ref Artifacts, EncryptionKey: { Type: KMS, Id: !GetAtt Key.Arn } }
        Stages:
          - Name: Source
            Actions:
              - Name: Source
                ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: "1" }
                Configuration: { ConnectionArn: "arn:aws:codeconnections:eu-west-1:111122223333:connection/x", FullRepositoryId: o/web }
          - Name: Build
            Actions:
              - Name: Build
                ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1" }
                Configuration: { ProjectName: !Ref Build }
          - Name: Deploy
            Actions:
              - Name: Deploy
                ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ECS, Version: "1" }
                Configuration: { ClusterName: web, ServiceName: !GetAtt Service.Name }
              - Name: Other
                RoleArn: arn:aws:iam::444455556666:role/deploys
                ActionTypeId: { Category: Deploy, Owner: AWS, Provider: S3, Version: "1" }
                Configuration: { BucketName: other }
              - Name: Stack
                ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: "1" }
                Configuration: { ActionMode: CHANGE_SET_EXECUTE, StackName: web, ChangeSetName: c }
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Name: web-build
        ServiceRole: !GetAtt BuildRole.Arn
        VpcConfig: { VpcId: v, Subnets: [s], SecurityGroupIds: [g] }
        Environment: { EnvironmentVariables: [{ Name: KEY, Type: PARAMETER_STORE, Value: /web/key }] }
        Source:
          Type: CODEPIPELINE
          BuildSpec: |
            version: 0.2
            env: { secrets-manager: { TOKEN: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-x" } }
            phases:
              build:
                commands:
                  - aws ecr get-login-password | docker login --username AWS --password-stdin 1.dkr.ecr.eu-west-1.amazonaws.com
                  - docker push 1.dkr.ecr.eu-west-1.amazonaws.com/web/app:1
                  - if [ -n "$SITE" ]; then aws s3 sync public s3://web-assets; fi
    PipelineRole: { Type: AWS::IAM::Role, Properties: {} }
    BuildRole: { Type: AWS::IAM::Role, Properties: {} }
    DeployRole: { Type: AWS::IAM::Role, Properties: {} }
    Idle: { Type: AWS::IAM::Role, Properties: {} }
    Group:
      Type: AWS::CodeDeploy::DeploymentGroup
      Properties: { ApplicationName: !Ref App, ServiceRoleArn: !GetAtt DeployRole.Arn }
    App: { Type: AWS::CodeDeploy::Application, Properties: { ComputePlatform: ECS } }
`;

const model = read(SYSTEM);
const policyOf = (name: string): string => {
  const role = model.all('role').find(({ path }) => path.at(-1) === name);
  return role ? narrowPolicy(role, model) : 'no such role';
};

test('of a pipeline: its bucket and key, its actions, the roles that they take', () =>
  expect(policyOf('PipelineRole')).toMatchInlineSnapshot(`
    "- Effect: Allow
      Action: [codeconnections:UseConnection]
      Resource: "arn:aws:codeconnections:eu-west-1:111122223333:connection/x"
    - Effect: Allow
      Action: [codebuild:BatchGetBuilds, codebuild:StartBuild]
      Resource: !Sub "arn:\${AWS::Partition}:codebuild:\${AWS::Region}:\${AWS::AccountId}:project/\${Build}"
    - Effect: Allow
      Action: [ecs:DescribeTaskDefinition, ecs:DescribeTasks, ecs:ListTasks, ecs:RegisterTaskDefinition]
      Resource: "*"
    - Effect: Allow
      Action: [ecs:DescribeServices, ecs:TagResource, ecs:UpdateService]
      Resource: !Sub "arn:\${AWS::Partition}:ecs:\${AWS::Region}:\${AWS::AccountId}:service/web/\${Service.Name}"
    - Effect: Allow
      Action: [iam:PassRole]
      Resource: !Sub "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/NAME"
      Condition:
        StringEquals:
          iam:PassedToService: ecs-tasks.amazonaws.com
    - Effect: Allow
      Action: [cloudformation:DescribeChangeSet, cloudformation:DescribeStacks, cloudformation:ExecuteChangeSet]
      Resource: !Sub "arn:\${AWS::Partition}:cloudformation:\${AWS::Region}:\${AWS::AccountId}:stack/web/*"
    - Effect: Allow
      Action: [s3:GetObject, s3:GetObjectVersion, s3:PutObject]
      Resource: !Sub "arn:\${AWS::Partition}:s3:::\${Artifacts}/*"
    - Effect: Allow
      Action: [s3:GetBucketLocation, s3:GetBucketVersioning]
      Resource: !Sub "arn:\${AWS::Partition}:s3:::\${Artifacts}"
    - Effect: Allow
      Action: [kms:Decrypt, kms:GenerateDataKey]
      Resource: !GetAtt Key.Arn
    - Effect: Allow
      Action: [sts:AssumeRole]
      Resource: "arn:aws:iam::444455556666:role/deploys""
  `));
test('of a build: its logs, its variables, its commands, in whatever branch', () =>
  expect(policyOf('BuildRole')).toMatchInlineSnapshot(`
    "- Effect: Allow
      Action: [ssm:GetParameters]
      Resource: !Sub "arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/web/key"
    - Effect: Allow
      Action: [secretsmanager:GetSecretValue]
      Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-x"
    - Effect: Allow
      Action: [ec2:CreateNetworkInterface, ec2:CreateNetworkInterfacePermission, ec2:DeleteNetworkInterface, ec2:DescribeDhcpOptions, ec2:DescribeNetworkInterfaces, ec2:DescribeSecurityGroups, ec2:DescribeSubnets, ec2:DescribeVpcs, ecr:GetAuthorizationToken]
      Resource: "*"
    - Effect: Allow
      Action: [s3:PutObject]
      Resource: "arn:aws:s3:::web-assets/*"
    - Effect: Allow
      Action: [s3:GetObject, s3:GetObjectVersion, s3:PutObject]
      Resource: !Sub "arn:\${AWS::Partition}:s3:::\${Artifacts}/*"
    - Effect: Allow
      Action: [s3:GetBucketLocation, s3:GetBucketVersioning]
      Resource: !Sub "arn:\${AWS::Partition}:s3:::\${Artifacts}"
    - Effect: Allow
      Action: [kms:Decrypt, kms:GenerateDataKey]
      Resource: !GetAtt Key.Arn
    - Effect: Allow
      Action: [s3:ListBucket]
      Resource: "arn:aws:s3:::web-assets"
    - Effect: Allow
      Action: [ecr:BatchCheckLayerAvailability, ecr:CompleteLayerUpload, ecr:InitiateLayerUpload, ecr:PutImage, ecr:UploadLayerPart]
      Resource: !Sub "arn:\${AWS::Partition}:ecr:\${AWS::Region}:\${AWS::AccountId}:repository/web/app"
    - Effect: Allow
      Action: [logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents]
      Resource:
        - !Sub "arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/codebuild/web-build"
        - !Sub "arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/codebuild/web-build:*""
  `));
test('of a deployment: what AWS made for it', () =>
  expect(policyOf('DeployRole')).toMatchInlineSnapshot(`
  "ManagedPolicyArns:
    - !Sub "arn:\${AWS::Partition}:iam::aws:policy/AWSCodeDeployRoleForECSLimited""
`));
test('of nothing', () => expect(policyOf('Idle')).toBe(''));

/** The lines that name resources, of the only role. */
const resourcesIn = (input: string): string[] => {
  const other = read(input);
  const [role] = other.all('role');
  return role
    ? narrowPolicy(role, other)
        .split('\n')
        .filter((line) => /arn:|Resource/.test(line))
        .map((line) => line.trim())
    : [];
};
const pipeline = (action: string): string =>
  `Resources:\n  Role: { Type: AWS::IAM::Role }\n  P:\n    Type: AWS::CodePipeline::Pipeline\n    Properties:\n      RoleArn: !GetAtt Role.Arn\n      Stages:\n        - Name: S\n          Actions:\n            - Name: A\n${action.replace(/^/gm, '              ')}\n`;
const type = (category: string, provider: string): string =>
  `ActionTypeId: { Category: ${category}, Owner: AWS, Provider: ${provider}, Version: "1" }`;

test.each([
  [
    'a name that only a variable of the pipeline has',
    type('Build', 'CodeBuild'),
    'Configuration: { ProjectName: "#{variables.name}" }',
    '${AWS::AccountId}:project/NAME"',
  ],
  ['a part of it', type('Invoke', 'Lambda'), 'Configuration: { FunctionName: !Sub "web-${AWS::Region}" }', ':function:web-${AWS::Region}"'],
  [
    'two names',
    type('Deploy', 'CodeDeploy'),
    'Configuration: { ApplicationName: web, DeploymentGroupName: prod }',
    ':deploymentgroup:web/prod"',
  ],
  [
    'the application of a deployment group',
    type('Deploy', 'CodeDeploy'),
    'Configuration: { ApplicationName: web, DeploymentGroupName: prod }',
    ':application:web"',
  ],
  [
    'another pipeline',
    type('Invoke', 'CodePipeline'),
    'Configuration: { PipelineName: next }',
    ':codepipeline:${AWS::Region}:${AWS::AccountId}:next"',
  ],
  [
    'a whole ARN',
    type('Invoke', 'StepFunctions'),
    'Configuration: { StateMachineArn: !GetAtt Machine.Arn }',
    'Resource: !GetAtt Machine.Arn',
  ],
  [
    'a repository',
    type('Source', 'CodeCommit'),
    'Configuration: { RepositoryName: !GetAtt Code.Name, BranchName: main }',
    ':codecommit:${AWS::Region}:${AWS::AccountId}:${Code.Name}"',
  ],
  ['a bucket of a source', type('Source', 'S3'), 'Configuration: { S3Bucket: !Ref Uploads, S3ObjectKey: x }', 's3:::${Uploads}/*"'],
  [
    'a role for a stack',
    type('Deploy', 'CloudFormation'),
    'Configuration: { ActionMode: CREATE_UPDATE, StackName: web, RoleArn: !Ref StackRole }',
    'Resource: !Ref StackRole',
  ],
  ['a function by its ARN', type('Invoke', 'Lambda'), 'Configuration: { FunctionName: !GetAtt Fn.Arn }', 'Resource: !GetAtt Fn.Arn'],
  [
    'a function by an ARN that is written out',
    type('Invoke', 'Lambda'),
    'Configuration: { FunctionName: "arn:aws:lambda:eu-west-1:111122223333:function:web" }',
    'Resource: "arn:aws:lambda:eu-west-1:111122223333:function:web"',
  ],
  [
    'an alias of one',
    type('Invoke', 'Lambda'),
    'Configuration: { FunctionName: "arn:aws:lambda:eu-west-1:111122223333:function:web:live" }',
    'Resource: "arn:aws:lambda:eu-west-1:111122223333:function:web:live"',
  ],
  [
    'a function by a parameter that is an ARN',
    type('Invoke', 'Lambda'),
    'Configuration: { FunctionName: !Ref FnArn }',
    'Resource: !Ref FnArn',
  ],
  [
    'a function by what a nested stack tells',
    type('Invoke', 'Lambda'),
    'Configuration: { FunctionName: !GetAtt Nested.Outputs.FnArn }',
    'Resource: !GetAtt Nested.Outputs.FnArn',
  ],
  ['or one that shouts it', type('Invoke', 'Lambda'), 'Configuration: { FunctionName: !Ref FnARN }', 'Resource: !Ref FnARN'],
  [
    'an alias of a function by its ARN',
    type('Invoke', 'Lambda'),
    'Configuration: { FunctionName: !Sub "${Fn.Arn}:live" }',
    'Resource: !Sub "${Fn.Arn}:live"',
  ],
  [
    'a name that only ends in what is called an ARN',
    type('Invoke', 'Lambda'),
    'Configuration: { FunctionName: !Sub "web-${FnArn}" }',
    ':function:web-${FnArn}"',
  ],
  ['a function by a parameter that is none', type('Invoke', 'Lambda'), 'Configuration: { FunctionName: !Ref Fn }', ':function:${Fn}"'],
  [
    'a machine by a parameter, whatever it is called',
    type('Invoke', 'StepFunctions'),
    'Configuration: { StateMachineArn: !Ref Machine }',
    'Resource: !Ref Machine',
  ],
  [
    'a machine of which a part is written out',
    type('Invoke', 'StepFunctions'),
    'Configuration: { StateMachineArn: !Sub "${Machine}-x" }',
    ':stateMachine:${Machine}-x"',
  ],
  [
    'and of which the beginning is',
    type('Invoke', 'StepFunctions'),
    'Configuration: { StateMachineArn: !Sub "web-${Machine}" }',
    ':stateMachine:web-${Machine}"',
  ],
  ['a name that a list has', type('Build', 'CodeBuild'), 'Configuration: { ProjectName: !Select [0, !Ref Names] }', ':project/NAME"'],
  [
    'of which a part is in a list',
    type('Build', 'CodeBuild'),
    'Configuration: { ProjectName: !Join ["-", [web, !Select [0, !Ref Names]]] }',
    ':project/NAME"',
  ],
  [
    'a name that a condition chooses',
    type('Build', 'CodeBuild'),
    'Configuration: { ProjectName: !If [IsProd, web, test] }',
    ':project/NAME"',
  ],
  ['a name that another stack exports', type('Build', 'CodeBuild'), 'Configuration: { ProjectName: !ImportValue web }', ':project/NAME"'],
  ['one that is resolved', type('Build', 'CodeBuild'), 'Configuration: { ProjectName: "{{resolve:ssm:/name}}" }', ':project/NAME"'],
  [
    'a service whose cluster nobody can read',
    type('Deploy', 'ECS'),
    'Configuration: { ClusterName: "#{v.cluster}", ServiceName: web }',
    ':service/NAME/web"',
  ],
  ['a bucket that nobody can read', type('Source', 'S3'), 'Configuration: { S3Bucket: "#{v.bucket}", S3ObjectKey: x }', ':s3:::NAME/*"'],
  [
    'a bucket by its ARN',
    type('Source', 'S3'),
    'Configuration: { S3Bucket: !GetAtt Uploads.Arn, S3ObjectKey: x }',
    'Resource: !Sub "${Uploads.Arn}/*"',
  ],
])('%s', (_, ...rest) => expect(resourcesIn(pipeline(rest.slice(0, 2).join('\n'))).join('\n')).toContain(rest[2]));

test('a service of which nobody can read anything may be any', () =>
  expect(resourcesIn(pipeline(type('Deploy', 'ECS'))).filter((line) => line.startsWith('Resource'))).toEqual([
    'Resource: "*"',
    'Resource: !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/NAME"',
  ]));

test.each([
  ['by its ID', '!Ref Key', 'Resource: !Sub "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}"'],
  ['by an alias', 'alias/web', 'Resource: !Sub "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/NAME"'],
  [
    'by the ARN of an alias',
    '!Sub "arn:aws:kms:${AWS::Region}:111122223333:alias/web"',
    'Resource: !Sub "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/NAME"',
  ],
  ['by a parameter that is an ARN', '!Ref KeyArn', 'Resource: !Ref KeyArn'],
])('the key of a pipeline %s', (_, id, expected) =>
  expect(
    resourcesIn(
      pipeline(type('Build', 'CodeBuild')).replace(
        '      Stages:',
        `      ArtifactStore: { Type: S3, Location: store, EncryptionKey: { Type: KMS, Id: ${id} } }\n      Stages:`,
      ),
    ),
  ).toContain(expected),
);

describe('a deployment of AppConfig', () => {
  const all = (configuration: string): string[] =>
    resourcesIn(pipeline(`${type('Deploy', 'AppConfig')}\nConfiguration: { ${configuration} }`)).map((line) => line.replace('- ', ''));
  const inAppConfig = (rest: string): string => `!Sub "arn:\${AWS::Partition}:appconfig:\${AWS::Region}:\${AWS::AccountId}:${rest}"`;
  test('is of all that the application has, by any strategy', () =>
    expect(all('Application: web, Environment: prod')).toEqual([
      'Resource:',
      ...['application/web', 'application/web/*', 'deploymentstrategy/*'].map(inAppConfig),
    ]));
  test('of an application that nobody can read may be of any', () => expect(all('Application: "#{v.id}"')).toEqual(['Resource: "*"']));
});

test.each([
  ['secrets-manager: { TOKEN: web/token }', ':secret:web/token-*"'],
  ['secrets-manager: { TOKEN: "web/token:password:AWSCURRENT" }', ':secret:web/token-*"'],
  ['secrets-manager: { TOKEN: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-x:password::" }', ':111122223333:secret:web-x"'],
  ['parameter-store: { KEY: /web/key }', ':parameter/web/key"'],
  ['parameter-store: { KEY: key }', ':parameter/key"'],
  ['parameter-store: { KEY: web/key }', ':parameter/web/key"'],
])('a variable of a build: %s', (variable, expected) =>
  expect(
    resourcesIn(
      `Resources:\n  Role: { Type: AWS::IAM::Role }\n  P:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      ServiceRole: !GetAtt Role.Arn\n      Source:\n        Type: CODEPIPELINE\n        BuildSpec: |\n          version: 0.2\n          env: { ${variable} }\n          phases: { build: { commands: [make] } }\n`,
    ).join('\n'),
  ).toContain(expected),
);

test('a connection that nobody can read may have either name', () => {
  const other = read(pipeline(`${type('Source', 'CodeStarSourceConnection')}\nConfiguration: { ConnectionArn: !Ref Connection }`));
  const [role] = other.all('role');
  expect(role && narrowPolicy(role, other)).toContain(
    'Action: [codeconnections:UseConnection, codestar-connections:UseConnection]\n  Resource: !Ref Connection',
  );
});

test('outside a template the account is to be filled in', () => {
  const role =
    '{ "Role": { "RoleName": "p", "Arn": "arn:aws:iam::111122223333:role/p", "AssumeRolePolicyDocument": { "Statement": [] } } }';
  const saved = `{ "pipeline": { "name": "web", "roleArn": "arn:aws:iam::111122223333:role/p", "artifactStore": { "type": "S3", "location": "store" }, "stages": [{ "name": "Build", "actions": [{ "name": "Build", "actionTypeId": { "category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1" }, "configuration": { "ProjectName": "web" } }] }] } }`;
  const other = read({ 'role.json': role, 'pipeline.json': saved });
  const [found] = other.all('role');
  const policy = found ? narrowPolicy(found, other) : '';
  expect(policy).toContain('Resource: "arn:aws:codebuild:REGION:ACCOUNT:project/web"');
  expect(policy).toContain('Resource: "arn:aws:s3:::store/*"');
});

describe('a role is passed, and to one service only', () => {
  const ECS = `${type('Deploy', 'ECS')}\nConfiguration: { ClusterName: web, ServiceName: !GetAtt Service.Name }`;
  const service = '  Service: { Type: AWS::ECS::Service, Properties: { ServiceName: web, Cluster: web, TaskDefinition: !Ref Tasks } }\n';
  const tasks =
    '  Tasks: { Type: AWS::ECS::TaskDefinition, Properties: { TaskRoleArn: !GetAtt App.Arn, ExecutionRoleArn: "arn:aws:iam::111122223333:role/pulls", ContainerDefinitions: [] } }\n';
  const passed = (input: string | Record<string, string>): readonly string[] => {
    const other = read(input);
    const role = other.all('role').find(({ path }) => path.at(-1) === 'Role');
    const statements = role ? narrowPolicy(role, other).split(/^- /m) : [];
    return statements.filter((one) => one.includes('iam:PassRole')).map((one) => one.replace(/\n$/, ''));
  };
  const policy = (to: string, ...roles: readonly string[]): string => {
    const on = roles.length > 1 ? ['  Resource:', ...roles.map((role) => `    - ${role}`)] : [`  Resource: ${roles}`];
    const condition = ['  Condition:', '    StringEquals:', `      iam:PassedToService: ${to}.amazonaws.com`];
    return ['Effect: Allow', '  Action: [iam:PassRole]', ...on, ...condition].join('\n');
  };
  const NAME = '!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/NAME"';

  test('the roles of the tasks', () =>
    expect(passed(pipeline(ECS) + service + tasks)).toEqual([
      policy('ecs-tasks', '!GetAtt App.Arn', '"arn:aws:iam::111122223333:role/pulls"'),
    ]));
  test('the one role that they have', () =>
    expect(passed(pipeline(ECS) + service + tasks.replace(/ExecutionRoleArn: "[^"]*", /, ''))).toEqual([
      policy('ecs-tasks', '!GetAtt App.Arn'),
    ]));
  test('tasks that have none, as far as anybody can read', () =>
    expect(
      passed(`${pipeline(ECS) + service}  Tasks: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [] } }\n`),
    ).toEqual([policy('ecs-tasks', NAME)]));
  test('those of a deployment group of CodeDeploy', () => {
    const action = `${type('Deploy', 'CodeDeployToECS')}\nConfiguration: { ApplicationName: web, DeploymentGroupName: !Ref Group }`;
    const group =
      '  Group: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ApplicationName: web, DeploymentGroupName: web, ECSServices: [{ ServiceName: !GetAtt Service.Name, ClusterName: web }] } }\n';
    expect(passed(pipeline(action) + group + service + tasks)).toEqual([
      policy('ecs-tasks', '!GetAtt App.Arn', '"arn:aws:iam::111122223333:role/pulls"'),
    ]);
  });
  test('what another template refers to means nothing in this one', () =>
    expect(passed({ 'a.yaml': pipeline(ECS.replace('!GetAtt Service.Name', 'web')), 'b.yaml': `Resources:\n${service}${tasks}` })).toEqual([
      policy('ecs-tasks', '"arn:aws:iam::111122223333:role/pulls"'),
    ]));
  test('that of a stack', () =>
    expect(
      passed(
        pipeline(
          `${type('Deploy', 'CloudFormation')}\nConfiguration: { ActionMode: CREATE_UPDATE, StackName: web, RoleArn: !GetAtt StackRole.Arn }`,
        ),
      ),
    ).toEqual([policy('cloudformation', '!GetAtt StackRole.Arn')]));

  const build = (command: string): string =>
    `Resources:\n  Role: { Type: AWS::IAM::Role }\n  P:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      ServiceRole: !GetAtt Role.Arn\n      Source:\n        Type: CODEPIPELINE\n        BuildSpec: |\n          version: 0.2\n          phases:\n            build:\n              commands:\n                - ${command}\n`;
  const deploys = 'aws --region eu-west-1 cloudformation deploy --stack-name web --template-file t.yaml';
  const [ONE, TWO] = ['arn:aws:iam::111122223333:role/one', 'arn:aws:iam::111122223333:role/two'];
  test.each([
    [`${deploys} --role-arn ${ONE}`, [policy('cloudformation', `"${ONE}"`)]],
    [`${deploys} --role-arn=${ONE} && ${deploys}-2 --role-arn=${TWO}`, [policy('cloudformation', `"${ONE}"`, `"${TWO}"`)]],
    [`${deploys} --role-arn $ROLE`, [policy('cloudformation', NAME)]],
    [`${deploys} --role-arn arn:aws:iam::$ACCOUNT:role/one`, [policy('cloudformation', NAME)]],
    [`aws lambda create-function --role one`, [policy('lambda', NAME)]],
    [`aws codebuild update-project --name web --service-role ${ONE}`, [policy('codebuild', `"${ONE}"`)]],
    [`aws ecs register-task-definition --task-role-arn ${ONE} --execution-role-arn ${TWO}`, [policy('ecs-tasks', `"${ONE}"`, `"${TWO}"`)]],
    [
      `${deploys} --role-arn ${ONE} && aws lambda update-function-configuration --role ${TWO}`,
      [policy('cloudformation', `"${ONE}"`), policy('lambda', `"${TWO}"`)],
    ],
    [`${deploys} --profile other --role-arn ${ONE}`, []],
    [`aws eks update-kubeconfig --name web --role-arn ${ONE}`, []],
    [`echo cloudformation deploy --role-arn ${ONE}`, []],
    [deploys, []],
  ])('%s', (command, expected) => expect(passed(build(command))).toEqual(expected));

  test('a deploy by the AWS CLI makes a change set, looks at it, and executes it unless it is told not to', () => {
    const actionsOf = (command: string): string | undefined => {
      const model = read(build(command));
      const [role] = model.all('role');
      return /Action: \[(cloudformation:[^\]]*)\]/.exec(role ? narrowPolicy(role, model) : '')?.[1];
    };
    const made = ['CreateChangeSet', 'DescribeChangeSet', 'DescribeStacks'].map((name) => `cloudformation:${name}`).join(', ');
    expect(actionsOf(deploys)).toBe(`${made}, cloudformation:ExecuteChangeSet`);
    expect(actionsOf(`${deploys} --no-execute-changeset`)).toBe(made);
  });

  test('a build in no network, whose name, repository and logs are not told', () => {
    const other = read(build('docker push $REPOSITORY'));
    const [role] = other.all('role');
    const told = role ? narrowPolicy(role, other) : '';
    expect(told).toContain('repository/NAME"');
    expect(told).toContain('log-group:/aws/codebuild/${P}"');
    expect(told).not.toContain('ec2:');
    const silent = read(
      build('docker push $REPOSITORY').replace(
        '      Source:',
        '      LogsConfig: { CloudWatchLogs: { Status: DISABLED } }\n      Source:',
      ),
    );
    const [quiet] = silent.all('role');
    expect(quiet && narrowPolicy(quiet, silent)).not.toContain('logs:');
  });
  test.each([
    ['Name: web', '/aws/codebuild/web'],
    ['Name: !Sub "web-${AWS::Region}"', '/aws/codebuild/web-${AWS::Region}'],
    ['Name: !ImportValue web', '/aws/codebuild/NAME'],
    ['Name: !If [IsProd, web, test]', '/aws/codebuild/NAME'],
    ['Name: web, LogsConfig: { CloudWatchLogs: { Status: ENABLED, GroupName: builds } }', 'builds'],
    ['LogsConfig: { CloudWatchLogs: { Status: ENABLED, GroupName: !Ref Logs } }', '${Logs}'],
    ['LogsConfig: { CloudWatchLogs: { Status: ENABLED, GroupName: !ImportValue logs } }', 'NAME'],
    ['LogsConfig: { CloudWatchLogs: { Status: ENABLED, GroupName: "{{resolve:ssm:/logs}}" } }', 'NAME'],
  ])('its logs: %s', (properties, group) => {
    const project = `Type: AWS::CodeBuild::Project\n    Metadata: { "aws:cdk:path": App/Web/Build/Resource }\n    Properties: { ServiceRole: !GetAtt Role.Arn, ${properties} }`;
    const conditions = 'Parameters: { Env: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Env, prod] }\n';
    expect(resourcesIn(`${conditions}Resources:\n  Role: { Type: AWS::IAM::Role }\n  Build:\n    ${project}\n`)).toContain(
      `- !Sub "arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${group}:*"`,
    );
  });
  test('its logs, where nobody named it: as the template calls it, not the CDK', () =>
    expect(
      resourcesIn(
        'Resources:\n  Role: { Type: AWS::IAM::Role }\n  Build:\n    Type: AWS::CodeBuild::Project\n    Metadata: { "aws:cdk:path": App/Web/Build/Resource }\n    Properties: { ServiceRole: !GetAtt Role.Arn }\n',
      ).join(),
    ).toContain('log-group:/aws/codebuild/${Build}"'));
  test.each([
    ['aws s3api abort-multipart-upload --bucket $BUCKET --key x --upload-id x', ':s3:::NAME/*"'],
    ['aws route53 change-resource-record-sets --hosted-zone-id x', '"arn:${AWS::Partition}:route53:::hostedzone/NAME"'],
    ['aws eks update-nodegroup-version --cluster-name x --nodegroup-name x', ':nodegroup/NAME/*/*"'],
    ['aws s3api put-bucket-policy --bucket $BUCKET --policy x', ':s3:::NAME"'],
    ['aws s3api put-bucket-policy --bucket arn:aws:s3:eu-west-1:111122223333:accesspoint/web --policy x', ':s3:::NAME"'],
  ])('on what is not told: %s', (command, expected) => expect(resourcesIn(build(command)).join('\n')).toContain(expected));
  test.each([
    ['put-bucket-policy --bucket web --policy file://p.json', '"arn:aws:s3:::web"'],
    ['put-object --bucket web --key a/b', '"arn:aws:s3:::web/*"'],
    ['abort-multipart-upload --bucket=web --key x --upload-id x', '"arn:aws:s3:::web/*"'],
  ])('on the bucket, or on what lies in it: aws s3api %s', (command, expected) =>
    expect(resourcesIn(build(`aws s3api ${command}`))).toContain(`Resource: ${expected}`),
  );
  test.each([
    ['lambda update-function-code --function-name hello --zip-file fileb://x.zip', ':function:hello"'],
    ['lambda update-function-code --function-name=hello --zip-file fileb://x.zip', ':function:hello"'],
    ['lambda update-function-code --function-name $NAME --zip-file fileb://x.zip', ':function:NAME"'],
    ['lambda update-function-code --function-name web-$NAME --zip-file fileb://x.zip', ':function:NAME"'],
    ['ssm get-parameter --name /web/key --with-decryption', ':parameter/web/key"'],
    ['ssm get-parameter --name /web/key:3', ':parameter/NAME"'],
    ['ssm get-parameters-by-path --path /web --name x', ':parameter/NAME"'],
    ['secretsmanager get-secret-value --secret-id web/db', ':secret:web/db-*"'],
    ['codebuild start-build --project-name web', ':project/web"'],
    ['codepipeline start-pipeline-execution --name web', ':web"'],
    ['cloudformation deploy --stack-name web --template-file t.yaml', ':stack/web/*"'],
    ['ecs update-service --cluster a --service b', ':service/a/b"'],
    ['deploy create-deployment --application-name a --deployment-group-name b', ':deploymentgroup:a/b"'],
  ])('on what its words name: aws %s', (command, expected) => expect(resourcesIn(build(`aws ${command}`)).join('\n')).toContain(expected));
  test.each<[command: string, reads: string[]]>([
    ['sync public s3://web/app --delete', ['DeleteObject, s3:PutObject on web/*', 'ListBucket on web']],
    ['sync public s3://web', ['ListBucket on web', 'PutObject on web/*']],
    ['sync s3://one s3://two', ['GetObject on one/*', 'ListBucket on one', 'ListBucket on two', 'PutObject on two/*']],
    ['cp s3://one/a .', ['GetObject on one/*']],
    ['cp s3://one/a . --recursive', ['GetObject on one/*', 'ListBucket on one']],
    ['cp a s3://one/a', ['PutObject on one/a*']],
    ['mv s3://one/a b', ['DeleteObject, s3:GetObject on one/*']],
    ['rm s3://one/a --recursive', ['DeleteObject on one/a*', 'ListBucket on one']],
    ['ls s3://one', ['ListBucket on one']],
    ['sync s3://$ONE .', []],
    ['sync s3://one . --profile other', []],
  ])('aws s3 %s', (command, expected) => {
    const other = read(build(`aws s3 ${command}`));
    const [role] = other.all('role');
    const text = role ? narrowPolicy(role, other) : '';
    const found = [...text.matchAll(/Action: \[s3:(.*)\]\n {2}Resource: "arn:aws:s3:::(.*)"/g)].map(
      ([, actions, on]) => `${actions} on ${on}`,
    );
    expect(found.toSorted()).toEqual(expected);
  });
  test('on all that several commands name', () => {
    const update = (name: string): string => `aws lambda update-function-code --function-name ${name} --zip-file fileb://x.zip`;
    const named = (commands: string): string[] =>
      resourcesIn(build(commands)).flatMap((line) => /:function:([\w-]+)"/.exec(line)?.[1] ?? []);
    expect(named(`if true; then ${update('one')}; fi; ${update('two')}; ${update('three')}; ${update('two')}`).toSorted()).toEqual([
      'one',
      'three',
      'two',
    ]);
  });
  test('who passes a role to a stack still works with its own', () => {
    const other = read(build(`${deploys} --role-arn ${ONE}`));
    const [role] = other.all('role');
    expect(role && narrowPolicy(role, other)).toContain('cloudformation:CreateChangeSet');
  });
});

describe('where the statements have to stand', () => {
  const KEY = (who: string): string => `{ Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: { Principal: { AWS: ${who} } } } } }`;
  const system = (name: string, key: string, more = ''): string => `Resources:
  Role: { Type: AWS::IAM::Role }
  Other: { Type: AWS::IAM::Role }
  Bucket: { Type: AWS::S3::Bucket }
  Key: ${key}
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
${name}      ServiceRole: !GetAtt Role.Arn
      EncryptionKey: !GetAtt Key.Arn
      Artifacts: { Type: S3, Location: !Ref Bucket }
      Source: { Type: GITHUB, BuildSpec: "version: 0.2" }
${more}`;
  const NAMED = '      Name: web\n';
  const chain = (length: number): string =>
    Array.from({ length }, (_, i) => {
      const next = i + 1 < length ? `User${i + 1}` : 'Role';
      return `  User${i}: { Type: AWS::IAM::User, DependsOn: [${next}] }\n`;
    }).join('');
  const told = (text: string): string | undefined => {
    const other = read(text);
    const role = other.all('role').find(({ path }) => path.at(-1) === 'Role');
    return role && /^#.*: (.*)\n- Effect/.exec(narrowPolicy(role, other))?.[1];
  };
  const asJson = `{ "Resources": {
    "Role": { "Type": "AWS::IAM::Role" },
    "Build": { "Type": "AWS::CodeBuild::Project", "Properties": { "ServiceRole": { "Fn::GetAtt": [
      "Role", "Arn"] }, "Source": { "Type": "GITHUB", "BuildSpec": "version: 0.2" } } } } }`;
  test.each<[what: string, text: string, expected: string | undefined]>([
    ['a project that has no name of its own', system('', KEY('"*"')), 'Build waits for the role.'],
    ['the same in JSON', asJson, 'Build waits for the role.'],
    ['a project that has one', system(NAMED, KEY('"*"')), undefined],
    ['a key that the role may use', system(NAMED, KEY('!GetAtt Role.Arn')), 'Key waits for the role.'],
    ['both', system('', KEY('!Sub "${Role.Arn}"')), 'Key and Build wait for the role.'],
    ['a key that another role may use', system(NAMED, KEY('!GetAtt Other.Arn')), undefined],
    [
      'a key that waits for what waits',
      system(NAMED, KEY('!GetAtt User.Arn'), '  User: { Type: AWS::IAM::User, DependsOn: [Role] }\n'),
      'Key waits for the role.',
    ],
    [
      'a key that waits for itself alone',
      system(NAMED, KEY('!GetAtt User.Arn'), '  User: { Type: AWS::IAM::User, DependsOn: [Key] }\n'),
      undefined,
    ],
    ['what waits at the end of a chain', system(NAMED, KEY('!GetAtt User0.Arn'), chain(50)), 'Key waits for the role.'],
    ['at the end of one that is too long to be followed', system(NAMED, KEY('!GetAtt User0.Arn'), chain(10_000)), undefined],
  ])('%s', (_, text, expected) => expect(told(text)).toBe(expected));
  test('is said as a remark of YAML', () => {
    const other = read(asJson);
    const [role] = other.all('role');
    expect(role && narrowPolicy(role, other).split('\n')[0]).toBe(
      '# In an AWS::IAM::Policy with Roles: [!Ref Role], and not in the role itself: Build waits for the role.',
    );
  });
});

test.each([
  ['!Ref Made', 'Resource: !Ref Made'],
  ['!Sub "${Made}:password::"', 'Resource: !Ref Made'],
  ['!Ref Given', 'Resource: !Sub "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:${Given}-*"'],
])('a secret of the template is its ARN, and a parameter may be its name: %s', (value, expected) =>
  expect(
    resourcesIn(`Parameters: { Given: { Type: String } }
Resources:
  Made: { Type: AWS::SecretsManager::Secret }
  Role: { Type: AWS::IAM::Role }
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Name: web
      ServiceRole: !GetAtt Role.Arn
      Environment: { EnvironmentVariables: [{ Name: TOKEN, Type: SECRETS_MANAGER, Value: ${value} }] }
`),
  ).toContain(expected),
);

test.each([
  ['a topic of the template', 'NotificationArn: !Ref Topic', 'Resource: !Ref Topic'],
  ['another topic', 'NotificationArn: "arn:aws:sns:eu-west-1:111122223333:ask"', 'Resource: "arn:aws:sns:eu-west-1:111122223333:ask"'],
])('an approval tells %s', (_, configuration, expected) =>
  expect(resourcesIn(pipeline(`${type('Approval', 'Manual')}\nConfiguration: { ${configuration} }`))).toContain(expected),
);
test('an approval that tells nobody, and what else has a topic, tell nothing', () => {
  expect(resourcesIn(pipeline(type('Approval', 'Manual')))).toEqual([]);
  expect(resourcesIn(pipeline(`${type('Build', 'Jenkins')}\nConfiguration: { NotificationArn: x }`))).toEqual([]);
  const other = `${type('Approval', 'Manual')}\nRoleArn: arn:aws:iam::111122223333:role/asks\nConfiguration: { NotificationArn: "arn:aws:sns:eu-west-1:111122223333:ask" }`;
  expect(resourcesIn(pipeline(other)).join()).not.toContain('sns');
});
