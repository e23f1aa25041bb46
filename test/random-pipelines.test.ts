import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../src/engine/report.ts';
import { RULES } from '../src/rules/index.ts';
import { check } from './harness.ts';

type Json = string | number | boolean | Json[] | { [key: string]: Json };
type Map = { [key: string]: Json };

/** One action as it is drawn, before it has a name. */
interface Drawn {
  readonly kind: 'approval' | 'deploy' | 'stack' | 'service' | 'group' | 'test' | 'commands' | 'release';
  readonly order: number;
  readonly told: boolean;
}
interface DrawnStage {
  readonly name: string;
  readonly rollsBack: boolean;
  readonly actions: readonly Drawn[];
}
interface DrawnPipeline {
  readonly mode: string;
  readonly stages: readonly DrawnStage[];
  readonly alarms: boolean;
}

const drawn = fc.record<Drawn>({
  kind: fc.constantFrom('approval', 'deploy', 'stack', 'service', 'group', 'test', 'commands', 'release'),
  order: fc.integer({ min: 1, max: 3 }),
  told: fc.boolean(),
});
const pipelines = fc.record<DrawnPipeline>({
  mode: fc.constantFrom('QUEUED', 'SUPERSEDED', 'PARALLEL'),
  alarms: fc.boolean(),
  stages: fc.array(
    fc.record<DrawnStage>({
      name: fc.constantFrom('Prod', 'Staging', 'Deploy', 'Build', 'Live'),
      rollsBack: fc.boolean(),
      actions: fc.array(drawn, { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const KINDS: Readonly<Record<Drawn['kind'], Map>> = {
  approval: { Category: 'Approval', Provider: 'Manual' },
  deploy: { Category: 'Deploy', Provider: 'S3', BucketName: 'www' },
  stack: { Category: 'Deploy', Provider: 'CloudFormation', ActionMode: 'CREATE_UPDATE', StackName: 'shop' },
  service: { Category: 'Deploy', Provider: 'ECS', ServiceName: 'api', ClusterName: 'main' },
  group: { Category: 'Deploy', Provider: 'CodeDeploy', ApplicationName: 'shop', DeploymentGroupName: 'servers' },
  test: { Category: 'Test', Provider: 'DeviceFarm' },
  commands: { Category: 'Compute', Provider: 'Commands', Commands: ['npm ci', 'npm test'] },
  release: { Category: 'Compute', Provider: 'Commands', Commands: ['aws ecs update-service --service api --force-new-deployment'] },
};
const TOLD: Map = { NotificationArn: 'arn:aws:sns:eu-west-1:111122223333:approvals' };

function actionOf({ kind, order, told }: Drawn, Name: string): Map {
  const { Category = '', Provider = '', Commands, ...settings } = KINDS[kind];
  const Configuration = kind === 'approval' ? (told ? TOLD : {}) : settings;
  return {
    Name,
    ActionTypeId: { Category, Owner: 'AWS', Provider, Version: '1' },
    RunOrder: order,
    ...(Commands ? { Commands } : { Configuration }),
  };
}
const SOURCE = {
  Name: 'Source',
  Actions: [{ Name: 'Code', ActionTypeId: { Category: 'Source', Owner: 'AWS', Provider: 'S3', Version: '1' } }],
};
const REVIEW = { Name: 'Review', Actions: [actionOf({ kind: 'approval', order: 1, told: true }, 'Agree')] };

/** Names of actions are told apart by their place: `Go1x2`. */
const stagesOf = ({ stages }: DrawnPipeline): Map[] =>
  stages.map(({ name, rollsBack, actions }, i) => ({
    Name: `${name}${i}`.replace(/^(Prod|Live)(\d)$/, '$1-$2'),
    ...(rollsBack ? { OnFailure: { Result: 'ROLLBACK' } } : {}),
    Actions: actions.map((one, j) => actionOf(one, `Go${i}x${j}`)),
  }));
const templateOf = (pipeline: DrawnPipeline, stages: readonly Map[]): Map => ({
  Parameters: { Hidden: { Type: 'String' } },
  Resources: {
    Pipeline: {
      Type: 'AWS::CodePipeline::Pipeline',
      Properties: { PipelineType: 'V2', ExecutionMode: pipeline.mode, Stages: [SOURCE, ...stages] },
    },
    Service: {
      Type: 'AWS::ECS::Service',
      Properties: {
        ServiceName: 'api',
        Cluster: 'main',
        DeploymentConfiguration: pipeline.alarms ? { Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } } : {},
      },
    },
    Group: {
      Type: 'AWS::CodeDeploy::DeploymentGroup',
      Properties: {
        ApplicationName: 'shop',
        DeploymentGroupName: 'servers',
        DeploymentStyle: { DeploymentType: 'BLUE_GREEN' },
        ...(pipeline.alarms ? { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: 'errors' }] } } : {}),
        AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE'] },
      },
    },
    Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors' } },
  },
});

const APPROVAL = RULES.filter(({ category }) => category === 'approval');
const OURS = RULES.filter(({ category }) => category === 'approval' || category === 'rollback');
const found = (template: Json, rules = OURS): readonly Finding[] => check(rules, { 'shop.json': JSON.stringify(template) }).findings;
const said = ({ rule, outcome, severity, subject }: Finding): string => `${rule.id} ${outcome} ${severity} ${subject}`;
const RUNS = { numRuns: 120, seed: 20261125 } as const;

test('an approval in front of everything adds no finding about approvals, and leaves no deploy without one', () => {
  fc.assert(
    fc.property(pipelines, (pipeline) => {
      const stages = stagesOf(pipeline);
      const before = found(templateOf(pipeline, stages), APPROVAL).map(said);
      const after = found(templateOf(pipeline, [REVIEW, ...stages]), APPROVAL).map(said);
      for (const one of after) expect(before).toContain(one);
      expect(after.join('\n')).not.toMatch(/production-without-approval|approval-does-not-block|approval-after-deploy/);
    }),
    RUNS,
  );
});

test('in which order the actions of a stage are written changes nothing of what is called production', () => {
  fc.assert(
    fc.property(pipelines, fc.infiniteStream(fc.nat()), (pipeline, dice) => {
      const stages = stagesOf(pipeline);
      const shuffled = stages.map((stage) => {
        const keyed = (stage['Actions'] as Map[]).map((one) => ({ one, key: dice.next().value as number }));
        return { ...stage, Actions: keyed.sort((a, b) => a.key - b.key).map(({ one }) => one) };
      });
      const [one, other] = [stages, shuffled].map((list) => found(templateOf(pipeline, list)));
      const isAssumed = ({ message }: Finding): boolean =>
        /the last (deploy|to deploy)|after the last deploy|side by side, in any order$/.test(message);
      const named = (list: readonly Finding[] = []): string[] =>
        list
          .filter((finding) => !isAssumed(finding))
          .map(said)
          .sort();
      expect(named(other)).toEqual(named(one));
    }),
    RUNS,
  );
});

/** Every value of the pipeline and what it deploys to that a template may leave to somebody else, by its path. */
function leaves(value: Json, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object') return [[...path]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner as Json, [...path, key]));
}
function hide(template: Map, path: readonly string[]): Map {
  const copy = structuredClone(template);
  const parent = path.slice(0, -1).reduce<Json>((tree, step) => (tree as Map)[step] ?? {}, copy) as Map;
  parent[path.at(-1) ?? ''] = { Ref: 'Hidden' };
  return copy;
}

test('a value that nobody knows makes no pass of a problem', () => {
  fc.assert(
    fc.property(pipelines, fc.nat(), (pipeline, pick) => {
      const template = templateOf(pipeline, stagesOf(pipeline));
      const all = leaves((template['Resources'] as Map)['Pipeline'] ?? {}, ['Resources', 'Pipeline']).filter(
        (path) => !/^(Type|Name|Category)$/.test(path.at(-1) ?? ''),
      );
      const path = all[pick % all.length] ?? [];
      const hidden = found(hide(template, path));
      for (const finding of found(template).filter(({ outcome }) => outcome === 'problem')) {
        const still = hidden.filter(({ rule, subject }) => rule === finding.rule && subject === finding.subject);
        expect(still, `${path.join('/')}: ${said(finding)}\n${hidden.map(said).join('\n')}`).not.toEqual([]);
      }
    }),
    { ...RUNS, numRuns: 300 },
  );
});
