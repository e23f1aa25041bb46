import rule from '../../../src/rules/rollback/all-at-once-production.ts';
import { indent, testRule } from '../../harness.ts';

/** A deployment group; the mark stands in what is given. */
const group = (properties: string, name = 'web-prod'): string => `
Parameters:
  Switch: { Type: String }
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      DeploymentGroupName: ${name}
${indent(6, properties)}
`;
const AT_ONCE = 'DeploymentConfigName: CodeDeployDefault.AllAtOnce';
const ECS = 'DeploymentConfigName: CodeDeployDefault.ECSAllAtOnce';

/** A pipeline whose stage deploys to the group. */
const deployed = (stage: string, target = '!Ref Group'): string => `  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: ${stage}
          Actions:
            - { Name: Go, ActionTypeId: { Category: Deploy, Provider: CodeDeploy }, Configuration: { DeploymentGroupName: ${target} } }
`;

const own = (routing: string): string =>
  `  Own: { Type: AWS::CodeDeploy::DeploymentConfig, Properties: { ComputePlatform: ECS, TrafficRoutingConfig: { Type: ${routing} } } }\n`;

const sam = (preference: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Web:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      DeploymentPreference:
${indent(8, preference)}
`;

const FUNCTIONS = 'DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce # problem';
/** An alias of a function, whose traffic the group moves. */
const shifted = (hooks: string, by = '!Ref Group'): string => `  Live:
    Type: AWS::Lambda::Alias
    Properties: { Name: live, FunctionName: web, FunctionVersion: 3 }
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate: { ApplicationName: web, DeploymentGroupName: ${by}, ${hooks} }
`;

testRule(rule, {
  good: {
    'a function that is tried first': group(FUNCTIONS.replace(' # problem', '')) + shifted('BeforeAllowTrafficHook: !Ref Try'),
    'a function of SAM that is tried first by one that is elsewhere': sam('Type: AllAtOnce\nHooks: { PreTraffic: !ImportValue try }'),
    'in steps': group('DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes'),
    'one after the other': group('DeploymentConfigName: CodeDeployDefault.OneAtATime'),
    'it is left out': group('ApplicationName: web'),
    'no production': group(AT_ONCE, 'web-dev'),
    'tried over another listener': group(
      `${ECS}\nLoadBalancerInfo: { TargetGroupPairInfoList: [{ TestTrafficRoute: { ListenerArns: [!Ref Test] } }] }`,
    ),
    'a person says so first': group(
      `${ECS}\nBlueGreenDeploymentConfiguration: { DeploymentReadyOption: { ActionOnTimeout: STOP_DEPLOYMENT, WaitTimeInMinutes: 60 } }`,
    ),
    'instances beside the old ones': group(`${AT_ONCE}\nDeploymentStyle: { DeploymentType: BLUE_GREEN }`),
    'one of the user in steps': group('DeploymentConfigName: !Ref Own') + own('TimeBasedCanary'),
    'a function of SAM that is tried first': `${sam('Type: AllAtOnce\nHooks: { PreTraffic: !Ref Try }')}  Try: { Type: AWS::Serverless::Function }\n`,
  },
  bad: {
    instances: group(`${AT_ONCE} # problem`),
    containers: group(`${ECS} # problem`),
    'containers beside the old ones': group(`${ECS} # problem\nDeploymentStyle: { DeploymentType: BLUE_GREEN }`),
    'instances in place': group(`${AT_ONCE} # problem\nDeploymentStyle: { DeploymentType: IN_PLACE }`),
    functions: group(FUNCTIONS),
    'a function that is tried too late': group(FUNCTIONS) + shifted('AfterAllowTrafficHook: !Ref Try'),
    'another one is tried first': group(FUNCTIONS) + shifted('BeforeAllowTrafficHook: !Ref Try', 'another'),
    'a function that is tried first in one world':
      group(FUNCTIONS.replace('problem', 'problem when IsProd is false')) +
      shifted('BeforeAllowTrafficHook: !If [IsProd, !Ref Try, !Ref AWS::NoValue]'),
    'a function that moves by this group in one world':
      group(FUNCTIONS.replace('problem', 'problem when IsProd is false')) +
      shifted('BeforeAllowTrafficHook: !Ref Try', '!If [IsProd, !Ref Group, !Ref Other]') +
      '  Other: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { DeploymentGroupName: other } }\n',
    'an alias that is there in one world':
      group(FUNCTIONS.replace('problem', 'problem when IsProd is false')) +
      shifted('BeforeAllowTrafficHook: !Ref Try').replace('Live:\n', 'Live:\n    Condition: IsProd\n'),
    'one of the user': group('DeploymentConfigName: !Ref Own # problem') + own('AllAtOnce'),
    'production, by its application': group(`${AT_ONCE} # problem\nApplicationName: live`, 'web'),
    'production, by the stage': group(`${AT_ONCE} # problem`, 'web') + deployed('Production'),
    'another stage': group(`${AT_ONCE} # problem (low)`, 'web') + deployed('Ship'),
    'production of another': group(`${AT_ONCE} # problem (low)`, 'web') + deployed('Production', 'shop'),
    'nothing says what it is': group(`${AT_ONCE} # problem (low)`, 'web'),
    'in one world': group(
      'DeploymentConfigName: !If [IsProd, CodeDeployDefault.OneAtATime, CodeDeployDefault.AllAtOnce] # problem when IsProd is false',
    ),
    'a function of SAM': sam('Type: AllAtOnce # problem (low)'),
  },
  undecided: {
    'a configuration that nobody knows': group('DeploymentConfigName: !Ref Switch # undecided'),
  },
});
