// Resources as delivery templates have them, each a plain object. A name that is referred to is a logical id.

export const ref = (id) => ({ Ref: id });
export const arn = (id) => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const sub = (text) => ({ 'Fn::Sub': text });
const resource = (type, properties, more = {}) => ({ Type: type, ...more, Properties: properties });

/** A statement of a policy. */
export const allow = (actions, resources) => ({ Effect: 'Allow', Action: actions, Resource: resources });

export const role = (service, policies, { name, managed = [] } = {}) =>
  resource('AWS::IAM::Role', {
    ...(name && { RoleName: name }),
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
    },
    ...(managed.length > 0 && { ManagedPolicyArns: managed }),
    Path: '/',
    Policies: Object.entries(policies).map(([title, statements]) => ({
      PolicyName: title,
      PolicyDocument: { Version: '2012-10-17', Statement: statements },
    })),
  });

/** What builds are allowed in most templates: logs, artifacts, images; now and then everything. */
export const buildStatements = (roll, bucket) => [
  allow(
    ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/codebuild/*'),
  ),
  allow(['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:GetBucketLocation'], [arn(bucket), sub(`\${${bucket}.Arn}/*`)]),
  allow(
    ['ecr:BatchCheckLayerAvailability', 'ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'],
    sub('arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/${AWS::StackName}-*'),
  ),
  allow('ecr:GetAuthorizationToken', '*'),
  ...(roll.chance(15) ? [allow('*', '*')] : []),
  ...(roll.chance(20) ? [allow(['iam:PassRole'], '*')] : []),
];

export const pipelineStatements = (bucket, project) => [
  allow(['s3:GetObject', 's3:PutObject', 's3:GetBucketVersioning'], [arn(bucket), sub(`\${${bucket}.Arn}/*`)]),
  allow(['codebuild:StartBuild', 'codebuild:BatchGetBuilds'], arn(project)),
  allow(
    ['codedeploy:CreateDeployment', 'codedeploy:GetDeployment', 'codedeploy:GetDeploymentConfig', 'codedeploy:RegisterApplicationRevision'],
    '*',
  ),
  allow(['ecs:DescribeServices', 'ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition', 'ecs:UpdateService'], '*'),
  {
    ...allow('iam:PassRole', sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::StackName}-task')),
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  },
];

const COMMANDS = {
  install: ['npm ci', 'pip install -r requirements.txt', 'apt-get update && apt-get install -y jq', 'npm install -g aws-cdk', 'n 20'],
  pre_build: [
    'echo Logging in to Amazon ECR',
    'aws ecr get-login-password --region $AWS_DEFAULT_REGION | docker login --username AWS --password-stdin $REGISTRY',
    'COMMIT=$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-7)',
    'IMAGE_TAG=${COMMIT:=latest}',
    'npm run lint',
  ],
  build: [
    'npm test -- --coverage',
    'docker build -t $REPOSITORY_URI:$IMAGE_TAG .',
    'docker tag $REPOSITORY_URI:$IMAGE_TAG $REPOSITORY_URI:latest',
    'for service in api worker web; do (cd $service && make build); done',
    'if [ "$STAGE" = prod ]; then ./scripts/release.sh --confirm; fi',
    'aws cloudformation package --template-file template.yaml --s3-bucket $BUCKET --output-template-file packaged.yaml',
    'sam build --use-container',
    'python -m pytest tests/unit --junitxml=reports/unit.xml',
  ],
  post_build: [
    'docker push $REPOSITORY_URI:$IMAGE_TAG',
    'printf \'[{"name":"app","imageUri":"%s"}]\' $REPOSITORY_URI:$IMAGE_TAG > imagedefinitions.json',
    'aws s3 sync dist s3://$BUCKET --delete',
    'echo Build completed on `date`',
  ],
};

/** A buildspec as data. */
export const buildspec = (roll) => ({
  version: 0.2,
  env: { variables: { STAGE: roll.pick(['dev', 'test', 'prod']), NODE_OPTIONS: '--max-old-space-size=4096' } },
  phases: Object.fromEntries(
    Object.entries(COMMANDS).map(([phase, commands]) => [
      phase,
      {
        ...(phase === 'install' && { 'runtime-versions': { nodejs: 20 } }),
        commands: commands.filter(() => roll.chance(65)).concat(commands[0]),
      },
    ]),
  ),
  artifacts: { files: ['imagedefinitions.json', 'appspec.yaml', 'taskdef.json'], 'discard-paths': 'yes' },
  cache: { paths: ['/root/.npm/**/*', 'node_modules/**/*'] },
});

export const project = (roll, name, roleId, spec) =>
  resource('AWS::CodeBuild::Project', {
    Name: sub(`\${AWS::StackName}-${name}`),
    Description: 'Builds, tests and packages the service',
    ServiceRole: arn(roleId),
    Artifacts: { Type: 'CODEPIPELINE' },
    Cache: { Type: 'LOCAL', Modes: ['LOCAL_DOCKER_LAYER_CACHE', 'LOCAL_SOURCE_CACHE'] },
    Environment: {
      Type: 'LINUX_CONTAINER',
      ComputeType: roll.pick(['BUILD_GENERAL1_SMALL', 'BUILD_GENERAL1_MEDIUM', 'BUILD_GENERAL1_LARGE']),
      Image: roll.pick(['aws/codebuild/standard:7.0', 'aws/codebuild/amazonlinux2-x86_64-standard:5.0', 'aws/codebuild/standard:5.0']),
      PrivilegedMode: roll.chance(60),
      EnvironmentVariables: [
        { Name: 'AWS_DEFAULT_REGION', Value: ref('AWS::Region') },
        { Name: 'REPOSITORY_URI', Value: sub('${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/${AWS::StackName}') },
        { Name: 'STAGE', Value: roll.pick(['dev', 'staging', 'prod']) },
        { Name: 'NPM_TOKEN', Type: 'PARAMETER_STORE', Value: '/build/npm-token' },
      ],
    },
    LogsConfig: { CloudWatchLogs: { Status: 'ENABLED', GroupName: sub('/aws/codebuild/${AWS::StackName}') } },
    Source: { Type: 'CODEPIPELINE', ...(spec && { BuildSpec: spec }) },
    TimeoutInMinutes: 30,
  });

const action = (name, category, provider, configuration, more = {}) => ({
  Name: name,
  ActionTypeId: { Category: category, Owner: 'AWS', Provider: provider, Version: '1' },
  Configuration: configuration,
  ...more,
});
const artifacts = (...names) => names.map((name) => ({ Name: name }));

export const sourceStage = (roll) => ({
  Name: 'Source',
  Actions: [
    roll.chance(50)
      ? action(
          'Code',
          'Source',
          'CodeStarSourceConnection',
          { ConnectionArn: ref('Connection'), FullRepositoryId: 'acme/service', BranchName: 'main', DetectChanges: true },
          { OutputArtifacts: artifacts('Source'), RunOrder: 1 },
        )
      : action(
          'Code',
          'Source',
          'CodeCommit',
          { RepositoryName: 'service', BranchName: 'main', PollForSourceChanges: false },
          { OutputArtifacts: artifacts('Source') },
        ),
  ],
});

export const buildStage = (name, projectId) => ({
  Name: name,
  Actions: [
    action(
      name,
      'Build',
      'CodeBuild',
      { ProjectName: ref(projectId), EnvironmentVariables: '[{"name":"COMMIT","value":"#{SourceVariables.CommitId}","type":"PLAINTEXT"}]' },
      { InputArtifacts: artifacts('Source'), OutputArtifacts: artifacts(`${name}Output`), Namespace: `${name}Variables`, RunOrder: 1 },
    ),
  ],
});

/** A deploy of one of the usual kinds, with an approval before it where `asks`. */
export const deployStage = (roll, name, asks) => {
  const deploys = [
    () =>
      action('Deploy', 'Deploy', 'ECS', {
        ClusterName: `${name.toLowerCase()}-cluster`,
        ServiceName: 'web',
        FileName: 'imagedefinitions.json',
      }),
    () =>
      action('Deploy', 'Deploy', 'CloudFormation', {
        ActionMode: 'CREATE_UPDATE',
        StackName: sub(`\${AWS::StackName}-${name.toLowerCase()}`),
        Capabilities: 'CAPABILITY_NAMED_IAM',
        TemplatePath: 'BuildOutput::packaged.yaml',
        RoleArn: arn('DeployRole'),
        ParameterOverrides: '{"Stage": "live"}',
      }),
    () =>
      action('Deploy', 'Deploy', 'CodeDeployToECS', {
        ApplicationName: ref('Application'),
        DeploymentGroupName: ref('DeploymentGroup'),
        TaskDefinitionTemplateArtifact: 'BuildOutput',
        AppSpecTemplateArtifact: 'BuildOutput',
      }),
    () => action('Deploy', 'Deploy', 'S3', { BucketName: ref('SiteBucket'), Extract: 'true' }),
  ];
  const deploy = { ...roll.pick(deploys)(), InputArtifacts: artifacts('BuildOutput'), RunOrder: asks ? 2 : 1 };
  const approve = action(
    'Approve',
    'Approval',
    'Manual',
    { CustomData: 'Look at the staging environment', NotificationArn: ref('Topic') },
    { RunOrder: 1 },
  );
  return { Name: name, Actions: asks ? [approve, deploy] : [deploy] };
};

export const pipeline = (roleId, bucketId, stages, more = {}) =>
  resource('AWS::CodePipeline::Pipeline', {
    Name: sub('${AWS::StackName}-pipeline'),
    RoleArn: arn(roleId),
    PipelineType: 'V2',
    RestartExecutionOnUpdate: false,
    ArtifactStore: { Type: 'S3', Location: ref(bucketId), EncryptionKey: { Id: ref('Key'), Type: 'KMS' } },
    Stages: stages,
    Tags: [{ Key: 'team', Value: 'delivery' }],
    ...more,
  });

export const deploymentGroup = (roll) =>
  resource('AWS::CodeDeploy::DeploymentGroup', {
    ApplicationName: ref('Application'),
    ServiceRoleArn: arn('DeployRole'),
    DeploymentConfigName: roll.pick(['CodeDeployDefault.ECSAllAtOnce', 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes']),
    DeploymentStyle: { DeploymentOption: 'WITH_TRAFFIC_CONTROL', DeploymentType: 'BLUE_GREEN' },
    ...(roll.chance(50) && { AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] } }),
    ...(roll.chance(40) && { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: ref('ErrorsAlarm') }] } }),
    BlueGreenDeploymentConfiguration: {
      DeploymentReadyOption: { ActionOnTimeout: 'CONTINUE_DEPLOYMENT', WaitTimeInMinutes: 0 },
      TerminateBlueInstancesOnDeploymentSuccess: { Action: 'TERMINATE', TerminationWaitTimeInMinutes: 5 },
    },
    ECSServices: [{ ClusterName: ref('Cluster'), ServiceName: 'web' }],
  });

export const taskDefinition = (roll) =>
  resource('AWS::ECS::TaskDefinition', {
    Family: sub('${AWS::StackName}-web'),
    Cpu: 256,
    Memory: 512,
    NetworkMode: 'awsvpc',
    RequiresCompatibilities: ['FARGATE'],
    ExecutionRoleArn: ref('TaskRoleArn'),
    TaskRoleArn: ref('TaskRoleArn'),
    ContainerDefinitions: [
      {
        Name: 'web',
        Image: sub(`\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/web:${roll.pick(['latest', '1.4.2', '${ImageTag}'])}`),
        Essential: true,
        PortMappings: [{ ContainerPort: 8080, Protocol: 'tcp' }],
        Environment: [
          { Name: 'LOG_LEVEL', Value: 'info' },
          { Name: 'DATABASE_HOST', Value: sub('db.${AWS::StackName}.internal') },
        ],
        Secrets: [
          { Name: 'DATABASE_PASSWORD', ValueFrom: sub('arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/web/db') },
        ],
        LogConfiguration: {
          LogDriver: 'awslogs',
          Options: { 'awslogs-group': ref('LogGroup'), 'awslogs-region': ref('AWS::Region'), 'awslogs-stream-prefix': 'web' },
        },
      },
    ],
  });

/** What stands beside deliveries in every template, and what whole templates are made of that hold none. */
export const OTHERS = [
  (roll) =>
    resource('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [{ Id: 'expire', Status: 'Enabled', ExpirationInDays: 30 + roll(300) }] },
    }),
  (roll) =>
    resource('AWS::EC2::Subnet', {
      VpcId: ref('Network'),
      CidrBlock: `10.${roll(200)}.${roll(200)}.0/24`,
      AvailabilityZone: { 'Fn::Select': [roll(3), { 'Fn::GetAZs': '' }] },
      MapPublicIpOnLaunch: roll.chance(50),
      Tags: [{ Key: 'Name', Value: sub('${AWS::StackName}-subnet') }],
    }),
  () =>
    resource('AWS::EC2::SecurityGroup', {
      GroupDescription: 'What may reach the service',
      VpcId: ref('Network'),
      SecurityGroupIngress: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
        { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: ref('BalancerGroupId') },
      ],
    }),
  (roll) =>
    resource('AWS::Lambda::Function', {
      Handler: 'index.handler',
      Runtime: roll.pick(['nodejs20.x', 'python3.12']),
      MemorySize: 128 * (1 + roll(8)),
      Timeout: 30,
      Role: ref('FunctionRoleArn'),
      Environment: { Variables: { TABLE_NAME: ref('Table'), LOG_LEVEL: 'info' } },
      Code: {
        ZipFile:
          'exports.handler = async (event) => {\n  const records = event.Records ?? [];\n  for (const record of records) {\n    console.log(JSON.stringify({ id: record.messageId, size: record.body.length }));\n  }\n  return { statusCode: 200 };\n};\n',
      },
    }),
  (roll) =>
    resource('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: roll.chance(50) },
    }),
  (roll) =>
    resource('AWS::CloudWatch::Alarm', {
      AlarmDescription: 'Too many errors',
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'HTTPCode_Target_5XX_Count',
      Dimensions: [{ Name: 'LoadBalancer', Value: ref('BalancerName') }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1 + roll(5),
      Threshold: 1 + roll(20),
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    }),
  () =>
    resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Port: 8080,
      Protocol: 'HTTP',
      TargetType: 'ip',
      VpcId: ref('Network'),
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 10,
      TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
    }),
  () =>
    resource('AWS::ECS::Service', {
      Cluster: ref('Cluster'),
      DesiredCount: { 'Fn::If': ['IsProd', 3, 1] },
      LaunchType: 'FARGATE',
      TaskDefinition: ref('TaskDefinition'),
      DeploymentController: { Type: 'CODE_DEPLOY' },
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [ref('SubnetA'), ref('SubnetB')], SecurityGroups: [ref('ServiceGroup')] } },
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 8080, TargetGroupArn: ref('BlueTargetGroup') }],
    }),
  (roll) =>
    resource('AWS::ECR::Repository', {
      RepositoryName: sub('${AWS::StackName}-web'),
      ImageTagMutability: roll.pick(['MUTABLE', 'IMMUTABLE']),
      ImageScanningConfiguration: { ScanOnPush: true },
    }),
  (roll) =>
    resource('AWS::SQS::Queue', {
      VisibilityTimeout: 30 + roll(600),
      RedrivePolicy: { deadLetterTargetArn: ref('DeadLettersArn'), maxReceiveCount: 5 },
    }),
  () =>
    resource('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Account',
            Effect: 'Allow',
            Principal: { AWS: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      },
    }),
  (roll) =>
    role(
      'lambda.amazonaws.com',
      {
        function: [
          allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], ref('TableArn')),
          ...(roll.chance(30) ? [allow('s3:*', '*')] : []),
        ],
      },
      { managed: [sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole')] },
    ),
];
