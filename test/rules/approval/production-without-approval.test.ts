import { expect, test } from 'vitest';
import rule from '../../../src/rules/approval/production-without-approval.ts';
import { check, indent, testRule, yaml } from '../../harness.ts';

/** A template with one pipeline: what stands above its resources, and its stages. */
const pipeline = (head: string, stages: string): string => `${head}
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
${indent(8, stages)}
`;

const ENVIRONMENT = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
    IsDev: !Not [!Condition IsProd]
`;
const OPEN = yaml`
  Parameters:
    Environment: { Type: String, Default: dev }
    Topic: { Type: String, Default: '' }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
    IsTest: { Fn::Equals: [test, { Ref: Environment }] }
    Gated: !And [!Condition IsProd, !Not [!Equals [!Ref Topic, '']]]
`;
const MANY = `Parameters:\n${[0, 1, 2, 3, 4].map((i) => `  P${i}: { Type: String, AllowedValues: [blue, green] }`).join('\n')}`;

const approve = '- Name: Approve\n  Actions: [{ Name: Ask, ActionTypeId: { Category: Approval } }]';
const deploy = (mark = '', name = 'Prod') =>
  `- Name: ${name}\n  Actions:\n    - { Name: Go, ActionTypeId: { Category: Deploy } }${mark && ` # ${mark}`}`;
const when = (condition: string, yes: string, no = '- !Ref AWS::NoValue') =>
  `- Fn::If:\n  - ${condition}\n${indent(2, yes)}\n${indent(2, no)}`;

/** A pipeline and what it needs: the lines of its stages, and resources beside it. */
const stage = (name: string, ...actions: string[]): string =>
  `- Name: ${name}\n  Actions:\n${actions.map((action) => `    - ${action}`).join('\n')}`;
const build = (name: string, mark = '', project = '!Ref Build') =>
  `{ Name: ${name}, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { ProjectName: ${project} } }${mark && ` # ${mark}`}`;
const project = (...commands: string[]): string =>
  `  Build:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n        BuildSpec: !Sub |\n          version: 0.2\n          phases:\n            build:\n              commands:\n${commands.map((command) => `                - ${command}\n`).join('')}`;
const onCloudFormation = (mode: string, more = '', mark = '') =>
  `{ Name: Go, ActionTypeId: { Category: Deploy, Provider: CloudFormation }, Configuration: { ActionMode: ${mode}${more && `, ${more}`} } }${mark && ` # ${mark}`}`;
const ask = '{ Name: Ask, ActionTypeId: { Category: Approval, Provider: Manual }, RunOrder: 1 }';
const named = (name: string, stages: string): string => pipeline('', stages).replace('      Stages:', `      Name: ${name}\n      Stages:`);
const builds = (command: string, mark = '', name = 'Prod', action = 'Run'): string =>
  pipeline('', stage(name, build(action, mark))) + project(command);

/** A deploy to an ECS service with one hook. */
const paused = (hook: string, mark = ''): string =>
  pipeline(
    '',
    stage(
      'Prod',
      `{ Name: Go, ActionTypeId: { Category: Deploy, Provider: ECS }, Configuration: { ClusterName: shop, ServiceName: !Ref Service } }${mark && ` # ${mark}`}`,
    ),
  ) +
  `  Service:
    Type: AWS::ECS::Service
    Properties: { Cluster: shop, DeploymentConfiguration: { LifecycleHooks: [{ ${hook} }] } }
`;

testRule(rule, {
  good: {
    'an approval after the deploy is another matter': pipeline('', `${deploy()}\n${approve}`),
    'an approval with a greater order is another matter': pipeline(
      '',
      stage('Prod', `{ Name: Go, ActionTypeId: { Category: Deploy } }`, ask.replace('1 }', '"2" }')),
    ),
    'beside its late approval it is still the only one, another matter': pipeline(
      '',
      stage('Deploy-Prod', build('CDAction', '', 'elsewhere'), ask.replace('1 }', '2 }')),
    ),
    'an approval that runs beside the deploy is another matter': yaml`
      Resources:
        Web:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Stages:
              - Name: Prod
                Actions:
                  - { Name: Ask, ActionTypeId: { Category: Approval }, RunOrder: 1 }
                  - { Name: Deploy, ActionTypeId: { Category: Deploy }, RunOrder: "1" }
    `,
    'an approval with a smaller order, whatever the list says first': pipeline(
      '',
      stage(
        'Prod',
        '{ Name: Go, ActionTypeId: { Category: Deploy }, RunOrder: "2" }',
        '{ Name: Ask, ActionTypeId: { Category: Approval }, RunOrder: "1" }',
      ),
    ),
    'an order left out is the first': pipeline(
      '',
      stage('Prod', '{ Name: Ask, ActionTypeId: { Category: Approval } }', '{ Name: Go, ActionTypeId: { Category: Deploy }, RunOrder: 2 }'),
    ),
    'what get-pipeline prints, approved in an earlier stage': `{
      "pipeline": {
        "name": "web", "roleArn": "arn:aws:iam::111122223333:role/pipeline",
        "stages": [
          { "name": "Review", "actions": [{ "name": "Ask", "actionTypeId": { "category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1" }, "runOrder": 1 }] },
          { "name": "Prod", "actions": [{ "name": "Go", "actionTypeId": { "category": "Deploy", "owner": "AWS", "provider": "ECS", "version": "1" }, "configuration": { "ClusterName": "prod" } }] }
        ],
        "version": 3
      },
      "metadata": { "pipelineArn": "arn:aws:codepipeline:eu-west-1:111122223333:web" }
    }`,
    'a change set is prepared, approved and executed': pipeline(
      '',
      stage(
        'Prod',
        onCloudFormation('CHANGE_SET_REPLACE'),
        ask.replace('1 }', '2 }'),
        onCloudFormation('CHANGE_SET_EXECUTE').replace(/ \}$/, ', RunOrder: 3 }'),
      ),
    ),
    'a stack is only deleted': pipeline('', stage('Prod', onCloudFormation('DELETE_ONLY'))),
    'PreProd, Pre-Prod, NonProd and non_production are no production': pipeline(
      '',
      ['PreProd', 'Pre-Prod', 'NonProd', 'non_production'].map((name) => deploy('', name)).join('\n'),
    ),
    'a test of production is none': pipeline('', deploy('', 'Production-API-Test')),
    'the nearest name wins: staging deploys to what is called prod': pipeline(
      '',
      stage('Staging', onCloudFormation('CREATE_UPDATE', 'StackName: web-prod')),
    ),
    'the nearest name wins: staging in a pipeline called prod': named('web-prod', `${deploy('', 'Staging')}\n${approve}\n${deploy()}`),
    'the target is no production, in a pipeline called prod': named(
      'web-prod',
      stage('Ship', onCloudFormation('CREATE_UPDATE', 'StackName: web-dev')),
    ),
    'a name that nobody knows, in a stage called beta': pipeline(
      'Parameters: { Group: { Type: String } }',
      stage(
        'Beta',
        '{ Name: !Ref Group, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { DeploymentGroupName: !Ref Group } }',
      ),
    ),
    'a stack that nobody knows, in a pipeline called dev': named(
      '!Sub "dev-${AWS::StackName}"',
      stage('Ship', onCloudFormation('CREATE_UPDATE', 'StackName: !ImportValue stack')),
    ),
    'the pipeline brings its own stack up to date': pipeline(
      '',
      stage('Ship', onCloudFormation('CREATE_UPDATE', 'StackName: !Ref AWS::StackName')),
    ),
    'the stack of the pipeline by its name': pipeline('', stage('Update', onCloudFormation('CREATE_UPDATE', 'StackName: web-pipeline'))),
    'CDK deploys the pipeline itself':
      pipeline('', stage('UpdatePipeline', build('SelfMutate'))) +
      project('npm install -g aws-cdk', 'cdk -a . deploy PipelineStack --require-approval=never'),
    'a build in production that deploys nothing': builds('curl -f https://www.example.com/health', '', 'Prod', 'SmokeTest'),
    'a build in production that nobody can read, but that says what it is': pipeline('', stage('Prod', build('SmokeTest', '', 'smoke'))),
    'a plan, an approval, and what was planned': pipeline(
      '',
      stage(
        'Prod',
        build('terraform-plan', '', 'plan'),
        ask.replace('1 }', '2 }'),
        build('terraform-apply', '', 'apply').replace(/ \}$/, ', RunOrder: 3 }'),
      ),
    ),
    'only shown': builds('aws cloudformation deploy --stack-name web --no-execute-changeset'),
    'taken down again':
      pipeline('', stage('Prod', build('Run'))) +
      project('terraform apply -auto-approve', 'npm run smoke', 'terraform destroy -auto-approve'),
    'files copied from a build that is called no release': builds('aws s3 sync reports s3://reports', '', 'Build', 'Compile'),
    'files fetched from a bucket': builds('aws s3 cp s3://tools/cli.zip . --quiet', '', 'Prod', 'Run'),
    'a build that installs and compiles': builds('npm run build:production', '', 'Prod', 'Run'),
    'a build that nobody can read, in a stage whose name nobody knows': pipeline(
      '',
      stage('!ImportValue stage', build('Run', '', 'elsewhere')),
    ),
    'after a prod stage of something else, nothing is assumed': pipeline(
      '',
      `${deploy('', 'Ship')}\n${stage('Production', '{ Name: Switch, ActionTypeId: { Category: Invoke, Provider: Lambda } }')}`,
    ),
    'the source is called production': pipeline(
      '',
      `${stage('Source', '{ Name: prod-branch, ActionTypeId: { Category: Source, Provider: CodeCommit } }')}\n${deploy('', 'Beta')}`,
    ),
    'a blue/green deployment that waits for a person':
      pipeline(
        '',
        stage(
          'Prod',
          '{ Name: Go, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { DeploymentGroupName: !Ref Group } }',
        ),
      ) +
      `  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: { BlueGreenDeploymentConfiguration: { DeploymentReadyOption: { ActionOnTimeout: STOP_DEPLOYMENT, WaitTimeInMinutes: 60 } } }
`,
    'an ECS deployment that waits for a person': paused('TargetType: PAUSE, LifecycleStages: [PRE_SCALE_UP]'),
    'a command that names another environment': builds('serverless deploy --stage dev', '', 'Ship', 'Deploy'),
    'an approval stage before production': pipeline('', `${approve}\n${deploy()}`),
    'non-prod is not production': pipeline('', deploy('', 'deploy-non-prod')),
    'approval and deploy under the same condition': pipeline(ENVIRONMENT, `${when('IsProd', approve)}\n${when('IsProd', deploy())}`),
    'the same, where the condition knows no values': pipeline(OPEN, `${when('IsProd', approve)}\n${when('IsProd', deploy())}`),
    'a wider condition covers a narrower one': pipeline(OPEN, `${when('IsProd', approve)}\n${when('Gated', deploy())}`),
    'a deploy under a contradiction is never there': pipeline(OPEN, when('IsProd', when('IsTest', deploy()))),
    'names known by mapping, join and select': pipeline(
      yaml`
      Mappings: { Names: { eu: { stage: Staging } } }
    `,
      `${deploy('', '!FindInMap [Names, eu, stage]')}\n${deploy('', '!Join ["-", [web, !Select [1, !Split [",", "prod,test"]]]]')}`,
    ),
    'the parameter names another environment by default': pipeline(
      'Parameters: { Stage: { Type: String, Default: test } }',
      deploy('', '!Ref Stage'),
    ),
  },
  bad: {
    'an ECS deployment that goes on without a person': paused(
      'TargetType: PAUSE, LifecycleStages: [PRE_SCALE_UP], TimeoutConfiguration: { Action: CONTINUE }',
      'problem',
    ),
    'an ECS deployment that waits once everybody has it': paused(
      'TargetType: PAUSE, LifecycleStages: [POST_PRODUCTION_TRAFFIC_SHIFT]',
      'problem',
    ),
    'an ECS deployment that asks a function': paused('LifecycleStages: [PRE_SCALE_UP]', 'problem'),
    'a stack, by its name': pipeline('', stage('Ship', onCloudFormation('CREATE_UPDATE', 'StackName: web-prod', 'problem'))),
    'a change set of production, by its configuration': pipeline(
      '',
      stage('Ship', onCloudFormation('CHANGE_SET_EXECUTE', 'TemplateConfiguration: "Built::config/production.json"', 'problem')),
    ),
    'NODE_ENV says how to build':
      pipeline(
        '',
        stage(
          'Ship',
          build('Deploy', 'problem (low)').replace(
            '!Ref Build }',
            `!Ref Build, EnvironmentVariables: '[{"name":"NODE_ENV","value":"production"}]' }`,
          ),
        ),
      ) + project('npm run build'),
    'a deployment group that is not here': pipeline(
      '',
      stage(
        'Prod',
        '{ Name: Go, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { DeploymentGroupName: elsewhere } } # problem',
      ),
    ),
    'a stack, by its name, in a stage whose name nobody knows': pipeline(
      '',
      stage('!ImportValue stage', onCloudFormation('CREATE_UPDATE', 'StackName: web-prod', 'problem')),
    ),
    'an unseen build that deploys somewhere, and then the last deploy': pipeline(
      '',
      `${stage('Fleet', build('Deploy', '', 'elsewhere'))}\n${deploy('problem (low)', 'Rest')}`,
    ),
    'the second command names production':
      pipeline('', stage('Ship', build('Run', 'problem'))) + project('sls deploy --stage one', 'sls deploy --stage prod'),
    'a stack that nobody knows': pipeline(
      '',
      stage('Ship', onCloudFormation('CREATE_UPDATE', 'StackName: !ImportValue stack', 'problem (low)')),
    ),
    'a pipeline, by its name, whatever its stack is called': named(
      'web-prod',
      stage('Ship', onCloudFormation('CREATE_UPDATE', 'StackName: !ImportValue stack', 'problem')),
    ),
    'a pipeline, by a name that is partly known': named(
      '!Sub "prod-${AWS::StackName}"',
      stage('Ship', onCloudFormation('CREATE_UPDATE', 'StackName: !ImportValue stack', 'problem')),
    ),
    'a pipeline, by its name': named('web-live', deploy('problem', 'Ship')),
    'the pipeline of production updates itself in a stage called production': pipeline(
      '',
      stage('Prod', onCloudFormation('CREATE_UPDATE', 'StackName: !Ref AWS::StackName', 'problem')),
    ),
    'a blue/green deployment that goes on by itself':
      pipeline(
        '',
        stage(
          'Prod',
          '{ Name: Go, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { DeploymentGroupName: !Ref Group } } # problem',
        ),
      ) +
      `  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: { BlueGreenDeploymentConfiguration: { DeploymentReadyOption: { ActionOnTimeout: CONTINUE_DEPLOYMENT } } }
`,
    'what get-pipeline prints': `{
      "pipeline": {
        "name": "web", "roleArn": "arn:aws:iam::111122223333:role/pipeline",
        "stages": [
          { "name": "Prod", "actions": [
            { "//": "problem",
              "name": "Go", "actionTypeId": { "category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1" }, "runOrder": 1 }
          ] }
        ]
      }
    }`,
    'what CDK synthesises': `{
      "Resources": {
        "Pipeline9850B417": {
          "Type": "AWS::CodePipeline::Pipeline",
          "Properties": {
            "Stages": [
              { "Name": "UpdatePipeline", "Actions": [{ "Name": "SelfMutate", "ActionTypeId": { "Category": "Build", "Owner": "AWS", "Provider": "CodeBuild", "Version": "1" }, "Configuration": { "ProjectName": { "Ref": "Mutate" } } }] },
              { "Name": "Wave", "Actions": [
                { "Name": "Prod.Prepare", "ActionTypeId": { "Category": "Deploy", "Owner": "AWS", "Provider": "CloudFormation", "Version": "1" },
                  "Configuration": { "StackName": "Prod-Web", "ActionMode": "CHANGE_SET_REPLACE" }, "RunOrder": 1 },
                { "//": "problem",
                  "Name": "Prod.Deploy", "ActionTypeId": { "Category": "Deploy", "Owner": "AWS", "Provider": "CloudFormation", "Version": "1" },
                  "Configuration": { "StackName": "Prod-Web", "ActionMode": "CHANGE_SET_EXECUTE" }, "RunOrder": 2 }
              ] }
            ]
          },
          "Metadata": { "aws:cdk:path": "Delivery/Pipeline/Resource" }
        },
        "Mutate": { "Type": "AWS::CodeBuild::Project", "Properties": { "Source": { "Type": "CODEPIPELINE", "BuildSpec": "{\\"version\\": \\"0.2\\", \\"phases\\": {\\"build\\": {\\"commands\\": [\\"cdk -a . deploy Delivery/PipelineStack\\"]}}}" } } }
      }
    }`,
    'a build that applies': builds('terraform apply -auto-approve', 'problem'),
    'a build whose command names production': builds('npx serverless deploy --stage prod', 'problem', 'Ship'),
    'a build whose command names it by a parameter':
      pipeline(ENVIRONMENT, stage('Ship', build('Run', 'problem when Environment is prod'))) + project('sls deploy --stage ${Environment}'),
    'a build that copies a site in a stage called production': builds('aws s3 sync --delete dist s3://www.example.com', 'problem'),
    'a build that copies a site in a stage called a release': builds(
      'aws s3 cp dist s3://www --recursive --acl public-read',
      'problem (low)',
      'Release',
    ),
    'a build of a buildspec in another file': {
      'template.yaml':
        pipeline('', stage('Prod', build('Run', 'problem'))) +
        '  Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { BuildSpec: ci/deploy.yml } } }\n',
      'ci/deploy.yml': 'version: 0.2\nphases: { build: { commands: [kubectl apply -f k8s] } }\n',
    },
    'commands of a Commands action': pipeline(
      '',
      stage(
        'Prod',
        '{ Name: Run, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [aws ecs update-service --service web --force-new-deployment] } # problem',
      ),
    ),
    'a build that is called a deploy, whatever it runs': pipeline('', stage('Prod', build('Deploy', 'problem', 'elsewhere'))),
    'the only build of a stage that is called a deploy': pipeline('', stage('Deploy-Prod', build('CDAction', 'problem', 'elsewhere'))),
    'a function that is called a deploy': pipeline(
      '',
      stage('Prod', '{ Name: BlueGreenDeployment, ActionTypeId: { Category: Invoke, Provider: Lambda } } # problem'),
    ),
    'a script that is called a deploy': builds('./scripts/deploy.sh', 'problem'),
    'the environment of the action':
      pipeline(
        '',
        stage(
          'Ship',
          build('Deploy', 'problem').replace(
            '!Ref Build }',
            `!Ref Build, EnvironmentVariables: '[{"name":"DEPLOY_ENV","value":"production"}]' }`,
          ),
        ),
      ) + project('make release'),
    'the environment of the project':
      pipeline('', stage('Ship', build('Deploy', 'problem'))) +
      project('make release').replace(
        '      Source:',
        '      Environment: { EnvironmentVariables: [{ Name: STAGE, Value: prod }] }\n      Source:',
      ),
    'no name says production, and an own stack that comes first': pipeline(
      '',
      `${stage('Update', onCloudFormation('CREATE_UPDATE', 'StackName: !Ref AWS::StackName'))}\n${deploy('problem (low)', 'Ship')}`,
    ),
    'the first of several deploys of the last stage is assumed': pipeline(
      '',
      stage(
        'Ship',
        '{ Name: One, ActionTypeId: { Category: Deploy } } # problem (low)',
        '{ Name: Two, ActionTypeId: { Category: Deploy } }',
      ),
    ),
    'the last deploy is there on a condition': pipeline(
      ENVIRONMENT,
      `${deploy('problem (low) when IsProd is false', 'Fleet')}\n${when('IsProd', deploy('problem (low) when IsProd is true', 'Rest'))}`,
    ),
    'a DevOps team is no dev environment': named('devops-web', deploy('problem (low)', 'Ship')),
    'where no name says production, the last deploy is taken for it': pipeline(
      '',
      `${deploy('', 'Fleet')}\n${deploy('problem (low)', 'Rest')}`,
    ),
    'a product team is not production': pipeline('', deploy('problem (low)', 'ProductCatalog')),
    'an account number cannot say production': pipeline('', deploy('problem (low)', '!Sub "web-${AWS::AccountId}-${AWS::Region}"')),
    'no approval at all, as the API tells it': yaml`
      pipeline:
        stages:
          - name: DeployToProd
            actions:
              - { name: Deploy, actionTypeId: { category: Deploy } } # problem
    `,
    'production whatever the region': pipeline('', deploy('problem', '!Sub "DeployToProd-${AWS::Region}"')),
    'a map of its own in Fn::Sub': pipeline('', deploy('problem', '{ Fn::Sub: ["${Env}-${X}", { Env: prod, X: !GetAtt A.B }] }')),
    'a join knows its pieces': pipeline('', deploy('problem', '!Join ["-", [!Ref AWS::StackName, prod]]')),
    'the stage is named by a parameter': pipeline(ENVIRONMENT, deploy('problem when Environment is prod', '!Ref Environment')),
    'the stage is named by a mapping': pipeline(
      `${ENVIRONMENT}\nMappings: { Names: { dev: { stage: test }, prod: { stage: live } } }`,
      deploy('problem when Environment is prod', '!Sub ["web-${S}", { S: !FindInMap [Names, !Ref Environment, stage] }]'),
    ),
    'the approval hangs on a condition': pipeline(ENVIRONMENT, `${when('IsProd', approve)}\n${deploy('problem when IsProd is false')}`),
    'approval and deploy in opposite worlds': pipeline(
      ENVIRONMENT,
      `${when('IsProd', approve)}\n${when('IsDev', deploy('problem when IsDev is true and IsProd is false'))}`,
    ),
    'the two branches of one condition': pipeline(OPEN, when('IsProd', approve, deploy('problem when IsProd is false'))),
    'the condition cannot be evaluated': pipeline(
      'Conditions: { IsProd: !Equals [!ImportValue stage, prod] }',
      `${when('IsProd', approve)}\n${deploy('problem when IsProd is false')}`,
    ),
    'a category in two worlds': pipeline(
      ENVIRONMENT,
      yaml`
      - Name: Prod
        Actions:
          - { Name: Go, ActionTypeId: { Category: !If [IsProd, Deploy, Test] } } # problem when IsProd is true
    `,
    ),
    'an order in two worlds': pipeline(
      ENVIRONMENT,
      yaml`
      - Name: Prod
        Actions:
          - { Name: Ask, ActionTypeId: { Category: Approval }, RunOrder: !If [IsProd, 1, 3] }
          - { Name: Go, ActionTypeId: { Category: Deploy }, RunOrder: 2 } # problem when IsProd is false
          - { Name: Rest, ActionTypeId: { Category: Deploy }, RunOrder: 4 }
    `,
    ),
    'the whole pipeline is there on a condition': `${ENVIRONMENT}\n${pipeline('', deploy('problem when IsProd is true')).replace('    Type:', '    Condition: IsProd\n    Type:')}`,
  },
  undecided: {
    'a build in production that nobody can read': pipeline('', stage('Prod', build('Run', 'undecided', 'elsewhere'))),
    'a script in production that nobody read': builds('./go.sh', 'undecided'),
    'an order that nobody knows': pipeline(
      'Parameters: { Order: { Type: Number } }',
      stage(
        'Prod',
        '{ Name: Go, ActionTypeId: { Category: Deploy } } # undecided',
        '{ Name: Ask, ActionTypeId: { Category: Approval }, RunOrder: !Ref Order }',
      ),
    ),
    'a category that nobody knows': pipeline(
      'Parameters: { Kind: { Type: String } }',
      stage(
        'Prod',
        '{ Name: Ask, ActionTypeId: { Category: !Ref Kind } } # undecided',
        '{ Name: Go, ActionTypeId: { Category: Deploy }, RunOrder: 2 } # undecided',
      ),
    ),
    'an approval behind a transform': pipeline(
      '',
      `- Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://shared/approve.yaml } } # undecided\n${deploy('undecided')}`,
    ),
    'what may follow the last deploy': pipeline('', `${deploy('undecided', 'Ship')}\n- Fn::Transform: { Name: AWS::Include } # undecided`),
    'its own stack, in a stage whose name nobody knows': pipeline(
      '',
      stage('!ImportValue stage', onCloudFormation('CREATE_UPDATE', 'StackName: !Ref AWS::StackName', 'undecided')),
    ),
    'an action mode that nobody knows': pipeline(
      'Parameters: { Mode: { Type: String } }',
      stage('Prod', onCloudFormation('!Ref Mode', '', 'undecided')),
    ),
    'the stage is named by a parameter without values': pipeline(
      'Parameters: { Stage: { Type: String } }',
      `${deploy('undecided', '!Ref Stage')}\n${deploy('problem (low)', 'Rest')}`,
    ),
    'stages from a transform': yaml`
      Resources:
        Web:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Stages: # undecided
              Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://shared/stages.yaml } }
    `,
    'a transform beside the properties may bring the stages': yaml`
      Resources:
        Web:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Name: web
            Fn::Transform: { Name: Stages } # undecided
    `,
    'a name that no value decides': pipeline(
      MANY,
      `${deploy('undecided', '!Sub "${P0}-${P1}-${P2}-${P3}-${P4}-${AWS::StackName}"')}\n${deploy('problem (low)', 'Rest')}`,
    ),
  },
});

test('is asked in the worlds of a variable', () => {
  const text =
    pipeline(ENVIRONMENT, stage('Ship', build('Deploy'))) +
    project('make release').replace(
      '      Source:',
      '      Environment: { EnvironmentVariables: [!If [IsProd, { Name: STAGE, Value: prod }, !Ref AWS::NoValue]] }\n      Source:',
    );
  expect(check([rule], text).findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'high: deploys to production and no approval runs before it when IsProd is true',
    'low: is the last deploy and no approval runs before it when IsProd is false',
  ]);
});
