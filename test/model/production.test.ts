import { describe, expect, test } from 'vitest';
import { PRODUCTION } from '../../src/config/config.ts';
import { answer } from '../../src/model/answer.ts';
import { isTrial } from '../../src/model/deployment.ts';
import type { Step } from '../../src/model/pipeline.ts';
import { deploysToProduction, isAssumedProduction } from '../../src/model/production.ts';
import { read } from '../harness.ts';

const LIVE = '111111111111';
const TRIAL = '222222222222';
const accounts = new Map([
  [LIVE, 'web-production'],
  [TRIAL, 'staging'],
]);
const roleIn = (account: string): string => `arn:aws:iam::${account}:role/deploy`;

function firstStep(template: string): Step {
  const [step] = read(template).all('pipeline')[0]?.steps ?? [];
  if (!step) throw new Error('there is a step');
  return step;
}

/** Is what the first step deploys production, whatever the accounts? */
const deploysTo = (template: string): string =>
  answer(deploysToProduction(firstStep(template), { words: PRODUCTION.words, accounts: new Map() })).is;

/** A pipeline with one deploy: `certain` and `assumed`, each with the worlds in which it is production. */
function judged(
  configuration: string,
  { stage = 'Blue', action = 'Deploy', provider = 'CloudFormation', head = '', marks = accounts } = {},
) {
  const step = firstStep(`
Parameters: { Account: { Type: String, AllowedValues: ["${LIVE}", "${TRIAL}"] }, Any: { Type: String } }
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: web
      ${head}
      Stages:
        - Name: ${stage}
          Actions: [{ Name: ${action}, ActionTypeId: { Category: Deploy, Provider: ${provider} }, Configuration: ${configuration} }]
`);
  const production = { words: PRODUCTION.words, accounts: marks };
  const told = (truth: Parameters<typeof answer>[0]): string => [answer(truth).is, ...answer(truth).when].join(' when ');
  return { certain: told(deploysToProduction(step, production)), assumed: told(isAssumedProduction(step, production)) };
}
const inRole = (account: string): string => `{ StackName: web, RoleArn: "${roleIn(account)}" }`;

describe('accounts', () => {
  test('what works in one that is called production deploys there, whatever its names say', () => {
    expect(judged(inRole(LIVE))).toMatchObject({ certain: 'yes' });
    expect(judged(inRole(LIVE), { stage: 'Staging' })).toMatchObject({ certain: 'yes' });
    expect(judged(inRole(LIVE), { marks: new Map() })).toEqual({ certain: 'no', assumed: 'yes' });
  });
  test('what works in another does not, whatever its names say, and is taken for none', () => {
    expect(judged(inRole(TRIAL))).toEqual({ certain: 'no', assumed: 'no' });
    expect(judged(inRole(TRIAL), { stage: 'Prod' })).toEqual({ certain: 'no', assumed: 'no' });
    expect(judged(inRole(TRIAL), { stage: 'Prod', marks: new Map() })).toMatchObject({ certain: 'yes' });
  });
  test('one that is not named changes nothing', () => {
    expect(judged(inRole('333333333333'))).toEqual({ certain: 'no', assumed: 'yes' });
    expect(judged(inRole('333333333333'), { stage: 'Prod' })).toMatchObject({ certain: 'yes' });
  });
  test('a parameter decides', () => {
    const role = '{ StackName: web, RoleArn: !Sub "arn:aws:iam::${Account}:role/deploy" }';
    expect(judged(role)).toMatchObject({ certain: `yes when Account is ${LIVE}` });
    expect(judged(role, { stage: 'Prod' })).toMatchObject({ certain: `yes when Account is ${LIVE}` });
  });
  test.each([
    '{ StackName: web, RoleArn: !Ref Any }',
    '{ StackName: web, RoleArn: !Sub "arn:aws:iam::${Any}:role/deploy" }',
    '{ StackName: web, RoleArn: !Sub "arn:aws:iam::${AWS::AccountId}:role/deploy" }',
    `{ StackName: web, RoleArn: "arn:aws:iam::333333333333:role/${LIVE}" }`,
    `{ StackName: web, RoleArn: "${LIVE}" }`,
  ])('%s may be any account, and the names tell', (configuration) => {
    expect(judged(configuration)).toEqual({ certain: 'no', assumed: 'yes' });
    expect(judged(configuration, { stage: 'Prod' })).toMatchObject({ certain: 'yes' });
  });
  test('a stack set goes to each of its accounts', () => {
    const set = (targets: string) =>
      judged(`{ StackSetName: web, DeploymentTargets: "${targets}" }`, { provider: 'CloudFormationStackSet' });
    expect(set(`Accounts=${TRIAL},${LIVE}`)).toMatchObject({ certain: 'yes' });
    expect(set(`Accounts=${TRIAL}`)).toEqual({ certain: 'no', assumed: 'no' });
    expect(set('OrganizationalUnitIds=ou-1111-22222222')).toEqual({ certain: 'no', assumed: 'yes' });
  });
  test('a name that only looks like production is none', () => {
    const marks = new Map([[LIVE, 'pre-prod']]);
    expect(judged(inRole(LIVE), { stage: 'Prod', marks })).toEqual({ certain: 'no', assumed: 'no' });
  });
});

describe('a name that is no production', () => {
  const trial = (name: string): string => {
    const [group] = read(
      `Resources: { G: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { DeploymentGroupName: "${name}" } } }`,
    ).all('deployment-group');
    return group ? isTrial(group).in(new Map()).is : 'nothing';
  };
  test.each([
    ...[
      'non-prod',
      'non_prod',
      'non prod',
      'NONPROD',
      'nonproduction',
      'web-pre-prod',
      'web_pre_prod',
      'WebPreProd',
      'WebNonProduction',
      'not-prod',
      'web-nonproduction',
    ],
    ...['web-dev', 'WebStaging', 'qa', 'Feature_Branch', 'prod-test'],
  ])('%s', (name) => expect(trial(name)).toBe('yes'));
  test.each([
    'prod',
    'web',
    'cannonprod',
    'presprod',
    'pre-web-prod',
    'pre-release',
    'development-devops',
    'DevOps-Test',
    'developer',
    'latest',
  ])('%s is not one', (name) => expect(trial(name)).toBe('no'));
});

test('the own stack is that of its name, and not one of a name that begins so', () => {
  expect(judged('{ StackName: !Sub "${AWS::StackName}-prod" }')).toMatchObject({ certain: 'yes' });
  expect(judged('{ StackName: !Ref "AWS::StackName" }')).toEqual({ certain: 'no', assumed: 'no' });
  const configured = (stack: string) => judged(`{ StackName: ${stack}, TemplateConfiguration: "Source::prod.json" }`).certain;
  expect(['!Ref "AWS::StackName"', '!Ref Any', 'web'].map(configured)).toEqual(['no', 'yes', 'yes']);
});

test('a variable of a build names the environment, if its name is known to say so', () => {
  const built = (name: string): string =>
    deploysTo(`
Parameters: { Prefix: { Type: String } }
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Environment: { EnvironmentVariables: [{ Name: ${name}, Value: prod }] }
      Source: { Type: CODEPIPELINE, BuildSpec: "version: 0.2\\nphases: { build: { commands: [npx cdk deploy] } }" }
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: web
      Stages:
        - Name: Blue
          Actions: [{ Name: Go, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { ProjectName: !Ref Build } }]
`);
  expect(['STAGE', 'TARGET_ENV', 'DEPLOYMENT_ENVIRONMENT_NAME'].map(built)).toEqual(['yes', 'yes', 'yes']);
  expect(['NODE_ENV', 'STAGES', '!Sub "${Prefix}ENV"', '!Sub "STAGE${Prefix}"'].map(built)).toEqual(['no', 'no', 'no', 'no']);
});

test('an action role, too', () => {
  const at = (account: string) => judged('{ StackName: web }', { action: `Deploy, RoleArn: "${roleIn(account)}"` });
  expect(at(LIVE)).toMatchObject({ certain: 'yes' });
  expect(at(TRIAL)).toEqual({ certain: 'no', assumed: 'no' });
});

test('a name that says another environment is none, whatever cannot be read of it; one that says both is production', () => {
  expect(judged('{ StackName: !Sub "${Any}-dev" }')).toEqual({ certain: 'no', assumed: 'no' });
  expect(judged('{ StackName: !Sub "${Any}-web" }').certain).toBe('unknown');
  expect(judged('{ StackName: !Sub "${Any}-web" }', { stage: 'Prod' }).certain).toBe('yes');
  expect(judged('{ StackName: !Sub "${Any}-dev" }', { stage: 'Prod' }).certain).toBe('yes');
  expect(judged('{ StackName: !Sub "prod-dev" }').certain).toBe('yes');
  expect(judged('{ StackName: !Sub "${Any}-dev", RoleArn: !Ref Any, TemplateConfiguration: "a::prod.json" }').certain).toBe('yes');
});

describe('what a command deploys to', () => {
  const deployed = (command: string): string =>
    deploysTo(`
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: web
      Stages:
        - Name: Blue
          Actions: [{ Name: Go, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: ['${command}'] }]
`);
  test.each([
    'aws ecs update-service --cluster prod --service web',
    'aws ecs update-service --cluster=main-production --service web',
    'aws ecs update-service --cluster main --service web-prod; echo done',
    'npx cdk deploy web-prod',
    'export A=1; npx cdk deploy Prod/*',
    'npx cdk deploy Prod$SUFFIX',
  ])('is production: %s', (command) => expect(deployed(command)).toBe('yes'));
  test.each([
    'aws ecs update-service --cluster main --service web',
    'aws ecs update-service --cluster main --service web --prod',
    'aws ecs update-service --cluster main --service web --skip-production',
    'terraform apply -live',
    'NODE_ENV=production npx cdk deploy web',
    'NAME=web-prod npx cdk deploy web',
    'npx cdk deploy web -c NAME=web-prod',
    'aws ecs update-service --cluster $PROD --service web',
    'aws ecs update-service --cluster $CLUSTER_PROD --service web',
    'aws ecs update-service --cluster ${PROD} --service web',
  ])('is anything: %s', (command) => expect(deployed(command)).toBe('no'));
});
