import rule from '../../../src/rules/identity/legacy-console-role.ts';
import { testRule } from '../../harness.ts';
import { template } from './fixtures.ts';

const pipeline = (arn: string, mark = ''): string =>
  template(`Pipeline:\n  Type: AWS::CodePipeline::Pipeline\n  Properties:\n    RoleArn: ${arn}${mark && ` # ${mark}`}`);
const OLD = 'arn:aws:iam::111122223333:role/oneClick_AWS-CodePipeline-Service_1502214102310';

testRule(rule, {
  good: {
    'a role of its own': pipeline('!GetAtt PipelineRole.Arn'),
    'a role that the console makes today': pipeline('arn:aws:iam::111122223333:role/service-role/AWSCodePipelineServiceRole-eu-west-1-web'),
    'a name that only ends alike': pipeline('arn:aws:iam::111122223333:role/not-oneClick_AWS-CodePipeline-Service'),
    'no role': template('Pipeline:\n  Type: AWS::CodePipeline::Pipeline\n  Properties: { Name: web }'),
    'a role that nobody knows': pipeline('!Ref Given'),
  },
  bad: {
    'an old one': pipeline(OLD, 'problem'),
    'in any account': pipeline('!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/oneClick_AWS-CodePipeline-Service_1"', 'problem'),
    'below a path': pipeline('arn:aws:iam::111122223333:role/service-role/old/oneClick_AWS-CodePipeline-Service_1', 'problem'),
    'in one world': pipeline(`!If [IsProd, "${OLD}", !GetAtt PipelineRole.Arn]`, 'problem when IsProd is true'),
  },
  undecided: {},
});
