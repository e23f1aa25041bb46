import { describe, expect, test } from 'vitest';
import { answer } from '../../src/model/answer.ts';
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import { ask } from '../../src/model/value.ts';
import { read, yaml } from '../harness.ts';
import { counted, follow, there, told } from './told.ts';

const whole = (group: DeploymentGroup | undefined) =>
  group && {
    platform: told(group.platform),
    blue: [told(group.blue.action), counted(group.blue.wait)],
    onTimeout: told(group.onTimeout),
    services: group.services.map(({ service }) => follow(service)),
    test: group.testListeners.map(({ text }) => told(text)),
    outdated: told(group.outdated),
    role: follow(group.role),
    application: follow(group.applicationLink),
    config: follow(group.configLink),
  };

const OTHERS = `
  Role: { Type: AWS::IAM::Role, Properties: { RoleName: deployer } }
  App: { Type: AWS::CodeDeploy::Application, Properties: { ApplicationName: web, ComputePlatform: ECS } }
  Slow: { Type: AWS::CodeDeploy::DeploymentConfig, Properties: { DeploymentConfigName: slow } }
  Prod: { Type: AWS::ECS::Service, Properties: { ServiceName: web, Cluster: prod } }
  Test: { Type: AWS::ECS::Service, Properties: { ServiceName: web, Cluster: test } }`;

const EXPECTED = {
  platform: 'ECS',
  blue: ['TERMINATE', 5],
  onTimeout: 'STOP_DEPLOYMENT',
  services: ['Prod'],
  test: ['arn:test'],
  outdated: 'IGNORE',
  role: 'Role',
  application: 'App',
  config: 'Slow',
};

describe('a deployment group', () => {
  test('of a template', () => {
    const model = read(
      yaml`
      Resources:
        Group:
          Type: AWS::CodeDeploy::DeploymentGroup
          Properties:
            ApplicationName: !Ref App
            DeploymentConfigName: !Ref Slow
            ServiceRoleArn: !GetAtt Role.Arn
            ECSServices: [{ ServiceName: web, ClusterName: prod }]
            LoadBalancerInfo: { TargetGroupPairInfoList: [{ ProdTrafficRoute: { ListenerArns: [arn:prod] }, TestTrafficRoute: { ListenerArns: [arn:test] } }] }
            OutdatedInstancesStrategy: IGNORE
            BlueGreenDeploymentConfiguration:
              DeploymentReadyOption: { ActionOnTimeout: STOP_DEPLOYMENT, WaitTimeInMinutes: 60 }
              TerminateBlueInstancesOnDeploymentSuccess: { Action: TERMINATE, TerminationWaitTimeInMinutes: 5 }
    `.concat(OTHERS),
    );
    expect(whole(model.all('deployment-group')[0])).toEqual(EXPECTED);
  });

  test('that get-deployment-group prints', () => {
    const answer = {
      deploymentGroupInfo: {
        applicationName: 'web',
        deploymentGroupName: 'web',
        deploymentConfigName: 'slow',
        computePlatform: 'ECS',
        serviceRoleArn: 'arn:aws:iam::111122223333:role/deployer',
        ecsServices: [{ serviceName: 'web', clusterName: 'prod' }],
        loadBalancerInfo: { targetGroupPairInfoList: [{ testTrafficRoute: { listenerArns: ['arn:test'] } }] },
        outdatedInstancesStrategy: 'IGNORE',
        blueGreenDeploymentConfiguration: {
          deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' },
          terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
        },
      },
    };
    const model = read({ 'a.json': JSON.stringify(answer), 't.yaml': `Resources:${OTHERS}` });
    expect(whole(model.all('deployment-group')[0])).toEqual(EXPECTED);
  });

  test('that names its platform itself', () => {
    const printed = { deploymentGroupInfo: { applicationName: 'elsewhere', deploymentGroupName: 'web', computePlatform: 'Lambda' } };
    expect(told(read(JSON.stringify(printed)).all('deployment-group')[0]?.platform)).toBe('Lambda');
  });

  test('that says nothing', () => {
    const [group] = read('Resources: { Group: { Type: AWS::CodeDeploy::DeploymentGroup } }').all('deployment-group');
    expect(new Set(Object.values(whole(group) ?? {}).flat())).toEqual(new Set(['absent']));
  });

  test('that nobody can see', () => {
    const [group] = read(
      'Resources: { Group: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { BlueGreenDeploymentConfiguration: !ImportValue x, ECSServices: !ImportValue y, ApplicationName: !ImportValue z } } }',
    ).all('deployment-group');
    expect([told(group?.blue.action), counted(group?.blue.wait), told(group?.platform)]).toEqual(['unknown', 'unknown', 'unknown']);
    expect(group?.services.map(there)).toEqual(['unknown']);
  });

  test.each([
    ['CodeDeployDefault.ECSAllAtOnce', 'absent'],
    ['slow', 'Slow'],
    ['other', 'unknown: the deployment configuration other is not in what was read'],
  ])('follows the configuration %s', (name, found) => {
    const model = read(
      `Resources:\n  G: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { DeploymentConfigName: ${name} } }${OTHERS}`,
    );
    expect(follow(model.all('deployment-group')[0]?.configLink)).toBe(found);
  });

  test('tells services of one name apart by their cluster, in each world', () => {
    const text = yaml`
      Parameters: { Env: { Type: String, AllowedValues: [test, prod] }, Any: { Type: String } }
      Resources:
        G: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { ECSServices: [{ ServiceName: web, ClusterName: CLUSTER }] } }
    `.concat(OTHERS);
    const found = (cluster: string, given = {}): string | undefined =>
      read(text.replace('CLUSTER', cluster), given)
        .all('deployment-group')[0]
        ?.services.map(({ service }) => follow(service))[0];
    expect(found('prod')).toBe('Prod');
    expect(found('test')).toBe('Test');
    expect(found('other')).toBe('unknown: the service web is not in what was read');
    expect(found('!Ref Any')).toBe('unknown: 2 services are called web');
    expect(found('!Ref Env')).toMatch(/^unknown: Env is not known here/);
    expect(found('!Ref Env', { Env: 'test' })).toBe('Test');
    const [target] = read(text.replace('CLUSTER', '!Ref Env')).all('deployment-group')[0]?.services ?? [];
    const inTest = target && ask(target.service, (one) => (told(one.clusterName) === 'test' ? 'yes' : 'no'), 'in test');
    expect(inTest && answer(inTest).when).toEqual(['Env is test']);
    expect(read(text.replace('CLUSTER', 'prod')).all('service').length).toBe(2);
  });
});

describe('an application', () => {
  test.each([
    ['get-application', '{ "application": { "applicationName": "web", "computePlatform": "Lambda" } }'],
    ['batch-get-applications', '{ "applicationsInfo": [{ "applicationName": "web", "computePlatform": "Lambda" }] }'],
    [
      'a template',
      'Resources: { A: { Type: AWS::CodeDeploy::Application, Properties: { ApplicationName: web, ComputePlatform: Lambda } } }',
    ],
  ])('of %s', (_, text) => {
    expect(
      read(text)
        .all('application')
        .map(({ name, platform }) => [told(name), told(platform)]),
    ).toEqual([['web', 'Lambda']]);
  });
});

describe('a deployment configuration', () => {
  const config = (text: string): readonly (string | number)[] =>
    read(text)
      .all('deployment-config')
      .map((one) => [
        told(one.name),
        told(one.routing),
        counted(one.interval),
        counted(one.percentage),
        told(one.healthyType),
        counted(one.healthyValue),
      ])[0] ?? [];
  const template = (properties: string): string =>
    `Resources: { C: { Type: AWS::CodeDeploy::DeploymentConfig, Properties: ${properties} } }`;

  test('of a template', () => {
    expect(
      config(template('{ TrafficRoutingConfig: { Type: TimeBasedCanary, TimeBasedCanary: { CanaryInterval: 15, CanaryPercentage: 5 } } }')),
    ).toEqual(['absent', 'TimeBasedCanary', 15, 5, 'absent', 'absent']);
    expect(config(template('{ MinimumHealthyHosts: { Type: FLEET_PERCENT, Value: "75" } }')).slice(4)).toEqual(['FLEET_PERCENT', 75]);
    expect(config(template('{ TrafficRoutingConfig: !ImportValue x }')).slice(1, 4)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('of get-deployment-config', () => {
    expect(
      config(
        '{ "deploymentConfigInfo": { "deploymentConfigName": "slow", "trafficRoutingConfig": { "type": "TimeBasedLinear", "timeBasedLinear": { "linearPercentage": 20, "linearInterval": 3 } } } }',
      ),
    ).toEqual(['slow', 'TimeBasedLinear', 3, 20, 'absent', 'absent']);
  });
});
