import rule from '../../../src/rules/integrity/source-image-latest.ts';
import { testRule, yaml } from '../../harness.ts';

/** A pipeline of one action; the mark stands on it. */
const action = (configuration: string, mark = '', category = 'Source', provider = 'ECR'): string => yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Tag: { Type: String }
    Usual: { Type: String, Default: latest }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - Name: Source
            Actions:
              - Name: Image ${mark && `# ${mark}`}
                ActionTypeId: { Category: ${category}, Owner: AWS, Provider: ${provider}, Version: '1' }
                Configuration: { RepositoryName: web, ${configuration} }
`;

testRule(rule, {
  good: {
    'a tag that is moved on purpose': action('ImageTag: release'),
    'a tag that speaks of latest': action('ImageTag: latest-release'),
    'another source': action('', '', 'Source', 'CodeCommit'),
    'another action': action('ImageTag: latest', '', 'Invoke'),
    'both worlds': action('ImageTag: !If [IsProd, release, next]'),
  },
  bad: {
    'no tag': action('', 'problem'),
    latest: action('ImageTag: latest', 'problem'),
    'latest unless told otherwise': action('ImageTag: !Ref Usual', 'problem'),
    'in one world': action('ImageTag: !If [IsProd, release, latest]', 'problem when IsProd is false'),
    'no tag in one world': action('ImageTag: !If [IsProd, release, !Ref AWS::NoValue]', 'problem when IsProd is false'),
    'as get-pipeline prints it': `{
      "pipeline": {
        "name": "web",
        "stages": [
          { "name": "Source", "actions": [
            { "name": "Image", "//": "problem",
              "actionTypeId": { "category": "Source", "owner": "AWS", "provider": "ECR", "version": "1" },
              "configuration": { "RepositoryName": "web" }
            } ] }
        ] } }`,
  },
  undecided: {
    'a parameter without a value': action('ImageTag: !Ref Tag', 'undecided'),
  },
});
