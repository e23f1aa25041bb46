import { PRODUCTION } from '../../src/config/config.ts';
import { Document } from '../../src/documents/document.ts';
import { maskOf } from '../../src/engine/mask.ts';
import type { Report } from '../../src/engine/report.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { run } from '../../src/engine/run.ts';
import type { Look } from '../../src/reporters/reporter.ts';
import { RULES } from '../../src/rules/index.ts';
import { scannerOf } from '../../src/scanners/index.ts';
import { Linker } from '../../src/scanners/linker.ts';

export const LOOK: Look = {
  color: false,
  width: Number.POSITIVE_INFINITY,
  showUndecided: false,
  showSuggestions: false,
  version: '1.2.3',
  pageOf: (rule) => `<!-- head -->\n# ${rule}\n`,
  uriOf: (path) => path,
};

/** What a scan of these texts reports. */
export function reportOf(files: Readonly<Record<string, string>>, rules: readonly Rule[] = RULES, more: Partial<Report> = {}): Report {
  const linker = new Linker();
  for (const [path, text] of Object.entries(files)) {
    for (const document of Document.parse({ kind: 'file', path }, text)) {
      scannerOf(document)?.scan(document, { linker, given: new Map(), context: false });
    }
  }
  const model = linker.seal();
  const mask = maskOf(model);
  const common = { production: PRODUCTION };
  const outcomes = run(rules, model, { common, rules: new Map(), today: new Date('2026-11-20') }, mask);
  return {
    rules,
    ...outcomes,
    suppressed: [],
    complaints: [],
    errors: [],
    gaps: model.gaps.map(({ at, text }) => ({ at, text })),
    files: Object.keys(files).map((path) => ({ path, as: 'cloudformation' })),
    mask,
    ...more,
  };
}

/** An approval beside the deploy, and a name that only a deployment knows. */
export const TEMPLATE = `Parameters:
  Stage: { Type: String }
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Prod
          Actions:
            - Name: Deploy
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: S3, Version: "1" }
            - Name: Approve
              ActionTypeId: { Category: Approval, Owner: AWS, Provider: Manual, Version: "1" }
  Api:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: !Ref Stage
          Actions:
            - Name: Deploy
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: S3, Version: "1" }
        - Name: Demo
          Actions:
            - Name: Show
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: S3, Version: "1" }
`;

/** From a branch to production, past a build and a stage for testers: nothing tests, and nobody is asked. */
export const WAY = `Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Source
          Actions:
            - { Name: Code, ActionTypeId: { Category: Source, Provider: CodeCommit }, Configuration: { BranchName: main } }
            - { Name: Image, ActionTypeId: { Category: Source, Provider: ECR } }
        - Name: Build
          Actions:
            - { Name: Zip, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [zip -r site.zip .], RunOrder: 2 }
            - { Name: Make, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [npm run build] }
        - Name: Prod
          Actions:
            - { Name: Release, ActionTypeId: { Category: Deploy, Provider: S3 }, RunOrder: 2 }
            - { Name: Warm, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [echo warm] }
            - { Name: Rest, ActionTypeId: { Category: Compute, Provider: Commands }, Commands: [echo done], RunOrder: 3 }
`;

/** A pipeline whose role may do too much, by two statements. */
export const WIDE = `Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !GetAtt Role.Arn
      Stages:
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1" }
              Configuration: { ProjectName: web }
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: wide
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "s3:*", Resource: "*" }
              - { Effect: Allow, Action: "ec2:*", Resource: "*" }
`;
