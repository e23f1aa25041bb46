import rule from '../../../src/rules/rollback/parallel-mode-forbids-rollback.ts';
import { testRule } from '../../harness.ts';

/** A pipeline whose stage does something on failure, or asks something. */
const pipeline = (mode: string, stage: string): string => `
Parameters:
  Switch: { Type: String }
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      PipelineType: V2
      ${mode}
      Stages:
        - Name: Prod
          ${stage}
          Actions:
            - { Name: Go, ActionTypeId: { Category: Deploy, Provider: S3 } }
`;
const PARALLEL = 'ExecutionMode: PARALLEL';
const asks = (moment: string, result: string, mark = ''): string => `${moment}:
            Conditions:
              - Result: ${result}
                Rules:
                  - Name: watch${mark && ` # ${mark}`}
                    RuleTypeId: { Category: Rule, Owner: AWS, Provider: CloudWatchAlarm, Version: "1" }`;

testRule(rule, {
  good: {
    'a mode that can': pipeline('ExecutionMode: QUEUED', 'OnFailure: { Result: ROLLBACK }'),
    'the mode of all that say nothing': pipeline('', 'OnFailure: { Result: ROLLBACK }'),
    'another result': pipeline(PARALLEL, 'OnFailure: { Result: RETRY }'),
    'nothing on failure': pipeline(PARALLEL, ''),
    'a condition that fails': pipeline(PARALLEL, asks('OnSuccess', 'FAIL')),
    'a condition before entry, which has no way back': pipeline(PARALLEL, asks('BeforeEntry', 'ROLLBACK')),
    'a condition in a mode that can': pipeline('ExecutionMode: QUEUED', asks('OnSuccess', 'ROLLBACK')),
  },
  bad: {
    'on failure': pipeline(PARALLEL, 'OnFailure: { Result: ROLLBACK } # problem'),
    'by a condition': pipeline(PARALLEL, asks('OnSuccess', 'ROLLBACK', 'problem')),
    'in one world': pipeline(
      'ExecutionMode: !If [IsProd, QUEUED, PARALLEL]',
      'OnFailure: { Result: ROLLBACK } # problem when IsProd is false',
    ),
    'what get-pipeline prints': `{
      "pipeline": { "name": "web", "executionMode": "PARALLEL", "roleArn": "arn:aws:iam::111122223333:role/pipeline", "stages": [
        { "name": "Prod", "actions": [{ "name": "Go", "actionTypeId": { "category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1" } }],
          "onFailure": { "result": "ROLLBACK", "//": "problem"
          } }
      ] }
    }`,
  },
  undecided: {
    'a mode that nobody knows': pipeline('ExecutionMode: !Ref Switch', 'OnFailure: { Result: ROLLBACK } # undecided'),
    'a result that nobody knows': pipeline(PARALLEL, 'OnFailure: { Result: !Ref Switch } # undecided'),
  },
});
