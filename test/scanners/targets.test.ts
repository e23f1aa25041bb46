import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/model/pipeline.ts';
import { read, yaml } from '../harness.ts';
import { follow } from './told.ts';

const model = (configuration: string) =>
  read(yaml`
    Parameters: { Any: { Type: String }, Env: { Type: String, AllowedValues: [test, prod] } }
    Resources:
      P: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Actions: [{ Name: Go, Configuration: ${configuration} }] }] } }
      Main: { Type: AWS::ECS::Cluster, Properties: { ClusterName: prod } }
      Prod: { Type: AWS::ECS::Service, Properties: { ServiceName: web, Cluster: !Ref Main } }
      Test: { Type: AWS::ECS::Service, Properties: { ServiceName: web, Cluster: test } }
      Orders: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders } }
      Users: { Type: AWS::Lambda::Function, Properties: { FunctionName: users } }
      OrdersLive: { Type: AWS::Lambda::Alias, Properties: { Name: live, FunctionName: !Ref Orders } }
      UsersLive: { Type: AWS::Lambda::Alias, Properties: { Name: live, FunctionName: users } }
      Shop: { Type: AWS::ElasticBeanstalk::Environment, Properties: { EnvironmentName: prod, ApplicationName: shop } }
      Blog: { Type: AWS::ElasticBeanstalk::Environment, Properties: { EnvironmentName: prod, ApplicationName: blog } }
      Web: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ApplicationName: web, DeploymentGroupName: prod } }
      Api: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ApplicationName: api, DeploymentGroupName: prod } }
  `);

const LINKS = ['service', 'function', 'alias', 'beanstalk', 'deploymentGroup'] as const;
const targets = (configuration: string) => {
  const action: Action | undefined = model(configuration).all('pipeline')[0]?.steps[0]?.action;
  const found = LINKS.map((key) => [key, follow(action?.[key])]).filter(([, name]) => name !== 'absent');
  return Object.fromEntries(found);
};

describe('an action finds', () => {
  test.each([
    ['no target', '{}', {}],
    ['a service', '{ ClusterName: !Ref Main, ServiceName: web }', { service: 'Prod' }],
    ['a service by the name of its cluster', '{ ClusterName: test, ServiceName: web }', { service: 'Test' }],
    ['a service by reference', '{ ClusterName: !Ref Any, ServiceName: !GetAtt Prod.Name }', { service: 'Prod' }],
    ['a function', '{ FunctionName: orders }', { function: 'Orders' }],
    ['an alias of its function', '{ FunctionName: orders, FunctionAlias: live }', { function: 'Orders', alias: 'OrdersLive' }],
    ['an alias of a function by reference', '{ FunctionName: !Ref Users, FunctionAlias: live }', { function: 'Users', alias: 'UsersLive' }],
    ['an environment of its application', '{ ApplicationName: blog, EnvironmentName: prod }', { beanstalk: 'Blog' }],
    ['a deployment group of its application', '{ ApplicationName: api, DeploymentGroupName: prod }', { deploymentGroup: 'Api' }],
    [
      'none in another application',
      '{ ApplicationName: other, DeploymentGroupName: prod }',
      { deploymentGroup: 'unknown: the deployment group prod is not in what was read' },
    ],
    [
      'one of several',
      '{ ApplicationName: !Ref Any, DeploymentGroupName: prod }',
      { deploymentGroup: 'unknown: 2 deployment groups are called prod' },
    ],
    ['what only a parameter tells', '{ ServiceName: !Ref Any }', { service: 'unknown: the service ${Any} is not in what was read' }],
  ])('%s', (_, configuration, expected) => expect(targets(configuration)).toEqual(expected));

  test('what nobody can see', () => {
    expect(Object.values(targets('!ImportValue x')).map((name) => String(name).slice(0, 7))).toEqual(Array(LINKS.length).fill('unknown'));
  });
});
