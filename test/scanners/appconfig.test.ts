import { describe, expect, test } from 'vitest';
import { read, yaml } from '../harness.ts';
import { counted, follow, there, told } from './told.ts';

const TEMPLATE = yaml`
  Parameters: { Any: { Type: String } }
  Resources:
    App: { Type: AWS::AppConfig::Application, Properties: { Name: web } }
    Env: { Type: AWS::AppConfig::Environment, Properties: { Name: prod, ApplicationId: !Ref App, Monitors: [{ AlarmArn: !GetAtt Errors.Arn }] } }
    Errors: { Type: AWS::CloudWatch::Alarm }
    Profile: { Type: AWS::AppConfig::ConfigurationProfile, Properties: { Name: flags, ApplicationId: !Ref App, Validators: [{ Type: JSON_SCHEMA, Content: "{}" }] } }
    Slow: { Type: AWS::AppConfig::DeploymentStrategy, Properties: { Name: slow, DeploymentDurationInMinutes: 30, GrowthFactor: 20, FinalBakeTimeInMinutes: 10, ReplicateTo: NONE } }
    Go: { Type: AWS::AppConfig::Deployment, Properties: { ApplicationId: !Ref App, EnvironmentId: !Ref Env, ConfigurationProfileId: !Ref Profile, DeploymentStrategyId: !Ref Slow, ConfigurationVersion: "1" } }
    Fast: { Type: AWS::AppConfig::Deployment, Properties: { EnvironmentId: !Ref Any, DeploymentStrategyId: AppConfig.AllAtOnce } }
`;

describe('of a template', () => {
  test('an environment, a profile and a strategy', () => {
    const model = read(TEMPLATE);
    const [environment] = model.all('configuration-environment');
    expect([told(environment?.name), environment?.monitors.map(({ alarm }) => follow(alarm))]).toEqual(['prod', ['Errors']]);
    expect(
      model.all('configuration-profile').map(({ name, validators }) => [told(name), ...validators.map(({ type }) => told(type))]),
    ).toEqual([['flags', 'JSON_SCHEMA']]);
    expect(
      model
        .all('configuration-strategy')
        .map(({ name, duration, bakeTime, growth }) => [told(name), counted(duration), counted(bakeTime), counted(growth)]),
    ).toEqual([['slow', 30, 10, 20]]);
  });

  test('a deployment finds them', () => {
    const [own, fast] = read(TEMPLATE).all('configuration-deployment');
    expect([follow(own?.environment), follow(own?.profile), follow(own?.strategy), told(own?.strategyId)]).toEqual([
      'Env',
      'Profile',
      'Slow',
      'unknown',
    ]);
    expect([follow(fast?.environment), follow(fast?.profile), follow(fast?.strategy), told(fast?.strategyId)]).toEqual([
      'unknown: the configuration environment ${Any} is not in what was read',
      'absent',
      'absent',
      'AppConfig.AllAtOnce',
    ]);
  });

  test('monitors that are not there, and that nobody can see', () => {
    const monitors = (value: string) =>
      read(`Resources: { Env: { Type: AWS::AppConfig::Environment, Properties: { ${value} } } }`).all('configuration-environment')[0]
        ?.monitors;
    expect(monitors('')).toEqual([]);
    expect(monitors('Monitors: !ImportValue x')?.map(there)).toEqual(['unknown']);
  });
});

describe('of the command line', () => {
  const ENVIRONMENT = {
    ApplicationId: 'abc1234',
    Id: 'def5678',
    Name: 'prod',
    State: 'READY_FOR_DEPLOYMENT',
    Monitors: [{ AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors' }],
  };
  const STRATEGY = {
    Id: 'ghi9012',
    Name: 'slow',
    DeploymentDurationInMinutes: 30,
    GrowthType: 'LINEAR',
    GrowthFactor: 20,
    FinalBakeTimeInMinutes: 10,
  };
  const PROFILE = { ApplicationId: 'abc1234', Id: 'jkl3456', Name: 'flags', LocationUri: 'hosted', Validators: [{ Type: 'LAMBDA' }] };

  test.each([
    ['get-…', [ENVIRONMENT, STRATEGY, PROFILE]],
    ['list-…', [{ Items: [ENVIRONMENT] }, { Items: [STRATEGY] }, PROFILE]],
  ])('%s', (_, answers) => {
    const pipeline = JSON.stringify({
      pipeline: {
        stages: [
          {
            actions: [
              {
                configuration: {
                  Application: 'abc1234',
                  Environment: 'def5678',
                  ConfigurationProfile: 'jkl3456',
                  DeploymentStrategy: 'ghi9012',
                },
              },
            ],
          },
        ],
      },
    });
    const files = Object.fromEntries(answers.map((answer, i) => [`${i}.json`, JSON.stringify(answer)]));
    const model = read({
      ...files,
      'p.json': pipeline,
      't.yaml': 'Resources: { Errors: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: errors } } }',
    });
    const target = model.all('pipeline')[0]?.steps[0]?.action.appConfig;
    expect([follow(target?.environment), follow(target?.profile), follow(target?.strategy)]).toEqual(['prod', 'flags', 'slow']);
    expect(model.all('configuration-environment')[0]?.monitors.map(({ alarm }) => follow(alarm))).toEqual(['Errors']);
  });
});

test('environments of one name are told apart by their application', () => {
  const environment = (ApplicationId: string, Id: string) => ({ ApplicationId, Id, Name: 'prod', State: 'READY_FOR_DEPLOYMENT' });
  const model = read({
    'e.json': JSON.stringify({ Items: [environment('abc1234', 'one'), environment('xyz9876', 'two')] }),
    't.yaml': 'Resources: { D: { Type: AWS::AppConfig::Deployment, Properties: { ApplicationId: xyz9876, EnvironmentId: prod } } }',
  });
  const found = model.all('configuration-deployment')[0]?.environment.in(new Map());
  expect(found?.state === 'known' && told(found.value.application)).toBe('xyz9876');
});
