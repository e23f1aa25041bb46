import rule from '../../../src/rules/approval/approval-does-not-block.ts';
import { indent, testRule, yaml } from '../../harness.ts';

const ENVIRONMENT = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Order: { Type: Number }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
    IsDev: !Not [!Condition IsProd]
`;

/** A template with one pipeline: every stage is a name and its actions. */
const pipeline = (stages: Readonly<Record<string, readonly string[]>>): string => `${ENVIRONMENT}
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
${indent(
  8,
  Object.entries(stages)
    .map(([name, actions]) => `- Name: ${name}\n  Actions:\n${actions.map((action) => `    - ${action}\n`).join('')}`)
    .join(''),
)}`;

const order = (at: string): string => (at ? `, RunOrder: ${at}` : '');
const ask = (at = '', mark = '') =>
  `{ Name: Ask, ActionTypeId: { Category: Approval, Provider: Manual }${order(at)} }${mark && ` # ${mark}`}`;
const deploy = (at = '', mark = '', name = 'Go') =>
  `{ Name: ${name}, ActionTypeId: { Category: Deploy, Provider: ECS }${order(at)} }${mark && ` # ${mark}`}`;

testRule(rule, {
  good: {
    'the approval comes first': pipeline({ Prod: [deploy('2'), ask('1')] }),
    'the approval comes first, in words': pipeline({ Prod: [deploy('"2"'), ask('"1"')] }),
    'the approval is a stage of its own': pipeline({ Review: [ask()], Prod: [deploy()] }),
    'no approval at all is another matter': pipeline({ Prod: [deploy()] }),
    'an approval after the deploy is another matter': pipeline({ Prod: [deploy('1'), ask('2')] }),
    'one beside the deploy, after one before it': pipeline({ Review: [ask()], Prod: [deploy('1'), ask('1')] }),
    'beside what is only prepared': pipeline({
      Prod: [
        '{ Name: Prepare, ActionTypeId: { Category: Deploy, Provider: CloudFormation }, Configuration: { ActionMode: CHANGE_SET_REPLACE } }',
        ask(),
        '{ Name: Execute, ActionTypeId: { Category: Deploy, Provider: CloudFormation }, Configuration: { ActionMode: CHANGE_SET_EXECUTE }, RunOrder: 2 }',
      ],
    }),
    'beside a build': pipeline({
      Prod: ['{ Name: Compile, ActionTypeId: { Category: Build, Provider: CodeBuild } }', ask()],
      Ship: [deploy()],
    }),
    'beside a trial deploy, it holds the next stage back': pipeline({ Staging: [deploy(), ask()], Prod: [deploy()] }),
    'beside a trial deploy, it holds a later deploy of the stage back': pipeline({
      Release: [deploy('1', '', 'Beta'), ask('1'), deploy('2', '', 'Live')],
    }),
    'two actions of one order in two stages': pipeline({ Review: [ask('1')], Prod: [deploy('1')] }),
    'approval and deploy in opposite worlds': pipeline({
      Prod: [`Fn::If: [IsProd, ${ask()}, ${deploy()}]`],
    }),
    'the same order in no world': pipeline({ Prod: [ask('!If [IsProd, 1, 2]'), deploy('3')] }),
  },
  bad: {
    'neither has an order': pipeline({ Prod: [ask(), deploy('', 'problem')] }),
    'one order, once as a number and once as a text': pipeline({ Prod: [ask('2'), deploy('"2"', 'problem')] }),
    'the first is what is left out': pipeline({ Prod: [ask('1'), deploy('', 'problem')] }),
    'beside a production deploy, whatever comes later': pipeline({ Prod: [ask(), deploy('', 'problem')], Rest: [deploy()] }),
    'beside a trial deploy, and nothing comes later': pipeline({ Beta: [ask(), deploy('', 'problem')] }),
    'two deploys and an approval, all side by side': pipeline({
      Beta: [ask(), deploy('', 'problem', 'One'), deploy('', 'problem', 'Two')],
    }),
    'one of two approvals is beside it': pipeline({ Prod: [ask('1'), ask('2'), deploy('1', 'problem')] }),
    'beside a build that deploys': `${pipeline({
      Prod: [
        ask(),
        '{ Name: Run, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { ProjectName: !Ref Build } } # problem',
      ],
    })}
  Build: { Type: AWS::CodeBuild::Project, Properties: { Source: { BuildSpec: '{"version": "0.2", "phases": {"build": {"commands": ["terraform apply tfplan"]}}}' } } }
`,
    'one approval before another deploy is no help': pipeline({ Prod: [deploy('1', 'problem'), ask('1'), deploy('2')] }),
    'one order in one world': pipeline({ Prod: [ask('!If [IsProd, 1, 2]'), deploy('2', 'problem when IsProd is false')] }),
    'the approval is there on a condition': pipeline({
      Prod: [`Fn::If: [IsProd, ${ask()}, !Ref AWS::NoValue]`, deploy('', 'problem when IsProd is true')],
    }),
    'what get-pipeline prints': `{
      "pipeline": {
        "name": "web", "roleArn": "arn:aws:iam::111122223333:role/pipeline",
        "stages": [{ "name": "Prod", "actions": [
          { "name": "Ask", "actionTypeId": { "category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1" }, "runOrder": 1 },
          { "//": "problem",
            "name": "Go", "actionTypeId": { "category": "Deploy", "owner": "AWS", "provider": "CodeDeploy", "version": "1" }, "runOrder": 1 }
        ] }]
      }
    }`,
  },
  undecided: {
    'beside a build that nobody can read': pipeline({
      Prod: [
        ask(),
        '{ Name: Run, ActionTypeId: { Category: Build, Provider: CodeBuild }, Configuration: { ProjectName: elsewhere } } # undecided',
      ],
    }),
    'a stage whose name nobody knows, before another deploy': pipeline({
      '!ImportValue stage': [ask(), deploy('', 'undecided')],
      Rest: [deploy()],
    }),
    'an order that nobody knows': pipeline({ Prod: [ask('!Ref Order'), deploy('2', 'undecided')] }),
    'a category that nobody knows': pipeline({
      Prod: ['{ Name: Ask, ActionTypeId: { Category: !ImportValue kind } } # undecided', deploy('', 'undecided')],
    }),
    'actions behind a transform': pipeline({ Prod: [deploy('', 'undecided'), 'Fn::Transform: { Name: AWS::Include } # undecided'] }),
  },
});
