import rule from '../../../src/rules/correctness/buildspec-old-version.ts';
import { testRule, yaml } from '../../harness.ts';

const template = (version: string, mark = ''): string => yaml`
  Parameters:
    Version: { Type: String }
  Resources:
    Build:
      Type: AWS::CodeBuild::Project
      Properties:
        Environment: { Image: aws/codebuild/standard:7.0 }
        Source:
          Type: CODEPIPELINE
          BuildSpec: !Sub |
            version: ${version}${mark && ` # ${mark}`}
            phases: { build: { commands: [make] } }
`;

testRule(rule, {
  good: {
    'version 0.2': 'version: 0.2\nphases: { build: { commands: [make] } }\n',
    'as a text': "version: '0.2'\nphases: { build: { commands: [make] } }\n",
    'none at all': 'phases: { build: { commands: [make] } }\n',
    'inside a template': template('0.2'),
  },
  bad: {
    'version 0.1': 'version: 0.1 # problem\nphases: { build: { commands: [make] } }\n',
    'as a text': '"version": "0.1" # problem\nphases: { build: { commands: [make] } }\n',
  },
  undecided: { 'a version that is put in later': template('${Version}', 'undecided') },
});
