import rule from '../../../src/rules/approval/source-without-review.ts';
import { testRule } from '../../harness.ts';

/** A pipeline from a repository to production; the mark stands on its source. */
const pipeline = (mark = '', repository = 'web', stage = 'Prod', provider = 'CodeCommit'): string => `
Parameters: { Repository: { Type: String } }
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Source
          Actions:
            - Name: Code${mark && ` # ${mark}`}
              ActionTypeId: { Category: Source, Owner: AWS, Provider: ${provider}, Version: "1" }
              Configuration: { RepositoryName: ${repository}, BranchName: main }
        - Name: ${stage}
          Actions:
            - { Name: Go, ActionTypeId: { Category: Deploy, Provider: S3 } }
`;
const rules = (...names: readonly string[]): string => JSON.stringify({ approvalRuleTemplateNames: names });
const associate = (command: string): string => `#!/bin/sh\naws codecommit ${command}\n`;
const ONE = 'associate-approval-rule-template-with-repository --approval-rule-template-name two --repository-name';
const MANY = 'batch-associate-approval-rule-template-with-repositories --approval-rule-template-name two --repository-names';

testRule(rule, {
  good: {
    'another source': pipeline('', 'web', 'Prod', 'CodeStarSourceConnection'),
    'a rule of the only repository': { 'web.yaml': pipeline(), 'answer.json': rules('two-people') },
    'a rule, in a file called after the repository': { 'web.yaml': pipeline(), 'rules/web.json': rules('two'), 'rules/shop.json': rules() },
    'a script that gives it a rule': { 'web.yaml': pipeline(), 'setup.sh': associate(`${ONE} web`) },
    'a script that gives several a rule': { 'web.yaml': pipeline(), 'setup.sh': associate(`${MANY} shop web`) },
    'nothing is released': { 'web.yaml': pipeline('', 'web', 'Staging'), 'answer.json': rules() },
  },
  bad: {
    'no rule of the only repository': { 'web.yaml': pipeline('problem'), 'answer.json': rules() },
    'no rule, in a file called after the repository': {
      'web.yaml': pipeline('problem'),
      'rules/web.json': rules(),
      'rules/shop.json': rules('two'),
    },
    'the last deploy': { 'web.yaml': pipeline('problem', 'web', 'Ship'), 'answer.json': rules() },
    'a script that gives another a rule': { 'web.yaml': pipeline('problem'), 'setup.sh': associate(`${ONE} shop`), 'a.json': rules() },
    'in an answer': {
      'pipeline.json': `{ "pipeline": { "name": "web", "stages": [
        { "name": "Source", "actions": [{ "//": "problem",
          "name": "Code", "actionTypeId": { "category": "Source", "provider": "CodeCommit" }, "configuration": { "RepositoryName": "web" } }] },
        { "name": "Prod", "actions": [{ "name": "Go", "actionTypeId": { "category": "Deploy", "provider": "S3" } }] }
      ] } }`,
      'answer.json': rules(),
    },
  },
  undecided: {
    'nothing tells': pipeline('undecided'),
    'rules of two repositories, and of neither by name': {
      'web.yaml': pipeline('undecided'),
      'shop.yaml': pipeline('undecided', 'shop'),
      'answer.json': rules('two'),
    },
    'rules of a longer name': { 'web.yaml': pipeline('undecided'), 'rules/web-shop.json': rules(), 'rules/the-web.json': rules() },
    'a repository that nobody knows': { 'web.yaml': pipeline('undecided', '!Ref Repository'), 'a.json': rules(), 'b.json': rules('two') },
    'a script for another, and nothing more': { 'web.yaml': pipeline('undecided'), 'setup.sh': associate(`${ONE} shop`) },
  },
});
