import rule from '../../../src/rules/operations/insecure-ssl.ts';
import { testRule, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;
const source = (insecure: string, mark = ''): string => `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source:
        Type: GITHUB_ENTERPRISE
        Location: https://github.example.com/web
        InsecureSsl: ${insecure}${mark && ` # ${mark}`}
`;

testRule(rule, {
  good: {
    'certificates are checked': source('false'),
    'nothing is said': source('').replace(/ {8}InsecureSsl.*\n/, ''),
  },
  bad: {
    'certificates are not checked': source('true', 'problem'),
    'as a text': source('"true"', 'problem'),
    'in one world': source('!If [IsProd, false, true]', 'problem when IsProd is false'),
    'a secondary source': `${HEAD}
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Source: { Type: CODEPIPELINE }
      SecondarySources:
        - Type: GITHUB_ENTERPRISE
          SourceIdentifier: more
          InsecureSsl: true # problem
`,
  },
  undecided: { 'a parameter': source('!Ref Given', 'undecided') },
});
