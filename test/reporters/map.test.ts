import { expect, test } from 'vitest';
import { PRODUCTION } from '../../src/config/config.ts';
import { mapOf } from '../../src/model/map.ts';
import { mapJson } from '../../src/reporters/map-json.ts';
import { read } from '../harness.ts';

const MODEL = read({
  't.yaml': `Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Build
          Actions:
            - Name: Make
              ActionTypeId: { Category: Build, Provider: CodeBuild }
              Configuration: { ProjectName: make }
        - Name: Prod
          OnSuccess: { Conditions: [{ Result: ROLLBACK, Rules: [{ RuleTypeId: { Provider: CloudWatchAlarm } }] }] }
          Actions:
            - Name: Put
              ActionTypeId: { Category: Deploy, Provider: S3 }
              Configuration: { BucketName: files }
  Make:
    Type: AWS::CodeBuild::Project
    Properties: { Name: make, ServiceRole: elsewhere, Source: { BuildSpec: "version: 0.2\\nphases: {}" } }
  Lonely:
    Type: AWS::CodeBuild::Project
    Properties: { Name: lonely }
`,
});
const at = (line: number, column = expect.any(Number)) => ({ path: 't.yaml', line, column, arn: null });

test('the map has the fields of its schema, and no others', () => {
  const no = { is: 'no', when: [], because: [] };
  const looked = {
    is: 'yes',
    when: [],
    because: [{ text: 'the stage looks at an alarm before it succeeds', at: at(12) }],
  };
  const production = {
    is: 'yes',
    when: [],
    because: [
      { text: 'deploys here', at: at(15) },
      { text: 'the stage is production by its name', at: at(11, 11) },
    ],
  };
  const where = { actionRole: null, passedRole: null, account: null, region: '' };
  expect(JSON.parse(mapJson(mapOf(MODEL, PRODUCTION)))).toEqual({
    schema: 'pipelint-map/1',
    pipelines: [
      {
        name: 'Web',
        at: at(2, 3),
        when: [],
        role: { name: '', at: null, unknown: 'not named' },
        stages: [
          {
            name: 'Build',
            at: at(6),
            when: [],
            conditions: [],
            steps: [
              {
                ...where,
                name: 'Make',
                at: at(8),
                when: [],
                kind: 'build',
                provider: 'CodeBuild',
                runOrder: 1,
                target: '',
                project: { name: 'Make', at: at(17), unknown: null },
                buildspec: { name: 'Make', at: at(19), unknown: null },
                role: { name: 'elsewhere', at: null, unknown: 'the role elsewhere is not in what was read' },
                tests: expect.objectContaining({ is: expect.any(String) }),
                production: null,
                rollback: null,
                undone: null,
              },
            ],
          },
          {
            name: 'Prod',
            at: at(11),
            when: [],
            conditions: [{ moment: 'onSuccess', provider: 'CloudWatchAlarm', result: 'ROLLBACK', at: at(12), when: [] }],
            steps: [
              {
                ...where,
                name: 'Put',
                at: at(14),
                when: [],
                kind: 'deploy',
                provider: 'S3',
                runOrder: 1,
                target: 'files',
                project: null,
                buildspec: null,
                role: null,
                tests: null,
                production,
                rollback: looked,
                undone: no,
              },
            ],
          },
        ],
        routes: [
          {
            steps: ['Make', 'Put'],
            to: { name: 'Web/Prod/Put', at: at(14) },
            when: [],
            production,
            assumed: false,
            tested: expect.objectContaining({ is: expect.any(String) }),
            approved: no,
            rollback: looked,
            undone: no,
          },
        ],
      },
    ],
    alone: [{ name: 'Lonely', at: at(20) }],
  });
});
