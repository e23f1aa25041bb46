import rule from '../../../src/rules/rollback/lambda-shift-without-alarms.ts';
import { testRule } from '../../harness.ts';

/** A pipeline that deploys a function; the mark stands on the action. */
const pipeline = (configuration: string, mark = '', { stage = 'Prod', provider = 'Lambda', more = '' } = {}): string => `
Parameters:
  Switch: { Type: String }
  Environment: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: ${stage}
          ${more}
          Actions:
            - Name: Move${mark && ` # ${mark}`}
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ${provider}, Version: "1" }
              Configuration: { FunctionName: web, ${configuration} }
`;
const CANARY = 'FunctionAlias: live, DeployStrategy: Canary10Percent5Minutes';
const watched = (result: string): string =>
  `OnSuccess: { Conditions: [{ Result: ${result}, Rules: [{ Name: watch, RuleTypeId: { Category: Rule, Owner: AWS, Provider: CloudWatchAlarm, Version: "1" } }] }] }`;

testRule(rule, {
  good: {
    alarms: pipeline(`${CANARY}, Alarms: web-errors`),
    'an alarm of the template': `${pipeline(`${CANARY}, Alarms: !Ref Errors`)}  Errors: { Type: AWS::CloudWatch::Alarm }\n`,
    'no alias, no traffic to move': pipeline('DeployStrategy: Canary10Percent5Minutes'),
    'another provider': pipeline(CANARY, '', { provider: 'S3' }),
  },
  bad: {
    'a canary': pipeline(CANARY, 'problem'),
    'an alias of the template': `${pipeline('FunctionAlias: !Ref Live', 'problem (medium)')}  Live: { Type: AWS::Lambda::Alias }\n`,
    'even steps': pipeline('FunctionAlias: live, DeployStrategy: Linear10PercentEvery1Minute', 'problem'),
    'all at once': pipeline('FunctionAlias: live, DeployStrategy: AllAtOnce', 'problem (medium)'),
    'all at once, unsaid': pipeline('FunctionAlias: live', 'problem (medium)'),
    'no name says production, and it is the last deploy': pipeline(CANARY, 'problem', { stage: 'Ship' }),
    'no production': pipeline(CANARY, 'problem (low)', { stage: 'Dev' }),
    'the stage looks at an alarm and goes back': pipeline(CANARY, 'problem (low)', { more: watched('ROLLBACK') }),
    'the stage looks at an alarm and only fails': pipeline(CANARY, 'problem', { more: watched('FAIL') }),
    'in one world': pipeline(`${CANARY}, Alarms: !If [IsProd, errors, !Ref AWS::NoValue]`, 'problem when IsProd is false'),
  },
  undecided: {
    'a configuration that nobody can see': pipeline('Fn::Transform: { Name: Moves }', 'undecided'),
    'a provider that nobody knows': pipeline(CANARY, 'undecided', { provider: '!Ref Switch' }),
  },
});
