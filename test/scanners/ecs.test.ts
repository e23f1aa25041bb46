import { describe, expect, test } from 'vitest';
import type { Model } from '../../src/model/model.ts';
import type { EcsService } from '../../src/model/service.ts';
import { read, yaml } from '../harness.ts';
import { counted, follow, there, told } from './told.ts';

const service = (model: Model): EcsService => {
  const [first] = model.all('service');
  if (!first) throw new Error('no service');
  return first;
};

/** All of a service, in words. */
const whole = (one: EcsService) => ({
  name: told(one.name),
  cluster: told(one.clusterName),
  controller: told(one.controller),
  strategy: told(one.strategy),
  breaker: [told(one.circuitBreaker.enabled), told(one.circuitBreaker.rollback)],
  alarms: [told(one.alarms.enabled), told(one.alarms.rollback), ...one.alarms.alarms.map(({ name }) => told(name))],
  bake: counted(one.bakeTime),
  canary: [counted(one.canary.percent), counted(one.canary.bakeTime)],
  linear: [counted(one.linear.percent), counted(one.linear.bakeTime)],
  hooks: one.hooks.map(({ target, stages, timeout, onTimeout }) => [
    told(target),
    ...stages.map(({ text }) => told(text)),
    counted(timeout),
    told(onTimeout),
  ]),
  early: told(one.earlySuccess),
});

const PASCAL = {
  ServiceName: 'web',
  Cluster: 'main',
  TaskDefinition: 'web:7',
  DeploymentController: { Type: 'ECS' },
  DeploymentConfiguration: {
    Strategy: 'CANARY',
    DeploymentCircuitBreaker: { Enable: true, Rollback: false },
    Alarms: { AlarmNames: ['errors', 'latency'], Enable: true, Rollback: true },
    BakeTimeInMinutes: 10,
    CanaryConfiguration: { CanaryPercent: 5, CanaryBakeTimeInMinutes: 20 },
    LinearConfiguration: { StepPercent: 25, StepBakeTimeInMinutes: 6 },
    LifecycleHooks: [
      {
        TargetType: 'PAUSE',
        LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
        TimeoutConfiguration: { TimeoutInMinutes: 60, Action: 'CONTINUE' },
      },
      { HookTargetArn: 'arn:aws:lambda:eu-west-1:111122223333:function:smoke', LifecycleStages: ['POST_SCALE_UP'] },
    ],
    EarlySuccessCriteria: { Enable: true },
  },
};
const camel = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(camel)
    : typeof value === 'object' && value
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key.replace(/^./, (letter) => letter.toLowerCase()), camel(one)]))
      : value;

const EXPECTED = {
  name: 'web',
  cluster: 'main',
  controller: 'ECS',
  strategy: 'CANARY',
  breaker: ['true', 'false'],
  alarms: ['true', 'true', 'errors', 'latency'],
  bake: 10,
  canary: [5, 20],
  linear: [25, 6],
  hooks: [
    ['PAUSE', 'POST_TEST_TRAFFIC_SHIFT', 60, 'CONTINUE'],
    ['absent', 'POST_SCALE_UP', 'absent', 'absent'],
  ],
  early: 'true',
};

describe('a service', () => {
  test('of a template', () => {
    const text = JSON.stringify({ Resources: { Web: { Type: 'AWS::ECS::Service', Properties: PASCAL } } });
    expect(whole(service(read(text)))).toEqual(EXPECTED);
    expect(service(read(text)).path).toEqual(['Web']);
  });

  test('that create-service takes', () => {
    expect(whole(service(read(JSON.stringify(camel(PASCAL)))))).toEqual(EXPECTED);
  });

  test('that describe-services prints', () => {
    const { cluster, ...rest } = camel(PASCAL) as Record<string, unknown>;
    const answer = { services: [{ ...rest, clusterArn: `arn:aws:ecs:eu-west-1:111122223333:cluster/${cluster}` }], failures: [] };
    expect(whole(service(read(JSON.stringify(answer))))).toEqual({
      ...EXPECTED,
      cluster: 'arn:aws:ecs:eu-west-1:111122223333:cluster/main',
    });
  });

  test('that says nothing', () => {
    const one = service(read('Resources: { Web: { Type: AWS::ECS::Service, Properties: {} } }'));
    expect(new Set(Object.values(whole(one)).flat(3))).toEqual(new Set(['absent']));
    expect([one.cluster, one.taskDefinition].map(follow)).toEqual(['absent', 'absent']);
  });

  test('of which nobody can see how it is deployed', () => {
    const one = service(read('Resources: { Web: { Type: AWS::ECS::Service, Properties: { DeploymentConfiguration: !ImportValue x } } }'));
    expect([one.strategy, one.alarms.enabled, one.circuitBreaker.rollback, one.earlySuccess].map(told)).toEqual(Array(4).fill('unknown'));
    expect([one.bakeTime, one.canary.percent].map(counted)).toEqual(['unknown', 'unknown']);
    expect([...one.alarms.alarms, ...one.hooks].map(there)).toEqual(['unknown', 'unknown']);
  });

  test('whose alarms a condition decides', () => {
    const one = service(
      read(yaml`
        Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }
        Conditions: { IsProd: !Equals [!Ref Env, prod] }
        Resources:
          Web:
            Type: AWS::ECS::Service
            Condition: IsProd
            Properties: { DeploymentConfiguration: { Alarms: { AlarmNames: !If [IsProd, [errors], [!Ref AWS::NoValue]] } } }
      `),
    );
    expect(one.alarms.alarms.map(there)).toEqual(['IsProd is true']);
    expect(there(one)).toBe('IsProd is true');
  });
});

describe('a service finds', () => {
  const model = (properties: string): Model =>
    read(yaml`
      Parameters: { Revision: { Type: String } }
      Resources:
        Web: { Type: AWS::ECS::Service, Properties: ${properties} }
        Main: { Type: AWS::ECS::Cluster, Properties: { ClusterName: main } }
        Task: { Type: AWS::ECS::TaskDefinition, Properties: { Family: web } }
        Errors: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: errors } }
        Smoke: { Type: AWS::Lambda::Function, Properties: { FunctionName: smoke } }
    `);

  test.each([
    ['!Ref Main', 'Main'],
    ['main', 'Main'],
    ['!GetAtt Main.Arn', 'Main'],
    ['arn:aws:ecs:eu-west-1:111122223333:cluster/main', 'Main'],
    ['other', 'unknown: the cluster other is not in what was read'],
  ])('its cluster %s', (name, found) => expect(follow(service(model(`{ Cluster: ${name} }`)).cluster)).toBe(found));

  test.each([
    ['!Ref Task', 'Task'],
    ['web', 'Task'],
    ['"web:12"', 'Task'],
    ['!Sub "web:${Revision}"', 'Task'],
    ['arn:aws:ecs:eu-west-1:111122223333:task-definition/web:12', 'Task'],
    ['!Sub "${Revision}"', 'unknown: the task definition ${Revision} is not in what was read'],
    ['"other:1"', 'unknown: the task definition other is not in what was read'],
  ])('its task definition %s', (name, found) => expect(follow(service(model(`{ TaskDefinition: ${name} }`)).taskDefinition)).toBe(found));

  test('its alarms and the functions that try it', () => {
    const one = service(
      model(
        '{ DeploymentConfiguration: { Alarms: { AlarmNames: [!Ref Errors] }, LifecycleHooks: [{ HookTargetArn: !GetAtt Smoke.Arn }] } }',
      ),
    );
    expect(one.alarms.alarms.map(({ alarm }) => follow(alarm))).toEqual(['Errors']);
    expect(one.hooks.map((hook) => follow(hook.function))).toEqual(['Smoke']);
  });
});

describe('a cluster', () => {
  test('that describe-clusters prints', () => {
    const model = read('{ "clusters": [{ "clusterArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/main", "clusterName": "main" }] }');
    expect(model.all('cluster').map(({ name }) => told(name))).toEqual(['main']);
  });
});

describe('a task definition', () => {
  const PROPERTIES = {
    Family: 'web',
    TaskRoleArn: 'arn:aws:iam::111122223333:role/web',
    ExecutionRoleArn: 'starter',
    ContainerDefinitions: [
      {
        Name: 'app',
        Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1',
        VersionConsistency: 'disabled',
        Environment: [{ Name: 'STAGE', Value: 'prod' }],
        Secrets: [{ Name: 'DB_PASSWORD', ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db' }],
      },
    ],
  };
  const OTHERS = {
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'web' } },
    Starter: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'starter' } },
    Images: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'team/web' } },
  };
  const template = JSON.stringify({ Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: PROPERTIES }, ...OTHERS } });

  test.each([
    ['of a template', { 't.json': template }],
    [
      'of describe-task-definition',
      { 'a.json': JSON.stringify({ taskDefinition: camel(PROPERTIES) }), 't.json': JSON.stringify({ Resources: OTHERS }) },
    ],
  ])('%s', (_, files) => {
    const [task] = read(files).all('task-definition');
    const [container] = task?.containers ?? [];
    expect([task?.role, task?.executionRole, container?.repository].map(follow)).toEqual(['Role', 'Starter', 'Images']);
    expect(told(container?.versionConsistency)).toBe('disabled');
    expect(container?.secrets.map(({ name, from }) => [told(name), told(from)])).toEqual([
      ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db'],
    ]);
    expect(container?.variables.map(({ name }) => told(name))).toEqual(['STAGE']);
  });

  test('says nothing of roles, secrets and consistency', () => {
    const [task] = read('{ "containerDefinitions": [{ "name": "app", "image": "nginx" }] }').all('task-definition');
    expect([task?.role, task?.executionRole, task?.containers[0]?.repository].map(follow)).toEqual(['absent', 'absent', 'absent']);
    expect([task?.containers[0]?.secrets, told(task?.containers[0]?.versionConsistency)]).toEqual([[], 'absent']);
  });

  test('its roles are no part of what delivers: only their users say who they are', () => {
    const [role] = read(template).all('role');
    expect(role?.users().map(({ as }) => as)).toEqual(['role of the containers of a task']);
  });
});

describe('a blue/green hook of a template', () => {
  const hook = (properties: string) =>
    read(yaml`
      Transform: AWS::CodeDeployBlueGreen
      Hooks:
        Shift: { Type: AWS::CodeDeploy::BlueGreen, Properties: ${properties} }
        Other: { Type: AWS::Something::Else }
      Resources:
        Web: { Type: AWS::ECS::Service, Properties: { ServiceName: web } }
        Role: { Type: AWS::IAM::Role, Properties: { RoleName: shifter } }
        Smoke: { Type: AWS::Lambda::Function, Properties: { FunctionName: smoke } }
    `).all('blue-green-hook');

  test('deploys its services step by step', () => {
    const [one, ...others] = hook(
      '{ TrafficRoutingConfig: { Type: TimeBasedLinear, TimeBasedLinear: { StepPercentage: 20, BakeTimeMins: 5 } }, AdditionalOptions: { TerminationWaitTimeInMinutes: 30 }, LifecycleEventHooks: { AfterAllowTestTraffic: smoke }, ServiceRole: shifter, Applications: [{ Target: { Type: AWS::ECS::Service, LogicalID: Web } }] }',
    );
    expect(others).toEqual([]);
    expect([told(one?.routing), counted(one?.percent), counted(one?.bakeTime), counted(one?.wait)]).toEqual(['TimeBasedLinear', 20, 5, 30]);
    expect(one?.services.map(({ service: link, path }) => [path.join('/'), follow(link)])).toEqual([['Shift/Web', 'Web']]);
    expect(one?.functions.map(({ event, function: link }) => [event, follow(link)])).toEqual([['AfterAllowTestTraffic', 'Smoke']]);
    expect(follow(one?.role)).toBe('Role');
  });

  test('says nothing, or what nobody can see', () => {
    const [silent] = hook('{}');
    expect([told(silent?.routing), counted(silent?.wait), silent?.services, silent?.functions]).toEqual(['absent', 'absent', [], []]);
    const [veiled] = hook('{ Applications: [{ Target: { LogicalID: !ImportValue x } }] }');
    expect(veiled?.services.map(({ service: link }) => follow(link))[0]).toMatch(/^unknown: /);
    expect(hook('{ Applications: [{ Target: { LogicalID: Elsewhere } }] }')[0]?.services.map((one) => follow(one.service))).toEqual([
      'unknown: the service ${Elsewhere} is not in what was read',
    ]);
  });
});
