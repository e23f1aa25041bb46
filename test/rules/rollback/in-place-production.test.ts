import rule from '../../../src/rules/rollback/in-place-production.ts';
import { indent, testRule } from '../../harness.ts';

/** A deployment group on instances; the mark stands in what is given. */
const group = (properties: string, name = 'web-prod'): string => `
Parameters:
  Switch: { Type: String }
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  App: { Type: AWS::CodeDeploy::Application, Properties: { ApplicationName: web } }
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref App
      DeploymentGroupName: ${name}
${indent(6, properties)}
`;
const IN_PLACE = 'DeploymentStyle: { DeploymentType: IN_PLACE }';
const style = (mark: string): string => `DeploymentStyle:\n  DeploymentType: IN_PLACE # ${mark}`;
const STEPS = 'DeploymentConfigName: CodeDeployDefault.OneAtATime';

/** A pipeline whose stage deploys to the group, or to another one. */
const deployed = (stage: string, to = '!Ref Group'): string => `  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: ${stage}
          Actions:
            - { Name: Go, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { DeploymentGroupName: ${to} } }
`;

/** One that says nothing of its platform but by this. */
const elsewhere = (properties: string, mark = ''): string => `
Resources:
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:${mark && ` # ${mark}`}
      ApplicationName: web
      DeploymentGroupName: prod
${indent(6, properties)}
`;

testRule(rule, {
  good: {
    'instances beside the old ones': group('DeploymentStyle: { DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL }'),
    'all at once is another matter': group(`${IN_PLACE}\nDeploymentConfigName: CodeDeployDefault.AllAtOnce`),
    'no production, by its name': group(IN_PLACE, 'web-dev'),
    'no production by its name, whatever the stage': group(IN_PLACE, 'web-dev') + deployed('Production'),
    'nothing says what it is': group(IN_PLACE, 'web'),
    'production is another one': group(IN_PLACE, 'web') + deployed('Production', 'shop'),
    'a stage that is no production, in one world': group(IN_PLACE, 'web') + deployed('Ship', '!If [IsProd, !Ref Group, shop]'),
    'machines outside AWS': group(`${IN_PLACE}\nOnPremisesInstanceTagFilters: [{ Key: Role, Value: web, Type: KEY_AND_VALUE }]`),
    'sets of machines outside AWS': group(`${IN_PLACE}\nOnPremisesTagSet: { OnPremisesTagSetList: [] }`),
    'containers, by the configuration': elsewhere('DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes'),
    'functions, by the configuration': elsewhere('DeploymentConfigName: CodeDeployDefault.LambdaLinear10PercentEvery1Minute'),
    'functions, by the application': `${elsewhere(STEPS)}  App: { Type: AWS::CodeDeploy::Application, Properties: { ApplicationName: web, ComputePlatform: Lambda } }\n`,
    'a kept old version says blue/green': group(
      `BlueGreenDeploymentConfiguration: { TerminateBlueInstancesOnDeploymentSuccess: { Action: TERMINATE } }`,
    ),
    'a person who reroutes says blue/green': group(
      'BlueGreenDeploymentConfiguration: { DeploymentReadyOption: { ActionOnTimeout: STOP_DEPLOYMENT } }',
    ),
    'a wait says blue/green': group(
      'BlueGreenDeploymentConfiguration: { TerminateBlueInstancesOnDeploymentSuccess: { TerminationWaitTimeInMinutes: 60 } }',
    ),
  },
  bad: {
    'it is said': group(`${style('problem')}\n${STEPS}`),
    'nothing is said': group(STEPS).replace('Group\n    Properties:', 'Group\n    Properties: # problem'),
    'instances, by the application': `${elsewhere(STEPS, 'problem')}  App: { Type: AWS::CodeDeploy::Application, Properties: { ApplicationName: web, ComputePlatform: Server } }\n`,
    'without traffic meanwhile': group(`${style('problem (low)')}\n  DeploymentOption: WITH_TRAFFIC_CONTROL`),
    'production, by the stage': group(`${style('problem')}`, 'web') + deployed('Production'),
    'production, by the second of two stages': `${group(`${style('problem')}`, 'web')}${deployed('Staging')}${deployed('Production').replace('  Web:', '  Shop:')}`,
    'production, by a stage that deploys to it in one world':
      group(`${style('problem when IsProd is true')}`, 'web') + deployed('Production', '!If [IsProd, !Ref Group, shop]'),
    'production, by a stage that deploys to another in one world': `${group(
      `${style('problem when IsProd is false')}`,
      'web',
    )}  Other: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ApplicationName: !Ref App, DeploymentGroupName: other, DeploymentStyle: { DeploymentType: BLUE_GREEN } } }
${deployed('Production', '!If [IsProd, !Ref Other, !Ref Group]')}`,
    'one of two that share a name, each in a world of its own': `${group(style('problem when IsProd is true'), 'web').replace(
      '  Group:\n',
      '  Group:\n    Condition: IsProd\n',
    )}  Other:
    Type: AWS::CodeDeploy::DeploymentGroup
    Condition: NotProd
    Properties: { ApplicationName: !Ref App, DeploymentGroupName: web, DeploymentStyle: { DeploymentType: BLUE_GREEN } }
${deployed('Production', 'web')}`.replace('Conditions:', 'Conditions:\n  NotProd: !Not [!Condition IsProd]'),
    'what get-deployment-group prints': `{
      "deploymentGroupInfo": {
        "applicationName": "web", "deploymentGroupName": "web-prod", "computePlatform": "Server",
        "deploymentStyle": {
          "deploymentType": "IN_PLACE", "//": "problem"
        }
      }
    }`,
    'in one world': group('DeploymentStyle:\n  DeploymentType: !If [IsProd, IN_PLACE, BLUE_GREEN] # problem when IsProd is true'),
  },
  undecided: {
    'a style that nobody knows': group('DeploymentStyle:\n  DeploymentType: !Ref Switch # undecided'),
    'a configuration that nobody knows': group(`${style('undecided')}\nDeploymentConfigName: !Ref Switch`),
    'an application that is elsewhere': elsewhere(STEPS, 'undecided'),
  },
});
