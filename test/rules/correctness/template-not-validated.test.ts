import rule from '../../../src/rules/correctness/template-not-validated.ts';
import { testRule, yaml } from '../../harness.ts';

/** A pipeline that runs a command and deploys a template. */
const pipeline = (command: string, mark = '', mode = 'CREATE_UPDATE', provider = 'CloudFormation'): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Pipeline:${mark && ` # ${mark}`}
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - Name: Check
            Actions:
              - Name: Check
                ActionTypeId: { Category: Compute, Owner: AWS, Provider: Commands, Version: '1' }
                Commands:
                  - ${command}
          - Name: Deploy
            Actions:
              - Name: Deploy
                ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ${provider}, Version: '1' }
                Configuration: { ActionMode: ${mode}, StackName: web, TemplatePath: Code::template.yml }
`;
const LOOKS = [
  'cfn-lint template.yml',
  'sam validate --lint',
  'aws cloudformation validate-template --template-body file://template.yml',
  'cfn_nag_scan --input-path .',
  'cfn-guard validate --data template.yml --rules rules',
  'checkov -d .',
  'npx cdk synth',
  'npx serverless package',
];

testRule(rule, {
  good: {
    ...Object.fromEntries(LOOKS.map((command) => [command, pipeline(command)])),
    'a change set': pipeline('make', '', 'CHANGE_SET_REPLACE'),
    'a stack is taken down': pipeline('date', '', 'DELETE_ONLY'),
    'another provider': pipeline('date', '', 'CREATE_UPDATE', 'S3'),
  },
  bad: {
    'nothing looks at it': pipeline('npm ci', 'problem'),
    'a tool that is called nearly so': pipeline('npx our-serverless package', 'problem'),
    'another call': pipeline('aws cloudformation describe-stacks', 'problem'),
    'sam does something else': pipeline('sam build', 'problem'),
    'a scan of packages': pipeline('npm audit', 'problem'),
    'a stack that is replaced': pipeline('npm ci', 'problem', 'REPLACE_ON_FAILURE'),
    'in one world': pipeline('npm ci', 'problem when IsProd is true', '!If [IsProd, CREATE_UPDATE, CHANGE_SET_REPLACE]'),
  },
  undecided: {
    'a script that is not here': pipeline('./check.sh', 'undecided'),
    'a command that nobody knows': pipeline('!ImportValue check', 'undecided'),
  },
});
