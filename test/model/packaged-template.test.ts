import { expect, test } from 'vitest';
import { answer } from '../../src/model/answer.ts';
import { templatesOf } from '../../src/model/change-set.ts';
import { nameOfOrigin } from '../../src/model/location.ts';
import { rollsBack } from '../../src/model/rollback.ts';
import { settled } from '../../src/model/value.ts';
import { read } from '../harness.ts';

/** A function that rolls itself back on an alarm. */
const APPLICATION = `Transform: AWS::Serverless-2016-10-31
Resources:
  Errors: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: errors } }
  Api:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      DeploymentPreference: { Type: Canary10Percent5Minutes, Alarms: [errors] }
`;

const pipeline = (path: string, more = ''): string => `Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1" }
              Configuration: { ProjectName: !Ref Project }
              OutputArtifacts: [{ Name: Built }]
        - Name: Production
          Actions:
            - Name: Release
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: "1" }
              Configuration: { ActionMode: CREATE_UPDATE, StackName: web, TemplatePath: "${path}" }
              InputArtifacts: [{ Name: Built }]
  Project: { Type: AWS::CodeBuild::Project, Properties: { Source: { Type: CODEPIPELINE } } }
${more}`;

const buildspec = (...commands: string[]): string =>
  JSON.stringify({ version: 0.2, phases: { build: { commands } }, artifacts: { files: ['*.yaml'] } });

const PACKAGE = 'aws cloudformation package --template-file template.yaml --s3-bucket b --output-template-file packaged.yaml';
const PACKED = 'sam package --s3-bucket b --output-template-file p.yaml';
const FOUND = ['template.yaml', 'yes'];
const OTHER = ['app/template.yaml', 'unknown'];
const NOT_FOUND = [undefined, 'unknown'];

test.each<[what: string, commands: string[], path: string, expected: (string | undefined)[]]>([
  ['by the AWS CLI', [PACKAGE], 'Built::packaged.yaml', FOUND],
  ['into a folder', [PACKAGE.replace('packaged.yaml', 'out/packaged.yaml')], 'Built::packaged.yaml', FOUND],
  ['by the beginnings of its options', [PACKAGE.replaceAll('-file', '')], 'Built::packaged.yaml', FOUND],
  ['by SAM', ['sam package -t template.yaml --s3-bucket b --output-template-file p.yaml'], 'Built::p.yaml', FOUND],
  ['by SAM, of what it has built', ['sam build', 'sam package --s3-bucket b --output-template-file p.yaml'], 'Built::p.yaml', FOUND],
  ['by SAM, by name', ['sam package -t .aws-sam/build/template.yaml --output-template-file p.yaml'], 'Built::p.yaml', FOUND],
  ['by SAM, of what it has built of another', ['sam build -t app/template.yaml', PACKED], 'Built::p.yaml', OTHER],
  [
    'by SAM, by name of what it has built',
    ['sam build -t app/template.yaml', `${PACKED} -t .aws-sam/build/template.yaml`],
    'Built::p.yaml',
    OTHER,
  ],
  ['by SAM, into a folder and of it', ['sam build -t app/template.yaml -b out', `${PACKED} -t out/template.yaml`], 'Built::p.yaml', OTHER],
  ['by SAM, not of what went elsewhere', ['sam build -t app/template.yaml -b out', PACKED], 'Built::p.yaml', FOUND],
  ['by SAM, of the last that it built', ['sam build', 'sam build -t app/template.yaml', PACKED, 'sam build'], 'Built::p.yaml', OTHER],
  ['by SAM, in the folder where it built', ['cd app', 'sam build', `sam package --output-template-file ../p.yaml`], 'Built::p.yaml', OTHER],
  [
    'by SAM, where it built elsewhere',
    ['sam build -t app/template.yaml', 'cd sub', PACKED],
    'Built::p.yaml',
    ['sub/template.yml', 'unknown'],
  ],
  ['by SAM, built of what a variable names', ['sam build -t $T', PACKED], 'Built::p.yaml', NOT_FOUND],
  ['in a folder', ['cd app', PACKAGE], 'Built::packaged.yaml', OTHER],
  ['from a folder', ['cd app', PACKAGE.replace('template.yaml', '../template.yaml')], 'Built::packaged.yaml', FOUND],
  ['from the root', ['cd app', PACKAGE.replace('template.yaml', '$CODEBUILD_SRC_DIR/template.yaml')], 'Built::packaged.yaml', FOUND],
  ['into another file', [PACKAGE], 'Built::other.yaml', NOT_FOUND],
  ['of a file that a variable names', [PACKAGE.replace('template.yaml', '$T')], 'Built::packaged.yaml', NOT_FOUND],
  ['into a file that a variable names', [PACKAGE.replace('packaged.yaml', '$T')], 'Built::$T', NOT_FOUND],
  ['by another tool', [PACKAGE.replace('aws cloudformation', 'npm')], 'Built::packaged.yaml', NOT_FOUND],
  ['twice', [PACKAGE, PACKAGE.replace('template.yaml', 'app/template.yaml')], 'Built::packaged.yaml', NOT_FOUND],
  ['by a build of which nothing is taken', [PACKAGE], 'Source::packaged.yaml', NOT_FOUND],
  ['over another one', [PACKAGE.replace('packaged.yaml', 'app/template.yaml')], 'Built::app/template.yaml', FOUND],
  ['but not over the one of that name', [PACKAGE.replace('packaged.yaml', 'out/template.yaml')], 'Built::app/template.yaml', OTHER],
])('a template that is packaged %s', (_, commands, path, expected) => {
  const model = read({
    'pipeline.yaml': pipeline(path),
    'buildspec.yml': buildspec(...commands),
    'template.yaml': APPLICATION,
    'sub/template.yml': 'Resources: { Queue: { Type: AWS::SQS::Queue } }\n',
    'app/template.yaml': 'Resources: { Queue: { Type: AWS::SQS::Queue } }\n',
  });
  const step = model.all('pipeline')[0]?.steps.find((one) => one.path.at(-1) === 'Release');
  if (!step) throw new Error('it deploys');
  const [template] = templatesOf(step).map(settled);
  expect([template && nameOfOrigin(template.at.source.origin), answer(rollsBack(step, model)).is]).toEqual(expected);
});
