import rule from '../../../src/rules/integrity/lambda-latest-version.ts';
import { testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

/** An alias of a function that has a version; the mark stands on it. */
const alias = (version: string, mark = '', name = 'live'): string => `${HEAD}
Resources:
  Web: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: '' } } }
  Version: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Web } }
  Live: ${mark && `# ${mark}`}
    Type: AWS::Lambda::Alias
    Properties: { Name: ${name}, FunctionName: !Ref Web, FunctionVersion: ${version} }
`;

/** A pipeline of one action; the mark stands on it. */
const action = (configuration: string, mark = '', category = 'Deploy', provider = 'Lambda'): string => `${HEAD}
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Deploy
          Actions:
            - Name: Web ${mark && `# ${mark}`}
              ActionTypeId: { Category: ${category}, Owner: AWS, Provider: ${provider}, Version: '1' }
              Configuration: { FunctionName: web, ${configuration} }
`;

testRule(rule, {
  good: {
    'a version of the template': alias('!GetAtt Version.Version'),
    'a number': alias("'12'"),
    'the newest that is published': alias('$LATEST.PUBLISHED'),
    'an alias to try things': alias('$LATEST', '', 'dev'),
    'an alias that is called latest': alias('$LATEST', '', 'latest'),
    'an alias to try things in each world': alias('$LATEST', '', '!If [IsProd, staging, dev]'),
    'an action with an alias': action('FunctionAlias: live'),
    'an action with a version': action('FunctionAlias: live, PublishedTargetVersion: "12"'),
    'an action that calls a function': action('PublishedTargetVersion: $LATEST', '', 'Invoke'),
    'an action of something else': action('PublishedTargetVersion: $LATEST', '', 'Deploy', 'S3'),
    'what SAM publishes': yaml`
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Web: { Type: AWS::Serverless::Function, Properties: { CodeUri: src/, AutoPublishAlias: live } }
    `,
  },
  bad: {
    'an alias': alias('$LATEST', 'problem'),
    'an alias in one world': alias('!If [IsProd, "12", $LATEST]', 'problem when IsProd is false'),
    'an alias for production in one world': alias('$LATEST', 'problem when IsProd is true', '!If [IsProd, prod, dev]'),
    'an alias of a name that nobody knows': alias('$LATEST', 'problem', '!Ref Given'),
    'an action': action('FunctionAlias: live, PublishedTargetVersion: $LATEST', 'problem'),
    'an action without an alias': action('', 'problem (low)'),
    'an alias as the AWS CLI prints it': `{ "//": "problem",
      "AliasArn": "arn:aws:lambda:eu-west-1:111122223333:function:web:live",
      "Name": "live",
      "FunctionVersion": "$LATEST",
      "RevisionId": "1"
    }`,
    'an alias that a script makes': yaml`
      version: 0.2
      phases:
        build:
          commands:
            - aws lambda create-alias --function-name web --name live --function-version '$LATEST' # problem
    `,
  },
  undecided: {
    'a version that nobody knows': alias('!Ref Given', 'undecided'),
    'the version of an action that nobody knows': action('FunctionAlias: live, PublishedTargetVersion: !Ref Given', 'undecided'),
  },
});
