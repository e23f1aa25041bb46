import rule from '../../../src/rules/integrity/deploys-unbuilt-source.ts';
import { testRule, yaml } from '../../harness.ts';

interface Parts {
  readonly source?: string;
  readonly category?: string;
  readonly inputs?: string;
  readonly mark?: string;
}

/** A pipeline that has a source and a build, and deploys one of them; the mark stands on the deploy. */
const pipeline = (
  provider: string,
  { source = 'CodeCommit', category = 'Deploy', inputs = '[{ Name: Code }]', mark = '' }: Parts = {},
): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - Name: Source
            Actions:
              - Name: Code
                ActionTypeId: { Category: Source, Owner: AWS, Provider: ${source}, Version: '1' }
                OutputArtifacts: [{ Name: Code }]
          - Name: Build
            Actions:
              - Name: Build
                ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1' }
                Configuration: { ProjectName: web }
                InputArtifacts: [{ Name: Code }]
                OutputArtifacts: [{ Name: Built }]
          - Name: Deploy
            Actions:
              - Name: Web ${mark && `# ${mark}`}
                ActionTypeId: { Category: ${category}, Owner: AWS, Provider: ${provider}, Version: '1' }
                InputArtifacts: ${inputs}
`;
const mark = 'problem';

testRule(rule, {
  good: {
    'what was built': pipeline('CodeDeploy', { inputs: '[{ Name: Built }]' }),
    'what was built, and the source beside it': pipeline('CodeDeploy', { inputs: '[{ Name: Code }, { Name: Built }]' }),
    'a template': pipeline('CloudFormation'),
    'a task definition': pipeline('CodeDeployToECS'),
    'an archive that was built elsewhere': pipeline('CodeDeploy', { source: 'S3' }),
    'an image that was built elsewhere': pipeline('CodeDeploy', { source: 'ECR' }),
    'another action': pipeline('S3', { category: 'Source' }),
    'an artifact that nothing makes': pipeline('CodeDeploy', { inputs: '[{ Name: Lost }]' }),
    'no artifact': pipeline('Lambda', { inputs: '[]' }),
  },
  bad: {
    instances: pipeline('CodeDeploy', { mark }),
    'Elastic Beanstalk': pipeline('ElasticBeanstalk', { mark }),
    'a bucket': pipeline('S3', { mark }),
    'from a connection': pipeline('CodeDeploy', { source: 'CodeStarSourceConnection', mark }),
    'in one world': pipeline('CodeDeploy', { inputs: '[{ Name: !If [IsProd, Built, Code] }]', mark: 'problem when IsProd is false' }),
    'what was built beside it in one world': pipeline('CodeDeploy', {
      inputs: '[{ Name: Code }, !If [IsProd, { Name: Built }, !Ref AWS::NoValue]]',
      mark: 'problem when IsProd is false',
    }),
  },
  undecided: {
    'an artifact that nobody knows': pipeline('CodeDeploy', { inputs: '[{ Name: !Ref Given }]', mark: 'undecided' }),
    'a provider that nobody knows': pipeline('!Ref Given', { mark: 'undecided' }),
  },
});
