import rule from '../../../src/rules/rollback/stage-rollback-missing.ts';
import { testRule } from '../../harness.ts';

interface Given {
  readonly action?: string;
  readonly name?: string;
  readonly stage?: string;
  readonly properties?: string;
  readonly mark?: string;
}
const S3 = 'ActionTypeId: { Category: Deploy, Provider: S3 }, Configuration: { BucketName: www }';
const deploy = (provider: string, more = ''): string =>
  `ActionTypeId: { Category: Deploy, Provider: ${provider} }, Configuration: { Any: x${more} }`;

/** A pipeline whose last stage deploys; the mark stands on that stage. */
const pipeline = ({ action = S3, name = 'Prod', stage = '', properties = 'PipelineType: V2', mark = '' }: Given): string => `
Parameters:
  Switch: { Type: String }
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      ${properties}
      Stages:
        - Name: Source
          Actions: [{ Name: Code, ActionTypeId: { Category: Source, Provider: S3 } }]
        - Name: ${name}${mark && ` # ${mark}`}
          ${stage}
          Actions:
            - { Name: Go, ${action} }
`;
const condition = (result: string): string =>
  `{ Conditions: [{ Result: ${result}, Rules: [{ Name: watch, RuleTypeId: { Category: Rule, Owner: AWS, Provider: CloudWatchAlarm, Version: "1" } }] }] }`;

testRule(rule, {
  good: {
    'the stage rolls back': pipeline({ stage: 'OnFailure: { Result: ROLLBACK }' }),
    'the stage rolls back after a look at an alarm': pipeline({ stage: `OnSuccess: ${condition('ROLLBACK')}` }),
    'the stage rolls back under a condition': pipeline({ stage: `OnFailure: ${condition('ROLLBACK')}` }),
    'a pipeline that has no rollback': pipeline({ properties: 'PipelineType: V1' }),
    'a pipeline of the default type': pipeline({ properties: 'Name: web' }),
    'runs beside each other, which cannot go back': pipeline({ properties: 'PipelineType: V2\n      ExecutionMode: PARALLEL' }),
    'no production': pipeline({ name: 'Staging' }),
    'a stack': pipeline({ action: deploy('CloudFormation', ', ActionMode: CREATE_UPDATE') }),
    'CodeDeploy is a matter of its group': pipeline({ action: deploy('CodeDeploy') }),
    'ECS by CodeDeploy, too': pipeline({ action: deploy('CodeDeployToECS') }),
    'ECS is a matter of its service': pipeline({ action: deploy('ECS') }),
    'Elastic Beanstalk is a matter of its environment': pipeline({ action: deploy('ElasticBeanstalk') }),
    'AppConfig is a matter of its environment': pipeline({ action: deploy('AppConfig') }),
    'a function behind an alias is a matter of its alarms': pipeline({ action: deploy('Lambda', ', FunctionAlias: live') }),
    'the last deploy is a build that deploys in its own way': pipeline({
      action: 'ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [kubectl apply -f app.yml]',
      name: 'Ship',
    }),
    'nothing is deployed': pipeline({ action: 'ActionTypeId: { Category: Approval, Provider: Manual }' }),
  },
  bad: {
    'files in a bucket': pipeline({ mark: 'problem' }),
    'a cluster': pipeline({ action: deploy('EKS'), mark: 'problem' }),
    'a function without an alias': pipeline({ action: deploy('Lambda'), mark: 'problem' }),
    'it only tries again': pipeline({ stage: 'OnFailure: { Result: RETRY }', mark: 'problem' }),
    'it only fails after a look at an alarm': pipeline({ stage: `OnSuccess: ${condition('FAIL')}`, mark: 'problem' }),
    'the last deploy': pipeline({ name: 'Ship', mark: 'problem' }),
    'in one world': pipeline({
      stage: 'OnFailure: !If [IsProd, { Result: FAIL }, { Result: ROLLBACK }]',
      mark: 'problem when IsProd is true',
    }),
    'it goes back after a look at an alarm, in one world': pipeline({
      stage: `OnSuccess: !If [IsProd, ${condition('ROLLBACK')}, !Ref AWS::NoValue]`,
      mark: 'problem when IsProd is false',
    }),
    'what get-pipeline prints': `{
      "pipeline": { "name": "web", "pipelineType": "V2", "stages": [
        { "name": "Source", "actions": [{ "name": "Code", "actionTypeId": { "category": "Source", "provider": "S3" } }] },
        { "//": "problem",
          "name": "Prod", "actions": [{ "name": "Go", "actionTypeId": { "category": "Deploy", "provider": "S3" } }] }
      ] }
    }`,
  },
  undecided: {
    'a build that deploys in its own way': pipeline({
      action: 'ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [kubectl apply -f app.yml]',
      mark: 'undecided',
    }),
    'a type that nobody knows': pipeline({ properties: 'PipelineType: !Ref Switch', mark: 'undecided' }),
    'a type that nobody knows, of the last deploy': pipeline({ name: 'Ship', properties: 'PipelineType: !Ref Switch', mark: 'undecided' }),
    'a result that nobody knows': pipeline({ stage: 'OnFailure: { Result: !Ref Switch }', mark: 'undecided' }),
  },
});
