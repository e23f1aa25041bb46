import { describe, expect, test } from 'vitest';
import { PRODUCTION } from '../../src/config/config.ts';
import { answer } from '../../src/model/answer.ts';
import { checkedAfter } from '../../src/model/checked-after.ts';
import { isGated } from '../../src/model/gate.ts';
import { mapOf } from '../../src/model/map.ts';
import { isProductionGroup } from '../../src/model/production-group.ts';
import { isUndone, rollsBack } from '../../src/model/rollback.ts';
import { read } from '../harness.ts';

const group = (id: string, application: string, more = ''): string => `
  ${id}:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: ${application}
      DeploymentGroupName: main
      ServiceRoleArn: arn:aws:iam::111122223333:role/deploy
      ${more}`;

/** A pipeline whose build, or whose commands, deploy to the group `main` of `shop`. */
const system = (call: string, groups: string, compute = false): ReturnType<typeof read> =>
  read(`
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: shop
      Stages:
        - Name: Source
          Actions: [{ Name: Source, ActionTypeId: { Category: Source, Provider: CodeCommit } }]
        - Name: Production
          Actions:
            - Name: Deploy
              ActionTypeId: { Category: ${compute ? 'Compute' : 'Build'}, Provider: ${compute ? 'Commands' : 'CodeBuild'} }
              ${compute ? `Commands: ["${call}"]` : 'Configuration: { ProjectName: release }'}
  Release:
    Type: AWS::CodeBuild::Project
    Properties:
      Name: release
      Source: { Type: CODEPIPELINE, BuildSpec: '{ "version": 0.2, "phases": { "build": { "commands": ["${call}"] } } }' }${groups}`);

const CALL = 'aws deploy create-deployment --application-name shop --deployment-group-name main';
const SAFE = `
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: errors }] }
      AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM] }
      BlueGreenDeploymentConfiguration: { DeploymentReadyOption: { ActionOnTimeout: STOP_DEPLOYMENT } }`;

function told(model: ReturnType<typeof read>): Readonly<Record<string, unknown>> {
  const step = model.all('pipeline')[0]?.steps.at(-1);
  const [first] = model.all('deployment-group');
  if (!step || !first) throw new Error('it deploys');
  const map = mapOf(model, PRODUCTION);
  return {
    gated: answer(isGated(step)).is,
    back: answer(rollsBack(step, model)).is,
    undone: answer(isUndone(step)).is,
    looked: answer(checkedAfter(step, model)).is,
    production: answer(isProductionGroup(first, model, PRODUCTION)).is,
    approved: map.pipelines[0]?.routes[0]?.approved.is,
    alone: map.alone.length,
  };
}

const ALL = { gated: 'yes', back: 'yes', undone: 'yes', looked: 'yes', production: 'yes', approved: 'yes', alone: 0 };
const UNREAD = { gated: 'no', back: 'unknown', undone: 'unknown', looked: 'no', production: 'no', approved: 'unknown', alone: 1 };

describe('a command that deploys to a group', () => {
  test('gets what the group does, in a build and in an action of its own', () => {
    expect(told(system(CALL, group('Main', 'shop', SAFE)))).toEqual(ALL);
    expect(told(system(CALL, group('Main', 'shop', SAFE), true))).toEqual({ ...ALL, alone: 1 }); // nobody runs the project
  });

  test('is one of that group alone', () => {
    const other = group('Other', 'cart').replace('name: main', 'name: other');
    expect(told(system(CALL, group('Main', 'shop', SAFE) + other))).toEqual({ ...ALL, alone: 1 });
    expect(told(system(CALL, group('Main', 'cart', SAFE)))).toEqual(UNREAD);
    expect(told(system(CALL.replace('main', 'other'), group('Main', 'shop', SAFE)))).toEqual(UNREAD);
  });

  test('shows nothing where the group does nothing', () => {
    expect(told(system(CALL, group('Main', 'shop')))).toEqual({ ...UNREAD, approved: 'no', production: 'yes', alone: 0 });
  });
});
