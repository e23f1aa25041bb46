import { indent } from '../../harness.ts';

const items = (commands: readonly string[]): string => indent(6, commands.map((command) => `- ${command}`).join('\n'));

/** One phase of a buildspec; what else it says stands in front of its commands. */
export const phase = (name: string, commands: readonly string[], more = '', last: readonly string[] = []): string =>
  `  ${name}:\n${more ? `${indent(4, more)}\n` : ''}${commands.length > 0 ? `    commands:\n${items(commands)}\n` : ''}${last.length > 0 ? `    finally:\n${items(last)}\n` : ''}`;

/** A buildspec of these phases; `more` stands behind them. */
export const buildspec = (phases: readonly string[], more = ''): string =>
  `version: 0.2\nphases:\n${phases.join('')}${more ? `${more}\n` : ''}`;

/** A buildspec that runs these commands in the phase `build`. */
export const build = (...commands: readonly string[]): string => buildspec([phase('build', commands)]);

/** The same under a shell of its own choice. */
export const under = (shell: string, ...commands: readonly string[]): string => `env: { shell: ${shell} }\n${build(...commands)}`;

/** A stage of a pipeline in a template, its actions written in one line each. */
export const stage = (name: string, ...actions: readonly string[]): string =>
  `- Name: ${name}\n  Actions:\n${actions.map((action) => `    - ${action}`).join('\n')}`;

/** An action, as YAML in one line. */
export const action = (name: string, category: string, provider = '', more = ''): string =>
  `{ Name: ${name}, ActionTypeId: { Category: ${category}${provider && `, Owner: AWS, Provider: ${provider}, Version: "1"`} }${more && `, ${more}`} }`;

export const runs = (name: string, project: string, category = 'Build'): string =>
  action(name, category, 'CodeBuild', `Configuration: { ProjectName: ${project} }`);

/** A template of one pipeline, with a mark on its own line, and of what stands beside it. */
export const pipeline = (stages: readonly string[], resources: readonly string[] = [], mark = ''): string => `Parameters:
  Environment: { Type: String, AllowedValues: [dev, prod] }
  Image: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Web:${mark && ` # ${mark}`}
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipeline
      Stages:
${indent(8, stages.join('\n'))}
${indent(2, resources.join('\n'))}
`;

/** A build project with a buildspec inside. */
export const project = (spec: string, environment = '', mark = '', name = 'Build'): string => `${name}:${mark && ` # ${mark}`}
  Type: AWS::CodeBuild::Project
  Properties:
    Environment: { ${environment || 'Type: LINUX_CONTAINER, Image: "aws/codebuild/standard:7.0"'} }
    Source:
      Type: CODEPIPELINE
      BuildSpec: |
${indent(8, spec)}`;

/** Only build projects, without a pipeline. */
export const template = (...resources: readonly string[]): string => `Parameters:
  Environment: { Type: String, AllowedValues: [dev, prod] }
  Image: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
${indent(2, resources.join('\n'))}
`;
