import { expect, test } from 'vitest';
import rule from '../../../src/rules/correctness/missing-artifact.ts';
import { check, indent, testRule, yaml } from '../../harness.ts';

interface Parts {
  /** Of the deploy: `Name: Site # problem`. */
  readonly takes?: string;
  readonly outputs?: string;
  readonly artifacts?: string;
  readonly order?: number;
  readonly type?: string;
  readonly spec?: string;
}

/** Source, build, and a deploy of what the build makes. */
const pipeline = ({
  takes = 'Name: Site',
  outputs = '- Name: Site',
  artifacts = 'artifacts: { files: [dist/**/*] }',
  order = 2,
  type = 'CODEPIPELINE',
  spec = '',
}: Parts): string => `${yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Name: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
  Resources:
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - Name: Source
            Actions:
              - Name: Source
                ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1' }
                OutputArtifacts:
                  - Name: Code
          - Name: Work
            Actions:
              - Name: Build
                ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1' }
                Configuration: { ProjectName: !Ref Build }
                InputArtifacts:
                  - Name: Code
                OutputArtifacts:
`}
${indent(16, outputs)}
            - Name: Deploy
              RunOrder: ${order}
              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: S3, Version: '1' }
              InputArtifacts:
                - ${takes}
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Environment: { Image: aws/codebuild/standard:8.0 }
      Artifacts: { Type: ${type} }
      Source:
        Type: CODEPIPELINE
        BuildSpec: ${
          spec ||
          `|
          version: 0.2
          phases: { build: { commands: [make] } }
          ${artifacts}`
        }
`;
const NONE = '';
const SECONDARY = 'artifacts: { files: [a], secondary-artifacts: { Site: { files: [dist/**/*] } } }';

testRule(rule, {
  good: {
    'what the build makes': pipeline({}),
    'the source itself': pipeline({ takes: 'Name: Code', artifacts: NONE }),
    'nobody takes what is not made': pipeline({ takes: 'Name: Code', outputs: '- Name: Site', artifacts: NONE }),
    'secondary artifacts': pipeline({ outputs: '- Name: Other\n- Name: Site', artifacts: SECONDARY }),
    'one output, though there are only secondary artifacts': pipeline({
      artifacts: 'artifacts: { secondary-artifacts: { Other: { files: [a] } } }',
    }),
    'a project that keeps what it makes elsewhere': pipeline({ artifacts: NONE, type: 'S3' }),
    'a batch puts together what its builds make': pipeline({ artifacts: 'batch: { build-list: [{ identifier: web }] }' }),
    'no name at all': pipeline({ takes: 'Name: !Ref AWS::NoValue' }),
    'the same name that nobody knows': pipeline({ takes: 'Name: !Ref Name', outputs: '- Name: !Ref Name' }),
  },
  bad: {
    'a name that nothing has': pipeline({ takes: 'Name: Sites # problem' }),
    'a name in other letters': pipeline({ takes: 'Name: site # problem' }),
    'what is made beside it': pipeline({ takes: 'Name: Site # problem', order: 1 }),
    'what is made behind it': pipeline({ takes: 'Name: Site # problem', order: 1 }).replace(
      '- Name: Build\n',
      '- Name: Build\n              RunOrder: 3\n',
    ),
    'a buildspec without artifacts': pipeline({ outputs: '- Name: Site # problem', artifacts: NONE }),
    'the second output is no secondary artifact': pipeline({ outputs: '- Name: Other\n- Name: Site # problem' }),
    'in one world': pipeline({ takes: 'Name: !If [IsProd, Site, Sites] # problem when IsProd is false' }),
    'what is made in one world': pipeline({
      outputs: '- !If [IsProd, { Name: Site }, !Ref AWS::NoValue]',
      takes: 'Name: Site # problem when IsProd is false',
    }),
  },
  undecided: {
    'a name that nobody knows': pipeline({ takes: 'Name: !Ref Name # undecided' }),
    'a buildspec that is not here': pipeline({ outputs: '- Name: Site # undecided', spec: 'elsewhere.yml' }),
  },
});

test('what a buildspec leaves out is less sure: it need not be the one of the source', () => {
  const sure = (parts: Parts) => check([rule], pipeline(parts)).findings.map(({ confidence }) => confidence);
  expect(sure({ artifacts: NONE })).toEqual(['medium']);
  expect(sure({ takes: 'Name: Sites' })).toEqual(['high']);
});
